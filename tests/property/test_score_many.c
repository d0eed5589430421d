/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many sets of answers scored at once are what they are one by one, to the last bit, in every field, whoever scored
   what before with the same scratch, and at every number of threads; what is not wanted is not there. */
#include <string.h>

#include "score/many.h"
#include "tests/unit/check.h"
#include "tests/unit/random_world.h"
#include "tests/unit/trial.h"

enum { N_WORLDS = 40, N_SETS = 12 };
static const int crews[] = {1, 2, 5};

struct sets {
    const struct kit *kit;
    struct trial *trial[N_SETS];
    unsigned want;
    int n_compared[N_SETS];
};

static void check_same_score(const struct score *a, const struct score *b) {
    check_int(a->status, b->status);
    check_int(a->stand_in, b->stand_in);
    check_true(a->value == b->value && a->low == b->low && a->high == b->high && a->coverage == b->coverage);
    check_true(a->scale->min == b->scale->min && a->scale->max == b->scale->max);
    check_true(a->scale->decimals == b->scale->decimals && a->scale->show == b->scale->show);
}

static void check_same_counts(const struct node_score *a, const struct node_score *b, unsigned want) {
    bool is_counted = want & SCORE_COUNTS;
    check_int(a->n_answered, is_counted ? b->n_answered : 0);
    check_int(a->n_blank, is_counted ? b->n_blank : 0);
    check_int(a->n_na, is_counted ? b->n_na : 0);
    check_int(a->n_not_asked, is_counted ? b->n_not_asked : 0);
    check_int(a->n_confidence, is_counted ? b->n_confidence : 0);
    check_true(a->confidence == (is_counted ? b->confidence : 0));
    check_true(a->share == (want & SCORE_SHARES ? b->share : 0));
}

static void check_same_node(const struct sets *s, const struct node_score *a, const struct node_score *b) {
    check_same_score(&a->total, &b->total);
    check_same_counts(a, b, s->want);
    check_true(a->is_item == b->is_item && a->weight == b->weight);
    check_true(a->scale.min == b->scale.min && a->scale.max == b->scale.max);
    for (int l = 0; l < s->kit->model->n_layers; l++) {
        if (a->is_item || (s->want & SCORE_LAYERS)) {
            check_same_score(&a->layer[l], &b->layer[l]);
        } else {
            check_int(a->layer[l].status, SCORE_NOT_ASKED);
        }
    }
    for (int l = 0; l <= LAYER_NOT_APPLICABLE; l++) {
        check_int(a->question[l], b->question[l]);
    }
}

static const struct answers *give(void *context, size_t set, int worker) {
    (void)worker;
    return ((struct sets *)context)->trial[set]->answers;
}

/* Compares with the card of the trial, which was scored alone. */
static void take(void *context, size_t set, const struct scorecard *cards) {
    struct sets *s = context;
    const struct scorecard *alone = s->trial[set]->card;
    for (int c = 0; c < s->kit->n_frameworks; c++) {
        check_true(cards[c].framework == alone[c].framework && cards[c].index == alone[c].index);
        for (int i = 0; i < cards[c].framework->n_nodes; i++) {
            check_same_node(s, &cards[c].node[i], &alone[c].node[i]);
        }
        for (int v = 0; (s->want & SCORE_VARIANTS) && v < s->kit->model->n_variants; v++) {
            check_same_score(&cards[c].variant_total[v], &alone[c].variant_total[v]);
        }
        for (int i = 0; i < s->kit->questionnaire->n_questions; i++) {
            check_true(cards[c].open[i] == alone[c].open[i]);
        }
    }
    s->n_compared[set]++;
}

static void score_and_compare(struct sets *s, const struct score_layout *layout, int n_workers) {
    memset(s->n_compared, 0, sizeof s->n_compared);
    struct score_many many = {layout, s->want, give, take, s};
    score_many(&many, N_SETS, n_workers);
    for (int i = 0; i < N_SETS; i++) {
        check_int(s->n_compared[i], 1);
    }
}

static void compare_world(struct world *w, struct random *r) {
    struct arena a = {0};
    struct sets s = {.kit = w->kit};
    const struct score_layout *layout = score_layout(w->kit, &a);
    for (int i = 0; i < N_SETS; i++) {
        s.trial[i] = trial_new(w->kit, &w->folder, r);
        trial_score(s.trial[i], TRIAL_LONG, r);
        for (int q = 0; q < w->kit->questionnaire->n_questions; q++) {
            s.trial[i]->answers->answer[q].confidence = (int)random_below(r, 6);
        }
        s.trial[i]->card = score_answers(w->kit, s.trial[i]->answers, &a);
    }
    for (size_t crew = 0; crew < ARRAY_LEN(crews); crew++) {
        for (s.want = SCORE_TOTALS; s.want <= SCORE_ALL; s.want++) {
            score_and_compare(&s, layout, crews[crew]);
        }
    }
    for (int i = 0; i < N_SETS; i++) {
        trial_free(s.trial[i]);
    }
    arena_clear(&a);
}

static void test_many(void **state) {
    (void)state;
    for (int i = 0; i < N_WORLDS; i++) {
        CHECK_ROW(i);
        struct random r = random_seed(7100 + (uint64_t)i);
        struct world w;
        world_make(&w);
        if (i % 2) {
            random_world(&w, &r);
        } else {
            random_world_of_words(&w, &r);
        }
        compare_world(&w, &r);
        world_clear(&w);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_many)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
