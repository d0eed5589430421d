/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds for scores whatever is answered: on the full questionnaire, and on random trees with random models.
   Seeded: a failure names its trial (the row), and the same trial fails again. */
#include "tests/unit/check.h"

#include "tests/unit/random_world.h"
#include "tests/unit/trial.h"

#define EPS 1e-12
enum { N_FULL = 5, N_RANDOM = 160 };

/* The kit of trial 'i': the full questionnaire in the first ones, then random ones. */
struct fixture {
    struct world full, random;
};

static int set_up(void **state) {
    struct fixture *f = calloc(1, sizeof *f);
    world_make(&f->full);
    f->full.library.root = PG_SOURCE_DIR;
    check_true(world_load(&f->full, "psirt-full"));
    world_make(&f->random);
    *state = f;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *f = *state;
    world_clear(&f->full);
    world_clear(&f->random);
    free(f);
    return 0;
}

static struct trial *start(struct fixture *f, int i, struct random *r) {
    CHECK_ROW(i);
    struct world *w = i < N_FULL ? &f->full : &f->random;
    *r = random_seed(1000 + (uint64_t)i);
    if (i >= N_FULL) {
        random_world(w, r);
    }
    struct trial *t = trial_new(w->kit, &w->folder, r);
    trial_score(t, TRIAL_LONG, r);
    return t;
}

/* ---- comparing all scores ------------------------------------------------------------------------------------ */

typedef void compare_fn(const struct score *before, const struct score *after);

/* The total (layer −1) or a layer of a node. */
static const struct score *score_of(const struct trial *t, int card, int node, int layer) {
    const struct node_score *n = &t->card[card].node[node];
    return layer < 0 ? &n->total : &n->layer[layer];
}

/* Totals, layers and totals under the variants. */
static void compare_all(const struct trial *before, const struct trial *after, compare_fn *compare) {
    for (int c = 0; c < before->kit->n_frameworks; c++) {
        for (int i = 0; i < before->kit->framework[c]->n_nodes; i++) {
            for (int l = -1; l < before->kit->model->n_layers; l++) {
                compare(score_of(before, c, i, l), score_of(after, c, i, l));
            }
        }
        for (int v = 0; v < before->kit->model->n_variants; v++) {
            compare(&before->card[c].variant_total[v], &after->card[c].variant_total[v]);
        }
    }
}

static bool has_value(const struct score *s) { return s->status == SCORE_SCORED || s->status == SCORE_NOT_RATED; }

static void is_sound(const struct score *s, const struct score *same) {
    check_true(s->low >= 0 && s->low <= s->high && s->high <= 1 && s->coverage >= 0 && s->coverage <= 1);
    check_true(has_value(s) ? s->low <= s->value + EPS && s->value <= s->high + EPS : s->value == 0);
    check_true(has_value(s) == (s->coverage > 0) && s == same);
}

static void is_inside(const struct score *before, const struct score *after) {
    check_true(!has_value(after) || (before->low <= after->value + EPS && after->value <= before->high + EPS));
    check_true(before->low <= after->low + EPS && after->high <= before->high + EPS);
    check_true(before->coverage <= after->coverage + EPS);
    check_true(has_value(after) || !has_value(before));
}

static void is_not_lower(const struct score *before, const struct score *after) {
    /* a layer that was not asked counts 0; once it is asked, it may be blank, or not apply */
    bool is_asked_now = before->value == 0 && !has_value(after);
    check_true(!has_value(before) || is_asked_now || (has_value(after) && before->value <= after->value + EPS));
    check_true(before->low <= after->low + EPS && before->high <= after->high + EPS);
}

static void is_same(const struct score *before, const struct score *after) {
    check_int(after->status, before->status);
    check_true(after->value == before->value && after->low == before->low && after->high == before->high);
    check_true(after->coverage == before->coverage);
}

/* ---- the properties ------------------------------------------------------------------------------------------ */

/* 0 ≤ low ≤ value ≤ high ≤ 1 at every node and layer, under every variant; surely reached ≤ reached ≤ can be reached.
   */
static void test_bounds(void **state) {
    struct fixture *f = *state;
    for (int i = 0; i < N_FULL + N_RANDOM; i++) {
        struct random r;
        struct trial *t = start(f, i, &r);
        compare_all(t, t, is_sound);
        for (int p = 0; p < t->kit->n_profiles; p++) {
            const struct profile_check *c = &t->profile[p];
            check_true(c->reached_low <= c->reached && c->reached <= c->reached_high);
        }
        trial_free(t);
    }
}

/* An answer that was missing lands inside the range of before, at every node; nothing gets less certain. */
static void test_fill_blank(void **state) {
    struct fixture *f = *state;
    int n_filled = 0;
    for (int i = 0; i < N_FULL + N_RANDOM; i++) {
        struct random r;
        struct trial *t = start(f, i, &r);
        int n = t->kit->questionnaire->n_questions, from = (int)random_below(&r, (uint64_t)n);
        for (int q = 0, left = 4; q < n && left > 0; q++) {
            int at = (from + q) % n;
            enum answer_state now = t->answers->answer[at].state;
            if (!trial_counts(t, at) || (now != ANSWER_BLANK && now != ANSWER_DK)) {
                continue;
            }
            struct trial *filled = trial_copy(t);
            filled->text[at] = trial_answer(filled, at, &r);
            trial_score(filled, TRIAL_LONG, &r);
            compare_all(t, filled, is_inside);
            for (int p = 0; p < t->kit->n_profiles; p++) {
                const struct profile_check *a = &t->profile[p], *b = &filled->profile[p];
                check_true(a->reached_low <= b->reached_low && b->reached_high <= a->reached_high);
                check_true(a->reached_low <= b->reached && b->reached <= a->reached_high);
            }
            trial_free(filled);
            n_filled++;
            left--;
        }
        trial_free(t);
    }
    check_true(n_filled > N_RANDOM);
}

