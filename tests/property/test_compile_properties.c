/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a form computes is what the engine computes: random models of all words, random answers, every node and layer.
   Seeded: a failure names its trial (the row). */
#include "tests/unit/check.h"

#include "tests/unit/compiled.h"
#include "tests/unit/random_world.h"
#include "tests/unit/trial.h"

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

typedef void make_fn(struct world *w, struct random *r);

static void run(struct world *w, make_fn *make, uint64_t seed) {
    for (int i = 0; i < N_TRIALS; i++) {
        CHECK_ROW(i);
        struct random r = random_seed(seed + (uint64_t)i);
        struct arena a = {0};
        make(w, &r);
        struct compiled *c = score_compile(w->kit, &a);
        check_true(!c->problem);
        for (int n = 0; n < 3; n++) {
            struct trial *t = trial_new(w->kit, &w->folder, &r);
            trial_score(t, TRIAL_LONG, &r);
            compiled_agrees(c, t->answers, t->card);
            trial_free(t);
        }
        compiled_clear(c);
        arena_clear(&a);
    }
}

static void test_models_of_all_words(void **state) { run(*state, random_world_of_words, 90000); }
static void test_conditions(void **state) { run(*state, random_world_of_conditions, 92000); }
static void test_models_with_twins(void **state) { run(*state, random_world, 91000); }

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_models_of_all_words), cmocka_unit_test(test_conditions),
                                       cmocka_unit_test(test_models_with_twins)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
