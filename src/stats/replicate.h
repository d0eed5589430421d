/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replicate weights: the variance of an estimate from how it changes when the sample is reweighted.

   1. replicates_init() a set of replicates for a sampling: made by a method, or given as columns of weights.
   2. replicate_means(), _total(), _ratio(), _quantile() estimate with their variance: scale · Σ rscale · (θ_r −
      mean θ)².
   3. replicate_totals() is the engine under them, for any statistic that is a function of totals.
   Replicate r of a bootstrap is drawn from (seed, r) alone, and sums are joined in a fixed order: every number of
   threads gives the same bytes. Weights that were calibrated are taken as they are, not calibrated again in each
   replicate.
   Sources: K. Wolter (2007), Introduction to Variance Estimation; J. N. K. Rao, C. F. J. Wu (1988), Resampling
   inference with complex survey data, JASA 83; R. E. Fay (1989), Theory and application of replicate weighting.
   R: survey::as.svrepdesign, svrepdesign.
   Ownership: replicates borrow the sampling and given columns, and own what they were made of (replicates_clear). */
#ifndef PG_STATS_REPLICATE_H
#define PG_STATS_REPLICATE_H

#include "stats/taylor.h"

enum replicate_kind {
    REPLICATE_JK1,          /* jackknife: each unit left out in turn; unstratified */
    REPLICATE_JKN,          /* the same within strata */
    REPLICATE_BRR,          /* balanced half samples: strata of two units, or an even number that is split into pairs */
    REPLICATE_FAY,          /* BRR with weights rho and 2 − rho */
    REPLICATE_SUBBOOTSTRAP, /* n − 1 of n units of a stratum drawn with replacement, weight · n/(n − 1) · times
                               drawn; no finite population correction */
    REPLICATE_BOOTSTRAP,    /* the same, rescaled by √(1 − n/N) (Rao & Wu) */
    N_REPLICATE_KINDS
};
const char *replicate_kind_name(enum replicate_kind k);
bool replicate_kind_find(const char *name, enum replicate_kind *k);

struct replicate_options {
    enum replicate_kind kind;
    int n;      /* replicates of a bootstrap; 0 = 1000 */
    double rho; /* Fay */
    uint64_t seed;
    bool is_about_estimate;     /* deviations from the estimate instead of the mean of the replicates (R: mse = TRUE) */
    int n_threads;              /* 0 = 1 */
    const double *const *given; /* n_given columns of n final weights (R: combined.weights = TRUE); NULL = made */
    int n_given;
};

struct pairs;
struct replicates {
    const struct sampling *s;
    struct replicate_options o;
    enum stat_status status; /* OK, LONELY, TOO_FEW, UNDEFINED (the method does not fit the design) */
    const char *what;        /* in words, when not OK */
    bool is_without_fpc;     /* the method ignores the populations that the design has */
    int n;
    double scale, *rscale; /* rscale has n entries, or is NULL: all 1 */
    int df_max;            /* n − 1; pairs of half samples; the rank of given weights − 1 */
    size_t *unit_at;       /* units in the order of their strata */
    size_t *stratum_start; /* n_strata + 1 places in unit_at */
    size_t *left_out;      /* jackknife: the unit of each replicate */
    int *pair, n_pairs;    /* half samples: pair of each unit, and … */
    uint8_t *is_second;    /* … whether it is the second of it */
    struct arena arena;
};

void replicates_init(struct replicates *r, const struct sampling *s, const struct replicate_options *o);
void replicates_clear(struct replicates *r);

/* Units that totals are of: first-stage units, or observations where weights are given. */
static inline size_t replicate_units(const struct replicates *r) { return r->o.given ? r->s->n : r->s->n_units; }
/* What the weights of unit u are multiplied by in a replicate (for given weights: the weight itself), at m[u ·
   stride]. */
void replicate_multipliers(const struct replicates *r, int replicate, double *m, size_t stride);

/* A column to be totalled: Σ w · (y − shift) over the observations with in[i] (NULL = all); a y of NULL stands
   for all ones. */
struct total_column {
    const double *y;
    const uint8_t *in;
    double shift;
};
/* Totals of p columns in every replicate: total[replicate · p + j]. */
void replicate_totals(const struct replicates *r, const struct total_column *column, int p, double *total);
/* Variance from the replicates' values theta[replicate · stride]; those that are not finite are left out and
   counted. */
double replicate_variance(const struct replicates *r, const double *theta, size_t stride, double estimate, int *n_bad);

/* p means at once; out[j] from the values x[j] with in[j]. */
void replicate_means(const struct replicates *r, const double *const *x, const uint8_t *const *in, int p, double level,
                     struct sampled *out);
/* Within the domain of 't'. */
struct sampled replicate_mean(const struct replicates *r, struct taylor *t, const double *x);
struct sampled replicate_total(const struct replicates *r, struct taylor *t, const double *x);
struct sampled replicate_ratio(const struct replicates *r, struct taylor *t, const double *x, const double *y);
struct sampled replicate_quantile(const struct replicates *r, struct taylor *t, const double *x, double p);

#endif
