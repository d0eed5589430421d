/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Made-up observations for whatever must hold of every statistic, and what each statistic of the registry is given of
   them.

   1. observations_make(&o, n, true, seed) makes n rows of correlated columns, with missing values of every kind, and a
      design; observations_spoil() makes them degenerate.
   2. observations_pick(&picked, &o, row, n) takes rows in any order, as often as wanted.
   3. For each setting[i], setting_input(&setting[i], &o, drawn, &in) is an input that stat_check() finds fit.
   4. observations_clear().
   Ownership: observations own their columns; an input borrows them. */
#ifndef PG_TESTS_OBSERVATIONS_H
#define PG_TESTS_OBSERVATIONS_H

#include "stats/stat.h"

enum { N_COLUMNS = 23, OBSERVED_STRATA = 4, OBSERVED_CLUSTERS = 16 };

struct observations {
    struct arena arena;
    size_t n;
    struct variable column[N_COLUMNS]; /* names: observations.c */
    double *weight;                    /* some are 0 */
    double *only;                      /* weights that are all 0 but one */
    int *stratum, *cluster;
    double *clusters_of_stratum; /* in the population */
};

void observations_make(struct observations *o, size_t n, bool has_gaps, uint64_t seed);
void observations_pick(struct observations *picked, const struct observations *o, const size_t *row, size_t n);
const struct variable *observations_column(const struct observations *o, const char *name);
void observations_clear(struct observations *o);

enum spoiled {
    SPOILED_NOT,
    SPOILED_CONSTANT,  /* every column has one value */
    SPOILED_MISSING,   /* no column has any */
    SPOILED_APART,     /* even columns have values in odd rows only, odd columns in even rows: no row is complete */
    SPOILED_ONE_GROUP, /* all are in one group, of several that are known */
    SPOILED_ONE_LEVEL, /* columns with levels have a single one */
    SPOILED_HUGE,      /* numbers near the end of what a double holds */
    SPOILED_TINY,
    N_SPOILED
};
void observations_spoil(struct observations *o, enum spoiled how);
/* Leaves out the levels that do not occur, as the loader of tables does. */
void observations_drop_levels(struct observations *o);

/* ---- what a statistic is given ------------------------------------------------------------------------------- */
/* A statistic with columns (x: several, parted by commas) and options; 0 and NULL: as stat_options_init() has it. */
struct setting {
    const char *stat, *x, *y, *by, *method, *totals, *member;
    double n, p1, p2, sd, margin, power, effect, trim, mu, population;
    int type, k;
    size_t rows; /* only the first ones: what is exact for few rows only */
};
extern const struct setting setting[];
extern const size_t n_settings;

/* How the observations are said to have been drawn. */
enum drawn {
    DRAWN_SIMPLE,
    DRAWN_WEIGHTED,
    DRAWN_CLUSTERED, /* weights, strata, clusters, finite populations */
    DRAWN_FINITE,    /* from a finite population */
    DRAWN_CENSUS,    /* all of a finite population */
    DRAWN_WEIGHTLESS,
    DRAWN_ONE_WEIGHT, /* the others weigh nothing */
    DRAWN_LONELY,     /* every observation is a stratum of its own */
    DRAWN_OVERDRAWN,  /* more than the population has */
    N_DRAWN
};
/* The input's arrays live in 'a'. */
struct stat_input setting_input(const struct setting *s, const struct observations *o, enum drawn drawn,
                                struct arena *a);
/* Runs the setting's statistic; the caller clears 'out'. */
void setting_run(const struct setting *s, const struct stat_input *in, struct stat_output *out);
const struct stat_value *output_find(const struct stat_output *out, const char *key); /* NULL: no such key */
/* Whether a blank-separated list has the key up to its first colon: "mean" lists "mean" and "mean:a". */
bool keys_have(const char *keys, const char *key);
/* What messages call it: "quantile (type 3)". */
const char *setting_text(const struct setting *s, struct arena *a);

#endif
