/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holding answers against a profile: minima, stages, and what blanks leave open. The world's profile asks, at its first
   stage, depth 2 (0.5) of service a.1, and at the second the same of function f2, which then leaves the mean of a.1,
   and
   of area b. */
#include "check.h"

#include "world.h"

static struct profile_check check_answers(struct world *w, const char *rows) {
    check_true(world_answer(w, arena_printf(&w->arena, "question,answer,na_reason\n%s", rows)));
    return profile_check(w->kit->profile[0], w->card, &w->arena);
}

/* One letter each: y yes, n no, o open, e excused. */
static const char *letters(struct arena *a, const struct profile_check *c) {
    const char *all = "";
    for (int i = 0; i < c->profile->n_minima; i++) {
        all = arena_printf(a, "%s%c%s", all, met_name(c->minimum[i].met)[0], c->minimum[i].is_met_by_value ? "+" : "");
    }
    all = arena_printf(a, "%s ", all);
    for (int s = 0; s < c->profile->n_stages; s++) {
        all = arena_printf(a, "%s%c", all, met_name(c->stage[s].met)[0]);
    }
    return all;
}

static const struct {
    const char *answers;
    const char *met; /* of the minima (+: by the value as well), then of the stages */
    int low, reached, high;
    double have; /* of the first minimum */
} rows[] = {
    {"d_1,2\nb_1,none\nd_2,2\nd_4,2\ne_4,2\n", "y+y+y+ yy", 1, 1, 1, 0.5},
    {"d_1,2\nb_1,none\nd_2,0\nd_4,2\ne_4,2\n", "y+ny+ yn", 0, 0, 0, 0.5},     /* f2 does not pull a.1 down */
    {"d_1,1\nb_1,none\nd_2,4\nd_4,2\ne_4,2\n", "ny+y+ nn", -1, -1, -1, 0.25}, /* nor up: cumulative, so neither stage */
    {"d_1,2\nd_2,2\nd_4,1\ne_4,2\n", "y+y+n yn", 0, 0, 0, 0.5},               /* 0.4375 is short */
    {"d_1,2\nd_2,2\nd_4,2\n", "y+y+o+ yo", 0, 1, 1, 0.5},                     /* e_4 can still decide */
    {"d_2,2\nd_4,2\ne_4,2\n", "oy+y+ oo", -1, -1, 1, 0},
    {"d_1,dk\nd_2,0\nd_4,2\ne_4,2\n", "ony+ on", -1, -1, 0, 0},
    {"b_1,f1.1\nd_2,2\nd_4,2\ne_4,2\n", "oy+y+ oo", -1, -1, 1, 0}, /* breadth is not depth */
    {"", "ooo oo", -1, -1, 1, 0},
    {"d_1,na,x\nd_2,2\nd_4,2\ne_4,2\n", "e+y+y+ ey", 1, 1, 1, 0}, /* excused, and the next stage says enough */
    {"d_1,2\nd_2,na,x\nd_4,na,x\ne_4,na,x\n", "y+e+e+ yy", 1, 1, 1, 0.5},
    {"d_1,na,x\nd_2,na,x\nd_4,na,x\ne_4,na,x\n", "e+e+e+ ee", -1, -1, -1, 0}, /* nothing speaks for a stage */
    {"d_1,na,x\nd_2,na,x\nd_4,1\ne_4,1\n", "e+e+n en", -1, -1, -1, 0},
    {"d_1,alt\nd_2,alt\nd_4,alt\ne_4,alt\n", "y+y+y+ yy", 1, 1, 1, 0.75},
};

static void test_stages(void **state) {
    struct world *w = *state;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        struct profile_check c = check_answers(w, rows[i].answers);
        check_text(letters(&w->arena, &c), rows[i].met);
        check_int(c.reached_low, rows[i].low);
        check_int(c.reached, rows[i].reached);
        check_int(c.reached_high, rows[i].high);
        check_near(c.minimum[0].have.value, rows[i].have, 1e-15);
        check_near(c.minimum[0].need, 0.5, 0);
        check_true(c.minimum[0].minimum == &w->kit->profile[0]->minimum[0]);
    }
}

