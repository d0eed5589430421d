/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Method: the scoring rule, a worked example from this assessment, what other rules would give, sources and
   attribution. */
#include <string.h>

#include "report/example.h"
#include "report/part.h"

/* ---- formulas ---------------------------------------------------------------------------------------------------- */

/* "2 × depth + breadth", "depth, breadth", of the layers that score; the sum of their weights. */
static double add_terms(const struct report *r, struct buf *b, bool is_mean) {
    double total = 0;
    for (int l = 0; l < r->kit->model->n_layers; l++) {
        const struct layer *layer = &r->kit->model->layer[l];
        if (layer->role == ROLE_WEIGHT || layer->weight <= 0) {
            continue;
        }
        buf_puts(b, b->len == 0 ? "" : is_mean ? " + " : ", ");
        if (is_mean && layer->weight != 1) {
            char text[NUM_TEXT_MAX];
            buf_printf(b, "%s × ", num_shortest(text, layer->weight));
        }
        buf_puts(b, report_label(r, &layer->label, layer->id));
        total += layer->weight;
    }
    return total;
}

/* "(2 × depth + breadth) ÷ 3", "min(depth, breadth)", from the weights that are really used; the rule may be NULL. */
static const char *layer_formula(const struct report *r, const struct rule *rule) {
    struct buf b;
    char text[NUM_TEXT_MAX];
    enum aggregate how = rule ? (enum aggregate)rule->aggregate : AGGREGATE_MEAN;
    buf_init(&b, BUF_MAX_DEFAULT);
    double total = add_terms(r, &b, how == AGGREGATE_MEAN);
    const char *formula = how == AGGREGATE_MEAN ? doc_text(r->doc, "(%s) ÷ %s", b.data, num_shortest(text, total))
                                                : doc_text(r->doc, "%s(%s)", aggregate_name(how), b.data);
    buf_clear(&b);
    return formula;
}

/* Whether some node is scored from its layers by this rule. */
static bool is_used(const struct report *r, const struct rule *rule) {
    for (int c = 0; c < r->kit->n_frameworks; c++) {
        const struct scorecard *card = &r->assessment->card[c];
        for (int i = 0; i < card->framework->n_nodes; i++) {
            const char *level = card->framework->node[i].level;
            if (card->node[i].is_item && scoring_rule(r->kit->model, level, INPUT_LAYERS) == rule) {
                return true;
            }
        }
    }
    return false;
}

/* One sentence; or one for each level that has a rule of its own. */
static void add_formulas(struct report *r, struct sheet *s) {
    const struct scoring *m = r->kit->model;
    const struct rule *only = NULL;
    int n = 0;
    for (int i = 0; i < m->n_rules; i++) {
        if (m->rule[i].input == INPUT_LAYERS && is_used(r, &m->rule[i])) {
            only = &m->rule[i];
            n++;
        }
    }
    if (n <= 1) {
        add_text(r->doc, s, FILL(r, METHOD_FORMULA, layer_formula(r, only)), TONE_PLAIN);
        return;
    }
    for (int i = 0; i < m->n_rules; i++) {
        const struct rule *rule = &m->rule[i];
        if (rule->input == INPUT_LAYERS && is_used(r, rule)) {
            bool is_rest = strcmp(rule->level, "*") == 0;
            const char *level = is_rest ? W(r, METHOD_OTHER_LEVELS) : level_word(r, rule->level);
            add_text(r->doc, s, FILL(r, METHOD_FORMULA_LEVEL, level, layer_formula(r, rule)), TONE_PLAIN);
        }
    }
}

/* ---- tables ------------------------------------------------------------------------------------------------------ */

