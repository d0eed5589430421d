/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sampling: a design that has been checked and indexed once, so that many estimates from it are cheap.

   1. sampling_init() checks a struct design (stats/stat.h) and lays out its strata and first-stage units.
   2. Optional: calibrate.h adjusts its weights to known totals; variances then use residuals.
   3. taylor.h estimates from it with linearised variances; replicate.h with replicate weights.
   Observations are sampling units of their own where no clusters are given. Later stages are not asked for: the
   first-stage units stand for all below them ("ultimate clusters"), as R's survey does with
   options(survey.ultimate.cluster = TRUE).
   Without weights but with populations, an observation of a stratum with n of N units weighs N/n; without either, 1.
   Ownership: a sampling borrows the arrays of its design and owns its weights (sampling_clear). */
#ifndef PG_STATS_DESIGN_H
#define PG_STATS_DESIGN_H

#include "stats/stat.h"

/* What a stratum of one single sampling unit adds to the variance (R: options(survey.lonely.psu)). The default is
   FAIL: no standard error at all, with the status STAT_LONELY. Strata that are wholly sampled add nothing and are
   never lonely. */
enum lonely_rule {
    LONELY_FAIL,      /* no standard error */
    LONELY_REMOVE,    /* nothing */
    LONELY_CERTAINTY, /* nothing: the unit would have been taken in every sample */
    LONELY_ADJUST,    /* its deviation from the mean of all instead of its stratum's: conservative */
    LONELY_AVERAGE,   /* the mean of the other strata */
    N_LONELY_RULES
};
const char *lonely_rule_name(enum lonely_rule r);
/* False when there is no such rule; NULL is the default. */
bool lonely_rule_find(const char *name, enum lonely_rule *rule);

enum design_error {
#define DESIGN_ERROR(id, name, text) DESIGN_##id,
#include "stats/design.def"
#undef DESIGN_ERROR
    N_DESIGN_ERRORS
};
const char *design_error_text(enum design_error e);

struct stratum {
    size_t n_units;    /* first-stage units in the sample; 0 = an empty stratum, which is passed over */
    double population; /* of units; INFINITY = with replacement, or so many that it does not matter */
    double left;       /* 1 − n/N */
    double scale;      /* left · n/(n − 1); left where n is 1; 0 where all are sampled */
    bool is_lonely;
};

struct adjustment; /* of weights to known totals: calibrate.h */

struct sampling {
    size_t n;           /* observations */
    double *weight;     /* n; as adjusted */
    const int *stratum; /* n; NULL = one */
    const int *unit;    /* n; first-stage unit of an observation; NULL = each its own */
    size_t n_units;
    int *unit_stratum; /* n_units; NULL = as 'stratum' */
    struct stratum *strata;
    int n_strata;
    enum lonely_rule lonely;
    bool has_weights;    /* given, or made of populations: not all 1 */
    bool is_census;      /* every stratum is wholly sampled: no sampling error */
    bool has_population; /* a finite population correction applies somewhere */
    int df;              /* units − strata, among observations whose weight is not 0 */
    struct adjustment *first, *last;
    size_t bad_row; /* where sampling_init() failed */
    struct arena arena;
};

/* Checks 'd' (NULL = a simple random sample from an infinite population) of n observations. On failure 's' is empty
   but for bad_row, and needs no clearing. */
enum design_error sampling_init(struct sampling *s, const struct design *d, size_t n);
void sampling_clear(struct sampling *s);

static inline int sampling_stratum(const struct sampling *s, size_t row) { return s->stratum ? s->stratum[row] : 0; }
static inline size_t sampling_unit(const struct sampling *s, size_t row) {
    return s->unit ? (size_t)s->unit[row] : row;
}
static inline int sampling_unit_stratum(const struct sampling *s, size_t unit) {
    return s->unit_stratum ? s->unit_stratum[unit] : s->stratum ? s->stratum[unit] : 0;
}

/* Kish's design effect of unequal weights, n·Σw²/(Σw)², and the effective sample size (Σw)²/Σw², over the
   observations in which in[i] is not 0 (NULL = all). Source: L. Kish (1965), Survey Sampling, section 11.7. */
struct kish {
    enum stat_status status;
    size_t n; /* observations whose weight is not 0 */
    double deff, effective_n;
};
struct kish kish_of(const double *weight, const uint8_t *in, size_t n);

#endif
