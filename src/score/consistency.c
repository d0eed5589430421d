/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score/consistency.h"

#include <math.h>
#include <string.h>

#include "model/consistency.h"
#include "model/qtype.h"

struct collection {
    const struct kit *kit;
    const struct answers *answers;
    const struct scorecard *cards;
    struct findings *found;
};

/* ---- rules ------------------------------------------------------------------------------------------------------- */

/* The node of the first question that has one; else the whole of the first framework. */
static void place_at_question(const struct collection *c, struct finding *f) {
    for (int i = 0; i < f->n_questions; i++) {
        const struct question *q = &c->kit->questionnaire->question[f->questions[i]];
        if (q->layer >= 0) {
            f->card = q->card;
            f->node = q->node;
            return;
        }
    }
}

static void look_at_rules(const struct collection *c) {
    const struct questionnaire *q = c->kit->questionnaire;
    struct arena scratch = {0};
    for (int i = 0; i < q->n_rules; i++) {
        const struct consistency_rule *rule = &q->rule[i];
        if (consistency_judge(rule, c->answers, &scratch) == CONTRADICTORY) {
            struct finding f = {.id = FINDING_CONTRADICTION, .question = rule->question[0], .rule = rule};
            f.questions = rule->question;
            f.n_questions = rule->n_questions;
            place_at_question(c, &f);
            findings_add(c->found, f);
        }
    }
    arena_clear(&scratch);
}

/* ---- the same answer all along ----------------------------------------------------------------------------------- */

/* The choices of a layer, as asked: what is blank, not applicable or unknown is passed over. */
struct sequence {
    int *question;
    const char **choice;
    int n, n_choices; /* choices that a question of it offers, at most */
};

static int count_ordinary(const struct choice_list *list) {
    int n = 0;
    for (int i = 0; i < list->n; i++) {
        n += list->choice[i].state == CHOICE_ORDINARY;
    }
    return n;
}

static struct sequence list_choices(const struct collection *c, int layer, struct arena *a) {
    const struct questionnaire *q = c->kit->questionnaire;
    struct sequence s = {.question = ARENA_ARRAY(a, (size_t)q->n_questions + 1, int),
                         .choice = ARENA_ARRAY(a, (size_t)q->n_questions + 1, const char *),
                         .n_choices = 1};
    for (int i = 0; i < q->n_questions; i++) {
        const struct question *x = &q->question[i];
        const struct answer *answer = &c->answers->answer[i];
        const struct choice_list *list = question_list(q, x);
        if (x->layer == layer && list && !x->type->is_multiple && answer->state == ANSWER_GIVEN) {
            int n = count_ordinary(list);
            s.n_choices = n > s.n_choices ? n : s.n_choices;
            s.question[s.n] = i;
            s.choice[s.n++] = answer->text;
        }
    }
    return s;
}

static int count_same(const struct sequence *s, const char *choice) {
    int n = 0;
    for (int i = 0; i < s->n; i++) {
        n += strcmp(s->choice[i], choice) == 0;
    }
    return n;
}

/* The lowest node that has all questions from first to first + n − 1. */
static void place_at_common(const struct collection *c, struct finding *f) {
    const struct question *all = c->kit->questionnaire->question;
    f->card = all[f->questions[0]].card;
    f->node = all[f->questions[0]].node;
    const struct framework *tree = c->kit->framework[f->card];
    for (int i = 1; i < f->n_questions; i++) {
        const struct question *q = &all[f->questions[i]];
        while (f->node > 0 && (q->card != f->card || q->node < f->node || q->node >= tree->node[f->node].end)) {
            f->node = tree->node[f->node].parent;
        }
    }
}

static void add_straight(const struct collection *c, const struct sequence *s, int first, struct finding f) {
    int *questions = ARENA_ARRAY(&c->found->arena, (size_t)f.n_questions + 1, int);
    memcpy(questions, s->question + first, (size_t)f.n_questions * sizeof *questions);
    f.questions = questions;
    f.question = questions[0];
    f.word = s->choice[first];
    place_at_common(c, &f);
    findings_add(c->found, f);
}

