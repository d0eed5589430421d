/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds for changes whatever was answered, on the small world, seeded: a failure names its trial (the row).
   The same answers: no change anywhere. Another order of the questions: the same changes. Another wording: the rest is
   compared as if the question were not there. */
#include "tests/unit/check.h"

#include "score/change.h"

#include "tests/unit/random.h"
#include "tests/unit/world.h"

enum { N_TRIALS = 60, N_GROUPS = 5 };
#define HEAD "settings\n,form_id,version,framework,model\n"
#define SURVEY "survey\n,type,name,label,relevant,node,layer,weight\n"
#define ASKED(d) "${" d "} != '0' and ${" d "} != 'na'"

/* Questions that stand together, since the later ones look at the first. */
static const char *const group[N_GROUPS] = {
    ",select_one depth,d_1,D1,,f1,depth,\n,select_multiple b1,b_1,B1," ASKED("d_1") ",f1,breadth,\n",
    ",select_one depth,d_2,D2,,f2,depth,\n",
    ",select_one depth,d_3,D3,,f3,depth,\n,select_multiple b3,b_3,B3," ASKED("d_3") ",f3,breadth,\n",
    ",select_one depth,d_4,D4,,f4,depth,1\n", ",select_one depth,e_4,E4,,f4,depth,3\n"};

static const char *choices(void) { return strstr(world_form, "choices\n"); }

static const char *make_form(struct world *w, const char *version, const int *order) {
    const char *text = arena_printf(&w->arena, HEAD ",q,%s,tree,plain\n" SURVEY, version);
    for (int i = 0; i < N_GROUPS; i++) {
        text = arena_printf(&w->arena, "%s%s", text, group[order[i]]);
    }
    return arena_printf(&w->arena, "%s%s", text, choices());
}

static const char *random_depth(struct random *r) {
    static const char *const depth[] = {"0", "1", "2", "3", "4", "na", "dk", "alt", ""};
    return depth[random_below(r, ARRAY_LEN(depth))];
}

static const char *random_answers(struct world *w, struct random *r) {
    const char *d_1 = random_depth(r), *d_3 = random_depth(r);
    bool is_b_1 = strcmp(d_1, "0") != 0 && strcmp(d_1, "na") != 0, is_b_3 = strcmp(d_3, "0") && strcmp(d_3, "na");
    return arena_printf(
        &w->arena, "question,answer,na_reason\nd_1,%s,x\nb_1,%s,\nd_2,%s,x\nd_3,%s,x\nb_3,%s,\nd_4,%s,x\ne_4,%s,x\n",
        d_1, is_b_1 && random_once_in(r, 2) ? "f1.1 f1.3" : "", random_depth(r), d_3,
        is_b_3 && random_once_in(r, 2) ? "f3.2" : "", random_depth(r), random_depth(r));
}

/* The earlier side: a kit of its own, and its answers. */
struct then {
    struct world world;
    struct baseline baseline;
};

static void set_then(struct then *t, const char *form, const char *answers) {
    world_write(&t->world, "questionnaires/then.csv", form);
    assert_true(world_load(&t->world, "then") && world_answer(&t->world, answers));
    t->baseline = (struct baseline){.answers = t->world.answers, .kit = t->world.kit};
}

static struct assessment *set_now(struct world *w, const char *form, const char *answers) {
    world_write(w, "questionnaires/now.csv", form);
    assert_true(world_load(w, "now") && world_answer(w, answers));
    return assessment_new(w->kit, w->answers, NULL, NULL);
}

static double change_of(const struct node_change *x) {
    double change;
    return x->before && change_between(&x->before->total, &x->now->total, &change) ? change : NAN;
}

static void shuffle(int *order, struct random *r) {
    for (int i = 0; i < N_GROUPS; i++) {
        order[i] = i;
    }
    for (int i = N_GROUPS - 1; i > 0; i--) {
        int other = (int)random_below(r, (uint64_t)i + 1), kept = order[i];
        order[i] = order[other];
        order[other] = kept;
    }
}

static const int as_written[N_GROUPS] = {0, 1, 2, 3, 4};

