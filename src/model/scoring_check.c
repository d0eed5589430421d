/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/scoring_check.h"

#include <math.h>
#include <string.h>

#include "base/num.h"
#include "model/hint.h"

static const char *number(struct scoring *m, double x) {
    char text[NUM_TEXT_MAX];
    return arena_strdup(&m->arena, num_shortest(text, x));
}

/* ---- scales ------------------------------------------------------------------------------------------------------ */

static void report_empty(struct scoring *m, const struct row_ref *ref, const char *low, const char *high, double x,
                         struct diags *ds) {
    struct place at = schema_place(ref, high, &m->arena);
    diag_add(ds, DIAG_SCALE_EMPTY, &at, low, high, number(m, x));
}

/* NAN is nothing that is stated. */
static void check_on_scale(struct scoring *m, const struct row_ref *ref, const char *field, double x, struct scale on,
                           struct diags *ds) {
    if (x < on.min || x > on.max) {
        struct place at = schema_place(ref, field, &m->arena);
        diag_add(ds, DIAG_VALUE_OUT_OF_RANGE, &at, number(m, x), number(m, on.min), number(m, on.max));
    }
}

static void check_scales(struct scoring *m, struct diags *ds) {
    if (m->info.scale_max <= m->info.scale_min) {
        report_empty(m, &m->info.ref, "scale_min", "scale_max", m->info.scale_max, ds);
    }
    if (m->info.credit_max == m->info.credit_min) {
        struct place at = schema_place(&m->info.ref, "credit_max", &m->arena);
        diag_add(ds, DIAG_CREDITS_EQUAL, &at, "credit_min", "credit_max", number(m, m->info.credit_max));
    }
    if (m->info.scale_max > m->info.scale_min) {
        check_on_scale(m, &m->info.ref, "ready_from", m->info.ready_from, scoring_scale(m), ds);
    }
    for (int i = 0; i < m->n_rules; i++) {
        const struct rule *rule = &m->rule[i];
        bool is_stated;
        struct scale scale = scoring_rule_scale(m, rule->level, rule, &is_stated);
        bool is_low_open, is_high_open;
        rule_open_ends(rule, &is_low_open, &is_high_open);
        if (is_stated && !is_low_open && scale.max <= scale.min) {
            report_empty(m, &rule->ref, "scale_min", "scale_max", scale.max, ds);
        }
        check_on_scale(m, &rule->ref, "na_value", rule->na_value, scale, ds);
    }
}

/* ---- bands ------------------------------------------------------------------------------------------------------- */

static const struct band *next_band(const struct scoring *m, const char *level, const struct band *after) {
    for (const struct band *b = after ? after + 1 : m->band; b < m->band + m->n_bands; b++) {
        if (strcmp(b->level, level) == 0) {
            return b;
        }
    }
    return NULL;
}

/* The rule whose scale the bands of a level are on: one for the level itself before one for all others, and for the
   nodes below before one for layers. */
static const struct rule *band_rule(const struct scoring *m, const char *level) {
    const struct rule *joining = scoring_joining_rule(m, level), *layers = scoring_rule(m, level, INPUT_LAYERS);
    bool is_own = joining && strcmp(joining->level, level) == 0;
    bool is_item = layers && (!joining || (!is_own && strcmp(layers->level, level) == 0));
    return is_item ? layers : joining;
}

/* Where the scale of a level begins and ends; NAN when its parts make it. */
static struct scale band_scale(const struct scoring *m, const char *level) {
    const struct rule *rule = *level ? band_rule(m, level) : NULL;
    bool is_stated, is_low_open, is_high_open;
    struct scale scale = scoring_rule_scale(m, level, rule, &is_stated);
    rule_open_ends(rule, &is_low_open, &is_high_open);
    scale.min = is_low_open ? NAN : scale.min;
    scale.max = is_high_open ? NAN : scale.max;
    return scale;
}

static void check_seam(struct scoring *m, const struct band *b, const char *field, double end, double next,
                       struct diags *ds) {
    struct place at = schema_place(&b->ref, field, &m->arena);
    if (next > end) {
        diag_add(ds, DIAG_BANDS_HOLE, &at, number(m, end), number(m, next));
    } else if (next < end) {
        diag_add(ds, DIAG_BANDS_OVERLAP, &at, number(m, next), number(m, end));
    }
}