/* How many rows of 'n' same answers chance would give, when each answer is this one as often as it is elsewhere (one
   more of each choice, so that nothing is impossible). */
static double rows_by_chance(const struct sequence *s, const char *choice, int n) {
    double elsewhere = count_same(s, choice) - n, others = s->n - n;
    return (s->n - n + 1) * pow((elsewhere + 1) / (others + s->n_choices), n);
}

static void look_at_rows(const struct collection *c, const struct sequence *s) {
    int least = c->kit->questionnaire->info.straight_run;
    for (int first = 0, end; least > 0 && first < s->n; first = end) {
        for (end = first + 1; end < s->n && strcmp(s->choice[end], s->choice[first]) == 0;) {
            end++;
        }
        double expected = rows_by_chance(s, s->choice[first], end - first);
        if (end - first >= least && expected < STRAIGHT_CHANCE) {
            add_straight(c, s, first,
                         (struct finding){
                             .id = FINDING_STRAIGHT_RUN, .n_questions = end - first, .share = expected, .n_of = s->n});
        }
    }
}

/* Whether so large a share is the same that a row of them tells nothing more. */
static bool look_at_share(const struct collection *c, const struct sequence *s) {
    const struct questionnaire_info *info = &c->kit->questionnaire->info;
    int least = info->straight_run > 0 ? info->straight_run : 1;
    for (int i = 0; info->straight_share > 0 && i < s->n && s->n >= least; i++) {
        int n = count_same(s, s->choice[i]);
        if (n >= info->straight_share * s->n) {
            struct finding f = {.id = FINDING_STRAIGHT_SHARE, .question = s->question[i], .word = s->choice[i]};
            f.share = n;
            f.n_of = s->n;
            f.card = c->kit->questionnaire->question[s->question[i]].card;
            findings_add(c->found, f);
            return true;
        }
    }
    return false;
}

static void look_at_layers(const struct collection *c) {
    struct arena scratch = {0};
    for (int l = 0; l < c->kit->model->n_layers; l++) {
        struct sequence s = list_choices(c, l, &scratch);
        if (c->kit->model->layer[l].role == ROLE_SCORE && !look_at_share(c, &s)) {
            look_at_rows(c, &s);
        }
    }
    arena_clear(&scratch);
}

/* ---- examples ---------------------------------------------------------------------------------------------------- */

static bool is_given(const struct answer *a) { return a->state != ANSWER_BLANK && a->state != ANSWER_NOT_ASKED; }

static void look_at_examples(const struct collection *c) {
    for (int e = 0; e < c->kit->n_examples; e++) {
        const struct answers *example = c->kit->example[e];
        int n_same = 0, n_all = 0;
        for (int i = 0; i < c->kit->questionnaire->n_questions; i++) {
            const struct answer *a = &c->answers->answer[i], *b = &example->answer[i];
            bool is_any = is_given(a) || is_given(b);
            n_all += is_any;
            n_same += is_any && a->state == b->state && strcmp(a->text, b->text) == 0;
        }
        if (n_same >= EXAMPLE_ANSWERS_MIN && n_same >= EXAMPLE_SHARE * n_all) {
            findings_add(c->found, (struct finding){.id = FINDING_SAME_AS_EXAMPLE,
                                                    .question = -1,
                                                    .word = c->kit->example_name[e],
                                                    .share = n_same,
                                                    .n_of = n_all});
        }
    }
}

void consistency_collect(const struct kit *k, const struct answers *x, const struct scorecard *cards,
                         struct findings *found) {
    struct collection c = {k, x, cards, found};
    look_at_rules(&c);
    look_at_layers(&c);
    look_at_examples(&c);
}
