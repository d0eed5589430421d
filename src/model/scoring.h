/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scoring model as data: how answers become scores. The code knows the choices, never a model. doc/scoring.md is the
   specification.

   Sheets: settings; layers (what is asked of a node side by side, with weights); rules (how a level is computed from
   its layers, from the nodes below, or from the items below; what not applicable and blank count as; its scale and
   rounding); gates (what each step of a level asks of the nodes below); bands (names of score ranges, half-open, ends
   checked); classes (names of priorities); variants (other rules, to show what the choice does); steps
   (what raises a node from level to level, for plans). A model owns its book and arena; scoring_free() frees all. */
#ifndef PG_MODEL_SCORING_H
#define PG_MODEL_SCORING_H

#include "model/step.h"

#define LAYERS_MAX 8
/* Reserved layer name: choices of such a question name nodes that cannot apply (twin of a breadth question). */
#define LAYER_NOT_APPLICABLE_NAME "not_applicable"
enum { LAYER_NOT_APPLICABLE = LAYERS_MAX };

enum aggregate {
    AGGREGATE_MEAN,
    AGGREGATE_MIN,
    AGGREGATE_MAX,
    AGGREGATE_PRODUCT,
    AGGREGATE_MEDIAN,
    AGGREGATE_MEDIAN_LOW,   /* the lower of the two in the middle */
    AGGREGATE_SUM,          /* of the parts on their own scales */
    AGGREGATE_DEDUCT,       /* the end of the scale less the weight of what is missing */
    AGGREGATE_COUNT,        /* share of the parts that reach the threshold */
    AGGREGATE_GATES,        /* highest step of which all conditions hold, and those of all before */
    AGGREGATE_GATE_HIGHEST, /* highest step of which all conditions hold */
    AGGREGATE_STAIRS,       /* full parts from the first on, and the share of the next */
    N_AGGREGATES
};
const char *aggregate_name(enum aggregate a);

enum rule_input { INPUT_LAYERS, INPUT_CHILDREN, INPUT_ITEMS };
enum na_policy { NA_EXCLUDE, NA_ZERO, NA_FULL, NA_TARGET, NA_CONSTANT, NA_FORBID };
enum blank_policy { BLANK_EXCLUDE, BLANK_ZERO, BLANK_LOWEST, BLANK_BLOCK, BLANK_ALL_OR_ZERO };
enum rounding { ROUND_HALF_UP, ROUND_TRUNC, ROUND_HALF_EVEN, ROUND_NONE };
enum layer_role { ROLE_SCORE, ROLE_WEIGHT };
const char *na_policy_name(enum na_policy p);

/* How fractions 0–1 are shown. */
struct scale {
    double min, max;
    int decimals;
    enum rounding show; /* never ROUND_NONE */
};

struct layer {
    struct row_ref ref;
    const char *id;
    double weight;
    int role; /* enum layer_role: a layer of weights multiplies the node's weight by its answer's credit */
    struct i18n label;
};
struct rule {
    struct row_ref ref;
    const char *level;           /* level of the framework, or "*" for all others */
    int input;                   /* enum rule_input */
    int aggregate;               /* enum aggregate */
    double min_coverage;         /* share of the weight that must be answered for a score to be shown */
    double threshold;            /* COUNT: on the parts' scale */
    int na, blank;               /* enum na_policy, blank_policy: what a node of this level counts as */
    double na_value;             /* NA_CONSTANT, and NA_TARGET without a target: on the level's scale; NAN = its end */
    int na_max;                  /* how many not applicable below a node of this level are no finding; −1 = any */
    double scale_min, scale_max; /* NAN = as the settings say, or what the parts add up to */
    int decimals;                /* −1 = as the settings say */
    int round;                   /* enum rounding: of what is carried up, on the level's scale */
};
/* A step asks of parts (in their order, 1 …; 0 = of all) at least 'min', on the parts' scale. */
struct gate {
    struct row_ref ref;
    const char *level;
    int step, part;
    double min;
};
struct band {
    struct row_ref ref;
    const char *id, *level; /* level: "" = those without bands of their own */
    double low, high;       /* on the display scale: low ≤ score < high; the last band includes its high end */
    struct i18n label;
};
struct priority_class {
    struct row_ref ref;
    const char *id;
    double low; /* from this priority on; in falling order */
    struct i18n label;
};
struct variant {
    struct row_ref ref;
    const char *id;
    int aggregate;             /* over the layers */
    const char *weight_text;   /* "depth=1 breadth=0" */
    double weight[LAYERS_MAX]; /* by layer */
    struct i18n label;
};