static void add_layers(struct report *r, struct sheet *s) {
    const struct column columns[] = {{.key = "layer", .label = W(r, COL_LAYER), .width = 40},
                                     {.key = "weight", .label = W(r, COL_WEIGHT), .width = 20}};
    struct table *t = add_table(r->doc, s, "method_layers", columns, ARRAY_LEN(columns));
    for (int l = 0; l < r->kit->model->n_layers; l++) {
        const struct layer *layer = &r->kit->model->layer[l];
        if (layer->role == ROLE_SCORE) { /* the others are factors of a node's own weight */
            struct row *row = table_add_row(r->doc, t, layer->id);
            row->cell[0] = cell_text(report_label(r, &layer->label, layer->id));
            row->cell[1] = cell_number(layer->weight, UNIT_WEIGHT);
        }
    }
}

static void add_rules(struct report *r, struct sheet *s) {
    const struct column columns[] = {{.key = "level", .label = W(r, COL_LEVEL), .width = 26},
                                     {.key = "input", .label = W(r, METHOD_INPUT), .width = 34},
                                     {.key = "aggregate", .label = W(r, METHOD_AGGREGATE), .width = 26},
                                     {.key = "coverage", .label = W(r, METHOD_COVERAGE), .width = 34}};
    static const enum word aggregates[] = {
        WORD_AGGREGATE_MEAN,   WORD_AGGREGATE_MIN,        WORD_AGGREGATE_MAX,          WORD_AGGREGATE_PRODUCT,
        WORD_AGGREGATE_MEDIAN, WORD_AGGREGATE_MEDIAN_LOW, WORD_AGGREGATE_SUM,          WORD_AGGREGATE_DEDUCT,
        WORD_AGGREGATE_COUNT,  WORD_AGGREGATE_GATES,      WORD_AGGREGATE_GATE_HIGHEST, WORD_AGGREGATE_STAIRS};
    struct table *t = add_table(r->doc, s, "method_rules", columns, ARRAY_LEN(columns));
    for (int i = 0; i < r->kit->model->n_rules; i++) {
        const struct rule *rule = &r->kit->model->rule[i];
        struct row *row = table_add_row(r->doc, t, NULL);
        row->cell[0] = cell_text(strcmp(rule->level, "*") == 0 ? W(r, METHOD_ALL_LEVELS) : level_word(r, rule->level));
        row->cell[1] = cell_text(rule->input == INPUT_LAYERS  ? W(r, METHOD_FROM_LAYERS)
                                 : rule->input == INPUT_ITEMS ? W(r, METHOD_FROM_ITEMS)
                                                              : W(r, METHOD_FROM_CHILDREN));
        row->cell[2] = cell_text(report_word(r, aggregates[rule->aggregate]));
        row->cell[3] = cell_number(rule->min_coverage, UNIT_PERCENT);
    }
}

static void add_bands(struct report *r, struct sheet *s) {
    const struct column columns[] = {{.key = "band", .label = W(r, COL_BAND), .width = 40},
                                     {.key = "low", .label = W(r, METHOD_FROM), .width = 20},
                                     {.key = "high", .label = W(r, METHOD_BELOW), .width = 20}};
    struct table *t = add_table(r->doc, s, "method_bands", columns, ARRAY_LEN(columns));
    for (int i = 0; i < r->kit->model->n_bands; i++) {
        const struct band *band = &r->kit->model->band[i];
        struct row *row = table_add_row(r->doc, t, band->id);
        row->cell[0] = cell_text(report_text(r, &band->label));
        row->cell[1] = cell_number(band->low, report_score_unit(r));
        row->cell[2] = cell_number(band->high, report_score_unit(r));
    }
    t->note = W(r, METHOD_BANDS_NOTE);
}

static void add_variant_row(struct report *r, struct table *t, const char *key, const char *label,
                            const struct score *s) {
    const struct score *own = &r->assessment->card[0].node[0].total;
    struct row *row = table_add_row(r->doc, t, key);
    row->cell[0] = cell_text(label);
    row->cell[1] = cell_score(r, s);
    row->cell[2] =
        score_is_shown(s) && score_is_shown(own) && s != own
            ? cell_number((s->value - own->value) * (own->scale->max - own->scale->min), report_score_unit(r))
            : (struct cell){0};
    add_fact_score(r, "method", "variants", key, "total", s, -1);
}

