/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds for several assessors and units whatever they answer: on the full questionnaire, and on random trees with
   random models. Seeded: a failure names its trial (the row). */
#include "tests/unit/check.h"

#include <math.h>

#include "score/agreement.h"
#include "score/units.h"
#include "tests/unit/random_world.h"
#include "tests/unit/trial.h"

enum { N_FULL = 2, N_RANDOM = 120, N_RATERS = 3, N_HOW = 4 };

struct fixture {
    struct world full, random;
};

static int set_up(void **state) {
    struct fixture *f = calloc(1, sizeof *f);
    stats_init();
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

/* Three who answered one questionnaire of trial 'i', each in his own way. */
struct panel {
    struct trial *trial[N_RATERS];
    const struct kit *kit;
    struct arena arena;
    struct diags ds;
};

static struct panel start(struct fixture *f, int i) {
    CHECK_ROW(i);
    struct world *w = i < N_FULL ? &f->full : &f->random;
    struct random r = random_seed(7000 + (uint64_t)i);
    if (i >= N_FULL && random_once_in(&r, 2)) {
        random_world(w, &r);
    } else if (i >= N_FULL) {
        random_world_of_words(w, &r);
    }
    struct panel p = {.kit = w->kit};
    for (int k = 0; k < N_RATERS; k++) {
        p.trial[k] = trial_new(w->kit, &w->folder, &r);
        trial_score(p.trial[k], TRIAL_LONG, &r);
    }
    return p;
}

static void end(struct panel *p) {
    for (int k = 0; k < N_RATERS; k++) {
        trial_free(p->trial[k]);
    }
    arena_clear(&p->arena);
    diags_clear(&p->ds);
}

/* The trials 'who' as assessors. */
static struct raters *consolidated(struct panel *p, enum consolidation how, const int who[N_RATERS]) {
    struct answers *of[N_RATERS];
    for (int k = 0; k < N_RATERS; k++) {
        of[k] = p->trial[who[k]]->answers;
    }
    struct raters_request request = {.kit = p->kit, .how = how, .answers = of, .n = N_RATERS};
    return raters_new(&request, &p->ds);
}

typedef void compare_fn(const struct score *a, const struct score *b);

static void compare(const struct kit *k, const struct scorecard *a, const struct scorecard *b, compare_fn *fn) {
    for (int c = 0; c < k->n_frameworks; c++) {
        for (int i = 0; i < k->framework[c]->n_nodes; i++) {
            fn(&a[c].node[i].total, &b[c].node[i].total);
            for (int l = 0; l < k->model->n_layers; l++) {
                fn(&a[c].node[i].layer[l], &b[c].node[i].layer[l]);
            }
        }
        for (int v = 0; v < k->model->n_variants; v++) {
            fn(&a[c].variant_total[v], &b[c].variant_total[v]);
        }
    }
}

static void is_same(const struct score *a, const struct score *b) {
    check_int(a->status, b->status);
    check_true(a->value == b->value && a->low == b->low && a->high == b->high && a->coverage == b->coverage);
    check_true(a->scale->min == b->scale->min && a->scale->max == b->scale->max);
}

static void is_sound(const struct score *a, const struct score *b) {
    check_true(a->low >= 0 && a->low <= a->high && a->high <= 1 && a->coverage >= 0 && a->coverage <= 1 + 1e-12);
    check_true(!score_has_value(a) || (a->low <= a->value + 1e-12 && a->value <= a->high + 1e-12));
    check_true(a == b);
}

/* ---- the properties ---------------------------------------------------------------------------------------------- */

static void test_identical(void **state) {
    for (int i = 0; i < N_FULL + N_RANDOM; i++) {
        struct panel p = start(*state, i);
        for (int how = 0; how < N_HOW; how++) {
            struct raters *x = consolidated(&p, (enum consolidation)how, (int[]){0, 0, 0});
            compare(p.kit, score_answers(p.kit, x->answers, &p.arena), p.trial[0]->card, is_same);
            check_int(x->n_divergences, 0);
            struct agreement g = raters_agreement(x, 0, 0);
            for (int a = 0; a < N_AGREEMENTS; a++) {
                check_true(g.of[a].status != STAT_OK || (g.of[a].value > 1 - 1e-12 && g.of[a].value < 1 + 1e-12));
            }
            check_true(g.n == 0 || g.of[AGREEMENT_SAME].status == STAT_OK);
            raters_free(x);
        }
        end(&p);
    }
}

static void is_same_list(const struct raters *a, const struct raters *b) {
    check_int(a->n_divergences, b->n_divergences);
    for (int i = 0; i < a->n_divergences; i++) {
        check_int(a->divergence[i].question, b->divergence[i].question);
        check_int(a->divergence[i].kind, b->divergence[i].kind);
        check_true(a->divergence[i].spread == b->divergence[i].spread);
    }
}

static void test_order(void **state) {
    static const int orders[][N_RATERS] = {{2, 1, 0}, {1, 2, 0}, {0, 2, 1}};
    long n_divergences = 0;
    for (int i = 0; i < N_FULL + N_RANDOM; i++) {
        struct panel p = start(*state, i);
        enum consolidation how = (enum consolidation)(i % N_HOW);
        struct raters *x = consolidated(&p, how, (int[]){0, 1, 2});
        struct scorecard *card = score_answers(p.kit, x->answers, &p.arena);
        struct agreement g = raters_agreement(x, 0, 0);
        n_divergences += x->n_divergences;
        for (size_t o = 0; o < ARRAY_LEN(orders); o++) {
            struct raters *y = consolidated(&p, how, orders[o]);
            compare(p.kit, card, score_answers(p.kit, y->answers, &p.arena), is_same);
            is_same_list(x, y);
            struct agreement h = raters_agreement(y, 0, 0);
            for (int a = 0; a < N_AGREEMENTS; a++) {
                check_int(g.of[a].status, h.of[a].status);
                check_true(g.of[a].status != STAT_OK || fabs(g.of[a].value - h.of[a].value) < 1e-9);
            }
            raters_free(y);
        }
        raters_free(x);
        end(&p);
    }
    check_true(n_divergences > 1000); /* something was there to compare */
}

static void test_bounds(void **state) {
    for (int i = 0; i < N_FULL + N_RANDOM; i++) {
        struct panel p = start(*state, i);
        for (int how = 0; how < N_HOW; how++) {
            struct raters *x = consolidated(&p, (enum consolidation)how, (int[]){0, 1, 2});
            struct scorecard *card = score_answers(p.kit, x->answers, &p.arena);
            compare(p.kit, card, card, is_sound);
            raters_free(x);
        }
        end(&p);
    }
}

/* The credit of each question is between the lowest and the highest that somebody gave, and the rules keep their
   order. */
static void test_between(void **state) {
    for (int i = 0; i < N_FULL + N_RANDOM; i++) {
        struct panel p = start(*state, i);
        struct raters *x[N_HOW];
        for (int how = 0; how < N_HOW; how++) {
            x[how] = consolidated(&p, (enum consolidation)how, (int[]){0, 1, 2});
        }
        for (int q = 0; q < p.kit->questionnaire->n_questions; q++) {
            const struct answer *low = &x[CONSOLIDATE_MIN]->answers->answer[q],
                                *high = &x[CONSOLIDATE_MAX]->answers->answer[q];
            for (int how = 0; how < N_HOW; how++) {
                const struct answer *a = &x[how]->answers->answer[q];
                check_int(a->state, low->state);
                check_true(!a->merged == !low->merged);
                check_true(!a->merged || (low->merged->credit <= a->merged->credit + 1e-15 &&
                                          a->merged->credit <= high->merged->credit + 1e-15));
            }
        }
        for (int how = 0; how < N_HOW; how++) {
            raters_free(x[how]);
        }
        end(&p);
    }
}

/* Agreeing on what all say changes nothing. */
static void test_consensus_of_one_mind(void **state) {
    for (int i = 0; i < N_FULL + N_RANDOM; i++) {
        struct panel p = start(*state, i);
        struct answers *of[N_RATERS] = {p.trial[0]->answers, p.trial[0]->answers, p.trial[0]->answers};
        struct raters_request request = {.kit = p.kit, .answers = of, .n = N_RATERS, .consensus = of[0]};
        struct raters *x = raters_new(&request, &p.ds);
        compare(p.kit, score_answers(p.kit, x->answers, &p.arena), p.trial[0]->card, is_same);
        check_int((long)p.ds.n, 0);
        raters_free(x);
        end(&p);
    }
}

/* ---- units ------------------------------------------------------------------------------------------------------- */

static struct units *rolled_up(struct panel *p, const int who[N_RATERS], const double weight[N_RATERS]) {
    static const char *const names[] = {"one", "two", "three"};
    struct unit_row row[N_RATERS] = {{.weight = 0}};
    struct unit_list list = {.unit = row, .n = N_RATERS};
    struct answers *of[N_RATERS];
    for (int k = 0; k < N_RATERS; k++) {
        of[k] = p->trial[who[k]]->answers;
        row[k].name = names[who[k]];
        row[k].weight = weight[k];
    }
    return units_new(p->kit, &list, of, &p->ds);
}

static void test_units(void **state) {
    for (int i = 0; i < N_FULL + N_RANDOM; i++) {
        struct panel p = start(*state, i);
        struct units *same = rolled_up(&p, (int[]){0, 0, 0}, (double[]){1, 0.3, 2.5});
        compare(p.kit, same->card, p.trial[0]->card, is_same);
        units_free(same);
        struct units *one = rolled_up(&p, (int[]){0, 1, 2}, (double[]){0, 7, 0}); /* only the second weighs */
        compare(p.kit, one->card, p.trial[1]->card, is_same);
        units_free(one);
        struct units *x = rolled_up(&p, (int[]){0, 1, 2}, (double[]){5, 2, 1.1});
        struct units *y = rolled_up(&p, (int[]){2, 0, 1}, (double[]){1.1, 5, 2});
        compare(p.kit, x->card, x->card, is_sound);
        compare(p.kit, x->card, y->card, is_same);
        struct what_if nothing = {.na = -1, .item = -1};
        struct score again = units_what_if(x, 0, &nothing);
        is_same(&again, &x->card[0].node[0].total);
        units_free(x);
        units_free(y);
        end(&p);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_identical), cmocka_unit_test(test_order), cmocka_unit_test(test_bounds),
        cmocka_unit_test(test_between),   cmocka_unit_test(test_units), cmocka_unit_test(test_consensus_of_one_mind),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