enum dk_policy { DK_BLANK, DK_ZERO, DK_NA };
enum alternate_policy { ALTERNATE_CREDIT, ALTERNATE_FULL, ALTERNATE_ZERO };
enum gap_function { GAP_SHARE, GAP_LINEAR, GAP_CONVEX, GAP_RATIO };

struct scoring_info {
    struct row_ref ref;
    const char *id, *version;
    double scale_min, scale_max;   /* display scale: shown = min + score × (max − min) */
    int decimals;                  /* of shown */
    int show;                      /* enum rounding of shown */
    double credit_min, credit_max; /* what the choices' credits are between */
    int dk, alternate;             /* enum dk_policy, alternate_policy */
    int band_on;                   /* 0: bands look at the shown value; 1: at the unrounded one */
    int gap;                       /* enum gap_function */
    int confidence;                /* 0: mean of those given; 1: weighted up the tree, blank as 0 */
    int na_unexplained;            /* 0: stays not applicable; 1: counts as blank */
    double ready_from;             /* what readiness for a clause asks of a node, on the display scale */
    double na_limit;               /* share of N/A among what is asked of a node of na_level that makes a finding */
    const char *na_level, *profile, *organisation;
    struct i18n label, method; /* method: the rule in words, printed in reports */
    struct i18n steps_note;    /* what the efforts of the steps assume, printed in plans */
};

struct scoring {
    struct arena arena;
    struct book book;
    struct scoring_info info;
    struct layer *layer;
    int n_layers;
    struct rule *rule;
    int n_rules;
    struct gate *gate;
    int n_gates;
    struct band *band;
    int n_bands;
    struct priority_class *priority; /* from the highest down */
    int n_priorities;
    struct variant *variant;
    int n_variants;
    struct step *step; /* of improvement; step_set.h */
    int n_steps;
};

/* Columns of the sheets; gates, bands, classes, variants and steps may be left out. */
extern const struct schema scoring_info_schema, scoring_layer_schema, scoring_rule_schema, scoring_gate_schema,
    scoring_band_schema, scoring_priority_schema, scoring_variant_schema;

struct scoring *scoring_load(const char *path, struct diags *ds);
void scoring_free(struct scoring *m);

int scoring_layer(const struct scoring *m,
                  const char *id); /* −1 when absent; LAYER_NOT_APPLICABLE for the reserved one */
const struct rule *scoring_rule(const struct scoring *m, const char *level,
                                enum rule_input input); /* NULL when absent */
/* The rule that joins the nodes below one of this level, from children or items: one for the level itself goes before
   one for all others. NULL when absent. */
const struct rule *scoring_joining_rule(const struct scoring *m, const char *level);
/* Steps that the gates of a level have; 0 = none. */
int scoring_steps(const struct scoring *m, const char *level);
/* The scale of the settings. */
struct scale scoring_scale(const struct scoring *m);
/* 'x' at so many decimals; decimal, so that 2.675 at two is 2.68. ROUND_NONE leaves it alone. */
double scoring_round(double x, enum rounding how, int decimals);
/* Whether a rule has steps: they are what its gates say. */
bool rule_has_steps(const struct rule *rule);
/* The scale that a rule (NULL: none) gives a level: as stated, steps from 0, else that of the settings. '*is_stated'
   tells whether the rule states one. */
struct scale scoring_rule_scale(const struct scoring *m, const char *level, const struct rule *rule, bool *is_stated);
/* Whether only the parts tell where the scale of a rule (NULL: none) begins and ends: of a sum without a stated scale
   both, of a deduction without a stated lower end the lower. */
void rule_open_ends(const struct rule *rule, bool *is_low_open, bool *is_high_open);
/* A score 0–1 on a scale: unrounded, and as shown, inside the scale as well. */
double scale_value(const struct scale *s, double score);
double scale_shown(const struct scale *s, double score);
/* The fraction of a value on the scale; 0 on a scale without width. */
double scale_fraction(const struct scale *s, double value);
/* The band of a score 0–1 of a node of this level; NULL when it has none. Bands of no level are on the scale of the
   settings and name no score on another. */
const struct band *scoring_band(const struct scoring *m, const char *level, const struct scale *scale, double score);

#endif