static void add_variants(struct report *r, struct sheet *s) {
    const struct column columns[] = {{.key = "rule", .label = W(r, METHOD_RULE), .width = 50},
                                     {.key = "total", .label = W(r, METHOD_TOTAL), .width = 20},
                                     {.key = "difference", .label = W(r, METHOD_DIFFERENCE), .width = 20}};
    const struct scorecard *card = &r->assessment->card[0];
    add_heading(r->doc, s, 2, W(r, METHOD_VARIANTS));
    add_text(r->doc, s, W(r, METHOD_VARIANTS_TEXT), TONE_PLAIN);
    struct table *t = add_table(r->doc, s, "method_variants", columns, ARRAY_LEN(columns));
    add_variant_row(r, t, "model", report_text(r, &r->kit->model->info.label), &card->node[0].total);
    for (int v = 0; v < r->kit->model->n_variants; v++) {
        const struct variant *variant = &r->kit->model->variant[v];
        add_variant_row(r, t, variant->id, report_text(r, &variant->label), &card->variant_total[v]);
    }
}

static void add_stated(struct report *r, struct sheet *s, const struct i18n *text) {
    if (!i18n_is_empty(text)) {
        add_text(r->doc, s, report_text(r, text), TONE_PLAIN);
    }
}

static void add_sources(struct report *r, struct sheet *s) {
    add_heading(r->doc, s, 2, W(r, METHOD_SOURCES));
    for (int c = 0; c < r->kit->n_frameworks; c++) {
        add_stated(r, s, &r->kit->framework[c]->info.attribution);
        add_stated(r, s, &r->kit->framework[c]->info.translation);
    }
    for (int p = 0; p < r->kit->n_profiles; p++) {
        add_stated(r, s, &r->kit->profile[p]->info.note);
    }
}

static void build(struct report *r, struct sheet *s) {
    const char *limit = report_value(r, r->kit->model->info.na_limit, UNIT_PERCENT);
    const char *scale = report_scale(r);
    add_sheet_head(r, s);
    add_heading(r->doc, s, 2, W(r, METHOD_RULE));
    add_formulas(r, s);
    add_stated(r, s, &r->kit->model->info.method);
    add_text(r->doc, s, FILL(r, METHOD_SCALE, scale), TONE_PLAIN);
    add_layers(r, s);
    add_rules(r, s);
    add_bands(r, s);
    add_heading(r->doc, s, 2, W(r, METHOD_SPECIAL));
    add_text(r->doc, s, FILL(r, METHOD_NA, limit), TONE_PLAIN);
    add_text(r->doc, s, r->kit->model->info.na_unexplained ? W(r, METHOD_NA_BLANK) : W(r, METHOD_NA_STAYS), TONE_PLAIN);
    add_text(r->doc, s, W(r, METHOD_BLANK), TONE_PLAIN);
    add_text(r->doc, s, W(r, METHOD_NOT_ASKED), TONE_PLAIN);
    add_worked_example(r, s);
    if (report_asked_layers(r) > 1) {
        add_variants(r, s);
    }
    if (r->kit->n_profiles > 0) {
        add_heading(r->doc, s, 2, W(r, METHOD_STAGES));
        add_text(r->doc, s, W(r, METHOD_STAGES_TEXT), TONE_PLAIN);
    }
    add_heading(r->doc, s, 2, W(r, METHOD_GAPS));
    add_text(r->doc, s, W(r, METHOD_GAPS_TEXT), TONE_PLAIN);
    add_sources(r, s);
}

const struct report_sheet report_sheet_method = {.id = "method",
                                                 .summary = "scoring rule, worked example, other rules, sources",
                                                 .kind = SHEET_PAGE,
                                                 .build = build};
