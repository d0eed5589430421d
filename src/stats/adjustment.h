/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What calibrate.h remembers of an adjustment of weights, and the steps its two files share. */
#ifndef PG_STATS_ADJUSTMENT_H
#define PG_STATS_ADJUSTMENT_H

#include "stats/calibrate.h"

enum adjustment_kind { ADJUSTMENT_CELLS, ADJUSTMENT_MARGINS, ADJUSTMENT_REGRESSION };

struct adjusted_margin {
    int *group;
    int n_groups;
    double *weight; /* after this margin's last step */
};

struct adjustment {
    enum adjustment_kind kind;
    struct adjustment *next;
    struct adjusted_margin *margin; /* cells: one; margins: n_margins */
    int n_margins;
    double *old_weight; /* cells */
    double *basis;      /* regression: orthonormal columns of x·√w, n each */
    int rank;
    double *g_root; /* regression: g·√w, so that z / g_root = √w · residual variable */
};

/* An orthonormal basis of the p columns x[j·n + i]·root[i], by Gram–Schmidt done twice; columns that depend on
   earlier ones are left out, and their numbers not listed in kept[]. Returns the rank. */
int orthonormal_basis(const double *x, const double *root, size_t n, int p, double *basis, int *kept);

void adjustment_add(struct sampling *s, struct adjustment *a);
/* Fills in what a report says of weights. */
void adjustment_describe(struct calibration_report *r, const double *before, const struct sampling *s);

#endif
