/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score/score.h"

#include <math.h>
#include <string.h>

#include "model/qtype.h"
#include "score/aggregate.h"

struct scoring_run {
    const struct kit *kit;
    const struct answers *answers;
    bool *open;                    /* by question: answers that are missing decide whether it is asked */
    const struct variant *variant; /* NULL: the model's own rule for layers */
    const struct framework *framework;
    struct node_score *node;
    struct part *part; /* scratch: as many as the framework has nodes and the questionnaire questions, and layers */
};

const char *score_status_name(enum score_status s) {
    static const char *const names[] = {"scored", "not_rated", "blank", "na", "not_asked"};
    return names[s];
}

bool score_is_na(const struct kit *k, const struct answer *a) {
    bool is_explained = *a->na_reason != '\0';
    return a->state == ANSWER_NA && (is_explained || !k->model->info.na_unexplained);
}

static bool is_choice_inapplicable(const struct choice *choice, const struct answer *not_applicable) {
    return not_applicable && not_applicable->state == ANSWER_GIVEN && text_has_word(not_applicable->text, choice->name);
}

static bool credit_of_several(const struct choice_list *list, const struct answer *a,
                              const struct answer *not_applicable, double *credit) {
    double got = 0, possible = 0;
    for (int i = 0; i < list->n; i++) {
        const struct choice *choice = &list->choice[i];
        bool is_out = isnan(choice->credit) || (!a->chosen[i] && is_choice_inapplicable(choice, not_applicable));
        if (!is_out) {
            got += a->chosen[i] ? choice->credit : 0;
            possible += choice->credit;
        }
    }
    if (possible <= 0) {
        return false;
    }
    *credit = got / possible;
    return true;
}

bool score_credit(const struct questionnaire *q, const struct question *question, const struct answer *a,
                  const struct answer *not_applicable, double *credit) {
    const struct choice_list *list = question_list(q, question);
    if (!list) {
        return false;
    }
    if (question->type->is_multiple) {
        return credit_of_several(list, a, not_applicable, credit);
    }
    double x = list->choice[a->choice].credit;
    if (isnan(x)) {
        return false;
    }
    *credit = x;
    return true;
}

/* ---- what is open ------------------------------------------------------------------------------------------ */

static bool is_missing(const struct kit *k, const struct answer *a) {
    return a->state == ANSWER_BLANK || a->state == ANSWER_DK || (a->state == ANSWER_NA && !score_is_na(k, a));
}

struct open_search {
    const struct scoring_run *run;
    bool is_open;
};

static void look_for_missing(void *context, const struct term *t) {
    struct open_search *s = context;
    const struct answer *a = &s->run->answers->answer[t->question];
    s->is_open = s->is_open || s->run->open[t->question] || is_missing(s->run->kit, a);
}

/* In the questions' order: a question is asked by what earlier ones say, and so are the groups it is in. */
static void find_open(const struct scoring_run *r) {
    const struct questionnaire *q = r->kit->questionnaire;
    for (int i = 0; i < q->n_questions; i++) {
        const struct question *x = &q->question[i];
        struct open_search s = {r, x->group >= 0 && r->open[x->group]};
        if (x->relevant) {
            condition_visit(x->relevant, look_for_missing, &s);
        }
        r->open[i] = s.is_open;
    }
}

/* ---- items ------------------------------------------------------------------------------------------------- */

static struct score whole_score(const struct part *whole, double min_coverage) {
    struct score s = {.value = whole->value, .low = whole->low, .high = whole->high, .coverage = whole->coverage};
    bool is_rated = whole->coverage >= min_coverage - 1e-12;
    s.status = !whole->has_value ? SCORE_BLANK : is_rated ? SCORE_SCORED : SCORE_NOT_RATED;
    return s;
}

static struct score state_score(enum score_status status) { return (struct score){.status = status, .high = 1}; }

