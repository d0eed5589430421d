/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gaps: which items could score more, and in which order. Numbers by hand on the tree of world.h. */
#include "check.h"

#include "world.h"

static struct gaps find(struct world *w, const char *rows) {
    check_true(world_answer(w, arena_printf(&w->arena, "question,answer,na_reason\n%s", rows)));
    struct profile_check *check = ARENA_NEW(&w->arena, struct profile_check);
    if (w->kit->n_profiles) {
        *check = profile_check(w->kit->profile[0], &w->card[w->kit->profile[0]->card], &w->arena);
    }
    return gap_find(w->kit, w->card, check, &w->arena);
}

/* "f1 0 0.0694 Write": node, stage, gain, advice. */
static const char *dump(struct world *w, struct gaps g) {
    const char *all = "";
    for (int i = 0; i < g.n; i++) {
        const struct gap *x = &g.gap[i];
        const char *id = w->card[x->card].framework->node[x->node].id;
        const char *advice = x->advice ? i18n_get(&x->advice->text, "en") : "-";
        all = arena_printf(&w->arena, "%s%s%s %d %.4f %s", all, i ? "; " : "", id, x->stage, x->gain, advice);
    }
    return all;
}

static const struct {
    const char *answers, *gaps;
} rows[] = {
    /* shares f1 1/12, f2 1/12, f3 1/3, f4 1/2; totals 1/6, 1, 1/3, 13/16 */
    {"d_1,1\nb_1,none\nd_2,4\nd_3,1\nb_3,f3.1\nd_4,4\ne_4,3\n", "f1 0 0.0694 Write; f3 -1 0.2222 -; f4 -1 0.0938 -"},
    /* all blank: what the first stage asks, then the second (larger gain first), then the rest */
    {"", "f1 0 0.0833 Begin; f4 1 0.5000 -; f2 1 0.0833 Measure; f3 -1 0.3333 -"},
    {"d_1,4\nb_1,f1.1 f1.2 f1.3\nd_2,4\nd_3,4\nb_3,f3.1 f3.2\nd_4,4\ne_4,4\n", ""},
    /* not applicable is no gap, and its share goes to the others */
    {"d_1,na,x\nd_2,2\nd_3,na,x\nd_4,4\ne_4,4\n", "f2 -1 0.2500 Measure"},
    /* an item that is good enough does not block the stage, though its service does not reach it */
    {"d_1,2\nb_1,none\nd_2,0\nd_3,0\nd_4,2\ne_4,2\n",
     "f2 1 0.0833 Measure; f3 -1 0.3333 -; f4 -1 0.2500 -; f1 -1 0.0556 Write"},
    /* breadth alone missing: depth is not short of the stage */
    {"d_1,4\nd_2,4\nd_3,4\nb_3,f3.1 f3.2\nd_4,4\ne_4,4\n", "f1 -1 0.0000 -"},
    /* the same gain: the framework's order */
    {"d_1,0\nd_2,0\nd_3,4\nb_3,f3.1 f3.2\nd_4,0\ne_4,0\n", "f1 0 0.0833 Begin; f4 1 0.5000 -; f2 1 0.0833 Measure"},
};

static void test_order(void **state) {
    struct world *w = *state;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        check_text(dump(w, find(w, rows[i].answers)), rows[i].gaps);
    }
}

static void test_need_and_question(void **state) {
    struct world *w = *state;
    struct gaps g = find(w, "d_1,1\nb_1,none\nd_3,1\n");
    check_near(g.gap[0].need, 0.5, 0);
    check_int(g.gap[0].question, questionnaire_find(w->kit->questionnaire, "d_1"));
    check_near(g.gap[g.n - 1].need, 0, 0); /* f3 blocks nothing */
}

/* Where a whole misses its minimum, the items that fall short of it block the stage, not those that are good enough. */
static void test_short_items(void **state) {
    struct world *w = *state;
    const char *profile = world_edit(&w->arena, world_profile, ",second,f2,depth,2\n", "");
    world_write(w, "frameworks/profiles/steps.csv", world_edit(&w->arena, profile, ",first,a.1,", ",first,a,"));
    check_true(world_load(w, "q"));
    const char *all = dump(w, find(w, "d_1,4\nb_1,none\nd_2,3\nd_3,0\nd_4,2\ne_4,2\n"));
    check_text(all, "f3 0 0.3333 -; f4 -1 0.2500 -; f1 -1 0.0278 -; f2 -1 0.0208 Measure");
}

#define RISING                                                                                                         \
    "settings\n,id,framework\n,steps,tree\nstages\n,id,order\n,first,1\n,second,2\nminima\n,stage,node,layer,min\n"

static const char *gaps_with(struct world *w, const char *minima, const char *given) {
    world_write(w, "frameworks/profiles/steps.csv", arena_printf(&w->arena, "%s%s", RISING, minima));
    check_true(world_load(w, "q"));
    return dump(w, find(w, given));
}

