/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From questions to layers and items, as item.c does it. */
#include <math.h>

#include "score/compile_part.h"
#include "score/credit.h"

static const struct question *question_of(const struct compiler *c, int i) {
    return &c->kit->questionnaire->question[i];
}

/* ---- policies ---------------------------------------------------------------------------------------------------- */

static struct compiled_score point(struct compiler *c, double x, const struct compiled_score *s) {
    struct compiled_score p = *s;
    p.status = expr_number(c->a, COMPILED_SCORED);
    p.value = p.low = p.high = expr_number(c->a, x);
    p.coverage = expr_number(c->a, 1);
    return p;
}

struct compiled_score with_policies(struct compiler *c, const struct place_in *place, struct compiled_score s,
                                    double lowest) {
    enum blank_policy blank = place->own ? (enum blank_policy)place->own->blank : BLANK_EXCLUDE;
    double na = place_na_value(place, place->own ? (enum na_policy)place->own->na : NA_EXCLUDE);
    ex is_na = is_status(c, &s, COMPILED_NA), is_blank = is_status(c, &s, COMPILED_BLANK);
    if (blank == BLANK_ZERO || blank == BLANK_LOWEST) {
        ex low = EXPR_OF(c->a, EXPR_MAX, expr_number(c->a, blank == BLANK_LOWEST ? lowest : 0), s.low);
        s.value = expr_if(c->a, is_blank, EXPR_OF(c->a, EXPR_MIN, low, s.high), s.value);
        s.status = expr_if(c->a, is_blank, expr_number(c->a, COMPILED_SCORED), s.status);
    }
    return isnan(na) ? s : score_if(c, is_na, point(c, na, &s), s);
}

/* ---- questions --------------------------------------------------------------------------------------------------- */

static ex has_state(struct compiler *c, int i, enum compiled_state s) {
    return equals(c, c->out->question[i].state, s);
}

static bool forbids_na(const struct compiler *c, int node) {
    const struct rule *rule = c->card->node[node].own;
    return rule && rule->na == NA_FORBID;
}

/* While an earlier answer is missing, the question may still come to be not asked, which counts 0: nothing is sure. */
static struct compiled_score question_score(struct compiler *c, int node, int i) {
    struct compiled_score s = constant_score(c, COMPILED_SCORED, &c->card->node[node].scale);
    ex open = c->known[i].open,
       is_open_too = EXPR_OF(c->a, EXPR_OR, has_state(c, i, STATE_NA), has_state(c, i, STATE_CREDITLESS),
                             has_state(c, i, STATE_NOT_ASKED));
    ex blank = EXPR_OF(c->a, EXPR_OR, has_state(c, i, STATE_MISSING), EXPR_OF(c->a, EXPR_AND, open, is_open_too));
    ex na = EXPR_OF(c->a, EXPR_OR, has_state(c, i, STATE_NA), has_state(c, i, STATE_CREDITLESS));
    if (forbids_na(c, node)) {
        blank = EXPR_OF(c->a, EXPR_OR, blank, has_state(c, i, STATE_CREDITLESS));
        na = has_state(c, i, STATE_NA);
    }
    ex number[] = {s.status, expr_number(c->a, COMPILED_BLANK), expr_number(c->a, COMPILED_NA)};
    s.status = expr_if(c->a, blank, number[1], expr_if(c->a, na, number[2], number[0]));
    s.status = name_value(c, c->known[i].stem, "status", s.status);
    ex is_point = is_status(c, &s, COMPILED_SCORED), zero = expr_number(c->a, 0), one = expr_number(c->a, 1);
    s.value = expr_if(c->a, is_point, c->known[i].credit, zero); /* of what is not asked the credit is 0 */
    s.low = expr_if(c->a, open, zero, s.value);
    s.high = expr_if(c->a, is_point, c->known[i].credit, one);
    s.coverage = expr_if(c->a, is_point, one, zero);
    return s;
}

static struct compiled_score question_counted(struct compiler *c, int node, int i) {
    struct compiled_score s = question_score(c, node, i);
    return with_policies(c, &c->card->node[node], s, score_lowest_credit(c->kit, question_of(c, i)));
}

