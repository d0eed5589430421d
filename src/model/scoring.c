/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/scoring.h"

#include <string.h>

#include "base/num.h"
#include "model/hint.h"

#define INFO(member) offsetof(struct scoring_info, member)
#define LAYER(member) offsetof(struct layer, member)
#define RULE(member) offsetof(struct rule, member)
#define BAND(member) offsetof(struct band, member)
#define VARIANT(member) offsetof(struct variant, member)

static const char *const aggregates[] = {"mean", "min", "max", "product", "median", NULL};
static const char *const inputs[] = {"layers", "children", NULL};
static const char *const unexplained[] = {"na", "blank", NULL};

static const struct field info_fields[] = {
    {"id", FIELD_ID, FIELD_REQUIRED, INFO(id), .help = "id of the model"},
    {"version", FIELD_TEXT, FIELD_OPTIONAL, INFO(version), .help = "version of this file"},
    {"label", FIELD_I18N, FIELD_OPTIONAL, INFO(label), .help = "title"},
    {"method", FIELD_I18N, FIELD_OPTIONAL, INFO(method), .help = "the rule in words, printed in reports"},
    {"scale_max", FIELD_NUMBER, FIELD_OPTIONAL, INFO(scale_max), .min = 0.001, .max = 1000, .empty = 1,
     .help = "upper end of the display scale"},
    {"decimals", FIELD_INT, FIELD_OPTIONAL, INFO(decimals), .min = 0, .max = 6, .empty = 2, .help = "shown decimals"},
    {"na_unexplained", FIELD_WORD, FIELD_OPTIONAL, INFO(na_unexplained), .words = unexplained,
     .help = "what a not-applicable answer without a reason counts as"},
    {"na_limit", FIELD_NUMBER, FIELD_OPTIONAL, INFO(na_limit), .min = 0, .max = 1, .empty = 1,
     .help = "share of not applicable that makes a finding"},
    {"na_level", FIELD_TEXT, FIELD_OPTIONAL, INFO(na_level), .help = "level of the nodes that na_limit looks at"},
    {"profile", FIELD_ID, FIELD_OPTIONAL, INFO(profile), .help = "profile used when none is named"},
    {"organisation", FIELD_ID, FIELD_OPTIONAL, INFO(organisation), .help = "criteria of the organisational model"},
};
const struct schema scoring_info_schema = {
    "settings", info_fields, ARRAY_LEN(info_fields), sizeof(struct scoring_info), "what the model is", false};

static const struct field layer_fields[] = {
    {"id", FIELD_ID, FIELD_REQUIRED | FIELD_UNIQUE, LAYER(id), .help = "id of the layer"},
    {"weight", FIELD_WEIGHT, FIELD_OPTIONAL, LAYER(weight), .empty = 1, .help = "among the layers of a node"},
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
};
const struct schema scoring_rule_schema = {
    "rules", rule_fields, ARRAY_LEN(rule_fields), sizeof(struct rule), "how each level is computed", false};

static const struct field band_fields[] = {
    {"id", FIELD_ID, FIELD_REQUIRED | FIELD_UNIQUE, BAND(id), .help = "id of the band"},
    {"low", FIELD_NUMBER, FIELD_REQUIRED, BAND(low), .help = "from, on the display scale"},
    {"high", FIELD_NUMBER, FIELD_REQUIRED, BAND(high), .help = "to below; the last includes it"},
    {"label", FIELD_I18N, FIELD_OPTIONAL, BAND(label), .help = "title"},
};
const struct schema scoring_band_schema = {
    "bands", band_fields, ARRAY_LEN(band_fields), sizeof(struct band), "names of score ranges", false};

