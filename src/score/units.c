/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score/units.h"

#include <math.h>

#include "score/run.h"

/* ---- rolling up one score ---------------------------------------------------------------------------------------- */

/* The scores of one node or layer in all units, and room to join them. */
struct roll {
    const struct units *x;
    const struct score **of; /* by unit */
    double *value, *weight;  /* scratch */
};

static struct roll roll_start(const struct units *x, struct arena *a) {
    size_t n = (size_t)x->raters->n + 1;
    return (struct roll){x, ARENA_ARRAY(a, n, const struct score *), ARENA_ARRAY(a, n, double),
                         ARENA_ARRAY(a, n, double)};
}

static double unit_weight(const struct units *x, int unit) { return x->raters->rater[unit].weight; }

static bool takes_part(const struct roll *r, int unit) { return unit_weight(r->x, unit) > 0 && is_in(r->of[unit]); }

enum member { MEMBER_VALUE, MEMBER_LOW, MEMBER_HIGH, MEMBER_COVERAGE, MEMBER_MIN, MEMBER_MAX };
static double member_of(const struct score *s, enum member m) {
    const double all[] = {s->value, s->low, s->high, s->coverage, s->scale->min, s->scale->max};
    return all[m];
}

/* The weighted mean over the units that take part; of the value over those that have one. */
static double mean_of(const struct roll *r, enum member m) {
    int n = 0;
    for (int u = 0; u < r->x->raters->n; u++) {
        if (takes_part(r, u) && (m != MEMBER_VALUE || score_has_value(r->of[u]))) {
            r->value[n] = member_of(r->of[u], m);
            r->weight[n++] = unit_weight(r->x, u);
        }
    }
    return n ? consolidate(CONSOLIDATE_MEAN, r->value, r->weight, n) : 0;
}

/* What all that take part are, else what the coverage makes of them. */
static enum score_status status_of(const struct roll *r, double coverage, double min_coverage) {
    int n = 0, n_values = 0, n_alike = 0, n_blocked = 0;
    enum score_status first = SCORE_BLANK;
    for (int u = 0; u < r->x->raters->n; u++) {
        if (takes_part(r, u)) {
            first = n == 0 ? r->of[u]->status : first;
            n_alike += r->of[u]->status == first;
            n_values += score_has_value(r->of[u]);
            n_blocked += r->of[u]->status == SCORE_BLOCKED;
            n++;
        }
    }
    if (n_alike == n) {
        return first;
    }
    if (n_values == 0) {
        return n_blocked ? SCORE_BLOCKED : SCORE_BLANK;
    }
    return coverage >= min_coverage - 1e-12 ? SCORE_SCORED : SCORE_NOT_RATED;
}

/* Of a node that no unit has: not applicable where one says so. */
static struct score of_none(const struct roll *r, const struct scale *scale) {
    bool has_na = false;
    for (int u = 0; u < r->x->raters->n; u++) {
        has_na = has_na || (unit_weight(r->x, u) > 0 && r->of[u]->status == SCORE_NA);
    }
    struct score s;
    put_state(&s, has_na ? SCORE_NA : SCORE_NOT_ASKED, scale);
    return s;
}

static struct score roll_up(const struct roll *r, double min_coverage, struct scale *scale) {
    int first = -1, weighs = 0;
    for (int u = r->x->raters->n - 1; u >= 0; u--) {
        first = takes_part(r, u) ? u : first;
        weighs = unit_weight(r->x, u) > 0 ? u : weighs;
    }
    *scale = *r->of[first < 0 ? weighs : first]->scale;
    if (first < 0) {
        return of_none(r, scale);
    }
    scale->min = mean_of(r, MEMBER_MIN);
    scale->max = mean_of(r, MEMBER_MAX);
    struct score s = {.scale = scale, .stand_in = r->of[first]->stand_in};
    s.low = mean_of(r, MEMBER_LOW);
    s.high = mean_of(r, MEMBER_HIGH);
    s.coverage = mean_of(r, MEMBER_COVERAGE);
    s.status = status_of(r, s.coverage, min_coverage);
    s.value = score_has_value(&s) ? fmin(fmax(mean_of(r, MEMBER_VALUE), s.low), s.high) : 0;
    return s;
}