static struct compiled_score layer_from_questions(struct compiler *c, int node, int first) {
    int n = 0;
    for (int i = first; i >= 0; i = question_of(c, i)->next) {
        n++;
    }
    if (n == 1) {
        return question_counted(c, node, first);
    }
    struct cpart *part = ARENA_ARRAY(c->a, (size_t)n, struct cpart);
    n = 0;
    for (int i = first; i >= 0; i = question_of(c, i)->next) {
        struct compiled_score s = name_score(c, c->known[i].stem, question_counted(c, node, i));
        part[n++] = part_of_score(c, &s, expr_number(c->a, question_of(c, i)->weight));
    }
    return join_questions(c, part, n, &c->card->node[node].scale);
}

/* ---- the item ---------------------------------------------------------------------------------------------------- */

static ex chain_is(struct compiler *c, int first, bool is_na) {
    ex all = expr_truth(c->a, true);
    for (int i = first; i >= 0; i = question_of(c, i)->next) {
        bool can_be = !forbids_na(c, question_of(c, i)->node);
        ex creditless = EXPR_OF(c->a, EXPR_AND, has_state(c, i, STATE_CREDITLESS), expr_truth(c->a, can_be));
        ex na = EXPR_OF(c->a, EXPR_AND, EXPR_OF(c->a, EXPR_OR, has_state(c, i, STATE_NA), creditless),
                        expr_not(c->a, c->known[i].open));
        all = EXPR_OF(c->a, EXPR_AND, all, is_na ? na : has_state(c, i, STATE_NOT_ASKED));
    }
    return all;
}

static int deciding_question(const struct compiler *c, int node) {
    for (int l = 0; l < c->kit->model->n_layers; l++) {
        int first = c->card->node[node].question[l];
        if (first >= 0 && c->kit->model->layer[l].role == ROLE_SCORE) {
            return first;
        }
    }
    return -1;
}

static struct compiled_score layer_score(struct compiler *c, int node, int layer, ex out, ex na) {
    const struct place_in *place = &c->card->node[node];
    int first = place->question[layer];
    struct compiled_score s = constant_score(c, COMPILED_NOT_ASKED, &place->scale);
    if (first < 0 || c->kit->model->layer[layer].role == ROLE_WEIGHT) {
        return s;
    }
    s.status = expr_if(c->a, na, expr_number(c->a, COMPILED_NA), s.status);
    struct compiled_score apart = with_policies(c, place, s, 0), asked = layer_from_questions(c, node, first);
    return score_if(c, out, apart, asked);
}

static const char *layer_stem(struct compiler *c, int node, int layer) {
    const struct framework *f = c->card->framework;
    return arena_printf(c->a, "%s.%s", f->node[node].id, c->kit->model->layer[layer].id);
}

void compile_item(struct compiler *c, int node) {
    const struct scoring *m = c->kit->model;
    const struct place_in *place = &c->card->node[node];
    const char *stem = c->card->framework->node[node].id;
    int first = deciding_question(c, node), n = 0;
    ex na = name_value(c, stem, "na", chain_is(c, first, true)), not_asked = chain_is(c, first, false);
    not_asked = name_value(c, stem, "not_asked", not_asked);
    ex out = EXPR_OF(c->a, EXPR_OR, na, not_asked), has_na = na;
    struct cpart *part = ARENA_ARRAY(c->a, (size_t)m->n_layers + 1, struct cpart);
    for (int l = 0; l < m->n_layers; l++) {
        struct compiled_score s = layer_score(c, node, l, out, na);
        s = name_score(c, layer_stem(c, node, l), s);
        c->node[node].layer[l] = s;
        has_na = EXPR_OF(c->a, EXPR_OR, has_na, is_status(c, &s, COMPILED_NA));
        double weight = m->layer[l].role == ROLE_WEIGHT ? 0 : m->layer[l].weight;
        part[n++] = part_of_score(c, &s, expr_number(c->a, weight));
    }
    has_na = EXPR_OF(c->a, EXPR_AND, has_na, expr_not(c->a, not_asked));
    ex some = any_counts(c, part, n);
    struct compiled_score nothing = constant_score(c, COMPILED_NOT_ASKED, &place->scale);
    nothing.status = expr_if(c->a, has_na, expr_number(c->a, COMPILED_NA), nothing.status);
    struct compiled_score s = join_node(c, node, part, n, stem), whole = s;
    whole.status = expr_number(c->a, COMPILED_NA); /* what it counts as then is stated for the item as a whole */
    s = score_if(c, na, with_policies(c, place, whole, 0), s);
    c->node[node].total = name_score(c, stem, score_if(c, some, s, nothing));
}