static struct score point_score(double value) {
    return (struct score){.status = SCORE_SCORED, .value = value, .low = value, .high = value, .coverage = 1};
}

/* While an earlier answer is missing, the question may still come to be not asked, which counts 0: nothing is sure. */
static struct score question_score(const struct scoring_run *r, const struct node_score *n, int i) {
    const struct questionnaire *q = r->kit->questionnaire;
    const struct answer *a = &r->answers->answer[i];
    int twin = n->question[LAYER_NOT_APPLICABLE];
    bool is_given = a->state == ANSWER_GIVEN || a->state == ANSWER_ALTERNATE, is_open = r->open[i];
    double credit;
    if (a->state == ANSWER_NOT_ASKED) { /* the caller has seen the first layer */
        return is_open ? state_score(SCORE_BLANK) : point_score(0);
    }
    if (is_given && score_credit(q, &q->question[i], a, twin >= 0 ? &r->answers->answer[twin] : NULL, &credit)) {
        struct score s = point_score(credit);
        s.low = is_open ? 0 : credit;
        return s;
    }
    bool is_na = is_given || score_is_na(r->kit, a); /* given, but without a credit */
    return state_score(is_na && !is_open ? SCORE_NA : SCORE_BLANK);
}

static struct part part_of(const struct score *s, double weight) {
    bool has_value = s->status == SCORE_SCORED || s->status == SCORE_NOT_RATED;
    return (struct part){has_value, s->value, s->low, s->high, s->coverage, weight};
}

static bool is_in(const struct score *s) { return s->status != SCORE_NA && s->status != SCORE_NOT_ASKED; }

/* Usually one question; several of a node and layer are joined by their weighted mean. */
static struct score layer_from_questions(const struct scoring_run *r, const struct node_score *n, int layer) {
    const struct question *questions = r->kit->questionnaire->question;
    int first = n->question[layer], n_parts = 0;
    if (first < 0) {
        return state_score(SCORE_NOT_ASKED);
    }
    if (questions[first].next < 0) {
        return question_score(r, n, first);
    }
    struct part *part = r->part + LAYERS_MAX; /* the first ones are the caller's */
    for (int i = first; i >= 0; i = questions[i].next) {
        struct score s = question_score(r, n, i);
        if (is_in(&s)) {
            part[n_parts++] = part_of(&s, questions[i].weight);
        }
    }
    struct part whole = aggregate_parts(AGGREGATE_MEAN, part, n_parts);
    return whole.weight > 0 ? whole_score(&whole, 0) : state_score(SCORE_NA);
}

/* All questions of a chain in one state decide for the chain. */
static enum score_status chain_state(const struct scoring_run *r, int first) {
    bool is_na = true, is_not_asked = true;
    for (int i = first; i >= 0; i = r->kit->questionnaire->question[i].next) {
        const struct answer *a = &r->answers->answer[i];
        is_na = is_na && score_is_na(r->kit, a);
        is_not_asked = is_not_asked && a->state == ANSWER_NOT_ASKED;
    }
    return is_not_asked ? SCORE_NOT_ASKED : is_na ? SCORE_NA : SCORE_SCORED;
}

/* The first layer that a node is asked in decides whether it is asked and applicable at all. */
static enum score_status first_layer_state(const struct scoring_run *r, const struct node_score *n) {
    for (int l = 0; l < r->kit->model->n_layers; l++) {
        if (n->question[l] >= 0) {
            return chain_state(r, n->question[l]);
        }
    }
    return SCORE_NOT_ASKED;
}

static double layer_weight(const struct scoring_run *r, int layer) {
    return r->variant ? r->variant->weight[layer] : r->kit->model->layer[layer].weight;
}

