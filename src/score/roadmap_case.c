/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score/roadmap_case.h"

#include <math.h>
#include <string.h>

#include "base/num.h"
#include "model/qtype.h"
#include "score/credit.h"

#define TOLERANCE 1e-9

/* ---- as it stands ------------------------------------------------------------------------------------------------ */

static bool is_out(const struct score *s) { return s->status == SCORE_NA || s->status == SCORE_NOT_ASKED; }

static bool is_given(const struct roadmap_case *c, int question) {
    const struct answer *a = &c->answers->answer[question];
    bool is_zero = a->state == ANSWER_DK && c->kit->model->info.dk == DK_ZERO;
    return a->state == ANSWER_GIVEN || a->state == ANSWER_ALTERNATE || is_zero;
}

static bool is_forbidden(const struct roadmap_case *c, const struct step_place *p) {
    const struct rule *own = c->layout->card[p->card].node[p->item_node].own;
    return own && own->na == NA_FORBID;
}

/* Whether no answer of the place can be raised, since all say not applicable. */
static bool is_place_out(const struct roadmap_case *c, const struct step_place *p) {
    const struct node_score *n = &c->card[p->card].node[p->item_node];
    int twin = n->question[LAYER_NOT_APPLICABLE];
    bool is_all = true;
    for (int q = p->question; q >= 0; q = c->kit->questionnaire->question[q].next) {
        is_all = is_all && score_is_na(c->kit, &c->answers->answer[q]) && !is_forbidden(c, p);
    }
    const char *name = c->kit->framework[p->card]->node[p->node].id;
    bool is_named = p->choice >= 0 && twin >= 0 && text_has_word(answers_value(c->answers, twin), name);
    const struct answer *a = &c->answers->answer[p->question];
    bool is_chosen = p->choice >= 0 && is_given(c, p->question) && a->chosen && a->chosen[p->choice];
    return is_out(&n->total) || is_all || (is_named && !is_chosen);
}

/* On the place's scale: the lowest of its questions; of an option 0 or 1. */
static double level_of(const struct roadmap_case *c, const struct step_place *p) {
    const struct questionnaire *q = c->kit->questionnaire;
    double lowest = 1, credit;
    if (p->choice >= 0) {
        const struct answer *a = &c->answers->answer[p->question];
        return is_given(c, p->question) && a->chosen && a->chosen[p->choice];
    }
    for (int i = p->question; i >= 0; i = q->question[i].next) {
        bool has = is_given(c, i) && score_credit(c->kit, &q->question[i], &c->answers->answer[i], NULL, &credit);
        lowest = fmin(lowest, has ? credit : score_is_na(c->kit, &c->answers->answer[i]) ? 1 : 0);
    }
    return scale_value(&p->scale, lowest);
}

static void find_states(struct roadmap_case *c) {
    for (int p = 0; p < c->set->n_places; p++) {
        const struct step_place *place = &c->set->place[p];
        bool is_na = is_place_out(c, place);
        double level = is_na ? 0 : level_of(c, place);
        for (int i = place->first; i < place->first + place->n; i++) {
            bool is_done = level >= c->set->item[i].step->to - TOLERANCE;
            c->state[i] = is_na ? STEP_OUT : is_done ? STEP_DONE : STEP_OPEN;
        }
    }
}

/* ---- what comes first -------------------------------------------------------------------------------------------- */

struct reference_search {
    const int *first; /* questions of the item's layers */
    int layer;
    bool is_found;
};

static void look_for_first(void *context, const struct term *t) {
    struct reference_search *s = context;
    s->is_found = s->is_found || t->question == s->first[s->layer];
}

/* The first layer that a node is asked in; −1. */
static int first_layer(const struct roadmap_case *c, const struct node_score *n) {
    for (int l = 0; l < c->kit->model->n_layers; l++) {
        if (c->kit->model->layer[l].role == ROLE_SCORE && n->question[l] >= 0) {
            return l;
        }
    }
    return -1;
}

