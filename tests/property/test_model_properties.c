/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds for scores whatever the model says: random models of all words of the scoring language, on random trees.
   Seeded: a failure names its trial (the row), and the same trial fails again. doc/scoring.md, section 7, states the
   exceptions, which are left out here: answers that open questions, not applicable for a blank, layers of weights. */
#include "tests/unit/check.h"

#include "tests/unit/random_world.h"
#include "tests/unit/trial.h"

#define EPS 1e-9 /* what was rounded is a fraction of a scale again */
enum { N_TRIALS = 400 };

static int set_up(void **state) {
    struct world *w = calloc(1, sizeof *w);
    world_make(w);
    *state = w;
    return 0;
}

static int tear_down(void **state) {
    world_clear(*state);
    free(*state);
    return 0;
}

static struct trial *start(struct world *w, int i, struct random *r) {
    CHECK_ROW(i);
    *r = random_seed(70000 + (uint64_t)i);
    random_world_of_words(w, r);
    struct trial *t = trial_new(w->kit, &w->folder, r);
    trial_score(t, TRIAL_LONG, r);
    return t;
}

/* ---- comparing all scores ---------------------------------------------------------------------------------------- */

typedef void compare_fn(const struct score *before, const struct score *after);

static const struct score *score_of(const struct trial *t, int node, int layer) {
    const struct node_score *n = &t->card[0].node[node];
    return layer < 0 ? &n->total : &n->layer[layer];
}

/* Totals, layers and the total under the variant. */
static void compare_all(const struct trial *before, const struct trial *after, compare_fn *compare) {
    for (int i = 0; i < before->kit->framework[0]->n_nodes; i++) {
        for (int l = -1; l < before->kit->model->n_layers; l++) {
            compare(score_of(before, i, l), score_of(after, i, l));
        }
    }
    compare(&before->card[0].variant_total[0], &after->card[0].variant_total[0]);
}

static void is_sound(const struct score *s, const struct score *same) {
    check_true(s == same && s->scale && s->scale->max > s->scale->min);
    check_true(s->low >= 0 && s->low <= s->high && s->high <= 1 && s->coverage >= 0 && s->coverage <= 1);
    check_true(score_has_value(s) ? s->low <= s->value && s->value <= s->high : s->value == 0);
    double value = scale_value(s->scale, s->value);
    check_true(value >= s->scale->min - EPS && value <= s->scale->max + EPS);
}

static void is_inside(const struct score *before, const struct score *after) {
    check_true(!score_has_value(after) || (before->low <= after->value + EPS && after->value <= before->high + EPS));
    check_true(before->low <= after->low + EPS && after->high <= before->high + EPS);
    check_true(before->coverage <= after->coverage + EPS);
}

static void is_not_lower(const struct score *before, const struct score *after) {
    check_int(after->status, before->status);
    check_true(before->value <= after->value + EPS);
    check_true(before->low <= after->low + EPS && before->high <= after->high + EPS);
}

static void is_same(const struct score *before, const struct score *after) {
    check_int(after->status, before->status);
    check_true(after->value == before->value && after->low == before->low && after->high == before->high);
    check_true(after->coverage == before->coverage);
}

/* ---- the properties ---------------------------------------------------------------------------------------------- */

/* 0 ≤ low ≤ value ≤ high ≤ 1, and on its scale. */
static void test_bounds(void **state) {
    for (int i = 0; i < N_TRIALS; i++) {
        struct random r;
        struct trial *t = start(*state, i, &r);
        compare_all(t, t, is_sound);
        trial_free(t);
    }
}

/* Also what is forbidden to be not applicable. */
static bool is_blank(const struct trial *t, int question) {
    enum answer_state now = t->answers->answer[question].state;
    const char *level = t->kit->framework[0]->node[t->kit->questionnaire->question[question].node].level;
    bool is_forbidden = scoring_rule(t->kit->model, level, INPUT_LAYERS)->na == NA_FORBID;
    return now == ANSWER_BLANK || (now == ANSWER_DK && t->kit->model->info.dk == DK_BLANK) ||
           (now == ANSWER_NA && is_forbidden);
}

/* An answer that was missing lands inside the range of before, at every node. */
static void test_fill_blank(void **state) {
    int n_filled = 0;
    for (int i = 0; i < N_TRIALS; i++) {
        struct random r;
        struct trial *t = start(*state, i, &r);
        int n = t->kit->questionnaire->n_questions, from = (int)random_below(&r, (uint64_t)n);
        for (int q = 0, left = 3; q < n && left > 0; q++) {
            int at = (from + q) % n;
            if (trial_counts(t, at) && is_blank(t, at)) {
                struct trial *filled = trial_copy(t);
                filled->text[at] = trial_answer(filled, at, &r);
                trial_score(filled, TRIAL_LONG, &r);
                compare_all(t, filled, is_inside);
                trial_free(filled);
                n_filled++;
                left--;
            }
        }
        trial_free(t);
    }
    check_true(n_filled > N_TRIALS);
}