static void report_beyond(struct scoring *m, const struct band *b, const char *field, double reach, double end,
                          struct diags *ds) {
    struct place at = schema_place(&b->ref, field, &m->arena);
    diag_add(ds, DIAG_BANDS_BEYOND, &at, number(m, reach), number(m, end));
}

static void check_band_once(struct scoring *m, const struct band *b, struct diags *ds) {
    for (const struct band *first = next_band(m, b->level, NULL); first != b; first = next_band(m, b->level, first)) {
        if (strcmp(first->id, b->id) == 0) {
            struct place at = schema_place(&b->ref, "id", &m->arena),
                         where = schema_place(&first->ref, "id", &m->arena);
            diag_add(ds, DIAG_ID_DUPLICATE, &at, b->id, arena_printf(&m->arena, "%ld", where.line));
            return;
        }
    }
}

/* Bands of a level must follow each other from one end of its scale to the other without hole or overlap. */
static void check_bands_of(struct scoring *m, const char *level, struct diags *ds) {
    struct scale scale = band_scale(m, level);
    const struct band *last = NULL;
    for (const struct band *b = next_band(m, level, NULL); b; b = next_band(m, level, b)) {
        double end = last ? last->high : scale.min;
        if (!last && b->low < scale.min) {
            report_beyond(m, b, "low", b->low, scale.min, ds);
        } else if (!isnan(end)) {
            check_seam(m, b, "low", end, b->low, ds);
        }
        if (b->high < b->low) {
            struct place at = schema_place(&b->ref, "high", &m->arena);
            diag_add(ds, DIAG_BAND_INVERTED, &at, number(m, b->high), number(m, b->low));
            return; /* its neighbours' seams would only follow */
        }
        check_band_once(m, b, ds);
        last = b;
    }
    if (last && last->high > scale.max) {
        report_beyond(m, last, "high", last->high, scale.max, ds);
    } else if (last && !isnan(scale.max)) {
        check_seam(m, last, "high", last->high, scale.max, ds);
    }
}

static void check_bands(struct scoring *m, struct diags *ds) {
    for (int i = 0; i < m->n_bands; i++) {
        bool is_first = next_band(m, m->band[i].level, NULL) == &m->band[i];
        if (is_first) {
            check_bands_of(m, m->band[i].level, ds);
        }
    }
}

/* ---- rules and gates --------------------------------------------------------------------------------------------- */

static bool has_step(const struct scoring *m, const char *level, int step) {
    for (int i = 0; i < m->n_gates; i++) {
        if (m->gate[i].step == step && strcmp(m->gate[i].level, level) == 0) {
            return true;
        }
    }
    return false;
}

static void check_steps_of(struct scoring *m, const struct rule *rule, struct diags *ds) {
    struct place at = schema_place(&rule->ref, "aggregate", &m->arena);
    int n = scoring_steps(m, rule->level);
    if (rule->input == INPUT_LAYERS || strcmp(rule->level, "*") == 0) {
        diag_add(ds, DIAG_GATES_MISPLACED, &at, aggregate_name((enum aggregate)rule->aggregate));
        return;
    }
    if (n == 0) {
        diag_add(ds, DIAG_GATES_MISSING, &at, rule->level);
    }
    for (int step = 1; step < n; step++) {
        if (!has_step(m, rule->level, step)) {
            diag_add(ds, DIAG_GATE_STEP_MISSING, &at, number(m, step), rule->level);
        }
    }
}

static bool has_own_rule(const struct scoring *m, const char *level) {
    for (int i = 0; i < m->n_rules; i++) {
        if (strcmp(m->rule[i].level, level) == 0) {
            return true;
        }
    }
    return false;
}

static void report_gate_level(struct scoring *m, const struct gate *g, struct diags *ds) {
    const char **level = ARENA_ARRAY(&m->arena, (size_t)m->n_rules + 1, const char *);
    struct place at = schema_place(&g->ref, "level", &m->arena);
    size_t n = 0;
    for (int i = 0; i < m->n_rules; i++) {
        bool is_new = true;
        for (size_t j = 0; j < n; j++) {
            is_new = is_new && strcmp(level[j], m->rule[i].level) != 0;
        }
        level[n] = m->rule[i].level;
        n += is_new;
    }
    diag_add(ds, DIAG_GATE_LEVEL_UNKNOWN, &at, g->level, hint_nearest(g->level, level, n, &m->arena),
             hint_list(level, n, n, &m->arena));
}