/* A question that is asked only when the first layer says so waits for the step off that layer's lowest level. */
static int opener_of(const struct roadmap_case *c, const struct step_place *p) {
    const struct question *q = &c->kit->questionnaire->question[p->question];
    const int *first = c->card[p->card].node[p->item_node].question;
    struct reference_search s = {first, first_layer(c, &c->card[p->card].node[p->item_node]), false};
    if (!q->relevant || s.layer < 0 || s.layer == p->layer) {
        return -1;
    }
    condition_visit(q->relevant, look_for_first, &s);
    for (int i = 0; s.is_found && i < c->set->n; i++) {
        const struct step_place *other = &c->set->place[c->set->item[i].place];
        bool is_first = other->card == p->card && other->node == p->item_node && other->layer == s.layer &&
                        c->set->item[i].before < 0;
        if (is_first) {
            return i;
        }
    }
    return -1;
}

static void add_before(const struct roadmap_case *c, int *list, int *n, int item) {
    if (item >= 0 && (c->state[item] == STEP_OPEN || c->state[item] == STEP_BLOCKED)) {
        list[(*n)++] = item;
    }
}

static bool is_shut(const struct roadmap_case *c, const struct step_place *p) {
    return c->answers->answer[p->question].state == ANSWER_NOT_ASKED;
}

static void find_before(struct roadmap_case *c, int i) {
    const struct step_item *x = &c->set->item[i];
    const struct step_place *p = &c->set->place[x->place];
    int n = 0, *list = ARENA_ARRAY(c->arena, (size_t)x->n_needs + 3, int), opener = opener_of(c, p);
    add_before(c, list, &n, x->before);
    for (int k = 0; k < x->n_needs; k++) {
        bool has_already =
            x->need[k].item >= 0 && level_of(c, &c->set->place[x->need[k].place]) >= x->need[k].level - TOLERANCE;
        add_before(c, list, &n, has_already ? -1 : x->need[k].item);
    }
    add_before(c, list, &n, opener);
    if (c->state[i] == STEP_OPEN && is_shut(c, p) && (opener < 0 || c->state[opener] != STEP_OPEN)) {
        c->state[i] = STEP_BLOCKED;
    }
    list[n] = -1;
    c->before[i] = list;
}

/* What waits for something that cannot be had cannot be had either. */
static void spread_blocks(struct roadmap_case *c) {
    for (bool has_changed = true; has_changed;) {
        has_changed = false;
        for (int i = 0; i < c->set->n; i++) {
            for (const int *b = c->before[i]; *b >= 0 && c->state[i] == STEP_OPEN; b++) {
                if (c->state[*b] == STEP_BLOCKED) {
                    c->state[i] = STEP_BLOCKED;
                    has_changed = true;
                }
            }
        }
    }
}

void roadmap_case_start(struct roadmap_case *c) {
    c->layout = score_layout(c->kit, c->arena);
    c->card = score_answers_with(c->layout, c->answers, c->arena);
    c->state = ARENA_ARRAY(c->arena, (size_t)c->set->n + 1, enum step_state);
    c->before = ARENA_ARRAY(c->arena, (size_t)c->set->n + 1, int *);
    find_states(c);
    for (int i = 0; i < c->set->n; i++) {
        find_before(c, i);
    }
    spread_blocks(c);
}

/* ---- with steps done --------------------------------------------------------------------------------------------- */

/* Adds an option to what is chosen, and takes out what is worth nothing, such as "none of these". */
static void choose(const struct roadmap_case *c, const struct step_place *p, struct answer *a, struct arena *scratch) {
    const struct choice_list *list =
        question_list(c->kit->questionnaire, &c->kit->questionnaire->question[p->question]);
    bool *chosen = ARENA_ARRAY(scratch, (size_t)list->n, bool);
    const char *text = "";
    for (int i = 0; i < list->n; i++) {
        bool was = (a->state == ANSWER_GIVEN || a->state == ANSWER_ALTERNATE) && a->chosen && a->chosen[i];
        chosen[i] = i == p->choice || (was && list->choice[i].credit > 0);
        text = chosen[i] ? arena_printf(scratch, "%s%s%s", text, *text ? " " : "", list->choice[i].name) : text;
    }
    a->chosen = chosen;
    a->text = text;
    a->state = a->state == ANSWER_ALTERNATE ? ANSWER_ALTERNATE : ANSWER_GIVEN; /* its credit is not lost */
}

