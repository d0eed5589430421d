/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores of the small tree in world.h, worked by hand. */
#include "check.h"

#include "world.h"

static void answer(struct world *w, const char *rows) {
    if (!world_answer(w, arena_printf(&w->arena, "question,answer,na_reason,confidence\n%s", rows))) {
        check_print_diags(&w->ds);
        fail();
    }
}

#define EPS 1e-14
static void check_score(const struct score *s, struct score expected) {
    check_text(score_status_name(s->status), score_status_name(expected.status));
    check_near(s->value, expected.value, EPS);
    check_near(s->low, expected.low, EPS);
    check_near(s->high, expected.high, EPS);
    check_near(s->coverage, expected.coverage, EPS);
}

#define POINT(x)                                                                                                       \
    { SCORE_SCORED, (x), (x), (x), 1, NULL, STAND_IN_NONE }
#define NOTHING(status)                                                                                                \
    { SCORE_##status, 0, 0, 1, 0, NULL, STAND_IN_NONE }
/* f1 = (2·½ + ⅔)/3, a.1 = (f1 + 1)/2, f3 = (2·¼ + 0)/3, a = (a.1 + 2·a.2)/3, f4 = (1·0 + 3·½)/4 */
#define ALL "d_1,2\nb_1,f1.1 f1.3\nd_2,4\nd_3,1\nb_3,none\nd_4,0\ne_4,2\n"
#define REST "d_2,4\nd_3,1\nb_3,none\nd_4,0\ne_4,2\n" /* without f1 */

static const struct {
    const char *answers, *node;
    struct score total;
} rows[] = {
    {ALL, "f1", POINT(5.0 / 9)},
    {ALL, "f2", POINT(1)}, /* depth alone where there is nothing to choose from */
    {ALL, "a.1", POINT(7.0 / 9)},
    {ALL, "f3", POINT(1.0 / 6)},
    {ALL, "a", POINT(10.0 / 27)}, /* a.2 has weight 2 */
    {ALL, "f4", POINT(0.375)},    /* two questions of one layer, weights 1 and 3 */
    {ALL, "tree", POINT(161.0 / 432)},
    {ALL, "f1.1", NOTHING(NOT_ASKED)}, /* a part enters only through breadth */
    /* not applicable leaves the denominator */
    {"d_1,2\nb_1,f1.1 f1.3\nd_2,na,none sold\n", "a.1", POINT(5.0 / 9)},
    {"d_1,na,none sold\n" REST, "f1", NOTHING(NA)},
    {"d_1,na,none sold\n" REST, "a.1", POINT(1)},
    {"d_1,na,x\nd_2,na,x\n", "a.1", NOTHING(NA)},
    {"d_1,na,x\nd_2,na,x\nd_3,1\nb_3,none\n", "a", POINT(1.0 / 6)},
    {"d_4,na,x\ne_4,2\n", "f4", POINT(0.5)},
    {"d_4,na,x\ne_4,na,x\n", "f4", NOTHING(NA)},
    {"d_1,na,x\nd_2,na,x\nd_3,na,x\nd_4,na,x\ne_4,na,x\n", "tree", NOTHING(NA)},
    /* a blank is not a zero */
    {"", "f1", NOTHING(BLANK)},
    {"", "tree", NOTHING(BLANK)},
    {"d_1,2\n", "f1", {SCORE_SCORED, 0.5, 1.0 / 3, 2.0 / 3, 2.0 / 3, NULL, STAND_IN_NONE}},
    {"d_1,dk\n", "f1", NOTHING(BLANK)},
    {"d_1,alt\nb_1,none\n", "f1", POINT(0.5)}, /* another way that is worth 0.75 */
    {"d_1,2\nb_1,f1.1 f1.3\n", "a.1", {SCORE_SCORED, 5.0 / 9, 5.0 / 18, 7.0 / 9, 0.5, NULL, STAND_IN_NONE}},
    {"d_2,4\n", "a.1", {SCORE_SCORED, 1, 0.5, 1, 0.5, NULL, STAND_IN_NONE}},
    {"e_4,2\n", "f4", {SCORE_SCORED, 0.5, 0.375, 0.625, 0.75, NULL, STAND_IN_NONE}},
    {"d_4,2\n", "f4", {SCORE_NOT_RATED, 0.5, 0.125, 0.875, 0.25, NULL, STAND_IN_NONE}},
    /* breadth without depth: depth may still be 0, and breadth then counts 0 */
    {"b_1,f1.1 f1.3\n", "f1", {SCORE_NOT_RATED, 2.0 / 3, 0, 8.0 / 9, 1.0 / 3, NULL, STAND_IN_NONE}},
    {"d_1,dk\nb_1,f1.1 f1.2 f1.3\n", "f1", {SCORE_NOT_RATED, 1, 0, 1, 1.0 / 3, NULL, STAND_IN_NONE}},
    /* breadth is not asked where depth is 0: it counts 0, and nothing is open */
    {"d_1,0\n", "f1", POINT(0)},
    {"d_1,0\nb_1,f1.1\n", "f1", POINT(0)},
    /* the twin question: what cannot apply leaves breadth */
    {"d_1,2\nb_1,f1.1 f1.2\nn_1,f1.3\n", "f1", POINT(2.0 / 3)},
    {"d_1,2\nb_1,none\nn_1,f1.1 f1.2 f1.3\n", "f1", POINT(0.5)},
    {"d_1,2\nb_1,f1.1\nn_1,f1.1\n", "f1", POINT(4.0 / 9)}, /* done after all: it counts as done, of three */
    {"d_1,2\nn_1,f1.3\n",
     "f1",
     {SCORE_SCORED, 0.5, 1.0 / 3, 2.0 / 3, 2.0 / 3, NULL, STAND_IN_NONE}}, /* the twin is not an answer */
    /* under half of the weight answered: not rated, but the value goes on upwards */
    {"d_4,2\n", "tree", {SCORE_NOT_RATED, 0.5, 0.0625, 0.9375, 0.125, NULL, STAND_IN_NONE}},
    {"d_4,2\ne_4,2\n", "tree", {SCORE_SCORED, 0.5, 0.25, 0.75, 0.5, NULL, STAND_IN_NONE}},
    {"d_2,4\n", "a", {SCORE_NOT_RATED, 1, 1.0 / 6, 1, 1.0 / 6, NULL, STAND_IN_NONE}},
};

static void test_totals(void **state) {
    struct world *w = *state;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        answer(w, rows[i].answers);
        check_score(&world_node(w, rows[i].node)->total, rows[i].total);
    }
}