/* Of several minima of one node each is looked at, at every stage that asks it. */
static void test_rising_minima(void **state) {
    struct world *w = *state;
    static const char minima[] = ",first,a.1,depth,1\n,second,a.1,depth,3\n,second,a.1,,3.5\n";
    static const char rest[] = "d_3,4\nb_3,f3.1 f3.2\nd_4,4\ne_4,4\n";
    check_text(gaps_with(w, minima, arena_printf(&w->arena, "%s%s", "d_1,2\nb_1,f1.1 f1.2 f1.3\nd_2,4\n", rest)),
               "f1 1 0.0278 Write");
    check_near(find(w, "d_1,2\n").gap[0].need, 0.75, 0);
    /* depth is enough, the score is not */
    check_text(gaps_with(w, minima, arena_printf(&w->arena, "%s%s", "d_1,3\nb_1,none\nd_2,3\n", rest)),
               "f1 1 0.0417 -; f2 1 0.0208 Measure");
    check_near(find(w, "d_1,3\nb_1,none\nd_2,3\n").gap[0].need, 0.875, 0);
}

/* What an item does not have, or what does not apply to it, it keeps from nothing. */
static void test_layer_of_minimum(void **state) {
    struct world *w = *state;
    check_text(gaps_with(w, ",first,a.1,breadth,4\n", "d_1,1\nb_1,none\nd_2,0\nd_3,4\nb_3,f3.1 f3.2\nd_4,4\ne_4,4\n"),
               "f1 0 0.0694 Write; f2 -1 0.0833 Measure");
    check_text(gaps_with(w, ",first,a.1,breadth,4\n",
                         "d_1,1\nb_1,f1.1\nn_1,f1.2 f1.3\nd_2,0\nd_3,4\nb_3,f3.1 f3.2\nd_4,4\ne_4,4\n"),
               "f2 -1 0.0833 Measure; f1 -1 0.0417 Write");
}

/* A blank that is sure to be enough is none of what is missing. A function can lose 3 or 2 of 120 points here. */
static void test_sure_blank(void **state) {
    struct world *w = *state;
    world_write(w, "frameworks/models/plain.csv",
                "settings\n,id,scale_max,profile\n,plain,4,steps\nlayers\n,id,weight\n,depth,2\n,breadth,1\n"
                "rules\n,level,input,aggregate,scale_min,scale_max\n,*,layers,deduct,0,120\n,*,children,mean,,\n");
    check_text(gaps_with(w, ",first,a.1,,3.92\n", "d_3,4\nb_3,f3.1 f3.2\nd_4,4\ne_4,4\n"),
               "f1 0 0.0833 Begin; f2 -1 0.0833 Measure");
}

/* What weighs nothing is no gap, unless a minimum of its own asks for it; and it helps no node above. */
static void test_weight_zero(void **state) {
    struct world *w = *state;
    static const char given[] = "d_1,0\nd_2,4\nd_3,4\nb_3,f3.1 f3.2\nd_4,0\ne_4,0\n";
    world_write(w, "frameworks/tree.csv", world_edit(&w->arena, world_tree, "Service a.2,2", "Service a.2,0"));
    check_text(gaps_with(w, ",first,a,depth,4\n", "d_1,4\nb_1,f1.1 f1.2 f1.3\nd_2,4\nd_3,0\nd_4,0\ne_4,0\n"),
               "f4 -1 0.5000 -");
    check_text(gaps_with(w, ",first,a.2,depth,4\n", "d_1,4\nb_1,f1.1 f1.2 f1.3\nd_2,4\nd_3,0\nd_4,0\ne_4,0\n"),
               "f3 0 0.0000 -; f4 -1 0.5000 -");
    check_text(gaps_with(w, ",first,a.2,depth,4\n", given), "f4 -1 0.5000 -; f1 -1 0.2500 Begin");
}

/* Without a profile the gain decides alone; equal gains keep the order of the framework. */
static void test_no_profile(void **state) {
    struct world *w = *state;
    world_write(w, "frameworks/models/plain.csv", world_edit(&w->arena, world_model, ",steps\n", ",\n"));
    check_true(world_load(w, "q"));
    check_text(dump(w, find(w, "")), "f4 -1 0.5000 -; f3 -1 0.3333 -; f1 -1 0.0833 Begin; f2 -1 0.0833 Measure");
}

static void test_missing_choices(void **state) {
    struct world *w = *state;
    static const struct {
        const char *answers, *node, *missing;
    } missing[] = {
        {"d_1,2\nb_1,f1.2\n", "f1", "f1.1 f1.3"},
        {"d_1,2\nb_1,f1.2\nn_1,f1.3\n", "f1", "f1.1"},
        {"d_1,2\nb_1,none\n", "f1", "f1.1 f1.2 f1.3"}, /* "none" itself is nothing to do */
        {"", "f1", "f1.1 f1.2 f1.3"},
        {"d_1,2\nb_1,f1.1 f1.2 f1.3\n", "f1", ""},
        {"", "f2", ""},
        {"", "a", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(missing); i++) {
        CHECK_ROW(i);
        find(w, missing[i].answers);
        const struct choice **choice;
        const char *all = "";
        int n = gap_missing_choices(w->kit, w->answers, world_node(w, missing[i].node), &choice, &w->arena);
        for (int c = 0; c < n; c++) {
            all = arena_printf(&w->arena, "%s%s%s", all, c ? " " : "", choice[c]->name);
        }
        check_text(all, missing[i].missing);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_order),
        WORLD_TEST(test_need_and_question),
        WORLD_TEST(test_short_items),
        WORLD_TEST(test_no_profile),
        WORLD_TEST(test_missing_choices),
        WORLD_TEST(test_rising_minima),
        WORLD_TEST(test_layer_of_minimum),
        WORLD_TEST(test_sure_blank),
        WORLD_TEST(test_weight_zero),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