static void raise_answer(const struct roadmap_case *c, const struct step_place *p, int question, struct answer *a,
                         double level, struct arena *scratch) {
    const struct question *q = &c->kit->questionnaire->question[question];
    const struct choice_list *list = question_list(c->kit->questionnaire, q);
    double credit, fraction = scale_fraction(&p->scale, level);
    bool has = a->state == ANSWER_GIVEN || a->state == ANSWER_ALTERNATE;
    if ((has && score_credit(c->kit, q, a, NULL, &credit) && credit >= fraction - TOLERANCE) ||
        (score_is_na(c->kit, a) && !is_forbidden(c, p))) {
        return;
    }
    a->state = ANSWER_GIVEN;
    if (list) {
        a->choice = step_choice(c->kit, p, q, level);
        a->text = list->choice[a->choice].name;
    } else {
        char text[NUM_TEXT_MAX];
        a->number = q->credit_from + fraction * (q->credit_to - q->credit_from);
        a->text = arena_strdup(scratch, num_shortest(text, a->number));
    }
}

static void take_steps(const struct roadmap_case *c, const struct step_place *p, const bool *is_done, struct answers *x,
                       struct arena *scratch) {
    double level = -INFINITY;
    for (int i = p->first; i < p->first + p->n; i++) {
        level = is_done[i] && c->state[i] != STEP_DONE ? c->set->item[i].step->to : level;
    }
    if (isinf(level)) {
        return;
    }
    if (p->choice >= 0) {
        choose(c, p, &x->answer[p->question], scratch);
        return;
    }
    for (int q = p->question; q >= 0; q = c->kit->questionnaire->question[q].next) {
        raise_answer(c, p, q, &x->answer[q], level, scratch);
    }
}

size_t roadmap_case_slot(const struct roadmap_case *c, int card, int node, int layer) {
    size_t per = (size_t)c->kit->model->n_layers + 1, before = 0;
    for (int i = 0; i < card; i++) {
        before += (size_t)c->kit->framework[i]->n_nodes;
    }
    return (before + (size_t)node) * per + (size_t)(layer + 1);
}

static double low_of(const struct score *s) { return is_out(s) ? NAN : s->low; }

static void note_nodes(const struct roadmap_case *c, const struct scorecard *card, double *node) {
    for (int k = 0; k < c->kit->n_frameworks; k++) {
        for (int i = 0; i < c->kit->framework[k]->n_nodes; i++) {
            size_t slot = roadmap_case_slot(c, k, i, -1);
            node[slot] = low_of(&card[k].node[i].total);
            for (int l = 0; l < c->kit->model->n_layers; l++) {
                node[slot + 1 + (size_t)l] = low_of(&card[k].node[i].layer[l]);
            }
        }
    }
}

struct case_score roadmap_case_score(const struct roadmap_case *c, const bool *is_done, struct arena *a) {
    struct arena scratch = {0};
    struct answers x = *c->answers;
    size_t n = (size_t)c->kit->questionnaire->n_questions;
    x.answer = ARENA_ARRAY(&scratch, n + 1, struct answer);
    memcpy(x.answer, c->answers->answer, n * sizeof *x.answer);
    answers_ask_again(&x); /* as answered: changes nothing */
    for (int p = 0; p < c->set->n_places; p++) {
        take_steps(c, &c->set->place[p], is_done, &x, &scratch);
    }
    answers_ask_again(&x);
    const struct scorecard *card = score_answers_with(c->layout, &x, &scratch);
    int n_minima = c->profile ? c->profile->n_minima : 0;
    struct case_score s = {.total = low_of(&card[0].node[0].total), .reached = -1};
    s.have = ARENA_ARRAY(a, (size_t)n_minima + 1, double);
    s.node = ARENA_ARRAY(a, roadmap_case_slot(c, c->kit->n_frameworks, 0, -1) + 1, double);
    note_nodes(c, card, s.node);
    if (c->profile) {
        struct profile_check check = profile_check(c->profile, &card[c->profile->card], &scratch);
        for (int i = 0; i < n_minima; i++) {
            s.have[i] = check.minimum[i].met == MET_EXCUSED ? NAN : check.minimum[i].have.low;
        }
        s.reached = check.reached_low;
    }
    arena_clear(&scratch);
    return s;
}