/* Depth and breadth apart, at every node. */
static void test_layers(void **state) {
    struct world *w = *state;
    static const struct {
        const char *answers, *node;
        int layer;
        struct score score;
    } layers[] = {
        {ALL, "f1", 0, POINT(0.5)},
        {ALL, "f1", 1, POINT(2.0 / 3)},
        {ALL, "f2", 1, NOTHING(NOT_ASKED)},
        {ALL, "a.1", 0, POINT(0.75)},
        {ALL, "a.1", 1, POINT(2.0 / 3)}, /* f2 has no breadth: it is left out, not 0 */
        {ALL, "b", 1, NOTHING(NOT_ASKED)},
        {ALL, "tree", 0, POINT((1.25 / 3 + 0.375) / 2)},
        {ALL, "tree", 1, POINT(2.0 / 9)}, /* a alone: (⅔ + 2·0)/3 */
        {"d_1,0\n", "f1", 1, POINT(0)},
        {"d_1,na,x\n", "f1", 0, NOTHING(NA)},
        {"d_1,na,x\n", "f1", 1, NOTHING(NA)},
        {"d_1,2\nb_1,none\nn_1,f1.1 f1.2 f1.3\n", "f1", 1, NOTHING(NA)},
        {"b_1,f1.1\n", "f1", 1, {SCORE_SCORED, 1.0 / 3, 0, 1.0 / 3, 1, NULL, STAND_IN_NONE}},
        {"b_1,none\nn_1,f1.1 f1.2 f1.3\n", "f1", 1, NOTHING(BLANK)}, /* does not apply, or counts 0: depth decides */
        {"", "f1", 1, NOTHING(BLANK)},
        {ALL, "f1", 2, NOTHING(NOT_ASKED)}, /* a layer that the model does not have */
    };
    for (size_t i = 0; i < ARRAY_LEN(layers); i++) {
        CHECK_ROW(i);
        answer(w, layers[i].answers);
        check_score(&world_node(w, layers[i].node)->layer[layers[i].layer], layers[i].score);
    }
}

