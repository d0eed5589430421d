/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/scoring.h"

#include <math.h>
#include <string.h>

#include "base/num.h"
#include "model/scoring_check.h"

#define INFO(member) offsetof(struct scoring_info, member)
#define LAYER(member) offsetof(struct layer, member)
#define RULE(member) offsetof(struct rule, member)
#define GATE(member) offsetof(struct gate, member)
#define PRIORITY(member) offsetof(struct priority_class, member)
#define BAND(member) offsetof(struct band, member)
#define VARIANT(member) offsetof(struct variant, member)

static const char *const aggregates[] = {"mean",   "min",   "max",   "product",      "median", "median_low", "sum",
                                         "deduct", "count", "gates", "gate_highest", "stairs", NULL};
static const char *const layer_aggregates[] = {"mean", "min", "max", "product", "median", NULL}; /* the first ones */
static const char *const inputs[] = {"layers", "children", "items", NULL};
static const char *const unexplained[] = {"na", "blank", NULL};
static const char *const na_policies[] = {"exclude", "zero", "full", "target", "constant", "forbid", NULL};
static const char *const blank_policies[] = {"exclude", "zero", "lowest", "block", "all_or_zero", NULL};
static const char *const roundings[] = {"half_up", "trunc", "half_even", "none", NULL};
static const char *const shows[] = {"half_up", "trunc", "half_even", NULL};
static const char *const roles[] = {"score", "weight", NULL};
static const char *const dk_policies[] = {"blank", "zero", "na", NULL};
static const char *const alternates[] = {"credit", "full", "zero", NULL};
static const char *const bases[] = {"shown", "unrounded", NULL};
static const char *const gap_functions[] = {"share", "linear", "convex", "ratio", NULL};
static const char *const confidences[] = {"given", "weighted", NULL};

static const struct field info_fields[] = {
    {"id", FIELD_ID, FIELD_REQUIRED, INFO(id), .help = "id of the model"},
    {"version", FIELD_TEXT, FIELD_OPTIONAL, INFO(version), .help = "version of this file"},
    {"label", FIELD_I18N, FIELD_OPTIONAL, INFO(label), .help = "title"},
    {"method", FIELD_I18N, FIELD_OPTIONAL, INFO(method), .help = "the rule in words, printed in reports"},
    {"steps_note", FIELD_I18N, FIELD_OPTIONAL, INFO(steps_note),
     .help = "what the efforts of the steps assume, printed in plans"},
    {"scale_min", FIELD_NUMBER, FIELD_OPTIONAL, INFO(scale_min), .min = -1e6, .max = 1e6, .empty = 0,
     .help = "lower end of the display scale"},
    {"scale_max", FIELD_NUMBER, FIELD_OPTIONAL, INFO(scale_max), .min = -1e6, .max = 1e6, .empty = 1,
     .help = "upper end of the display scale"},
    {"decimals", FIELD_INT, FIELD_OPTIONAL, INFO(decimals), .min = 0, .max = 6, .empty = 2, .help = "shown decimals"},
    {"show", FIELD_WORD, FIELD_OPTIONAL, INFO(show), .words = shows, .help = "how the shown value is rounded"},
    {"credit_min", FIELD_NUMBER, FIELD_OPTIONAL, INFO(credit_min), .min = -1e6, .max = 1e6, .empty = 0,
     .help = "credit of a choice that is worth nothing"},
    {"credit_max", FIELD_NUMBER, FIELD_OPTIONAL, INFO(credit_max), .min = -1e6, .max = 1e6, .empty = 1,
     .help = "credit of a choice that is worth all"},
    {"dk", FIELD_WORD, FIELD_OPTIONAL, INFO(dk), .words = dk_policies, .help = "what don't know counts as"},
    {"alternate", FIELD_WORD, FIELD_OPTIONAL, INFO(alternate), .words = alternates,
     .help = "what done in another way counts as"},
    {"band_on", FIELD_WORD, FIELD_OPTIONAL, INFO(band_on), .words = bases, .help = "which value chooses the band"},
    {"gap", FIELD_WORD, FIELD_OPTIONAL, INFO(gap), .words = gap_functions,
     .help = "how the priority of a gap is found"},
    {"confidence", FIELD_WORD, FIELD_OPTIONAL, INFO(confidence), .words = confidences,
     .help = "mean of the confidences given, or weighted up the tree with blanks as 0"},
    {"na_unexplained", FIELD_WORD, FIELD_OPTIONAL, INFO(na_unexplained), .words = unexplained,
     .help = "what a not-applicable answer without a reason counts as"},
    {"na_limit", FIELD_NUMBER, FIELD_OPTIONAL, INFO(na_limit), .min = 0, .max = 1, .empty = 1,
     .help = "share of not applicable that makes a finding"},
    {"na_level", FIELD_TEXT, FIELD_OPTIONAL, INFO(na_level), .help = "level of the nodes that na_limit looks at"},
    {"ready_from", FIELD_NUMBER, FIELD_OPTIONAL, INFO(ready_from), .min = -1e6, .max = 1e6, .empty = NAN,
     .help = "what readiness for a clause asks of a node, on the display scale; empty: the middle of the scale"},
    {"profile", FIELD_ID, FIELD_OPTIONAL, INFO(profile), .help = "profile used when none is named"},
    {"organisation", FIELD_ID, FIELD_OPTIONAL, INFO(organisation), .help = "criteria of the organisational model"},
};
const struct schema scoring_info_schema = {
    "settings", info_fields, ARRAY_LEN(info_fields), sizeof(struct scoring_info), "what the model is", false};