/* ---- rolling up nodes -------------------------------------------------------------------------------------------- */

static const struct node_score *node_of(const struct units *x, int unit, int card, int node) {
    return &x->raters->rater[unit].card[card].node[node];
}

static double min_coverage_of(const struct units *x, int card, int node) {
    const struct rule *rule = x->card[card].layout->card[card].node[node].own;
    return rule ? rule->min_coverage : 0;
}

static void count_unit(struct node_score *n, const struct node_score *own) {
    double total = n->confidence * n->n_confidence + own->confidence * own->n_confidence;
    n->n_answered += own->n_answered;
    n->n_blank += own->n_blank;
    n->n_na += own->n_na;
    n->n_not_asked += own->n_not_asked;
    n->n_confidence += own->n_confidence;
    n->confidence = n->n_confidence ? total / n->n_confidence : 0;
}

/* Weight and share: means over the units that have a total at all. */
static void roll_weights(const struct units *x, struct node_score *to, int card, int node) {
    double all = 0, shares = 0, weights = 0;
    for (int u = 0; u < x->raters->n; u++) {
        const struct node_score *own = node_of(x, u, card, node);
        double weight = is_in(&node_of(x, u, card, 0)->total) ? unit_weight(x, u) : 0;
        all += weight;
        shares += weight * own->share;
        weights += weight * own->weight;
    }
    to->share = all > 0 ? shares / all : 0;
    to->weight = all > 0 ? weights / all : to->weight;
}

static void roll_node(struct units *x, struct roll *r, int card, int node) {
    struct node_score *to = &x->card[card].node[node];
    double min_coverage = min_coverage_of(x, card, node);
    *to = *node_of(x, 0, card, node);
    to->n_answered = to->n_blank = to->n_na = to->n_not_asked = to->n_confidence = 0;
    to->layer = ARENA_ARRAY(&x->arena, (size_t)x->kit->model->n_layers, struct score);
    to->layer_scale = ARENA_ARRAY(&x->arena, (size_t)x->kit->model->n_layers, struct scale);
    for (int l = 0; l < x->kit->model->n_layers; l++) {
        for (int u = 0; u < x->raters->n; u++) {
            r->of[u] = &node_of(x, u, card, node)->layer[l];
        }
        to->layer[l] = roll_up(r, to->is_item ? 0 : min_coverage, &to->layer_scale[l]);
    }
    for (int u = 0; u < x->raters->n; u++) {
        r->of[u] = &node_of(x, u, card, node)->total;
        if (unit_weight(x, u) > 0) {
            count_unit(to, node_of(x, u, card, node));
        }
    }
    to->total = roll_up(r, min_coverage, &to->scale);
    roll_weights(x, to, card, node);
}

static void roll_card(struct units *x, struct roll *r, int card) {
    const struct scorecard *first = &x->raters->rater[0].card[card];
    struct scorecard *to = &x->card[card];
    *to = *first;
    to->node = ARENA_ARRAY(&x->arena, (size_t)first->framework->n_nodes, struct node_score);
    to->variant_total = ARENA_ARRAY(&x->arena, (size_t)x->kit->model->n_variants + 1, struct score);
    for (int i = 0; i < first->framework->n_nodes; i++) {
        roll_node(x, r, card, i);
    }
    for (int v = 0; v < x->kit->model->n_variants; v++) {
        struct scale *scale = ARENA_NEW(&x->arena, struct scale);
        for (int u = 0; u < x->raters->n; u++) {
            r->of[u] = &x->raters->rater[u].card[card].variant_total[v];
        }
        to->variant_total[v] = roll_up(r, min_coverage_of(x, card, 0), scale);
        to->variant_total[v].scale = &to->node[0].scale;
    }
}