/* f1 ⅓ 1 and 0 by product, f1 ½ 1 and 0 by minimum; depth alone ½ 1 and ¼; f4 is the same under all. */
static void test_variants(void **state) {
    struct world *w = *state;
    answer(w, ALL);
    static const double expected[] = {(1.25 / 3 + 0.375) / 2, (2.0 / 9 + 0.375) / 2, (0.75 / 3 + 0.375) / 2};
    check_int(w->kit->model->n_variants, ARRAY_LEN(expected));
    for (size_t v = 0; v < ARRAY_LEN(expected); v++) {
        CHECK_ROW(v);
        check_score(&w->card[0].variant_total[v], (struct score)POINT(expected[v]));
    }
    check_score(&w->card[0].node[0].total, (struct score)POINT(161.0 / 432)); /* unchanged by the variants */
    answer(w, "d_1,2\nd_2,4\nd_3,1\nd_4,0\ne_4,2\n");
    check_near(w->card[0].variant_total[0].coverage, 1, EPS); /* breadth is nothing to depth_only */
    check_true(w->card[0].variant_total[1].coverage < 1);
}

static void test_counts_and_shares(void **state) {
    struct world *w = *state;
    answer(w, "d_1,na,x,2\nd_2,4,,5\nd_3,0,,4\nd_4,dk\n");
    static const struct {
        const char *node;
        int answered, blank, na, not_asked, n_confidence;
        double confidence, share;
        bool is_item;
    } expected[] = {
        {"f1", 0, 0, 1, 1, 1, 2, 0, true}, /* the twin is not counted */
        {"f2", 1, 0, 0, 0, 1, 5, 1.0 / 6, true}, {"a.1", 1, 0, 1, 1, 2, 3.5, 1.0 / 6, false},
        {"f3", 1, 0, 0, 1, 1, 4, 1.0 / 3, true}, {"a", 2, 0, 1, 2, 3, 11.0 / 3, 0.5, false},
        {"f4", 0, 2, 0, 0, 0, 0, 0.5, true},     {"tree", 2, 2, 1, 2, 3, 11.0 / 3, 1, false},
        {"f3.1", 0, 0, 0, 0, 0, 0, 0, false},
    };
    for (size_t i = 0; i < ARRAY_LEN(expected); i++) {
        CHECK_ROW(i);
        const struct node_score *n = world_node(w, expected[i].node);
        check_int(n->n_answered, expected[i].answered);
        check_int(n->n_blank, expected[i].blank);
        check_int(n->n_na, expected[i].na);
        check_int(n->n_not_asked, expected[i].not_asked);
        check_int(n->n_confidence, expected[i].n_confidence);
        check_near(n->confidence, expected[i].confidence, EPS);
        check_near(n->share, expected[i].share, EPS);
        check_int(n->is_item, expected[i].is_item);
    }
    check_int(world_node(w, "f1")->question[0], questionnaire_find(w->kit->questionnaire, "d_1"));
    check_int(world_node(w, "f1")->question[LAYER_NOT_APPLICABLE], questionnaire_find(w->kit->questionnaire, "n_1"));
    check_int(world_node(w, "f2")->question[1], -1);
    check_int(world_node(w, "a")->question[0], -1);
}

/* The model may take an N/A without a reason as a blank; what hangs on it is then open, not 0. */
static void test_unexplained(void **state) {
    struct world *w = *state;
    answer(w, "d_1,na\n");
    check_score(&world_node(w, "f1")->total, (struct score)NOTHING(NA));
    world_write(w, "frameworks/models/plain.csv", world_edit(&w->arena, world_model, "4,2,na,", "4,2,blank,"));
    check_true(world_load(w, "q"));
    answer(w, "d_1,na\nd_2,na,because\n");
    check_score(&world_node(w, "f1")->total, (struct score)NOTHING(BLANK));
    check_score(&world_node(w, "f2")->total, (struct score)NOTHING(NA));
    check_int(world_node(w, "a.1")->n_blank, 1);
    check_int(world_node(w, "a.1")->n_na, 1);
}