static const struct field layer_fields[] = {
    {"id", FIELD_ID, FIELD_REQUIRED | FIELD_UNIQUE, LAYER(id), .help = "id of the layer"},
    {"weight", FIELD_WEIGHT, FIELD_OPTIONAL, LAYER(weight), .empty = 1, .help = "among the layers of a node"},
    {"role", FIELD_WORD, FIELD_OPTIONAL, LAYER(role), .words = roles,
     .help = "what its answers are: a score, or a factor of the node's weight"},
    {"label", FIELD_I18N, FIELD_OPTIONAL, LAYER(label), .help = "title"},
};
const struct schema scoring_layer_schema = {
    "layers", layer_fields, ARRAY_LEN(layer_fields), sizeof(struct layer), "what is asked of a node side by side",
    false};

static const struct field rule_fields[] = {
    {"level", FIELD_TEXT, FIELD_REQUIRED, RULE(level), .help = "level, or * for all others"},
    {"input", FIELD_WORD, FIELD_REQUIRED, RULE(input), .words = inputs,
     .help = "computed from its layers or from the nodes below"},
    {"aggregate", FIELD_WORD, FIELD_REQUIRED, RULE(aggregate), .words = aggregates,
     .help = "how; a mean uses the weights"},
    {"min_coverage", FIELD_NUMBER, FIELD_OPTIONAL, RULE(min_coverage), .min = 0, .max = 1, .empty = 0,
     .help = "share of the weight that must be answered for a score to be shown"},
    {"threshold", FIELD_NUMBER, FIELD_OPTIONAL, RULE(threshold), .min = -1e6, .max = 1e6, .empty = 0,
     .help = "count: what a part must reach, on its scale"},
    {"na", FIELD_WORD, FIELD_OPTIONAL, RULE(na), .words = na_policies, .help = "what not applicable counts as"},
    {"na_value", FIELD_NUMBER, FIELD_OPTIONAL, RULE(na_value), .min = -1e6, .max = 1e6, .empty = NAN,
     .help = "for constant, and for target without a target: on the level's scale"},
    {"na_max", FIELD_INT, FIELD_OPTIONAL, RULE(na_max), .min = 0, .max = 1000000, .empty = -1,
     .help = "more not applicable than this below a node is a finding"},
    {"blank", FIELD_WORD, FIELD_OPTIONAL, RULE(blank), .words = blank_policies, .help = "what no answer counts as"},
    {"scale_min", FIELD_NUMBER, FIELD_OPTIONAL, RULE(scale_min), .min = -1e6, .max = 1e6, .empty = NAN,
     .help = "lower end of the level's scale"},
    {"scale_max", FIELD_NUMBER, FIELD_OPTIONAL, RULE(scale_max), .min = -1e6, .max = 1e6, .empty = NAN,
     .help = "upper end of the level's scale"},
    {"decimals", FIELD_INT, FIELD_OPTIONAL, RULE(decimals), .min = 0, .max = 6, .empty = -1,
     .help = "decimals of the level"},
    {"round", FIELD_WORD, FIELD_OPTIONAL, RULE(round), .words = roundings, .empty = ROUND_NONE,
     .help = "how the value is rounded before it is carried up"},
};
const struct schema scoring_rule_schema = {
    "rules", rule_fields, ARRAY_LEN(rule_fields), sizeof(struct rule), "how each level is computed", false};

