/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scoring model as data: how answers become scores. The code knows the choices, never a model.

   Sheets: settings; layers (what is asked of a node side by side, with weights); rules (how a level is computed from
   its layers or from the nodes below); bands (names of score ranges, half-open, ends checked); variants (other rules,
   to show what the choice does). A model owns its book and arena; scoring_free() frees all. */
#ifndef PG_MODEL_SCORING_H
#define PG_MODEL_SCORING_H

#include "table/schema.h"

#define LAYERS_MAX 8
/* Reserved layer name: choices of such a question name nodes that cannot apply (twin of a breadth question). */
#define LAYER_NOT_APPLICABLE_NAME "not_applicable"
enum { LAYER_NOT_APPLICABLE = LAYERS_MAX };

enum aggregate { AGGREGATE_MEAN, AGGREGATE_MIN, AGGREGATE_MAX, AGGREGATE_PRODUCT, AGGREGATE_MEDIAN };
const char *aggregate_name(enum aggregate a);

enum rule_input { INPUT_LAYERS, INPUT_CHILDREN };

struct layer {
    struct row_ref ref;
    const char *id;
    double weight;
    struct i18n label;
};
struct rule {
    struct row_ref ref;
    const char *level;   /* level of the framework, or "*" for all others */
    int input;           /* enum rule_input */
    int aggregate;       /* enum aggregate */
    double min_coverage; /* share of the weight that must be answered for a score to be shown */
};
struct band {
    struct row_ref ref;
    const char *id;
    double low, high; /* on the display scale: low ≤ score < high; the last band includes its high end */
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

struct scoring_info {
    struct row_ref ref;
    const char *id, *version;
    double scale_max;   /* display scale: shown = score × scale_max */
    int decimals;       /* of shown, half up */
    int na_unexplained; /* 0: stays not applicable; 1: counts as blank */
    double na_limit;    /* share of N/A among what is asked of a node of na_level that makes a finding */
    const char *na_level, *profile, *organisation;
    struct i18n label, method; /* method: the rule in words, printed in reports */
};

struct scoring {
    struct arena arena;
    struct book book;
    struct scoring_info info;
    struct layer *layer;
    int n_layers;
    struct rule *rule;
    int n_rules;
    struct band *band;
    int n_bands;
    struct variant *variant;
    int n_variants;
};

/* Columns of the sheets; bands and variants may be left out. */
extern const struct schema scoring_info_schema, scoring_layer_schema, scoring_rule_schema, scoring_band_schema,
    scoring_variant_schema;

struct scoring *scoring_load(const char *path, struct diags *ds);
void scoring_free(struct scoring *m);

int scoring_layer(const struct scoring *m,
                  const char *id); /* −1 when absent; LAYER_NOT_APPLICABLE for the reserved one */
const struct rule *scoring_rule(const struct scoring *m, const char *level,
                                enum rule_input input); /* NULL when absent */
/* A score 0–1 on the display scale, rounded. */
double scoring_shown(const struct scoring *m, double score);
/* The band of a score 0–1 (by its shown value), or NULL. */
const struct band *scoring_band(const struct scoring *m, double score);

#endif