static bool asks_the_same(const struct trial *a, const struct trial *b) {
    for (int i = 0; i < a->kit->questionnaire->n_questions; i++) {
        if ((a->answers->answer[i].state == ANSWER_NOT_ASKED) != (b->answers->answer[i].state == ANSWER_NOT_ASKED)) {
            return false;
        }
    }
    return true;
}

/* A better answer that opens no question lowers no score, no end of a range, and changes no status. */
static void test_raise(void **state) {
    int n_raised = 0;
    for (int i = 0; i < N_TRIALS; i++) {
        struct random r;
        struct trial *t = start(*state, i, &r);
        int n = t->kit->questionnaire->n_questions, from = (int)random_below(&r, (uint64_t)n);
        for (int q = 0, left = 3; q < n && left > 0; q++) {
            int at = (from + q) % n;
            struct trial *raised = trial_copy(t);
            const char *better = trial_counts(t, at) ? trial_better(raised, at) : NULL;
            if (better) {
                raised->text[at] = better;
                trial_score(raised, TRIAL_LONG, &r);
                if (asks_the_same(t, raised)) {
                    compare_all(t, raised, is_not_lower);
                    n_raised++;
                    left--;
                }
            }
            trial_free(raised);
        }
        trial_free(t);
    }
    check_true(n_raised > N_TRIALS / 2);
}

/* ---- not applicable ---------------------------------------------------------------------------------------------- */

/* Answers N/A to all questions of the item's first layer. */
static void take_out(struct trial *out, const struct node_score *n) {
    for (int q = n->question[0]; q >= 0; q = out->kit->questionnaire->question[q].next) {
        out->text[q] = trial_choice(out, q, CHOICE_NA);
    }
}

/* The node above is as it was without the item, by the code that leaves nodes out for minima. */
static void check_parent(const struct trial *t, const struct trial *out, int item) {
    const struct framework *f = t->kit->framework[0];
    int parent = f->node[item].parent;
    bool *is_left_out = calloc((size_t)f->n_nodes, sizeof *is_left_out);
    is_left_out[item] = true;
    struct score without = score_without(&t->card[0], parent, -1, is_left_out);
    const struct score *now = &out->card[0].node[parent].total;
    bool is_left = without.status != SCORE_NA && without.status != SCORE_NOT_ASKED;
    if (is_left && without.stand_in != STAND_IN_NA && !t->card[0].node[parent].is_item) {
        is_same(&without, now);
    }
    free(is_left_out);
}

static void check_out(const struct trial *t, const struct trial *out, int item) {
    const struct framework *f = t->kit->framework[0];
    for (int i = 0; i < f->n_nodes; i++) {
        bool is_above = i <= item && item < f->node[i].end;
        for (int l = -1; !is_above && l < t->kit->model->n_layers; l++) {
            is_same(score_of(t, i, l), score_of(out, i, l));
        }
    }
    const struct score *s = &out->card[0].node[item].total;
    const struct rule *rule = scoring_rule(t->kit->model, f->node[item].level, INPUT_LAYERS);
    check_true((rule->na == NA_EXCLUDE) == (s->status == SCORE_NA));
    check_true(rule->na == NA_EXCLUDE || rule->na == NA_FORBID || s->coverage == 1);
    if (rule->na == NA_EXCLUDE) {
        check_parent(t, out, item);
    }
}

/* What does not apply leaves what is not above it as it is, and, left out, what is above as if it were not there. */
static void test_not_applicable(void **state) {
    int n_out = 0;
    for (int i = 0; i < N_TRIALS; i++) {
        struct random r;
        struct trial *t = start(*state, i, &r);
        const struct framework *f = t->kit->framework[0];
        for (int node = 1, step = f->n_nodes / 4 + 1; node < f->n_nodes; node += step) {
            if (t->card[0].node[node].is_item) {
                struct trial *out = trial_copy(t);
                take_out(out, &t->card[0].node[node]);
                trial_score(out, TRIAL_LONG, &r);
                check_out(t, out, node);
                trial_free(out);
                n_out++;
            }
        }
        trial_free(t);
    }
    check_true(n_out > N_TRIALS / 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_bounds), cmocka_unit_test(test_fill_blank),
                                       cmocka_unit_test(test_raise), cmocka_unit_test(test_not_applicable)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
