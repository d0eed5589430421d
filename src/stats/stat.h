/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statistics: what goes in, what comes out, and the registry. Nothing here knows a questionnaire.

   1. A caller fills struct stat_input with variables (values with states), an optional design, and options.
   2. stat_find("mean")->run(&in, &out): every number is a struct stat_value with a status; nothing is ever NaN.
   3. The counts of missing values by kind and the method in words come with the result.
   Adding a statistic: a file stat_NAME.c with a 'const struct stat stat_NAME' (or a family of them) and a line each in
   stat.def.
   The functions behind the descriptors are public in the family's header, for the floors above to call directly.
   Ownership: variables are borrowed; an output owns its arena (stat_output_clear). */
#ifndef PG_STATS_STAT_H
#define PG_STATS_STAT_H

#include "base/mem.h"
#include "base/num.h"

/* ---- variables --------------------------------------------------------------------------------------------- */
enum value_state { STATE_VALUE, STATE_BLANK, STATE_NOT_ASKED, STATE_NA, STATE_DK, STATE_INVALID, N_VALUE_STATES };
enum measure { MEASURE_NUMERIC, MEASURE_ORDINAL, MEASURE_NOMINAL };

/* A column of n observations. Numeric: value[i] is the number. Ordinal, nominal: value[i] is the level's index 0 …
   n_levels − 1. */
struct variable {
    const char *name;
    enum measure measure;
    const double *value;
    const uint8_t *state; /* enum value_state; NULL = all have a value */
    size_t n;
    const char *const *level; /* names of the levels; NULL when numeric */
    int n_levels;
};
static inline bool variable_has(const struct variable *v, size_t i) { return !v->state || v->state[i] == STATE_VALUE; }

/* How the observations were drawn. All arrays have n entries; NULL or 0 = not used. */
struct design {
    const double *weight; /* sampling weights ≥ 0 */
    const int *stratum;   /* 0 … n_strata − 1 */
    int n_strata;
    const int *cluster; /* 0 … n_clusters − 1, nested in strata */
    int n_clusters;
    const double *population; /* N of the observation's stratum (of clusters, if clustered); NULL = infinite */
};

/* ---- results ----------------------------------------------------------------------------------------------- */
enum stat_status {
#define STAT_STATUS(id, name, text) STAT_##id,
#include "stats/status.def"
#undef STAT_STATUS
    N_STAT_STATUS
};
const char *stat_status_name(enum stat_status s); /* "ok", "too_few", … */
const char *stat_status_text(enum stat_status s); /* in words */

/* One estimate. value, low, high are finite and meaningful only where has_… says so. */
struct estimate {
    enum stat_status status;
    double value, low, high; /* interval at the options' level */
    bool has_interval;
    double se; /* standard error; < 0 = none */
    double df; /* degrees of freedom; < 0 = none; 0 never */
    size_t n;  /* observations used */
};

struct stat_value {
    const char *key; /* stable: "mean", "p_value", "level_a" */
    enum unit unit;
    struct estimate e;
};