/* A step that asks less of a part than one before it. */
static void check_gate_falls(struct scoring *m, const struct gate *g, struct diags *ds) {
    char min[NUM_TEXT_MAX], most[NUM_TEXT_MAX], step[NUM_TEXT_MAX];
    for (const struct gate *x = m->gate; x < m->gate + m->n_gates; x++) {
        bool is_before = strcmp(x->level, g->level) == 0 && x->step < g->step && (x->part == 0 || x->part == g->part);
        if (is_before && x->min > g->min) {
            struct place at = schema_place(&g->ref, "min", &m->arena), first = schema_place(&x->ref, "min", &m->arena);
            diag_add(ds, DIAG_GATE_FALLS, &at, num_shortest(step, g->step), num_shortest(min, g->min),
                     num_shortest(most, x->min), arena_printf(&m->arena, "%ld", first.line));
            return;
        }
    }
}

static void check_gates(struct scoring *m, struct diags *ds) {
    for (int i = 0; i < m->n_rules; i++) {
        if (rule_has_steps(&m->rule[i])) {
            check_steps_of(m, &m->rule[i], ds);
        }
    }
    for (int i = 0; i < m->n_gates; i++) {
        check_gate_falls(m, &m->gate[i], ds);
        const struct rule *rule = scoring_joining_rule(m, m->gate[i].level);
        bool is_own = rule && strcmp(rule->level, m->gate[i].level) == 0;
        if (!is_own && !has_own_rule(m, m->gate[i].level)) {
            report_gate_level(m, &m->gate[i], ds);
        } else if (!is_own || !rule_has_steps(rule)) {
            struct place at = schema_place(&m->gate[i].ref, "level", &m->arena);
            diag_add(ds, DIAG_GATE_UNUSED, &at, m->gate[i].level);
        }
    }
}

/* The reserved name means what cannot apply, wherever a questionnaire names it. */
static void check_layers(struct scoring *m, struct diags *ds) {
    double total = 0;
    int n_scoring = 0;
    for (int i = 0; i < m->n_layers; i++) {
        if (strcmp(m->layer[i].id, LAYER_NOT_APPLICABLE_NAME) == 0) {
            struct place at = schema_place(&m->layer[i].ref, "id", &m->arena);
            diag_add(ds, DIAG_LAYER_RESERVED, &at, m->layer[i].id);
        }
        total += m->layer[i].role == ROLE_SCORE ? m->layer[i].weight : 0;
        n_scoring += m->layer[i].role == ROLE_SCORE;
    }
    if (n_scoring > 0 && total == 0) {
        struct place at = schema_place(&m->layer[0].ref, "weight", &m->arena);
        diag_add(ds, DIAG_LAYERS_NO_WEIGHT, &at);
    }
}

/* From the highest down. */
static void check_classes(struct scoring *m, struct diags *ds) {
    for (int i = 1; i < m->n_priorities; i++) {
        if (m->priority[i].low >= m->priority[i - 1].low) {
            struct place at = schema_place(&m->priority[i].ref, "low", &m->arena);
            diag_add(ds, DIAG_CLASSES_ORDER, &at, m->priority[i].id, m->priority[i - 1].id);
        }
    }
}

/* A level is computed in one way from its layers, and in one from the nodes below. */
static void check_rules(struct scoring *m, struct diags *ds) {
    for (int i = 0; i < m->n_rules; i++) {
        for (int j = 0; j < i; j++) {
            bool is_same = (m->rule[j].input == INPUT_LAYERS) == (m->rule[i].input == INPUT_LAYERS);
            if (is_same && strcmp(m->rule[j].level, m->rule[i].level) == 0) {
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
        diag_add(ds, DIAG_LAYER_UNKNOWN, &at, name, hint_list(layers, (size_t)m->n_layers, LAYERS_MAX, &m->arena),
                 hint_nearest(name, layers, (size_t)m->n_layers, &m->arena));
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

void scoring_check(struct scoring *m, struct diags *ds) {
    check_scales(m, ds);
    check_layers(m, ds);
    check_bands(m, ds);
    check_rules(m, ds);
    check_gates(m, ds);
    check_classes(m, ds);
    for (int i = 0; i < m->n_variants; i++) {
        parse_weights(m, &m->variant[i], ds);
    }
}