/* A better answer never lowers a score, nor a stage. */
static void test_raise(void **state) {
    struct fixture *f = *state;
    int n_raised = 0;
    for (int i = 0; i < N_FULL + N_RANDOM; i++) {
        struct random r;
        struct trial *t = start(f, i, &r);
        int n = t->kit->questionnaire->n_questions, from = (int)random_below(&r, (uint64_t)n);
        for (int q = 0, left = 4; q < n && left > 0; q++) {
            int at = (from + q) % n;
            struct trial *raised = trial_copy(t);
            const char *better = trial_counts(t, at) ? trial_better(raised, at) : NULL;
            if (better) {
                raised->text[at] = better;
                trial_score(raised, TRIAL_LONG, &r);
                compare_all(t, raised, is_not_lower);
                for (int p = 0; p < t->kit->n_profiles; p++) {
                    check_true(t->profile[p].reached_low <= raised->profile[p].reached_low);
                    check_true(t->profile[p].reached <= raised->profile[p].reached);
                }
                n_raised++;
                left--;
            }
            trial_free(raised);
        }
        trial_free(t);
    }
    check_true(n_raised > N_RANDOM);
}

/* The order of rows does not matter, and a long and a wide file say the same. */
static void test_layouts(void **state) {
    struct fixture *f = *state;
    static const enum trial_layout layouts[] = {TRIAL_SHUFFLED, TRIAL_WIDE};
    for (int i = 0; i < N_FULL + N_RANDOM / 2; i++) {
        struct random r;
        struct trial *t = start(f, i, &r);
        for (size_t l = 0; l < ARRAY_LEN(layouts); l++) {
            struct trial *other = trial_copy(t);
            trial_score(other, layouts[l], &r);
            compare_all(t, other, is_same);
            for (int q = 0; q < t->kit->questionnaire->n_questions; q++) {
                check_int(other->answers->answer[q].state, t->answers->answer[q].state);
                check_text(other->answers->answer[q].text, t->answers->answer[q].text);
            }
            trial_free(other);
        }
        trial_free(t);
    }
}

/* ---- not applicable ------------------------------------------------------------------------------------------ */

static bool is_above(const struct framework *f, int node, int below) {
    return node <= below && below < f->node[node].end;
}

/* The weighted mean of a node's children that have a value, without 'but'. False when there is none. */
static bool mean_of_rest(const struct trial *t, int card, int node, int but, double *mean) {
    const struct framework *f = t->kit->framework[card];
    double total = 0, weight = 0;
    for (int c = framework_child(f, node); c >= 0; c = framework_next(f, c)) {
        if (c != but && has_value(&t->card[card].node[c].total)) {
            total += f->node[c].weight * t->card[card].node[c].total.value;
            weight += f->node[c].weight;
        }
    }
    *mean = weight > 0 ? total / weight : 0;
    return weight > 0;
}

static void check_without(const struct trial *t, const struct trial *out, int card, int item) {
    const struct framework *f = t->kit->framework[card];
    int parent = f->node[item].parent;
    for (int i = 0; i < f->n_nodes; i++) {
        for (int l = -1; !is_above(f, i, item) && l < t->kit->model->n_layers; l++) {
            is_same(score_of(t, card, i, l), score_of(out, card, i, l));
        }
    }
    check_int(out->card[card].node[item].total.status, SCORE_NA);
    const struct rule *rule = scoring_rule(t->kit->model, f->node[parent].level, INPUT_CHILDREN);
    double mean;
    bool has_rest = mean_of_rest(t, card, parent, item, &mean);
    if (!out->card[card].node[parent].is_item && rule->aggregate == AGGREGATE_MEAN) {
        check_int(has_value(&out->card[card].node[parent].total), has_rest);
        check_near(out->card[card].node[parent].total.value, mean, EPS);
    }
}

/* Answers N/A to all first-layer questions of the item; false when one has no such choice. */
static bool take_out(struct trial *t, const struct node_score *n) {
    for (int l = 0; l < t->kit->model->n_layers; l++) {
        for (int q = n->question[l]; q >= 0; q = t->kit->questionnaire->question[q].next) {
            t->text[q] = trial_choice(t, q, CHOICE_NA);
            if (!*t->text[q]) {
                return false;
            }
        }
        if (n->question[l] >= 0) {
            return true;
        }
    }
    return false;
}

/* What does not apply leaves its siblings as they are, and its parent the mean of the others. */
static void test_not_applicable(void **state) {
    struct fixture *f = *state;
    int n_out = 0;
    for (int i = 0; i < N_FULL + N_RANDOM; i++) {
        struct random r;
        struct trial *t = start(f, i, &r);
        for (int c = 0; c < t->kit->n_frameworks; c++) {
            const struct framework *tree = t->kit->framework[c];
            for (int node = 1, step = tree->n_nodes / 8 + 1; node < tree->n_nodes; node += step) {
                struct trial *out = trial_copy(t);
                if (t->card[c].node[node].is_item && take_out(out, &t->card[c].node[node])) {
                    trial_score(out, TRIAL_LONG, &r);
                    check_without(t, out, c, node);
                    n_out++;
                }
                trial_free(out);
            }
        }
        trial_free(t);
    }
    check_true(n_out > N_RANDOM);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bounds),  cmocka_unit_test(test_fill_blank),     cmocka_unit_test(test_raise),
        cmocka_unit_test(test_layouts), cmocka_unit_test(test_not_applicable),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
