/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Method: the scoring rule, a worked example from this assessment, what other rules would give, sources and
   attribution. */
#include <string.h>

#include "report/example.h"
#include "report/method_text.h"

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

static void add_rule(struct report *r, struct table *t, const struct rule *rule) {
    char text[NUM_TEXT_MAX];
    struct row *row = table_add_row(r->doc, t, NULL);
    const char *how = method_aggregate(r, (enum aggregate)rule->aggregate);
    bool has_threshold = rule->aggregate == AGGREGATE_COUNT;
    row->cell[0] = cell_text(strcmp(rule->level, "*") == 0 ? W(r, METHOD_ALL_LEVELS) : level_word(r, rule->level));
    row->cell[1] = cell_text(rule->input == INPUT_LAYERS  ? W(r, METHOD_FROM_LAYERS)
                             : rule->input == INPUT_ITEMS ? W(r, METHOD_FROM_ITEMS)
                                                          : W(r, METHOD_FROM_CHILDREN));
    row->cell[2] =
        cell_text(has_threshold ? doc_text(r->doc, "%s (≥ %s)", how, num_shortest(text, rule->threshold)) : how);
    row->cell[3] = cell_text(method_rule_scale(r, rule));
    row->cell[4] = cell_text(method_na(r, rule));
    row->cell[5] = cell_text(method_blank(r, rule));
    row->cell[6] = cell_text(rule->round == ROUND_NONE ? W(r, METHOD_NOT_ROUNDED)
                                                       : method_rounding(r, (enum rounding)rule->round));
    row->cell[7] = cell_number(rule->min_coverage, UNIT_PERCENT);
}

static void add_rules(struct report *r, struct sheet *s) {
    const struct column columns[] = {
        {.key = "level", .label = W(r, COL_LEVEL), .width = 18, .is_wrapped = true},
        {.key = "input", .label = W(r, METHOD_INPUT), .width = 16, .is_wrapped = true},
        {.key = "aggregate", .label = W(r, METHOD_AGGREGATE), .width = 20, .is_wrapped = true},
        {.key = "scale", .label = W(r, METHOD_SCALE_COLUMN), .width = 10, .is_wrapped = true},
        {.key = "na", .label = W(r, METHOD_NA_COLUMN), .width = 14, .is_wrapped = true},
        {.key = "blank", .label = W(r, METHOD_BLANK_COLUMN), .width = 16, .is_wrapped = true},
        {.key = "carried", .label = W(r, METHOD_CARRIED), .width = 14, .is_wrapped = true},
        {.key = "coverage", .label = W(r, METHOD_COVERAGE), .width = 12}};
    struct table *t = add_table(r->doc, s, "method_rules", columns, ARRAY_LEN(columns));
    for (int i = 0; i < r->kit->model->n_rules; i++) {
        add_rule(r, t, &r->kit->model->rule[i]);
    }
}

static void add_bands(struct report *r, struct sheet *s) {
    if (r->kit->model->n_bands == 0) {
        return;
    }
    const struct column columns[] = {{.key = "band", .label = W(r, COL_BAND), .width = 40},
                                     {.key = "low", .label = W(r, METHOD_FROM), .width = 20},
                                     {.key = "high", .label = W(r, METHOD_BELOW), .width = 20}};
    struct table *t = add_table(r->doc, s, "method_bands", columns, ARRAY_LEN(columns));
    for (int i = 0; i < r->kit->model->n_bands; i++) {
        const struct band *band = &r->kit->model->band[i];
        struct row *row = table_add_row(r->doc, t, band->id);
        row->cell[0] = cell_text(report_label(r, &band->label, band->id));
        row->cell[1] = cell_number(band->low, report_score_unit(r));
        row->cell[2] = cell_number(band->high, report_score_unit(r));
    }
    t->note = r->kit->model->info.band_on ? W(r, METHOD_BANDS_UNROUNDED) : W(r, METHOD_BANDS_NOTE);
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
    add_sheet_head(r, s);
    add_heading(r->doc, s, 2, W(r, METHOD_RULE));
    add_method_formulas(r, s);
    add_stated(r, s, &r->kit->model->info.method);
    add_method_scale(r, s);
    add_layers(r, s);
    add_rules(r, s);
    add_bands(r, s);
    add_heading(r->doc, s, 2, W(r, METHOD_SPECIAL));
    add_method_special(r, s);
    add_worked_example(r, s);
    if (report_asked_layers(r) > 1) {
        add_variants(r, s);
    }
    if (r->kit->n_profiles > 0) {
        add_method_stages(r, s);
    }
    add_heading(r->doc, s, 2, W(r, METHOD_GAPS));
    add_text(r->doc, s, W(r, METHOD_GAPS_TEXT), TONE_PLAIN);
    add_sources(r, s);
}

const struct report_sheet report_sheet_method = {.id = "method",
                                                 .summary = "scoring rule, worked example, other rules, sources",
                                                 .kind = SHEET_PAGE,
                                                 .build = build};