static void test_same(void **state) {
    struct world *w = *state;
    for (int i = 0; i < N_TRIALS; i++) {
        CHECK_ROW(i);
        struct random r = random_seed(7000 + (uint64_t)i);
        struct then t = {0};
        int order[N_GROUPS] = {0};
        shuffle(order, &r);
        world_make(&t.world);
        const char *answers = random_answers(w, &r);
        set_then(&t, make_form(w, "1", as_written), answers);
        struct assessment *now = set_now(w, make_form(w, "2", order), answers);
        struct changes *c = changes_new(now, &t.baseline);
        check_int(c->n_of[FATE_SAME], c->n_questions);
        for (int k = 0; k < c->n_nodes; k++) {
            double change = change_of(&c->node[k]);
            check_int(c->node[k].fate, FATE_SAME);
            check_near(c->node[k].comparable, 1, 1e-12);
            check_true(isnan(change) || change == 0);
            check_true(c->node[k].before->total.status == now->card[0].node[c->node[k].node].total.status);
        }
        for (int k = 0; k < c->n_questions; k++) {
            check_true(!c->question[k].is_other_answer && c->question[k].effect == 0);
        }
        changes_free(c);
        assessment_free(now);
        world_clear(&t.world);
    }
}

/* Then and now answered apart: the order of today's questions does not matter. */
static void test_order(void **state) {
    struct world *w = *state;
    for (int i = 0; i < N_TRIALS; i++) {
        CHECK_ROW(i);
        struct random r = random_seed(8000 + (uint64_t)i);
        struct then t = {0};
        int order[N_GROUPS] = {0};
        shuffle(order, &r);
        world_make(&t.world);
        const char *before = random_answers(w, &r), *after = random_answers(w, &r);
        set_then(&t, make_form(w, "1", as_written), before);
        struct assessment *now = set_now(w, make_form(w, "2", as_written), after);
        struct changes *c = changes_new(now, &t.baseline);
        int n = c->n_nodes;
        double *expected = ARENA_ARRAY(&t.world.arena, (size_t)n + 1, double);
        for (int k = 0; k < n; k++) {
            expected[k] = change_of(&c->node[k]);
        }
        changes_free(c);
        assessment_free(now);
        now = set_now(w, make_form(w, "2", order), after);
        c = changes_new(now, &t.baseline);
        assert_int_equal(c->n_nodes, n);
        for (int k = 0; k < n; k++) {
            double change = change_of(&c->node[k]);
            check_true(isnan(expected[k]) ? isnan(change) : fabs(change - expected[k]) < 1e-12);
        }
        changes_free(c);
        assessment_free(now);
        world_clear(&t.world);
    }
}

/* D4 has other words now: f4 is compared on e_4 alone, three quarters of its weight. */
static void test_changed(void **state) {
    struct world *w = *state;
    struct then t = {0};
    world_make(&t.world);
    set_then(&t, make_form(w, "1", as_written), "question,answer\nd_1,2\nd_2,2\nd_4,0\ne_4,1\n");
    const char *form = world_edit(&w->arena, make_form(w, "2", as_written), ",D4,", ",D four,");
    struct assessment *now = set_now(w, form, "question,answer\nd_1,2\nd_2,3\nd_4,4\ne_4,3\n");
    struct changes *c = changes_new(now, &t.baseline);
    int card, node;
    assert_true(kit_find_node(w->kit, "f4", &card, &node));
    const struct node_change *f4 = changes_find(c, card, node);
    assert_non_null(f4);
    check_int(f4->fate, FATE_PARTLY);
    check_near(f4->comparable, 0.75, 1e-12);
    check_near(f4->before->total.value, 0.25, 1e-12);
    check_near(f4->now->total.value, 0.75, 1e-12);
    check_near(now->card[card].node[node].total.value, 0.8125, 1e-12); /* (1 × 1 + 3 × 0.75) ÷ 4: today's own score */
    assert_true(kit_find_node(w->kit, "f2", &card, &node));
    check_int(changes_find(c, card, node)->fate, FATE_SAME);
    check_near(change_of(changes_find(c, card, node)), 0.25, 1e-12);
    check_int(changes_find(c, 0, 0)->fate, FATE_PARTLY);
    check_near(changes_find(c, 0, 0)->comparable, (1 + 0.75) / 2, 1e-12); /* a in full, b by three quarters */
    changes_free(c);
    assessment_free(now);
    world_clear(&t.world);
}

int main(void) {
    const struct CMUnitTest tests[] = {WORLD_TEST(test_same), WORLD_TEST(test_order), WORLD_TEST(test_changed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
