/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the inputs to what each question says. What a choice means is asked of the engine itself (credit.h), choice by
   choice, so that there is one place that knows. */
#include <math.h>
#include <string.h>

#include "model/qtype.h"
#include "score/compile_part.h"
#include "score/credit.h"

static const struct question *question_of(const struct compiler *c, int i) {
    return &c->kit->questionnaire->question[i];
}

static const struct choice_list *list_of(const struct compiler *c, int i) {
    return question_list(c->kit->questionnaire, question_of(c, i));
}

static ex state(struct compiler *c, enum compiled_state s) { return expr_number(c->a, s); }

/* ---- inputs ------------------------------------------------------------------------------------------------------ */

static ex add_input(struct compiler *c, enum input_kind kind, int question, int choice) {
    bool is_truth = kind == INPUT_TICK || kind == INPUT_REASON;
    ex ref = program_input(c->p, is_truth ? EXPR_IS_A_TRUTH : kind == INPUT_TEXT ? EXPR_IS_A_TEXT : EXPR_IS_A_NUMBER);
    c->out->input[c->out->n_inputs++] = (struct compiled_input){kind, question, choice, ref};
    return ref;
}

static size_t count_inputs(const struct compiler *c) {
    size_t n = 0;
    for (int i = 0; i < c->kit->questionnaire->n_questions; i++) {
        const struct choice_list *list = list_of(c, i);
        n += list && question_of(c, i)->type->is_multiple ? (size_t)list->n + 1 : 2;
    }
    return n;
}

/* ---- asked, and open --------------------------------------------------------------------------------------------- */

struct look {
    struct compiler *c;
    ex open;
    bool is_late; /* it looks at a question that stands further down */
    int at;
};

static void look_at(void *context, const struct term *t) {
    struct look *s = context;
    s->is_late = s->is_late || t->question >= s->at;
    if (!s->is_late && s->c->out->question[t->question].missing) {
        s->open =
            EXPR_OF(s->c->a, EXPR_OR, s->open, s->c->known[t->question].open, s->c->out->question[t->question].missing);
    }
}

static bool compile_asked(struct compiler *c, int i) {
    const struct question *q = question_of(c, i);
    struct known *k = &c->known[i];
    bool has_group = q->group >= 0;
    struct look look = {c, has_group ? c->known[q->group].open : expr_truth(c->a, false), false, i};
    ex asked = has_group ? c->out->question[q->group].asked : expr_truth(c->a, true);
    if (q->relevant) {
        condition_visit(q->relevant, look_at, &look);
        ex relevant = look.is_late ? NULL : compile_condition(c, q->relevant);
        if (!relevant) {
            return false;
        }
        asked = EXPR_OF(c->a, EXPR_AND, asked, relevant);
    }
    c->out->question[i].asked = name_value(c, k->stem, "asked", asked);
    k->open = name_value(c, k->stem, "open", look.open);
    return true;
}

/* ---- what a choice says ------------------------------------------------------------------------------------------ */

static bool is_na_forbidden(const struct compiler *c, const struct question *q) {
    const struct rule *own = q->layer >= 0 ? c->out->layout->card[q->card].node[q->node].own : NULL;
    return own && own->na == NA_FORBID;
}

static struct answer chosen(const struct choice *choice, int place, const char *reason) {
    static const enum answer_state states[] = {[CHOICE_ORDINARY] = ANSWER_GIVEN,
                                               [CHOICE_NA] = ANSWER_NA,
                                               [CHOICE_DK] = ANSWER_DK,
                                               [CHOICE_ALTERNATE] = ANSWER_ALTERNATE};
    return (struct answer){
        .state = states[choice->state], .choice = place, .number = NAN, .text = choice->name, .na_reason = reason};
}

/* Such a choice says something of the whole question. */
static bool is_special(const struct compiler *c, const struct choice *choice) {
    return choice->state == CHOICE_NA || choice->state == CHOICE_DK || score_stands_apart(c->kit, choice);
}

/* What it says may be a number. */
static bool has_number(const struct compiler *c, const struct choice *choice) {
    bool is_zero = choice->state == CHOICE_DK && c->kit->model->info.dk == DK_ZERO;
    return is_zero || (score_stands_apart(c->kit, choice) && !isnan(score_choice_credit(c->kit, choice)));
}