static void score_item(const struct scoring_run *r, int i) {
    const struct scoring *m = r->kit->model;
    struct node_score *n = &r->node[i];
    const struct rule *rule = scoring_rule(m, r->framework->node[i].level, INPUT_LAYERS);
    enum score_status state = first_layer_state(r, n);
    bool has_na = false;
    int n_parts = 0;
    for (int l = 0; l < m->n_layers; l++) {
        bool is_out = state == SCORE_NA || state == SCORE_NOT_ASKED;
        n->layer[l] = is_out && n->question[l] >= 0 ? state_score(state) : layer_from_questions(r, n, l);
        has_na = has_na || n->layer[l].status == SCORE_NA;
        if (is_in(&n->layer[l]) && layer_weight(r, l) > 0) {
            r->part[n_parts++] = part_of(&n->layer[l], layer_weight(r, l));
        }
    }
    if (n_parts == 0) {
        n->total = state_score(state != SCORE_SCORED ? state : has_na ? SCORE_NA : SCORE_NOT_ASKED);
        return;
    }
    enum aggregate how = r->variant ? (enum aggregate)r->variant->aggregate
                         : rule     ? (enum aggregate)rule->aggregate
                                    : AGGREGATE_MEAN;
    struct part whole = aggregate_parts(how, r->part, n_parts);
    n->total = whole_score(&whole, rule ? rule->min_coverage : 0);
}

/* ---- nodes above ------------------------------------------------------------------------------------------- */

/* Joins one score of the children: layer ≥ 0 that layer, −1 the total. */
static struct score score_children(const struct scoring_run *r, int i, int layer) {
    const struct framework *f = r->framework;
    const struct rule *rule = scoring_rule(r->kit->model, f->node[i].level, INPUT_CHILDREN);
    bool has_na = false;
    int n_parts = 0;
    for (int c = framework_child(f, i); c >= 0; c = framework_next(f, c)) {
        const struct score *s = layer < 0 ? &r->node[c].total : &r->node[c].layer[layer];
        has_na = has_na || s->status == SCORE_NA;
        if (is_in(s) && f->node[c].weight > 0) {
            r->part[n_parts++] = part_of(s, f->node[c].weight);
        }
    }
    if (n_parts == 0) {
        return state_score(has_na ? SCORE_NA : SCORE_NOT_ASKED);
    }
    struct part whole = aggregate_parts(rule ? (enum aggregate)rule->aggregate : AGGREGATE_MEAN, r->part, n_parts);
    return whole_score(&whole, rule ? rule->min_coverage : 0);
}

static void count_children(const struct scoring_run *r, int i) {
    struct node_score *n = &r->node[i];
    double total = n->confidence * n->n_confidence;
    for (int c = framework_child(r->framework, i); c >= 0; c = framework_next(r->framework, c)) {
        const struct node_score *child = &r->node[c];
        n->n_answered += child->n_answered;
        n->n_blank += child->n_blank;
        n->n_na += child->n_na;
        n->n_not_asked += child->n_not_asked;
        n->n_confidence += child->n_confidence;
        total += child->confidence * child->n_confidence;
    }
    n->confidence = n->n_confidence ? total / n->n_confidence : 0;
}

static void count_question(const struct scoring_run *r, int question) {
    const struct question *x = &r->kit->questionnaire->question[question];
    const struct answer *a = &r->answers->answer[question];
    struct node_score *n = &r->node[x->node];
    bool is_na = score_is_na(r->kit, a);
    n->n_na += is_na;
    n->n_answered += a->state == ANSWER_GIVEN || a->state == ANSWER_ALTERNATE;
    n->n_not_asked += a->state == ANSWER_NOT_ASKED;
    n->n_blank += is_missing(r->kit, a);
    if (a->confidence > 0) {
        n->confidence = (n->confidence * n->n_confidence + a->confidence) / (n->n_confidence + 1);
        n->n_confidence++;
    }
}