struct units *units_new(const struct kit *k, const struct unit_list *list, struct answers *const *answers,
                        struct diags *ds) {
    struct units *x = mem_alloc(1, sizeof *x);
    *x = (struct units){.kit = k};
    const char **name = ARENA_ARRAY(&x->arena, list->n, const char *);
    double *weight = ARENA_ARRAY(&x->arena, list->n, double);
    for (size_t i = 0; i < list->n; i++) {
        name[i] = list->unit[i].name;
        weight[i] = list->unit[i].weight;
    }
    struct raters_request request = {
        .kit = k, .how = CONSOLIDATE_MEAN, .answers = answers, .name = name, .weight = weight, .n = (int)list->n};
    x->raters = raters_new(&request, ds);
    x->raters->answers->info.unit = x->raters->answers->info.assessor; /* their names */
    x->raters->answers->info.assessor = "";
    x->card = ARENA_ARRAY(&x->arena, (size_t)k->n_frameworks, struct scorecard);
    struct roll r = roll_start(x, &x->arena);
    for (int c = 0; c < k->n_frameworks; c++) {
        roll_card(x, &r, c);
    }
    return x;
}

void units_free(struct units *x) {
    if (x) {
        raters_free(x->raters);
        arena_clear(&x->arena);
        mem_free(x);
    }
}

/* ---- looking at them --------------------------------------------------------------------------------------------- */

const struct score *units_score(const struct units *x, int unit, int card, int node) {
    return &node_of(x, unit, card, node)->total;
}

int units_weakest(const struct units *x, int card, int node) {
    int weakest = -1, strongest = -1;
    for (int u = 0; u < x->raters->n; u++) {
        const struct score *s = units_score(x, u, card, node);
        if (s->status != SCORE_SCORED || unit_weight(x, u) <= 0) {
            continue;
        }
        weakest = weakest < 0 || s->value < units_score(x, weakest, card, node)->value ? u : weakest;
        strongest = strongest < 0 || s->value > units_score(x, strongest, card, node)->value ? u : strongest;
    }
    return weakest == strongest ? -1 : weakest; /* the first of equals is both when there is no other */
}

struct trace *units_traces(const struct units *x, int card, struct arena *a) {
    int n_nodes = x->kit->framework[card]->n_nodes;
    struct trace *traces = ARENA_ARRAY(a, (size_t)n_nodes, struct trace);
    for (int i = 0; i < n_nodes; i++) {
        struct part *part = ARENA_ARRAY(a, (size_t)x->raters->n, struct part);
        traces[i] = (struct trace){.how = AGGREGATE_MEAN, .part = part, .joined = x->card[card].node[i].total.value};
        for (int u = 0; u < x->raters->n; u++) {
            const struct score *s = units_score(x, u, card, i);
            if (is_in(s) && unit_weight(x, u) > 0) {
                put_part(&part[traces[i].n_parts++], s, unit_weight(x, u), 0, u);
            }
        }
    }
    return traces;
}

struct score units_what_if(const struct units *x, int card, const struct what_if *w) {
    struct arena scratch = {0};
    struct roll r = roll_start(x, &scratch);
    struct scale scale;
    for (int u = 0; u < x->raters->n; u++) {
        const struct rater *unit = &x->raters->rater[u];
        struct score *s = ARENA_NEW(&scratch, struct score);
        bool has_item = w->item < 0 || is_in(&unit->card[card].node[w->item].total);
        *s = has_item ? score_what_if(&unit->card[card], unit->answers, w) : unit->card[card].node[0].total;
        r.of[u] = s;
    }
    struct score total = roll_up(&r, min_coverage_of(x, card, 0), &scale);
    total.scale = &x->card[card].node[0].scale;
    arena_clear(&scratch);
    return total;
}
