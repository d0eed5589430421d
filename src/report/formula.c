/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/formula.h"

#include <math.h>
#include <string.h>

#define PARTS_SHOWN 14

struct writing {
    const struct report *r;
    const struct scorecard *card;
    int node;
    const struct trace *trace;
    struct buf out;
};

static const char *fraction(const struct report *r, double x) { return report_value(r, x, UNIT_SCORE3); }

static const char *number(const struct writing *w, double x) {
    char text[NUM_TEXT_MAX];
    return doc_text(w->r->doc, "%s", num_shortest(text, num_round(x, 4)));
}

static bool is_item(const struct writing *w) { return w->card->node[w->node].is_item; }

static const char *part_name(const struct writing *w, const struct part *p) {
    if (w->r->assessment->units) {
        return w->r->assessment->units->raters->rater[p->node].name;
    }
    if (!is_item(w)) {
        return w->card->framework->node[p->node].id;
    }
    const struct layer *layer = &w->r->kit->model->layer[p->node];
    const char *label = report_text(w->r, &layer->label);
    return *label ? label : layer->id;
}

static double own_value(const struct part *p) { return scale_value(p->scale, p->value); }

/* ---- lists of parts ---------------------------------------------------------------------------------------------- */

static bool has_equal_weights(const struct trace *t) {
    for (int i = 0; i < t->n_parts; i++) {
        if (t->part[i].has_value && t->part[i].weight != 1) {
            return false;
        }
    }
    return true;
}

static double weight_of_answered(const struct trace *t) {
    struct sum all = {0};
    for (int i = 0; i < t->n_parts; i++) {
        sum_add(&all, t->part[i].has_value ? t->part[i].weight : 0);
    }
    return sum_value(&all);
}

/* "1.1 0.722 + 1.2 0.500", with weights "1.1 2 × 0.722 + …"; parts without a value do not enter a value. */
static void put_parts(struct writing *w, const char *mark, bool has_weights, bool on_scale) {
    int n = 0;
    for (int i = 0; i < w->trace->n_parts; i++) {
        const struct part *p = &w->trace->part[i];
        if (!p->has_value) {
            continue;
        }
        if (n++ < PARTS_SHOWN) {
            buf_printf(&w->out, "%s%s %s%s%s", n > 1 ? mark : "", part_name(w, p),
                       has_weights ? number(w, p->weight) : "", has_weights ? " × " : "",
                       on_scale ? number(w, own_value(p)) : fraction(w->r, p->value));
        }
    }
    buf_puts(&w->out, n > PARTS_SHOWN ? mark : "");
    buf_puts(&w->out, n > PARTS_SHOWN ? "…" : "");
}

/* ---- by aggregate ------------------------------------------------------------------------------------------------ */

static int count_answered(const struct trace *t) {
    int n = 0;
    for (int i = 0; i < t->n_parts; i++) {
        n += t->part[i].has_value;
    }
    return n;
}

static void put_mean(struct writing *w) {
    if (count_answered(w->trace) == 1) {
        put_parts(w, "", false, false);
        return;
    }
    buf_puts(&w->out, "(");
    put_parts(w, " + ", !has_equal_weights(w->trace), false);
    buf_printf(&w->out, ") ÷ %s", number(w, weight_of_answered(w->trace)));
}

/* ---- points ------------------------------------------------------------------------------------------------------ */

/* What sums and deductions are made of: of all parts, and of those with a value. */
struct points {
    double width, width_answered; /* weights; in a sum, times the widths of the parts' scales */
    double min, min_answered;     /* what they begin at */
    double plain;                 /* points, or the points lost, of what is answered */
    bool is_stated;               /* the scale: then nothing is counted in proportion */
};

static struct points points_of(const struct writing *w) {
    bool is_sum = w->trace->how == AGGREGATE_SUM;
    const struct place_in *place = &w->card->layout->card[w->card->index].node[w->node];
    struct points x = {.is_stated = is_sum ? place->has_scale : place->own && !isnan(place->own->scale_min)};
    for (int i = 0; i < w->trace->n_parts; i++) {
        const struct part *p = &w->trace->part[i];
        double width = is_sum ? p->weight * (p->scale->max - p->scale->min) : p->weight;
        double min = p->weight * p->scale->min;
        double points = p->weight * (is_sum ? own_value(p) : 1 - p->value);
        x.width += width;
        x.min += min;
        x.width_answered += p->has_value ? width : 0;
        x.min_answered += p->has_value ? min : 0;
        x.plain += p->has_value ? points : 0;
    }
    return x;
}

/* A scale that is found grows with what is blank, and what is answered counts for it in proportion. */
static bool is_in_proportion(const struct points *x) {
    return !x->is_stated && x->width_answered > 0 && fabs(x->width - x->width_answered) > 1e-12;
}