static void attach_questions(const struct scoring_run *r, int card) {
    const struct questionnaire *q = r->kit->questionnaire;
    for (int i = 0; i < r->framework->n_nodes; i++) {
        memset(r->node[i].question, -1, sizeof r->node[i].question);
    }
    for (int i = 0; i < q->n_questions; i++) {
        const struct question *x = &q->question[i];
        if (x->card != card || x->layer < 0) {
            continue;
        }
        int *first = &r->node[x->node].question[x->layer];
        *first = *first < 0 ? i : *first;
        if (x->layer != LAYER_NOT_APPLICABLE) {
            r->node[x->node].is_item = true;
            count_question(r, i); /* a twin only narrows another question, it is not counted itself */
        }
    }
}

/* Children come after their parents in preorder, so backwards is bottom-up. */
static void score_tree(const struct scoring_run *r) {
    for (int i = r->framework->n_nodes - 1; i >= 0; i--) {
        if (r->node[i].is_item) {
            score_item(r, i);
        } else {
            r->node[i].total = score_children(r, i, -1);
            for (int l = 0; l < r->kit->model->n_layers; l++) {
                r->node[i].layer[l] = score_children(r, i, l);
            }
        }
        for (int l = r->kit->model->n_layers; l < LAYERS_MAX; l++) {
            r->node[i].layer[l] = state_score(SCORE_NOT_ASKED);
        }
    }
}

/* Top-down: a node's share is divided among the children that count. */
static void find_shares(const struct scoring_run *r) {
    const struct framework *f = r->framework;
    r->node[0].share = is_in(&r->node[0].total) ? 1 : 0;
    for (int i = 0; i < f->n_nodes; i++) {
        double weight = 0;
        if (r->node[i].is_item) {
            continue; /* what is below an item enters through its layers */
        }
        for (int c = framework_child(f, i); c >= 0; c = framework_next(f, c)) {
            weight += is_in(&r->node[c].total) ? f->node[c].weight : 0;
        }
        for (int c = framework_child(f, i); c >= 0; c = framework_next(f, c)) {
            bool counts = is_in(&r->node[c].total) && weight > 0;
            r->node[c].share = counts ? r->node[i].share * f->node[c].weight / weight : 0;
        }
    }
}

static struct score variant_total(struct scoring_run *r, const struct variant *v, struct node_score *scratch) {
    struct node_score *own = r->node;
    memcpy(scratch, own, (size_t)r->framework->n_nodes * sizeof *scratch);
    r->node = scratch;
    r->variant = v;
    score_tree(r);
    r->node = own;
    r->variant = NULL;
    return scratch[0].total;
}

static void score_framework(struct scoring_run *r, int card, struct scorecard *out, struct arena *a) {
    const struct scoring *m = r->kit->model;
    r->framework = r->kit->framework[card];
    size_t n = (size_t)r->framework->n_nodes;
    r->node = ARENA_ARRAY(a, n, struct node_score);
    r->part = ARENA_ARRAY(a, n + (size_t)r->kit->questionnaire->n_questions + LAYERS_MAX, struct part);
    attach_questions(r, card);
    score_tree(r);
    for (int i = r->framework->n_nodes - 1; i >= 0; i--) {
        count_children(r, i);
    }
    find_shares(r);
    *out = (struct scorecard){.framework = r->framework, .node = r->node};
    out->variant_total = ARENA_ARRAY(a, (size_t)m->n_variants + 1, struct score);
    struct node_score *scratch = ARENA_ARRAY(a, n, struct node_score);
    for (int v = 0; v < m->n_variants; v++) {
        out->variant_total[v] = variant_total(r, &m->variant[v], scratch);
    }
}

struct scorecard *score_answers(const struct kit *k, const struct answers *x, struct arena *a) {
    struct scorecard *cards = ARENA_ARRAY(a, (size_t)k->n_frameworks, struct scorecard);
    struct scoring_run r = {.kit = k, .answers = x};
    r.open = ARENA_ARRAY(a, (size_t)k->questionnaire->n_questions, bool);
    find_open(&r);
    for (int c = 0; c < k->n_frameworks; c++) {
        score_framework(&r, c, &cards[c], a);
    }
    return cards;
}