static void test_counts(void **state) {
    struct world *w = *state;
    struct profile_check c = check_answers(w, "d_1,na,x\nd_2,0\nd_4,2\n");
    check_int(c.stage[0].n_minima, 1);
    check_int(c.stage[0].n_excused, 1);
    check_int(c.stage[1].n_minima, 3);
    check_int(c.stage[1].n_excused, 1);
    check_int(c.stage[1].n_missed, 1);
    check_int(c.stage[1].n_open, 1);
    check_int(c.stage[1].n_met, 0);
    check_text(c.stage[1].stage->id, "second");
    check_near(c.minimum[2].have.low, 0.125, 1e-15);
    check_near(c.minimum[2].have.high, 0.875, 1e-15);
}

static void use_profile(struct world *w, const char *text) {
    world_write(w, "frameworks/profiles/steps.csv", text);
    check_true(world_load(w, "q"));
}

/* Without overrides the mean counts; a minimum may look at the score itself; stages may stand alone. */
static void test_other_profiles(void **state) {
    struct world *w = *state;
    static const char good[] = "d_1,0\nd_2,4\nd_4,2\ne_4,2\n";
    use_profile(w, world_edit(&w->arena, world_profile, ",second,f2,depth,2\n", ""));
    struct profile_check c = check_answers(w, good);
    check_near(c.minimum[0].have.value, 0.5, 1e-15);
    check_int(c.reached, 1);

    use_profile(w, world_edit(&w->arena, world_profile, ",tree,yes", ",tree,no"));
    c = check_answers(w, good);
    check_text(letters(&w->arena, &c), "ny+y+ ny"); /* the second stage asks only for its own */
    check_int(c.reached, 1);
    check_int(c.stage[1].n_minima, 2);

    use_profile(w, world_edit(&w->arena, world_profile, ",first,a.1,depth,2\n", ",first,f1,,2\n,second,f1,,3\n"));
    c = check_answers(w, "d_1,3\nb_1,none\nd_2,4\nd_4,2\ne_4,2\n");
    check_near(c.minimum[0].have.value, 0.5, 1e-15); /* (2·¾ + 0)/3 */
    check_text(letters(&w->arena, &c), "y+ny+y+ yn");
    check_int(c.reached, 0);

    /* a whole that is all overridden, or not asked, is excused */
    use_profile(w, world_edit(&w->arena, world_profile, ",second,f2", ",second,f1,depth,1\n,second,f2"));
    c = check_answers(w, good);
    check_int(c.minimum[0].met, MET_EXCUSED);
    use_profile(w, world_edit(&w->arena, world_profile, ",second,b,", ",second,f3.1,"));
    c = check_answers(w, good);
    check_int(c.minimum[2].met, MET_EXCUSED);
}

/* Thirds and the like may miss an exact threshold by rounding: that is no miss. */
static void test_tolerance(void **state) {
    struct world *w = *state;
    use_profile(w, world_edit(&w->arena, world_profile, ",first,a.1,depth,2", ",first,a,,1.4814814814814814"));
    struct profile_check c = check_answers(w, "d_1,2\nb_1,f1.1 f1.3\nd_2,4\nd_3,1\nb_3,none\n"); /* a: with f2, 10/27 */
    check_near(c.minimum[0].need, 10.0 / 27, 1e-15);
    use_profile(w, world_edit(&w->arena, world_profile, ",first,a.1,depth,2", ",first,f1,,2.2222222222222223"));
    c = check_answers(w, "d_1,2\nb_1,f1.1 f1.3\n");
    check_int(c.minimum[0].met, MET_YES);
    use_profile(w, world_edit(&w->arena, world_profile, ",first,a.1,depth,2", ",first,f1,,2.2223"));
    c = check_answers(w, "d_1,2\nb_1,f1.1 f1.3\n");
    check_int(c.minimum[0].met, MET_NO);
}

static void test_first_stage(void **state) {
    struct world *w = *state;
    const struct profile *p = w->kit->profile[0];
    check_int(profile_first_stage(p, "a.1"), 0);
    check_int(profile_first_stage(p, "f2"), 1);
    check_int(profile_first_stage(p, "f1"), -1);
    check_true(profile_asks(p, &p->minimum[0], 0) && profile_asks(p, &p->minimum[0], 1));
    check_true(!profile_asks(p, &p->minimum[1], 0) && profile_asks(p, &p->minimum[1], 1));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_stages),    WORLD_TEST(test_counts),      WORLD_TEST(test_other_profiles),
        WORLD_TEST(test_tolerance), WORLD_TEST(test_first_stage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
