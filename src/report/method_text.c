/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/method_text.h"

#include <math.h>
#include <string.h>

const char *method_aggregate(const struct report *r, enum aggregate how) {
    static const enum word words[] = {WORD_AGGREGATE_MEAN,    WORD_AGGREGATE_MIN,          WORD_AGGREGATE_MAX,
                                      WORD_AGGREGATE_PRODUCT, WORD_AGGREGATE_MEDIAN,       WORD_AGGREGATE_MEDIAN_LOW,
                                      WORD_AGGREGATE_SUM,     WORD_AGGREGATE_DEDUCT,       WORD_AGGREGATE_COUNT,
                                      WORD_AGGREGATE_GATES,   WORD_AGGREGATE_GATE_HIGHEST, WORD_AGGREGATE_STAIRS};
    return report_word(r, words[how]);
}

/* ---- formulas ---------------------------------------------------------------------------------------------------- */

/* "2 × depth + breadth", "depth × breadth", "depth, breadth", of the layers that score; the sum of their weights. */
static double add_terms(const struct report *r, struct buf *b, const char *mark, bool has_weights) {
    double total = 0;
    for (int l = 0; l < r->kit->model->n_layers; l++) {
        const struct layer *layer = &r->kit->model->layer[l];
        if (layer->role == ROLE_WEIGHT || layer->weight <= 0) {
            continue;
        }
        buf_puts(b, b->len == 0 ? "" : mark);
        if (has_weights && layer->weight != 1) {
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
    bool is_sum = how == AGGREGATE_MEAN || how == AGGREGATE_SUM, is_product = how == AGGREGATE_PRODUCT;
    buf_init(&b, BUF_MAX_DEFAULT);
    double total = add_terms(r, &b, is_sum ? " + " : is_product ? " × " : ", ", is_sum);
    const char *formula = how == AGGREGATE_MEAN  ? doc_text(r->doc, "(%s) ÷ %s", b.data, num_shortest(text, total))
                          : is_sum || is_product ? arena_strdup(&r->doc->arena, b.data)
                                                 : doc_text(r->doc, "%s (%s)", method_aggregate(r, how), b.data);
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

static int count_layers(const struct report *r) {
    int n = 0;
    for (int l = 0; l < r->kit->model->n_layers; l++) {
        n += r->kit->model->layer[l].role == ROLE_SCORE && r->kit->model->layer[l].weight > 0;
    }
    return n;
}

static void say(const struct report *r, struct sheet *s, const char *text) { add_text(r->doc, s, text, TONE_PLAIN); }

/* One sentence; or one for each level that has a rule of its own. */
void add_method_formulas(struct report *r, struct sheet *s) {
    const struct scoring *m = r->kit->model;
    const struct rule *only = NULL;
    int n = 0;
    for (int i = 0; i < m->n_rules; i++) {
        if (m->rule[i].input == INPUT_LAYERS && is_used(r, &m->rule[i])) {
            only = &m->rule[i];
            n++;
        }
    }
    if (count_layers(r) <= 1) {
        say(r, s, W(r, METHOD_ONE_LAYER));
        return;
    }
    if (n <= 1) {
        say(r, s, FILL(r, METHOD_FORMULA, layer_formula(r, only)));
        return;
    }
    for (int i = 0; i < m->n_rules; i++) {
        const struct rule *rule = &m->rule[i];
        if (rule->input == INPUT_LAYERS && is_used(r, rule)) {
            bool is_rest = strcmp(rule->level, "*") == 0;
            const char *level = is_rest ? W(r, METHOD_OTHER_LEVELS) : level_word(r, rule->level);
            say(r, s, FILL(r, METHOD_FORMULA_LEVEL, level, layer_formula(r, rule)));
        }
    }
}

/* ---- scale and rounding ------------------------------------------------------------------------------------------ */

const char *method_rounding(const struct report *r, enum rounding how) {
    return how == ROUND_TRUNC       ? W(r, METHOD_TRUNC)
           : how == ROUND_HALF_EVEN ? W(r, METHOD_HALF_EVEN)
           : how == ROUND_HALF_UP   ? W(r, METHOD_HALF_UP)
                                    : "";
}

static const char *number(const struct report *r, double x) {
    char text[NUM_TEXT_MAX];
    return arena_strdup(&r->doc->arena, num_shortest(text, x));
}

void add_method_scale(struct report *r, struct sheet *s) {
    const struct scoring *m = r->kit->model;
    bool is_rounded = false;
    for (int i = 0; i < m->n_rules; i++) {
        is_rounded = is_rounded || m->rule[i].round != ROUND_NONE;
    }
    say(r, s,
        FILL(r, METHOD_SCALE, number(r, m->info.scale_min), number(r, m->info.scale_max),
             report_count(r, m->info.decimals), method_rounding(r, (enum rounding)m->info.show)));
    say(r, s, is_rounded ? W(r, METHOD_ROUNDED) : W(r, METHOD_UNROUNDED));
}

/* "0–45", or where the parts make an end of it. */
const char *method_rule_scale(const struct report *r, const struct rule *rule) {
    bool is_stated, is_low_open, is_high_open;
    struct scale x = scoring_rule_scale(r->kit->model, rule->level, rule, &is_stated);
    rule_open_ends(rule, &is_low_open, &is_high_open);
    return is_high_open  ? W(r, METHOD_SCALE_OF_PARTS)
           : is_low_open ? FILL(r, METHOD_SCALE_UP_TO, number(r, x.max))
                         : doc_text(r->doc, "%s–%s", number(r, x.min), number(r, x.max));
}

/* ---- what is not answered ---------------------------------------------------------------------------------------- */

const char *method_na(const struct report *r, const struct rule *rule) {
    switch ((enum na_policy)rule->na) {
    case NA_EXCLUDE:
        return W(r, EXPLAIN_NA_EXCLUDE);
    case NA_ZERO:
        return W(r, EXPLAIN_NA_ZERO);
    case NA_TARGET:
        return W(r, EXPLAIN_NA_TARGET);
    case NA_FORBID:
        return W(r, METHOD_NA_FORBID);
    case NA_CONSTANT:
        return isnan(rule->na_value) ? W(r, EXPLAIN_NA_FULL) : FILL(r, METHOD_NA_CONSTANT, number(r, rule->na_value));
    default:
        return W(r, EXPLAIN_NA_FULL);
    }
}

const char *method_blank(const struct report *r, const struct rule *rule) {
    static const enum word words[] = {WORD_EXPLAIN_NA_EXCLUDE, WORD_EXPLAIN_NA_ZERO, WORD_METHOD_BLANK_LOWEST,
                                      WORD_METHOD_BLANK_BLOCK, WORD_METHOD_BLANK_ALL};
    return report_word(r, words[rule->blank]);
}

static bool has_choice(const struct report *r, enum choice_state state) {
    const struct questionnaire *q = r->kit->questionnaire;
    for (int l = 0; l < q->n_lists; l++) {
        for (int i = 0; i < q->list[l].n; i++) {
            if (q->list[l].choice[i].state == (int)state) {
                return true;
            }
        }
    }
    return false;
}

static void add_na(struct report *r, struct sheet *s, bool is_left_out) {
    const struct scoring_info *info = &r->kit->model->info;
    say(r, s, is_left_out ? W(r, METHOD_NA) : W(r, METHOD_NA_TABLE));
    say(r, s,
        info->na_unexplained ? W(r, METHOD_NA_BLANK)
        : is_left_out        ? W(r, METHOD_NA_STAYS)
                             : W(r, METHOD_NA_COUNTS));
    if (*info->na_level) {
        const char *limit = report_value(r, info->na_limit, UNIT_PERCENT);
        say(r, s, FILL(r, METHOD_NA_LIMIT, limit, level_word(r, info->na_level)));
    }
}

void add_method_special(struct report *r, struct sheet *s) {
    static const enum word dk[] = {WORD_METHOD_DK_BLANK, WORD_METHOD_DK_ZERO, WORD_METHOD_DK_NA};
    static const enum word alternate[] = {WORD_METHOD_ALTERNATE_CREDIT, WORD_METHOD_ALTERNATE_FULL,
                                          WORD_METHOD_ALTERNATE_ZERO};
    const struct scoring *m = r->kit->model;
    bool is_na_out = true, is_blank_out = true;
    for (int i = 0; i < m->n_rules; i++) {
        is_na_out = is_na_out && m->rule[i].na == NA_EXCLUDE;
        is_blank_out = is_blank_out && m->rule[i].blank == BLANK_EXCLUDE;
    }
    add_na(r, s, is_na_out);
    if (has_choice(r, CHOICE_DK)) {
        say(r, s, report_word(r, dk[m->info.dk]));
    }
    if (has_choice(r, CHOICE_ALTERNATE)) {
        say(r, s, report_word(r, alternate[m->info.alternate]));
    }
    say(r, s, is_blank_out ? W(r, METHOD_BLANK) : W(r, METHOD_BLANK_TABLE));
    say(r, s, count_layers(r) > 1 ? W(r, METHOD_NOT_ASKED) : W(r, METHOD_NOT_ASKED_ITEM));
}

/* ---- stages ------------------------------------------------------------------------------------------------------ */

void add_method_stages(struct report *r, struct sheet *s) {
    const struct profile_info *info = &r->kit->profile[0]->info;
    add_heading(r->doc, s, 2, W(r, METHOD_STAGES));
    say(r, s, W(r, METHOD_STAGES_TEXT));
    say(r, s, info->is_cumulative ? W(r, METHOD_STAGES_CUMULATIVE) : W(r, METHOD_STAGES_EACH));
    say(r, s, info->minimum_of ? W(r, METHOD_MINIMUM_WHOLE) : W(r, METHOD_MINIMUM_REST));
}