static const struct field variant_fields[] = {
    {"id", FIELD_ID, FIELD_REQUIRED | FIELD_UNIQUE, VARIANT(id), .help = "id of the variant"},
    {"aggregate", FIELD_WORD, FIELD_REQUIRED, VARIANT(aggregate), .words = aggregates,
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

double scoring_shown(const struct scoring *m, double score) {
    return num_round(num_round(score * m->info.scale_max, 12), m->info.decimals);
}

const struct band *scoring_band(const struct scoring *m, double score) {
    double shown = scoring_shown(m, score);
    for (int i = 0; i < m->n_bands; i++) {
        const struct band *band = &m->band[i];
        bool is_last = i == m->n_bands - 1;
        if (shown >= band->low && (shown < band->high || (is_last && shown <= band->high))) {
            return band;
        }
    }
    return NULL;
}

static const char *number(struct scoring *m, double x) {
    char text[NUM_TEXT_MAX];
    return arena_strdup(&m->arena, num_shortest(text, x));
}

/* Bands must follow each other from 0 to the end of the scale without hole or overlap. */
static void check_bands(struct scoring *m, struct diags *ds) {
    double end = 0;
    for (int i = 0; i <= m->n_bands && m->n_bands > 0; i++) {
        bool is_end = i == m->n_bands;
        double next = is_end ? m->info.scale_max : m->band[i].low;
        struct place at = schema_place(&m->band[is_end ? i - 1 : i].ref, is_end ? "high" : "low", &m->arena);
        if (next > end) {
            diag_add(ds, DIAG_BANDS_HOLE, &at, number(m, end), number(m, next));
        } else if (next < end) {
            diag_add(ds, DIAG_BANDS_OVERLAP, &at, number(m, next), number(m, end));
        }
        if (!is_end && m->band[i].high < m->band[i].low) {
            struct place high = schema_place(&m->band[i].ref, "high", &m->arena);
            diag_add(ds, DIAG_BANDS_OVERLAP, &high, number(m, m->band[i].high), number(m, m->band[i].low));
        }
        end = is_end ? end : m->band[i].high;
    }
}

static void check_rules(struct scoring *m, struct diags *ds) {
    for (int i = 0; i < m->n_rules; i++) {
        for (int j = 0; j < i; j++) {
            if (m->rule[j].input == m->rule[i].input && strcmp(m->rule[j].level, m->rule[i].level) == 0) {
                struct place at = schema_place(&m->rule[i].ref, "level", &m->arena);
                struct place first = schema_place(&m->rule[j].ref, "level", &m->arena);
                diag_add(ds, DIAG_RULE_TWICE, &at, m->rule[i].level, arena_printf(&m->arena, "%ld", first.line));
                break;
            }
        }
    }
}

static void parse_weight(struct scoring *m, struct variant *v, const char *word, size_t len, struct diags *ds) {
    char *name = arena_strndup(&m->arena, word, len), *mark = strchr(name, '=');
    struct place at = schema_place(&v->ref, "weights", &m->arena);
    const char *layers[LAYERS_MAX];
    double weight = 1;
    if (mark) {
        *mark = '\0';
    }
    for (int i = 0; i < m->n_layers; i++) {
        layers[i] = m->layer[i].id;
    }
    int layer = scoring_layer(m, name);
    if (layer < 0 || layer >= m->n_layers) {
        diag_add(ds, DIAG_LAYER_UNKNOWN, &at, name, hint_list(layers, (size_t)m->n_layers, LAYERS_MAX, &m->arena));
    } else if (mark && !num_parse(mark + 1, &weight)) {
        diag_add(ds, DIAG_VALUE_NOT_NUMBER, &at, mark + 1);
    } else if (weight < 0 || weight > SCHEMA_WEIGHT_MAX) {
        diag_add(ds, DIAG_VALUE_NEGATIVE_WEIGHT, &at, mark + 1);
    } else {
        v->weight[layer] = weight;
    }
}

static void parse_weights(struct scoring *m, struct variant *v, struct diags *ds) {
    const char *rest = v->weight_text, *word;
    size_t len, before = ds->n_errors;
    for (int i = 0; i < m->n_layers && text_is_empty(v->weight_text); i++) {
        v->weight[i] = 1;
    }
    while (text_next_word(&rest, &word, &len)) {
        parse_weight(m, v, word, len, ds);
    }
    double total = 0;
    for (int i = 0; i < m->n_layers; i++) {
        total += v->weight[i];
    }
    if (total == 0 && ds->n_errors == before) {
        struct place at = schema_place(&v->ref, "weights", &m->arena);
        diag_add(ds, DIAG_VARIANT_NO_WEIGHT, &at, v->id);
    }
}

static void load_sheets(struct scoring *m, struct diags *ds) {
    static const char *const known[] = {"settings", "layers", "rules", "bands", "variants"};
    book_check_sheets(&m->book, known, ARRAY_LEN(known), ds);
    int n;
    struct scoring_info *info = schema_load_sheet(&scoring_info_schema, &m->book, &m->arena, &n, ds);
    m->layer = schema_load_sheet(&scoring_layer_schema, &m->book, &m->arena, &m->n_layers, ds);
    m->rule = schema_load_sheet(&scoring_rule_schema, &m->book, &m->arena, &m->n_rules, ds);
    m->band = schema_load_optional(&scoring_band_schema, &m->book, &m->arena, &m->n_bands, ds);
    m->variant = schema_load_optional(&scoring_variant_schema, &m->book, &m->arena, &m->n_variants, ds);
    if (info && n > 0) {
        m->info = info[0];
    }
    if (m->n_layers > LAYERS_MAX) {
        struct place at = schema_place(&m->layer[LAYERS_MAX].ref, "id", &m->arena);
        diag_add(ds, DIAG_VALUE_OUT_OF_RANGE, &at, number(m, m->n_layers), "1", number(m, LAYERS_MAX));
        return;
    }
    if (n > 0) { /* else the end of the scale is not known */
        check_bands(m, ds);
        check_rules(m, ds);
    }
    for (int i = 0; i < m->n_variants; i++) {
        parse_weights(m, &m->variant[i], ds);
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