static void put_proportion(struct writing *w, const struct points *x) {
    if (is_in_proportion(x)) {
        buf_printf(&w->out, " × %s ÷ %s", number(w, x->width), number(w, x->width_answered));
    }
}

static void put_signed(struct writing *w, double x) {
    if (x != 0) {
        buf_printf(&w->out, " %s %s", x < 0 ? "−" : "+", number(w, fabs(x)));
    }
}

/* What lies beyond the ends of a stated scale. */
static void put_cut(struct writing *w, const struct points *x, double plain) {
    double value = scale_value(&w->card->node[w->node].scale, w->trace->joined);
    if (x->is_stated && fabs(value - plain) > 1e-9) {
        buf_printf(&w->out, "; %s", FILL(w->r, EXPLAIN_CUT, number(w, plain), number(w, value)));
    }
}

/* "2.1 3 + 2.2 4"; while parts of a scale that is found are blank, "(2.1 3 + 2.2 4) × 12 ÷ 8". */
static void put_sum(struct writing *w) {
    struct points x = points_of(w);
    bool is_apart = is_in_proportion(&x);
    buf_puts(&w->out, is_apart ? "(" : "");
    put_parts(w, " + ", !has_equal_weights(w->trace), true);
    put_signed(w, is_apart ? -x.min_answered : 0);
    buf_puts(&w->out, is_apart ? ")" : "");
    put_proportion(w, &x);
    put_signed(w, is_apart ? x.min : 0);
    put_cut(w, &x, x.plain);
}

/* "110 − (3.1.1 5 + 3.1.4 3)": the weights of what is missing, as far as it is. */
static void put_deduction(struct writing *w) {
    const struct scale *scale = &w->card->node[w->node].scale;
    struct points x = points_of(w);
    int n = 0;
    buf_printf(&w->out, "%s − (", number(w, scale->max));
    for (int i = 0; i < w->trace->n_parts; i++) {
        const struct part *p = &w->trace->part[i];
        double lost = p->weight * (1 - p->value);
        if (p->has_value && lost > 0 && n++ < PARTS_SHOWN) {
            buf_printf(&w->out, "%s%s %s", n > 1 ? " + " : "", part_name(w, p), number(w, lost));
        }
    }
    buf_puts(&w->out, n > PARTS_SHOWN ? " + …)" : n == 0 ? "0)" : ")");
    put_proportion(w, &x);
    put_cut(w, &x, scale->max - x.plain);
}

static void put_count(struct writing *w) {
    int n = 0, all = 0;
    double threshold = w->trace->rule ? w->trace->rule->threshold : 0;
    for (int i = 0; i < w->trace->n_parts; i++) {
        const struct part *p = &w->trace->part[i];
        n += p->has_value && own_value(p) >= threshold - 1e-9;
        all += p->has_value;
    }
    buf_puts(&w->out, FILL(w->r, EXPLAIN_COUNT, report_count(w->r, n), report_count(w->r, all), number(w, threshold)));
}

/* Each condition of a step: "1 62.5 ≥ 60". */
static void put_step(struct writing *w, const char *level, int step) {
    const struct scoring *m = w->r->kit->model;
    const char *mark = "";
    buf_printf(&w->out, "%s%s: ", step > 1 ? "; " : "", FILL(w->r, EXPLAIN_STEP, report_count(w->r, step)));
    for (int g = 0; g < m->n_gates; g++) {
        const struct gate *gate = &m->gate[g];
        for (int i = 0; gate->step == step && strcmp(gate->level, level) == 0 && i < w->trace->n_parts; i++) {
            const struct part *p = &w->trace->part[i];
            if (gate->part == 0 || gate->part == p->place) {
                bool holds = p->has_value && own_value(p) >= gate->min - 1e-9;
                buf_printf(&w->out, "%s%s %s %s %s", mark, part_name(w, p),
                           p->has_value ? number(w, own_value(p)) : "–", holds ? "≥" : "<", number(w, gate->min));
                mark = ", ";
            }
        }
    }
}

static void put_gates(struct writing *w) {
    const char *level = w->card->framework->node[w->node].level;
    for (int step = 1; step <= scoring_steps(w->r->kit->model, level); step++) {
        put_step(w, level, step);
    }
}

static void put_named(struct writing *w, const char *name, bool on_scale) {
    buf_printf(&w->out, "%s(", name);
    put_parts(w, ", ", false, on_scale);
    buf_puts(&w->out, ")");
}

static void put_joined(struct writing *w) {
    switch (w->trace->how) {
    case AGGREGATE_MEAN:
        put_mean(w);
        break;
    case AGGREGATE_SUM:
        put_sum(w);
        break;
    case AGGREGATE_DEDUCT:
        put_deduction(w);
        break;
    case AGGREGATE_COUNT:
        put_count(w);
        break;
    case AGGREGATE_PRODUCT:
        put_parts(w, " × ", false, false);
        break;
    case AGGREGATE_GATES:
    case AGGREGATE_GATE_HIGHEST:
        put_gates(w);
        break;
    default:
        put_named(w, aggregate_name(w->trace->how), false);
    }
}