/* A question that is asked only after an answer which is missing is open as well; once that answer says no, it is 0. */
static void test_not_asked_yet(void **state) {
    struct world *w = *state;
    const char *form = world_edit(&w->arena, world_form, "B1,${d_1} != '0' and ${d_1} != 'na'", "B1,${d_1} > 1");
    world_write(w, "questionnaires/q.csv", form);
    check_true(world_load(w, "q"));
    answer(w, "");
    check_score(&world_node(w, "f1")->total, (struct score)NOTHING(BLANK));
    answer(w, "d_1,1\n");
    check_score(&world_node(w, "f1")->total, (struct score)POINT(0.5 / 3));
    answer(w, "d_1,2\n");
    check_score(&world_node(w, "f1")->total,
                (struct score){SCORE_SCORED, 0.5, 1.0 / 3, 2.0 / 3, 2.0 / 3, NULL, STAND_IN_NONE});
}

/* Other aggregates of the nodes, weight 0, and a node that is not asked at all. */
static void test_rules(void **state) {
    struct world *w = *state;
    const char *rules = ",*,children,mean,0.5\n,area,children,min,0\n,service,children,max,0\n";
    world_write(w, "frameworks/models/plain.csv", world_edit(&w->arena, world_model, ",*,children,mean,0.5\n", rules));
    check_true(world_load(w, "q"));
    answer(w, ALL);
    check_score(&world_node(w, "a.1")->total, (struct score)POINT(1));
    check_score(&world_node(w, "a")->total, (struct score)POINT(1.0 / 6));
    check_score(&world_node(w, "tree")->total, (struct score)POINT((1.0 / 6 + 0.375) / 2));

    world_write(w, "frameworks/models/plain.csv", world_model);
    world_write(w, "frameworks/tree.csv", world_edit(&w->arena, world_tree, "Service a.2,2", "Service a.2,0"));
    check_true(world_load(w, "q"));
    answer(w, ALL);
    check_score(&world_node(w, "a")->total, (struct score)POINT(7.0 / 9));
    check_score(&world_node(w, "a.2")->total, (struct score)POINT(1.0 / 6)); /* still there to be seen */
    check_near(world_node(w, "a.2")->share, 0, 0);

    world_write(w, "frameworks/tree.csv", world_edit(&w->arena, world_tree, ",b,,area", ",c,,area,Area c,\n,b,,area"));
    check_true(world_load(w, "q"));
    answer(w, ALL);
    check_score(&world_node(w, "c")->total, (struct score)NOTHING(NOT_ASKED));
    check_score(&world_node(w, "tree")->total, (struct score)POINT(161.0 / 432));
}

/* A layer of weight 0 is dropped; an item of nothing else is not asked, rather than blank. */
static void test_layer_of_no_weight(void **state) {
    struct world *w = *state;
    world_write(w, "frameworks/models/plain.csv", world_edit(&w->arena, world_model, ",depth,2\n", ",depth,0\n"));
    check_true(world_load(w, "q"));
    answer(w, ALL);
    check_score(&world_node(w, "f1")->total, (struct score)POINT(2.0 / 3));
    check_score(&world_node(w, "f1")->layer[0], (struct score)POINT(0.5));
    check_score(&world_node(w, "f2")->total, (struct score)NOTHING(NOT_ASKED));
    check_score(&world_node(w, "a.1")->total, (struct score)POINT(2.0 / 3));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_totals),      WORLD_TEST(test_layers),
        WORLD_TEST(test_variants),    WORLD_TEST(test_counts_and_shares),
        WORLD_TEST(test_unexplained), WORLD_TEST(test_not_asked_yet),
        WORLD_TEST(test_rules),       WORLD_TEST(test_layer_of_no_weight),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