static const struct field gate_fields[] = {
    {"level", FIELD_TEXT, FIELD_REQUIRED, GATE(level), .help = "level of the nodes that have the steps"},
    {"step", FIELD_INT, FIELD_REQUIRED, GATE(step), .min = 1, .max = 100, .help = "1, 2, … from the lowest"},
    {"part", FIELD_INT, FIELD_OPTIONAL, GATE(part), .min = 0, .max = 10000, .empty = 0,
     .help = "place among the nodes below, from 1; empty: each of them"},
    {"min", FIELD_NUMBER, FIELD_REQUIRED, GATE(min), .min = -1e6, .max = 1e6,
     .help = "what it must reach, on its scale"},
};
const struct schema scoring_gate_schema = {
    "gates", gate_fields, ARRAY_LEN(gate_fields), sizeof(struct gate), "what each step asks of the nodes below", false};

static const struct field band_fields[] = {
    {"id", FIELD_ID, FIELD_REQUIRED, BAND(id), .help = "id of the band"},
    {"low", FIELD_NUMBER, FIELD_REQUIRED, BAND(low), .help = "from, on the display scale"},
    {"high", FIELD_NUMBER, FIELD_REQUIRED, BAND(high), .help = "to below; the last includes it"},
    {"level", FIELD_TEXT, FIELD_OPTIONAL, BAND(level), .help = "level that has these bands; empty: all others"},
    {"label", FIELD_I18N, FIELD_OPTIONAL, BAND(label), .help = "title"},
};
const struct schema scoring_band_schema = {
    "bands", band_fields, ARRAY_LEN(band_fields), sizeof(struct band), "names of score ranges", false};

static const struct field priority_fields[] = {
    {"id", FIELD_ID, FIELD_REQUIRED | FIELD_UNIQUE, PRIORITY(id), .help = "id of the class"},
    {"low", FIELD_NUMBER, FIELD_REQUIRED, PRIORITY(low), .help = "from this priority on; from the highest class down"},
    {"label", FIELD_I18N, FIELD_OPTIONAL, PRIORITY(label), .help = "title"},
};
const struct schema scoring_priority_schema = {"classes",
                                               priority_fields,
                                               ARRAY_LEN(priority_fields),
                                               sizeof(struct priority_class),
                                               "names of priorities of gaps",
                                               false};

static const struct field variant_fields[] = {
    {"id", FIELD_ID, FIELD_REQUIRED | FIELD_UNIQUE, VARIANT(id), .help = "id of the variant"},
    {"aggregate", FIELD_WORD, FIELD_REQUIRED, VARIANT(aggregate), .words = layer_aggregates,
     .help = "how the layers of a node are joined"},
    {"weights", FIELD_TEXT, FIELD_OPTIONAL, VARIANT(weight_text), .help = "layer=weight, separated by blanks"},
    {"label", FIELD_I18N, FIELD_OPTIONAL, VARIANT(label), .help = "title"},
};
const struct schema scoring_variant_schema = {"variants",
                                              variant_fields,
                                              ARRAY_LEN(variant_fields),
                                              sizeof(struct variant),
                                              "other rules to compare the total with",
                                              false};