/* ---- the whole --------------------------------------------------------------------------------------------------- */

static void put_rounding(struct writing *w, const struct scale *scale) {
    const struct rule *rule = w->trace->rule;
    if (rule && rule->round != ROUND_NONE) {
        const char *before = number(w, scale_value(scale, w->trace->joined));
        const char *decimals = report_count(w->r, scale->decimals);
        buf_printf(&w->out, "; %s",
                   rule->round == ROUND_TRUNC ? FILL(w->r, EXPLAIN_TRUNCATED, before, decimals)
                                              : FILL(w->r, EXPLAIN_ROUNDED, before, decimals));
    }
}

static void put_stand_in(struct writing *w, const struct score *s) {
    const char *value = number(w, scale_value(s->scale, s->value));
    if (s->stand_in == STAND_IN_NA) {
        buf_printf(&w->out, "%s%s", w->out.len ? "; " : "", FILL(w->r, EXPLAIN_STANDS_FOR_NA, value));
    } else if (s->stand_in == STAND_IN_BLANK) {
        buf_printf(&w->out, "%s%s", w->out.len ? "; " : "", FILL(w->r, EXPLAIN_STANDS_FOR_BLANK, value));
    }
}

static const char *detach(struct writing *w) {
    const char *text = arena_strndup(&w->r->doc->arena, w->out.data, w->out.len);
    buf_clear(&w->out);
    return text;
}

const char *formula_text(const struct report *r, int card, int node, const struct trace *trace) {
    struct writing w = {.r = r, .card = &r->assessment->card[card], .node = node, .trace = trace};
    const struct score *s = &w.card->node[node].total;
    buf_init(&w.out, BUF_MAX_DEFAULT);
    if (count_answered(trace) > 0 && score_has_value(s) && s->stand_in != STAND_IN_NA) {
        put_joined(&w);
        put_rounding(&w, s->scale);
    } else if (!score_has_value(s)) {
        buf_puts(&w.out, status_word(r, s->status));
    }
    put_stand_in(&w, s);
    return detach(&w);
}

/* ---- what was left out ------------------------------------------------------------------------------------------- */

static void put_reason(struct writing *w, const char *name, const char *reason) {
    buf_printf(&w->out, "%s%s: %s", w->out.len ? "; " : "", name, reason);
}

/* Why a part did not enter the value; NULL when it did. */
static const char *why(const struct writing *w, const struct score *s, double weight) {
    return weight == 0 && s->status != SCORE_NOT_ASKED ? W(w->r, EXPLAIN_WEIGHT_0)
           : score_has_value(s)                        ? NULL
                                                       : status_word(w->r, s->status);
}

static void put_children_left_out(struct writing *w) {
    const struct card_layout *layout = &w->card->layout->card[w->card->index];
    for (int k = layout->first[w->node]; k < layout->first[w->node + 1]; k++) {
        int c = layout->child[k];
        const char *reason = why(w, &w->card->node[c].total, w->card->node[c].weight);
        if (reason && (w->card->node[c].total.status != SCORE_NOT_ASKED)) {
            put_reason(w, w->card->framework->node[c].id, reason);
        }
    }
}

static void put_layers_left_out(struct writing *w) {
    const struct scoring *m = w->r->kit->model;
    const struct node_score *n = &w->card->node[w->node];
    for (int l = 0; l < m->n_layers; l++) {
        const char *reason = n->question[l] >= 0 ? why(w, &n->layer[l], m->layer[l].weight) : NULL;
        if (reason && m->layer[l].role == ROLE_SCORE) {
            const char *label = report_text(w->r, &m->layer[l].label);
            put_reason(w, *label ? label : m->layer[l].id, reason);
        }
    }
}

static void put_units_left_out(struct writing *w) {
    const struct units *units = w->r->assessment->units;
    for (int u = 0; u < units->raters->n; u++) {
        const struct rater *unit = &units->raters->rater[u];
        const char *reason = why(w, units_score(units, u, w->card->index, w->node), unit->weight);
        if (reason) {
            put_reason(w, unit->name, reason);
        }
    }
}

const char *formula_left_out(const struct report *r, int card, int node, const struct trace *trace) {
    struct writing w = {.r = r, .card = &r->assessment->card[card], .node = node, .trace = trace};
    buf_init(&w.out, BUF_MAX_DEFAULT);
    if (r->assessment->units) {
        put_units_left_out(&w);
    } else if (is_item(&w)) {
        put_layers_left_out(&w);
    } else {
        put_children_left_out(&w);
    }
    return detach(&w);
}
