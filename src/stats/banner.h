/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests between the columns of a banner table: shares and means, weighted or not, of groups that are apart, part of a
   whole, or overlapping.

   1. Make a struct banner_cell per column: banner_cell_of() from values.
   2. Test two cells: banner_shares(), banner_means(); a column against everybody else: banner_cell_rest(total, column),
      then the same tests; columns that share respondents (multiple answers): banner_shares_overlap(),
      banner_means_overlap(), or banner_linear() from the values.
   3. All pairs at once: banner_pairs(), banner_adjust(), banner_letters().
   Weighted columns count with their effective base (Σw)²/Σw² (Kish 1965, Survey Sampling, 430); the weights' scale does
   not matter.
   Nothing here allocates but banner_adjust() (scratch) and banner_letters() (its result). */
#ifndef PG_STATS_BANNER_H
#define PG_STATS_BANNER_H

#include "stats/stat.h"

/* A column's answers to one question. Without weights w = ww = n. */
struct banner_cell {
    size_t n;
    double w, ww; /* Σ weight, Σ weight² */
    double mean;  /* weighted mean; of 0/1 values the share */
    double m2;    /* Σ weight (x − mean)² */
};
/* What two overlapping columns have in common. */
struct banner_overlap {
    size_t n;
    double ww; /* Σ weight² of the respondents in both */
};
struct banner_test {
    enum stat_status status;      /* of statistic and p */
    double difference, low, high; /* a − b; low = NAN: no interval */
    double statistic;             /* z of shares, t of means */
    double df;                    /* < 0 = normal */
    double p, adjusted;           /* two-sided; after banner_adjust() */
};

struct banner_cell banner_cell_of(const double *x, const double *weight, size_t n);
/* The total less one of its parts. */
struct banner_cell banner_cell_rest(const struct banner_cell *total, const struct banner_cell *part);
double banner_base(const struct banner_cell *c);     /* effective base */
double banner_variance(const struct banner_cell *c); /* m2/w · base/(base − 1); NAN when base ≤ 1 */

/* z test with pooled share, no continuity correction (z² is Pearson's chi-square); Newcombe's interval of the
   difference. */
struct banner_test banner_shares(const struct banner_cell *a, const struct banner_cell *b, double level);
/* t test, Welch's or with pooled variance. */
struct banner_test banner_means(const struct banner_cell *a, const struct banner_cell *b, bool is_pooled, double level);
/* Var = p(1 − p)(1/na + 1/nb − 2 nab/(na nb)): Derrick, Dobson-McKittrick, Toher and White (2015), with correlation 1,
   since a common respondent gives the same answer in both columns. Wald interval. */
struct banner_test banner_shares_overlap(const struct banner_cell *a, const struct banner_cell *b,
                                         const struct banner_overlap *o, double level);
/* Partially overlapping samples t test of Derrick, Russ, Toher and White (2017), likewise. */
struct banner_test banner_means_overlap(const struct banner_cell *a, const struct banner_cell *b,
                                        const struct banner_overlap *o, bool is_pooled, double level);
/* Any overlap, by the covariance that the common respondents show (Taylor linearisation of the difference of two domain
   means): n values with weights (NULL: 1) and membership. t with n − 1 degrees of freedom. */
struct banner_sample {
    const double *x, *weight;
    const uint8_t *in_a, *in_b;
    size_t n;
};
struct banner_test banner_linear(const struct banner_sample *s, double level);

/* ---- all pairs ------------------------------------------------------------------------------------------------- */
enum banner_correction { BANNER_NONE, BANNER_BONFERRONI, BANNER_HOLM, BANNER_BH, N_BANNER_CORRECTIONS };
const char *banner_correction_name(enum banner_correction c);             /* "none", "bonferroni", … */
bool banner_correction_find(const char *name, enum banner_correction *c); /* NULL: Bonferroni */

static inline int banner_n_pairs(int k) { return k * (k - 1) / 2; }
/* Place of the pair i < j of k columns. */
static inline int banner_pair(int i, int j, int k) { return i * k - i * (i + 1) / 2 + j - i - 1; }
/* test[banner_pair(i, j, k)] of every pair of columns. */
enum banner_kind { BANNER_SHARES, BANNER_MEANS, BANNER_MEANS_POOLED };
void banner_pairs(const struct banner_cell *cell, int k, enum banner_kind kind, double level, struct banner_test *test);
/* Sets 'adjusted' of those tests that have a p value; only they are counted. */
void banner_adjust(struct banner_test *test, int n, enum banner_correction c, struct arena *scratch);
/* Column i's letter: A … Z, AA, … */
#define BANNER_LETTER_MAX 8
const char *banner_letter(char text[BANNER_LETTER_MAX], int i);
/* Letters, blank-separated, of the columns that 'column' is significantly above: adjusted p < alpha. */
const char *banner_letters(const struct banner_test *test, int k, int column, double alpha, struct arena *a);

#endif