static enum compiled_state said(struct compiler *c, int i, const struct answer *a, double *credit) {
    *credit = 0;
    if (score_is_missing(c->kit, a)) {
        return STATE_MISSING;
    }
    if (score_is_na(c->kit, a)) {
        return is_na_forbidden(c, question_of(c, i)) ? STATE_MISSING : STATE_NA;
    }
    if (question_of(c, i)->type->is_multiple) {
        const struct choice *choice = &list_of(c, i)->choice[a->choice];
        *credit = has_number(c, choice) && choice->state == CHOICE_ALTERNATE ? score_choice_credit(c->kit, choice) : 0;
        return has_number(c, choice) ? STATE_CREDIT : STATE_CREDITLESS;
    }
    return a->state != ANSWER_NA && score_credit(c->kit, question_of(c, i), a, NULL, credit) ? STATE_CREDIT
                                                                                             : STATE_CREDITLESS;
}

/* With or without a reason where that makes a difference. */
static ex state_of_choice(struct compiler *c, int i, int place, ex *reason) {
    const struct choice *choice = &list_of(c, i)->choice[place];
    double credit;
    struct answer with = chosen(choice, place, "given"), without = chosen(choice, place, "");
    enum compiled_state x = said(c, i, &with, &credit), y = said(c, i, &without, &credit);
    if (x == y) {
        return state(c, x);
    }
    *reason = *reason ? *reason : add_input(c, INPUT_REASON, i, -1);
    return expr_if(c->a, *reason, state(c, x), state(c, y));
}

static ex credit_of_choice(struct compiler *c, int i, int place) {
    struct answer a = chosen(&list_of(c, i)->choice[place], place, "");
    double credit;
    (void)said(c, i, &a, &credit);
    return expr_number(c->a, credit);
}

/* ---- one choice -------------------------------------------------------------------------------------------------- */

static void settle(struct compiler *c, int i, ex what) {
    struct compiled_question *q = &c->out->question[i];
    ex not_asked = state(c, STATE_NOT_ASKED);
    q->state = name_value(c, c->known[i].stem, "state", expr_if(c->a, q->asked, what, not_asked));
    q->missing = equals(c, q->state, STATE_MISSING);
    q->na = equals(c, q->state, STATE_NA);
}

static void compile_one(struct compiler *c, int i) {
    const struct choice_list *list = list_of(c, i);
    struct known *k = &c->known[i];
    ex in = add_input(c, INPUT_CHOICE, i, -1), zero = expr_number(c->a, 0), reason = NULL;
    k->answer = name_value(c, k->stem, "answer", expr_if(c->a, c->out->question[i].asked, in, zero));
    k->given = at_least(c, k->answer, 1);
    ex *states = ARENA_ARRAY(c->a, (size_t)list->n + 1, ex), *credits = ARENA_ARRAY(c->a, (size_t)list->n + 1, ex);
    states[0] = state(c, STATE_MISSING);
    credits[0] = zero;
    for (int n = 0; n < list->n; n++) {
        states[n + 1] = state_of_choice(c, i, n, &reason);
        credits[n + 1] = credit_of_choice(c, i, n);
    }
    ex which = EXPR_OF(c->a, EXPR_ADD, k->answer, expr_number(c->a, 1));
    settle(c, i, expr_pick(c->a, which, states, list->n + 1));
    k->credit = name_value(c, k->stem, "credit", expr_pick(c->a, which, credits, list->n + 1));
}

/* ---- several choices --------------------------------------------------------------------------------------------- */

