/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Business units rolled up: every node's weighted mean, worked by hand; the list of units. */
#include "check.h"

#include "model/unit_list.h"
#include "score/aggregate.h"
#include "score/units.h"
#include "world.h"

/* ---- rolling up -------------------------------------------------------------------------------------------------- */

/* Weights 3, 1 and 0. The first has f2 at 2 (0.5), the second at 4 (1), and each something of its own. */
static const char *const texts[] = {
    "d_1,4\nb_1,f1.1 f1.2 f1.3\nd_2,2\nd_3,na,x\nd_4,2\ne_4,2\n",
    "d_1,2\nd_2,4\nd_3,2\nb_3,f3.1\nd_4,na,x\ne_4,na,x\n",
    "d_1,0\nd_2,0\nd_3,0\nd_4,0\ne_4,0\n",
};

struct rolled {
    struct unit_list *list;
    struct answers *of[3];
    struct units *units;
};

static struct rolled roll(struct world *w) {
    struct rolled x;
    const char *path =
        folder_write(&w->folder, "units.csv", "unit,file,weight\nNorth,u0.csv,3\nSouth,u1.csv,\nTrial,u2.csv,0\n");
    x.list = unit_list_load(path, &w->ds);
    check_true(x.list && x.list->n == 3);
    for (int i = 0; i < 3; i++) {
        folder_write(&w->folder, arena_printf(&w->arena, "u%d.csv", i),
                     arena_printf(&w->arena, "question,answer,na_reason\n%s", texts[i]));
        x.of[i] = answers_open(x.list->unit[i].path, &w->ds);
        check_true(x.of[i] && answers_read(x.of[i], w->kit->questionnaire, &w->ds));
    }
    x.units = units_new(w->kit, x.list, x.of, &w->ds);
    return x;
}

static void unroll(struct rolled *x) {
    units_free(x->units);
    unit_list_free(x->list);
    for (int i = 0; i < 3; i++) {
        answers_free(x->of[i]);
    }
}

static const struct {
    const char *node;
    int layer; /* −1: the total */
    enum score_status status;
    double value, low, high, coverage;
} nodes[] = {
    {"f2", -1, SCORE_SCORED, 0.625, 0.625, 0.625, 1}, /* (3 × 0.5 + 1) ÷ 4 */
    {"f3", -1, SCORE_SCORED, 0.5, 0.5, 0.5, 1},       /* South alone */
    {"f4", -1, SCORE_SCORED, 0.5, 0.5, 0.5, 1},       /* North alone */
    {"f1", 0, SCORE_SCORED, 0.875, 0.875, 0.875, 1},  /* (3 × 1 + 0.5) ÷ 4 */
    {"f1", 1, SCORE_SCORED, 1, 0.75, 1, 0.75},        /* South left it blank: 0 to 1 */
    {"f1", -1, SCORE_SCORED, 0.875, 0.8333333333333334, 0.9166666666666667, 0.9166666666666667},
    {"a.2", -1, SCORE_SCORED, 0.5, 0.5, 0.5, 1},
    /* North: a.1 = (1 + 0.5) / 2; South: a.1 = (0.5 + 1) / 2, a.2 = 0.5 of weight 2: a = 0.75 and 1.75 / 3 */
    {"a.1", -1, SCORE_SCORED, 0.75, 0.7291666666666666, 0.7708333333333334, 0.9583333333333334},
    {"a", -1, SCORE_SCORED, (3 * 0.75 + 1.75 / 3) / 4, (3 * 0.75 + (2.0 / 3 + 1) / 3) / 4,
     (3 * 0.75 + (2.5 / 3 + 1) / 3) / 4, (3 + (2.5 / 3 + 2) / 3) / 4},
    /* the means of the units' totals: North (0.75 + 0.5) / 2, South its a alone */
    {"tree", -1, SCORE_SCORED, (3 * 0.625 + 1.75 / 3) / 4, (3 * 0.625 + (2.0 / 3 + 1) / 3) / 4,
     (3 * 0.625 + (2.5 / 3 + 1) / 3) / 4, (3 + (2.5 / 3 + 2) / 3) / 4},
};

static void test_roll_up(void **state) {
    struct world *w = *state;
    struct rolled x = roll(w);
    for (size_t i = 0; i < ARRAY_LEN(nodes); i++) {
        int card, node;
        CHECK_ROW(i);
        check_true(kit_find_node(w->kit, nodes[i].node, &card, &node));
        const struct node_score *n = &x.units->card[card].node[node];
        const struct score *s = nodes[i].layer < 0 ? &n->total : &n->layer[nodes[i].layer];
        check_int(s->status, nodes[i].status);
        check_near(s->value, nodes[i].value, 1e-14);
        check_near(s->low, nodes[i].low, 1e-14);
        check_near(s->high, nodes[i].high, 1e-14);
        check_near(s->coverage, nodes[i].coverage, 1e-14);
    }
    const struct node_score *total = &x.units->card[0].node[0];
    check_int(total->n_na, 3); /* d_3 of North, d_4 and e_4 of South; Trial weighs nothing */
    check_int(total->n_blank, 1);
    unroll(&x);
}