struct stat_output {
    struct arena arena;
    struct stat_value *value;
    size_t n_values, cap_values;
    size_t n;                       /* observations used */
    size_t missing[N_VALUE_STATES]; /* left out, by kind (missing[STATE_VALUE] stays 0) */
    const char *method;             /* test, correction, variance, interval, in words */
    const char *note[8];            /* what a reader must know: "switched to Fisher's exact test: …" */
    int n_notes;
};
void stat_output_init(struct stat_output *out);
void stat_output_clear(struct stat_output *out);
/* Each adds one value; 'key' is copied. */
void stat_add(struct stat_output *out, const char *key, enum unit unit, double value);
void stat_add_interval(struct stat_output *out, const char *key, enum unit unit, double value, double low, double high);
void stat_add_estimate(struct stat_output *out, const char *key, enum unit unit, struct estimate e);
void stat_add_status(struct stat_output *out, const char *key, enum unit unit, enum stat_status status);
void stat_method(struct stat_output *out, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void stat_note(struct stat_output *out, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* ---- input ------------------------------------------------------------------------------------------------- */
enum alternative { ALTERNATIVE_TWO_SIDED, ALTERNATIVE_LESS, ALTERNATIVE_GREATER };

struct stat_options {
    double level; /* of intervals: 0.95 */
    enum alternative alternative;
    double mu;          /* value under the null hypothesis */
    int type;           /* quantile type 1 … 9: 7 */
    const double *prob; /* quantile probabilities */
    int n_prob;
    double trim;       /* share cut from each end */
    double population; /* N of a finite population; 0 = infinite */
    uint64_t seed;
    long draws;                                                       /* Monte Carlo draws, bootstrap replicates */
    int k;                                                            /* clusters, components, … */
    const char *method;                                               /* name of a variant; NULL = default */
    double effect, power, alpha, n, n2, margin, p1, p2, sd, response; /* planning; < 0 = not given */
    const char *success; /* level that counts as success; NULL = the last one */
    const char *member;  /* position: whose rank, row index as text or value */
    const char *lonely; /* designs: rule for strata of one unit, "fail" … "average" (stats/design.h); NULL = "fail" */
    const char *totals; /* designs: known totals, "sector:A=20,B=12;size:L=25,S=15;sales=1000" */
    double bound_low, bound_high; /* designs: of new weight / old weight; −INFINITY, INFINITY = none */
    double rho;                   /* designs: Fay's factor, 0 ≤ rho < 1: 0.5 */
    int threads;                  /* workers for replicates; no result depends on it: 1 */
};
void stat_options_init(struct stat_options *o);

#define STAT_X_MAX 4096
struct stat_input {
    const struct variable *x; /* one or more */
    int n_x;
    const struct variable *y;    /* NULL when not given */
    const struct variable *by;   /* groups; NULL when not given */
    const struct design *design; /* NULL = simple random sample, infinite population */
    struct stat_options options;
};

/* Once, before anything else of this floor: GSL's own error handler would abort the program. */
void stats_init(void);
/* "gsl 2.7.1": the library behind this floor. Lives in 'a'. */
const char *stats_library(struct arena *a);

/* ---- registry ---------------------------------------------------------------------------------------------- */
enum stat_needs { /* what a statistic must be given; checked before run (stat_check) */
                  NEEDS_NOTHING = 0,
                  NEEDS_X = 1,
                  NEEDS_Y = 2,
                  NEEDS_BY = 4,
                  NEEDS_MANY_X = 8,
                  X_NUMERIC = 16,
                  Y_NUMERIC = 32,
                  X_LEVELS = 64,
                  Y_LEVELS = 128,
                  X_BINARY = 256,
                  TAKES_DESIGN = 512,
};
struct stat_example {
    const char *data; /* file in tests/reference/data/ without .csv; "" for none */
    const char *args; /* as on the command line: "--x api00 --weight pw" */
    const char *key;  /* value that is looked at */
    double expected;
    const char *r; /* the R command that gives it, or the published source */
};
struct stat {
    const char *name; /* "mean" */
    /* "descriptives", "proportions", "designs", "association", "comparison", "multiple", "scales", "position",
       "structure", "planning" */
    const char *family;
    const char *title;   /* "Arithmetic mean" */
    const char *formula; /* plain text: Σ, √, ≤, no markup */
    const char *assumptions;
    const char *source; /* "Author and Author (year), Journal or Book volume, first–last page; …" */
    /* R statements that give the numbers. x, y, g (--by) and w (--weight) stand for the columns, those with levels as
       factors in the order of their levels; d for the columns of --x; design for a survey::svydesign. */
    const char *r;
    int needs; /* enum stat_needs */
    /* Blank-separated names of the options that it reads, columns that it can do without included. */
    const char *options;
    const char *methods; /* words of --method, the first the default: "math school; mean logit" takes one of each
                                 group, joined by '+'; NULL = has no variants */
    const char *keys;    /* blank-separated keys that it may return; "mean:*" stands for one a level, a group, … */
    void (*run)(const struct stat_input *in, struct stat_output *out);
    struct stat_example example[4];
};
size_t stat_count(void);
const struct stat *stat_at(size_t i);
const struct stat *stat_find(const char *name);
/* What the input lacks for this statistic, in words; NULL when it is fit to run. Lives in 'a'. 'which' (may be
   NULL) becomes the variable that does not fit, NULL when one is missing. */
const char *stat_check(const struct stat *s, const struct stat_input *in, const struct variable **which,
                       struct arena *a);

#endif