static void compile_several(struct compiler *c, int i) {
    const struct choice_list *list = list_of(c, i);
    struct known *k = &c->known[i];
    ex asked = c->out->question[i].asked;
    k->tick = ARENA_ARRAY(c->a, (size_t)list->n + 1, ex);
    for (int n = 0; n < list->n; n++) {
        ex in = add_input(c, INPUT_TICK, i, n);
        k->tick[n] = name_value(c, k->stem, list->choice[n].name, EXPR_OF(c->a, EXPR_AND, asked, in));
    }
    ex *ticks = ARENA_ARRAY(c->a, (size_t)list->n + 1, ex);
    memcpy(ticks, k->tick, (size_t)list->n * sizeof *ticks);
    k->given = name_value(c, k->stem, "given", many(c, EXPR_OR, ticks, list->n));
    ex what = state(c, STATE_CREDIT), reason = NULL;
    for (int n = 0; n < list->n; n++) {
        if (is_special(c, &list->choice[n])) {
            what = expr_if(c->a, k->tick[n], state_of_choice(c, i, n, &reason), what);
        }
    }
    settle(c, i, expr_if(c->a, k->given, what, state(c, STATE_MISSING)));
}

/* Whether the answer to the twin question names a choice as one that cannot apply. */
static ex named_by(struct compiler *c, int twin, const char *name) {
    int place = twin >= 0 && list_of(c, twin) ? question_choice(c->kit->questionnaire, question_of(c, twin), name) : -1;
    if (place < 0 || is_special(c, &list_of(c, twin)->choice[place])) {
        return expr_truth(c->a, false);
    }
    return c->known[twin].tick ? c->known[twin].tick[place] : equals(c, c->known[twin].answer, place + 1);
}

static bool has_credit(const struct choice *choice) { return !isnan(choice->credit) && choice->credit != 0; }

/* What is chosen of what applies. */
static void credit_several(struct compiler *c, int i) {
    const struct choice_list *list = list_of(c, i);
    const struct question *q = question_of(c, i);
    struct known *k = &c->known[i];
    int twin = c->out->layout->card[q->card].node[q->node].question[LAYER_NOT_APPLICABLE], n_parts = 0;
    ex *got = ARENA_ARRAY(c->a, (size_t)list->n + 1, ex), *possible = ARENA_ARRAY(c->a, (size_t)list->n + 1, ex);
    ex zero = expr_number(c->a, 0);
    for (int n = 0; n < list->n; n++) {
        if (has_credit(&list->choice[n]) && !score_stands_apart(c->kit, &list->choice[n])) {
            ex credit = expr_number(c->a, list->choice[n].credit);
            ex out = EXPR_OF(c->a, EXPR_AND, named_by(c, twin, list->choice[n].name), expr_not(c->a, k->tick[n]));
            got[n_parts] = expr_if(c->a, k->tick[n], credit, zero);
            possible[n_parts++] = expr_if(c->a, out, zero, credit);
        }
    }
    ex most = name_value(c, k->stem, "possible", many(c, EXPR_ADD, possible, n_parts));
    ex is_some = expr_two(c->a, EXPR_LESS, zero, most),
       share = expr_two(c->a, EXPR_DIVIDE, many(c, EXPR_ADD, got, n_parts), most);
    struct compiled_question *o = &c->out->question[i];
    ex is_zero = o->state;
    for (int n = 0; n < list->n; n++) { /* don't know that counts 0, done in another way that counts by itself */
        if (has_number(c, &list->choice[n])) {
            share = expr_if(c->a, k->tick[n], credit_of_choice(c, i, n), share);
            is_some = EXPR_OF(c->a, EXPR_OR, is_some, k->tick[n]);
        }
    }
    ex is_credit = equals(c, is_zero, STATE_CREDIT);
    o->state = name_value(c, k->stem, "said",
                          expr_if(c->a, EXPR_OF(c->a, EXPR_AND, is_credit, expr_not(c->a, is_some)),
                                  state(c, STATE_CREDITLESS), o->state));
    k->credit =
        name_value(c, k->stem, "credit", expr_if(c->a, EXPR_OF(c->a, EXPR_AND, is_credit, is_some), share, zero));
}

/* ---- numbers and texts ------------------------------------------------------------------------------------------- */

static bool is_numeric(const struct question *q) {
    return strcmp(q->type->name, "integer") == 0 || strcmp(q->type->name, "decimal") == 0;
}