const char *aggregate_name(enum aggregate a) { return aggregates[a]; }
const char *na_policy_name(enum na_policy p) { return na_policies[p]; }

int scoring_layer(const struct scoring *m, const char *id) {
    for (int i = 0; i < m->n_layers; i++) {
        if (strcmp(m->layer[i].id, id) == 0) {
            return i;
        }
    }
    return strcmp(id, LAYER_NOT_APPLICABLE_NAME) == 0 ? LAYER_NOT_APPLICABLE : -1;
}

const struct rule *scoring_rule(const struct scoring *m, const char *level, enum rule_input input) {
    const struct rule *fallback = NULL;
    for (int i = 0; i < m->n_rules; i++) {
        const struct rule *rule = &m->rule[i];
        if (rule->input != (int)input) {
            continue;
        }
        if (strcmp(rule->level, level) == 0) {
            return rule;
        }
        fallback = strcmp(rule->level, "*") == 0 ? rule : fallback;
    }
    return fallback;
}

static bool is_for_all(const struct rule *r) { return strcmp(r->level, "*") == 0; }

const struct rule *scoring_joining_rule(const struct scoring *m, const char *level) {
    const struct rule *children = scoring_rule(m, level, INPUT_CHILDREN);
    const struct rule *items = scoring_rule(m, level, INPUT_ITEMS);
    return items && (!children || is_for_all(children) || !is_for_all(items)) ? items : children;
}

static void load_sheets(struct scoring *m, struct diags *ds) {
    static const char *const known[] = {"settings", "layers",  "rules",    "gates",
                                        "bands",    "classes", "variants", "steps"};
    book_check_sheets(&m->book, known, ARRAY_LEN(known), ds);
    int n;
    struct scoring_info *info = schema_load_sheet(&scoring_info_schema, &m->book, &m->arena, &n, ds);
    m->layer = schema_load_sheet(&scoring_layer_schema, &m->book, &m->arena, &m->n_layers, ds);
    m->rule = schema_load_sheet(&scoring_rule_schema, &m->book, &m->arena, &m->n_rules, ds);
    m->gate = schema_load_optional(&scoring_gate_schema, &m->book, &m->arena, &m->n_gates, ds);
    m->band = schema_load_optional(&scoring_band_schema, &m->book, &m->arena, &m->n_bands, ds);
    m->priority = schema_load_optional(&scoring_priority_schema, &m->book, &m->arena, &m->n_priorities, ds);
    m->variant = schema_load_optional(&scoring_variant_schema, &m->book, &m->arena, &m->n_variants, ds);
    m->step = schema_load_optional(&step_schema, &m->book, &m->arena, &m->n_steps, ds);
    steps_check(m->step, m->n_steps, &m->arena, ds);
    if (info && n > 0) {
        m->info = info[0];
        bool is_stated = !isnan(m->info.ready_from);
        m->info.ready_from = is_stated ? m->info.ready_from : (m->info.scale_min + m->info.scale_max) / 2;
    }
    if (m->n_layers > LAYERS_MAX) {
        struct place at = schema_place(&m->layer[LAYERS_MAX].ref, "id", &m->arena);
        char n_text[NUM_TEXT_MAX], max_text[NUM_TEXT_MAX];
        diag_add(ds, DIAG_VALUE_OUT_OF_RANGE, &at, num_shortest(n_text, m->n_layers), "1",
                 num_shortest(max_text, LAYERS_MAX));
        return;
    }
    if (n > 0) { /* else the ends of the scale are not known */
        scoring_check(m, ds);
    }
}

struct scoring *scoring_load(const char *path, struct diags *ds) {
    size_t before = ds->n_errors;
    struct scoring *m = mem_alloc(1, sizeof *m);
    *m = (struct scoring){0};
    if (book_open(&m->book, path, ds)) {
        load_sheets(m, ds);
    }
    if (ds->n_errors > before) {
        scoring_free(m);
        return NULL;
    }
    return m;
}

void scoring_free(struct scoring *m) {
    if (m) {
        book_close(&m->book);
        arena_clear(&m->arena);
        mem_free(m);
    }
}