static void test_looks(void **state) {
    struct world *w = *state;
    struct rolled x = roll(w);
    int card, f2, f3;
    check_true(kit_find_node(w->kit, "f2", &card, &f2));
    check_true(kit_find_node(w->kit, "f3", &card, &f3));
    check_int(units_weakest(x.units, 0, 0), 1); /* 0.583 under 0.625; Trial has 0, but weighs nothing */
    check_int(units_weakest(x.units, 0, f2), 0);
    check_int(units_weakest(x.units, 0, f3), -1); /* in one unit only: none is lower than another */
    struct trace *t = units_traces(x.units, 0, &w->arena);
    check_int(t[f2].n_parts, 2);
    check_int(t[f2].part[1].node, 1);
    check_near(t[f2].part[0].weight, 3, 0);
    check_int(t[f3].n_parts, 1);
    check_int(t[f3].part[0].node, 1);
    /* if North had f2 at 1: a = (1 + 1) / 2 = 1, its total 0.75; South has it at 1 already */
    struct what_if best = {.na = -1, .item = f2, .value = 1};
    check_near(units_what_if(x.units, 0, &best).value, (3 * 0.75 + 1.75 / 3) / 4, 1e-14);
    /* with what is not applicable as 0: North a = (0.75 + 2 × 0) / 3, South b = 0 */
    struct what_if zero = {.na = NA_ZERO, .item = -1};
    check_near(units_what_if(x.units, 0, &zero).value, (3 * (0.25 + 0.5) / 2 + (1.75 / 3) / 2) / 4, 1e-14);
    check_text(x.units->raters->rater[1].name, "South");
    check_near(x.units->card[0].node[f3].share, (0 * 3 + (2.0 / 3) * 1) / 4, 1e-14);
    unroll(&x);
}

static void test_assessment(void **state) {
    struct world *w = *state;
    struct rolled x = roll(w);
    struct assessment *a = assessment_of_units(x.units, NULL, NULL);
    check_true(a->card == x.units->card && a->units == x.units && a->raters == NULL);
    check_int(a->gaps.n, 4); /* f1, f2, f3 and f4, none of them full */
    /* second needs f2 at 0.5 (has 0.625) and b at 0.5: the profile looks at what is rolled up */
    check_int(a->profile[0].reached, 1);
    assessment_free(a);
    unroll(&x);
}

/* ---- the list ---------------------------------------------------------------------------------------------------- */

static const struct {
    const char *text;
    enum diag_id id;
    long line;
} bad[] = {
    {"unit,file,weight\nA,a.csv,-1\n", DIAG_VALUE_NEGATIVE_WEIGHT, 2},
    {"unit,file,weight\nA,a.csv,1\nA,b.csv,1\n", DIAG_ID_DUPLICATE, 3},
    {"unit,file,weight\nA,a.csv,1\nB,a.csv,1\n", DIAG_ID_DUPLICATE, 3},
    {"unit,file,weight\nA,a.csv,0\n", DIAG_UNITS_NO_WEIGHT, 0},
    {"unit,file,weight\n", DIAG_SHEET_EMPTY, 0},
    {"unit,weight\nA,1\n", DIAG_COLUMN_MISSING, 1},
    {"", DIAG_FILE_EMPTY, 0},
};

static void test_list(void **state) {
    struct folder f;
    (void)state;
    folder_make(&f);
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        struct diags ds = {0};
        CHECK_ROW(i);
        check_true(unit_list_load(folder_write(&f, "units.csv", bad[i].text), &ds) == NULL);
        check_diag(&ds, bad[i].id, bad[i].line);
        diags_clear(&ds);
    }
    struct diags ds = {0};
    struct unit_list *x = unit_list_load(folder_write(&f, "sub/units.csv", "file,unit\n../a.csv,A\n/b.csv,B\n"), &ds);
    check_no_diags(&ds);
    check_text(x->unit[0].path, folder_path(&f, "sub/../a.csv"));
    check_text(x->unit[1].path, "/b.csv");
    check_near(x->unit[1].weight, 1, 0);
    unit_list_free(x);
    diags_clear(&ds);
    folder_remove(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_roll_up),
        WORLD_TEST(test_looks),
        WORLD_TEST(test_assessment),
        cmocka_unit_test(test_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