static void compile_number(struct compiler *c, int i) {
    const struct question *q = question_of(c, i);
    struct known *k = &c->known[i];
    ex zero = expr_number(c->a, 0), in = add_input(c, INPUT_NUMBER, i, -1);
    k->given =
        name_value(c, k->stem, "given", EXPR_OF(c->a, EXPR_AND, c->out->question[i].asked, expr_is_number(c->a, in)));
    k->answer = name_value(c, k->stem, "answer", expr_if(c->a, k->given, in, zero));
    bool is_credited = !isnan(q->credit_from) && !isnan(q->credit_to);
    settle(c, i,
           expr_if(c->a, k->given, state(c, is_credited ? STATE_CREDIT : STATE_CREDITLESS), state(c, STATE_MISSING)));
    k->credit = zero;
    if (is_credited) {
        ex above = expr_two(c->a, EXPR_SUBTRACT, k->answer, expr_number(c->a, q->credit_from));
        ex share = expr_two(c->a, EXPR_DIVIDE, above, expr_number(c->a, q->credit_to - q->credit_from));
        k->credit = name_value(c, k->stem, "credit", cut(c, share));
    }
}

static void compile_text(struct compiler *c, int i) {
    struct known *k = &c->known[i];
    ex in = add_input(c, INPUT_TEXT, i, -1), nothing = expr_text(c->a, "");
    k->answer = name_value(c, k->stem, "answer", expr_if(c->a, c->out->question[i].asked, in, nothing));
    k->given = expr_not(c->a, expr_two(c->a, EXPR_SAME, k->answer, nothing));
    settle(c, i, expr_if(c->a, k->given, state(c, STATE_CREDITLESS), state(c, STATE_MISSING)));
    k->credit = expr_number(c->a, 0);
}

/* ---- all --------------------------------------------------------------------------------------------------------- */

/* A form finds a choice by its name, and spreadsheets look at no case. */
static bool has_names_apart(struct compiler *c, int i) {
    const struct choice_list *list = list_of(c, i);
    struct map names = {0};
    bool is_good = true;
    for (int n = 0; list && n < list->n; n++) {
        is_good = map_add(&names, text_fold(c->a, list->choice[n].name), n) && is_good;
    }
    map_clear(&names);
    return is_good;
}

static void compile_question(struct compiler *c, int i) {
    const struct question *q = question_of(c, i);
    c->out->question[i].first_input = c->out->n_inputs;
    if (list_of(c, i)) {
        q->type->is_multiple ? compile_several(c, i) : compile_one(c, i);
    } else if (question_is_answered(q)) {
        is_numeric(q) ? compile_number(c, i) : compile_text(c, i);
    }
    c->out->question[i].n_inputs = c->out->n_inputs - c->out->question[i].first_input;
}

void compile_questions(struct compiler *c) {
    int n = c->kit->questionnaire->n_questions;
    c->out->input = ARENA_ARRAY(c->a, count_inputs(c) + 1, struct compiled_input);
    for (int i = 0; i < n; i++) {
        c->known[i].stem = question_of(c, i)->name;
        if (!compile_asked(c, i) || !has_names_apart(c, i)) {
            c->out->problem = question_of(c, i)->name;
            return;
        }
        compile_question(c, i);
    }
    for (int i = 0; i < n; i++) {
        const struct question *q = question_of(c, i);
        if (list_of(c, i) && q->type->is_multiple && q->layer >= 0) {
            credit_several(c, i);
        }
    }
}

ex compile_factor(struct compiler *c, int i) {
    const struct choice_list *list = list_of(c, i);
    struct known *k = &c->known[i];
    ex one = expr_number(c->a, 1), zero = expr_number(c->a, 0);
    if (!list && k->given && is_numeric(question_of(c, i))) {
        ex counts = EXPR_OF(c->a, EXPR_AND, k->given, expr_two(c->a, EXPR_AT_MOST, zero, k->answer));
        return expr_if(c->a, counts, k->answer, one);
    }
    if (!list || k->tick) {
        return one;
    }
    ex *factors = ARENA_ARRAY(c->a, (size_t)list->n + 1, ex);
    factors[0] = one;
    for (int n = 0; n < list->n; n++) {
        struct answer a = chosen(&list->choice[n], n, "");
        factors[n + 1] = expr_number(c->a, score_factor(c->kit, question_of(c, i), &a));
    }
    ex which = EXPR_OF(c->a, EXPR_ADD, k->answer, one);
    return name_value(c, k->stem, "factor", expr_pick(c->a, which, factors, list->n + 1));
}
