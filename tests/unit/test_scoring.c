/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scoring models: layers, rules and what stands in for them, bands without hole or overlap, rounding for display. */
#include "check.h"

#include "model/scoring.h"

#include "sandbox.h"

#define SETTINGS "settings\n,id,scale_max,decimals\n,m,4,2\n"
#define LAYERS "layers\n,id,weight\n,depth,2\n,breadth,1\n"
#define RULES "rules\n,level,input,aggregate,min_coverage\n,*,layers,mean,0.5\n,*,children,mean,0.5\n"
#define BANDS "bands\n,id,low,high\n"
#define VARIANTS "variants\n,id,aggregate,weights\n"

static struct scoring *load(struct sandbox *x, const char *text) {
    struct scoring *m = scoring_load(folder_write(&x->folder, "m.csv", text), &x->ds);
    check_true((m != NULL) == (x->ds.n_errors == 0));
    return m;
}

static double shown_of(const struct scoring *m, double score) {
    struct scale scale = scoring_scale(m);
    return scale_shown(&scale, score);
}

static const struct band *band_of(const struct scoring *m, double score) {
    struct scale scale = scoring_scale(m);
    return scoring_band(m, "total", &scale, score);
}

static void test_defaults(void **state) {
    struct sandbox *x = *state;
    struct scoring *m =
        load(x, "settings\n,id\n,m\nlayers\n,id\n,only\nrules\n,level,input,aggregate\n,*,layers,median\n");
    check_no_diags(&x->ds);
    check_near(m->info.scale_max, 1, 0);
    check_int(m->info.decimals, 2);
    check_int(m->info.na_unexplained, 0);
    check_near(m->info.na_limit, 1, 0);
    check_text(m->info.profile, "");
    check_near(m->layer[0].weight, 1, 0);
    check_int(m->rule[0].aggregate, AGGREGATE_MEDIAN);
    check_near(m->rule[0].min_coverage, 0, 0);
    check_int(m->n_bands, 0);
    check_int(m->n_variants, 0);
    check_true(band_of(m, 0.5) == NULL);
    scoring_free(m);
}

static void test_layers_and_rules(void **state) {
    struct sandbox *x = *state;
    struct scoring *m = load(x, SETTINGS LAYERS RULES ",area,children,min,0\n,function,layers,product,0\n");
    check_no_diags(&x->ds);
    check_int(scoring_layer(m, "depth"), 0);
    check_int(scoring_layer(m, "breadth"), 1);
    check_int(scoring_layer(m, "not_applicable"), LAYER_NOT_APPLICABLE);
    check_int(scoring_layer(m, "Depth"), -1);
    static const struct {
        const char *level;
        enum rule_input input;
        int rule;
    } rows[] = {
        {"area", INPUT_CHILDREN, 2},   {"area", INPUT_LAYERS, 0}, /* its own row is for its children only */
        {"function", INPUT_LAYERS, 3}, {"function", INPUT_CHILDREN, 1},
        {"service", INPUT_LAYERS, 0},  {"anything", INPUT_CHILDREN, 1},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        check_true(scoring_rule(m, rows[i].level, rows[i].input) == &m->rule[rows[i].rule]);
    }
    scoring_free(m);
    m = load(x, SETTINGS LAYERS "rules\n,level,input,aggregate\n,area,children,mean\n");
    check_true(scoring_rule(m, "service", INPUT_CHILDREN) == NULL && scoring_rule(m, "area", INPUT_LAYERS) == NULL);
    scoring_free(m);
    static const char *const names[] = {"mean", "min", "max", "product", "median"};
    for (int a = 0; a < 5; a++) {
        check_text(aggregate_name((enum aggregate)a), names[a]);
    }
}

static void test_variants(void **state) {
    struct sandbox *x = *state;
    struct scoring *m =
        load(x, SETTINGS LAYERS RULES VARIANTS ",d,mean,depth=1\n,p,product,breadth=0.5 depth\n,all,min,\n");
    check_no_diags(&x->ds);
    static const double weights[][2] = {{1, 0}, {1, 0.5}, {1, 1}};
    static const int aggregates[] = {AGGREGATE_MEAN, AGGREGATE_PRODUCT, AGGREGATE_MIN};
    for (int v = 0; v < 3; v++) {
        CHECK_ROW(v);
        check_int(m->variant[v].aggregate, aggregates[v]);
        check_near(m->variant[v].weight[0], weights[v][0], 0);
        check_near(m->variant[v].weight[1], weights[v][1], 0);
    }
    scoring_free(m);
}

/* Half up on what is meant: 0.66875 × 4 is 2.675, and a score of 2/3 is 2.67. */
static void test_shown(void **state) {
    struct sandbox *x = *state;
    struct scoring *m = load(x, SETTINGS LAYERS RULES BANDS ",a,0,1\n,b,1,2.5\n,c,2.5,4\n");
    check_no_diags(&x->ds);
    static const struct {
        double score, shown;
        const char *band;
    } rows[] =
        {
            {0, 0, "a"},          {0.66875, 2.68, "c"},
            {2.0 / 3, 2.67, "c"}, {0.2487, 0.99, "a"},
            {0.24874, 0.99, "a"}, {0.24875, 1, "b"}, /* 0.995: the band goes with what is shown */
            {0.25, 1, "b"},       {0.62374, 2.49, "b"},
            {0.62375, 2.5, "c"},  {1, 4, "c"}, /* the last band has its high end */
            {1.0 / 3, 1.33, "b"}, {0.1 + 0.2, 1.2, "b"},
        };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        check_near(shown_of(m, rows[i].score), rows[i].shown, 0);
        check_text(band_of(m, rows[i].score)->id, rows[i].band);
    }
    scoring_free(m);
    m = load(x, "settings\n,id,scale_max,decimals\n,m,100,0\n" LAYERS RULES);
    check_near(shown_of(m, 0.285), 29, 0);
    check_near(shown_of(m, 0.284999), 28, 0);
    check_near(shown_of(m, 0.005), 1, 0);
    scoring_free(m);
}

/* What is shown stays on a scale whose ends have more decimals, and has its band. */
static void test_shown_ends(void **state) {
    struct sandbox *x = *state;
    struct scoring *m =
        load(x, "settings\n,id,scale_min,scale_max,decimals\n,m,0.6,3.5,0\n" LAYERS RULES BANDS ",a,0.6,3.5\n");
    check_near(shown_of(m, 1), 3, 0);
    check_near(shown_of(m, 0), 1, 0);
    check_near(shown_of(m, 0.5), 2, 0);
    check_text(band_of(m, 1)->id, "a");
    struct scale narrow = {0.2, 0.4, 0, ROUND_HALF_UP}, low = {1.4, 3, 0, ROUND_HALF_UP},
                 exact = {0, 3.3, 1, ROUND_HALF_UP};
    check_near(scale_shown(&narrow, 1), 0, 0); /* no whole number is on it */
    check_near(scale_shown(&low, 0), 2, 0);
    check_near(scale_shown(&exact, 1), 3.3, 0);
    scoring_free(m);
}

static const struct {
    const char *text;
    enum diag_id id;
    long line; /* settings 1–3, layers 4–7, rules 8–11, then what the row adds: 12 … */
    const char *said;
} errors[] = {
    {BANDS ",a,0,1\n,b,2,4\n", DIAG_BANDS_HOLE, 15, "between 1 and 2"},
    {BANDS ",a,0,2\n,b,1,4\n", DIAG_BANDS_OVERLAP, 15, "between 1 and 2"},
    {BANDS ",a,1,4\n", DIAG_BANDS_HOLE, 14, "between 0 and 1"},
    {BANDS ",a,-1,4\n", DIAG_BANDS_BEYOND, 14, "reach -1, beyond the scale, which ends at 0"},
    {BANDS ",a,0,3.5\n", DIAG_BANDS_HOLE, 14, "between 3.5 and 4"},
    {BANDS ",a,0,5\n", DIAG_BANDS_BEYOND, 14, "reach 5, beyond the scale, which ends at 4"},
    {BANDS ",a,0,2\n,b,2,1\n,c,1,4\n", DIAG_BAND_INVERTED, 15, "below low, which is 2"},
    {BANDS ",a,0,2\n,a,2,4\n", DIAG_ID_DUPLICATE, 15, "'a'"},
    {VARIANTS ",v,mean,dept=1\n", DIAG_LAYER_UNKNOWN, 14, "'dept'"},
    {VARIANTS ",v,mean,not_applicable=1\n", DIAG_LAYER_UNKNOWN, 14, "depth, breadth"},
    {VARIANTS ",v,mean,depth=much\n", DIAG_VALUE_NOT_NUMBER, 14, "'much'"},
    {VARIANTS ",v,mean,depth=-1\n", DIAG_VALUE_NEGATIVE_WEIGHT, 14, "-1"},
    {VARIANTS ",v,sum,depth=1\n", DIAG_VALUE_UNKNOWN_WORD, 14, "mean, min, max, product, median"},
};

static void test_errors(void **state) {
    struct sandbox *x = *state;
    for (size_t i = 0; i < ARRAY_LEN(errors); i++) {
        CHECK_ROW(i);
        check_true(load(x, arena_printf(&x->arena, "%s%s", SETTINGS LAYERS RULES, errors[i].text)) == NULL);
        check_diag(&x->ds, errors[i].id, errors[i].line);
        check_int(x->ds.n, 1);
        check_contains(diag_text(&x->arena, &x->ds.item[0], "en"), errors[i].said);
        diags_clear(&x->ds);
    }
}

#define HEAD SETTINGS "layers\n,id\n,only\n"
/* settings 1–3, layers 4–6, rules 7 …: 9 is the first of them */
#define RULE(columns, row) HEAD "rules\n,level,input,aggregate," columns "\n," row "\n"
#define GATES "gates\n,level,step,part,min\n"
#define STEPS HEAD "rules\n,level,input,aggregate\n,area,children,gates\n" GATES
#define OPTION(column, word) "settings\n,id," column "\n,m," word "\n" LAYERS RULES
static const struct {
    const char *text;
    enum diag_id id;
    long line;
    const char *said;
} wrong[] = {
    /* scales */
    {RULE("scale_min,scale_max", "a,children,mean,3,3"), DIAG_SCALE_EMPTY, 9, "scale_max is 3"},
    {RULE("scale_max", "a,children,mean,0"), DIAG_SCALE_EMPTY, 9, "not above scale_min"},
    {RULE("scale_min", "a,children,sum,4"), DIAG_SCALE_EMPTY, 9, "scale_max is 4"},
    {OPTION("credit_min,credit_max", "1,1"), DIAG_CREDITS_EQUAL, 3, "are both 1"},
    {OPTION("scale_min,scale_max", "5,1"), DIAG_SCALE_EMPTY, 3, "scale_max is 1"},
    {RULE("na,na_value", "a,layers,mean,constant,5"), DIAG_VALUE_OUT_OF_RANGE, 9, "5 is outside 0 to 4"},
    {RULE("na,na_value,scale_min", "a,layers,mean,target,1,2"), DIAG_VALUE_OUT_OF_RANGE, 9, "1 is outside 2 to 4"},
    {OPTION("scale_max,ready_from", "4,5"), DIAG_VALUE_OUT_OF_RANGE, 3, "5 is outside 0 to 4"},
    {OPTION("scale_min,scale_max,ready_from", "1,4,0.5"), DIAG_VALUE_OUT_OF_RANGE, 3, "0.5 is outside 1 to 4"},
    {RULE("na_max", "a,layers,mean,-2"), DIAG_VALUE_OUT_OF_RANGE, 9, "-2"},
    /* bands of a level are on its scale, also when the rule for all others says it */
    {RULE("scale_max", "a,children,mean,10") "bands\n,id,low,high,level\n,x,0,4,a\n", DIAG_BANDS_HOLE, 12,
     "between 4 and 10"},
    {RULE("scale_max", "*,children,mean,10") "bands\n,id,low,high,level\n,x,0,11,a\n", DIAG_BANDS_BEYOND, 12,
     "reach 11, beyond the scale, which ends at 10"},
    {RULE("scale_max", "a,children,sum,") "bands\n,id,low,high,level\n,x,-7,3,a\n,y,4,99,a\n", DIAG_BANDS_HOLE, 13,
     "between 3 and 4"},
    {RULE("scale_max", "a,children,deduct,110") "bands\n,id,low,high,level\n,x,-203,109,a\n", DIAG_BANDS_HOLE, 12,
     "between 109 and 110"},
    {RULE("scale_max", "a,children,mean,") "bands\n,id,low,high,level\n,x,0,4,\n,x,0,2,a\n,x,2,4,a\n",
     DIAG_ID_DUPLICATE, 14, "'x'"},
    /* rules */
    {RULE("na", "a,children,mean,\n,a,children,min,"), DIAG_RULE_TWICE, 10, "line 9"},
    {RULE("na", "a,children,mean,\n,a,items,mean,"), DIAG_RULE_TWICE, 10, "line 9"},
    {RULE("na", "*,items,mean,\n,*,children,mean,"), DIAG_RULE_TWICE, 10, "'*'"},
    /* layers */
    {SETTINGS "layers\n,id\n,depth\n,not_applicable\n" RULES, DIAG_LAYER_RESERVED, 7, "'not_applicable'"},
    /* gates */
    {RULE("na", "*,children,gates,"), DIAG_GATES_MISPLACED, 9, "'gates'"},
    {RULE("na", "area,layers,gate_highest,"), DIAG_GATES_MISPLACED, 9, "'gate_highest'"},
    {RULE("na", "area,children,gates,"), DIAG_GATES_MISSING, 9, "'area'"},
    {STEPS ",area,1,,1\n,area,3,,1\n", DIAG_GATE_STEP_MISSING, 9, "step 2 of 'area'"},
    {STEPS ",area,1,,1\n,domain,1,,1\n", DIAG_GATE_LEVEL_UNKNOWN, 13, "'domain'"},
    {RULE("na", "area,children,mean,") GATES ",area,1,,1\n", DIAG_GATE_UNUSED, 12, "'area'"},
    {RULE("na", "*,children,mean,") GATES ",*,1,,1\n", DIAG_GATE_UNUSED, 12, "'*'"},
    {STEPS ",area,1,,1\n,area,0,,1\n", DIAG_VALUE_OUT_OF_RANGE, 13, "0"},
    {STEPS ",area,1,-1,1\n", DIAG_VALUE_OUT_OF_RANGE, 12, "-1"},
    {STEPS ",area,1,,\n", DIAG_VALUE_MISSING, 12, "'min'"},
    /* classes and variants */
    {HEAD "rules\n,level,input,aggregate\n,*,layers,mean\nclasses\n,id,low\n,low,0\n,high,1\n", DIAG_CLASSES_ORDER, 13,
     "'high' begins above 'low'"},
    {HEAD "rules\n,level,input,aggregate\n,*,layers,mean\nvariants\n,id,aggregate,weights\n,v,mean,only=0\n",
     DIAG_VARIANT_NO_WEIGHT, 12, "'v'"},
    /* words */
    {RULE("na", "a,layers,mean,ignore"), DIAG_VALUE_UNKNOWN_WORD, 9, "exclude, zero, full, target, constant, forbid"},
    {RULE("blank", "a,layers,mean,none"), DIAG_VALUE_UNKNOWN_WORD, 9, "exclude, zero, lowest, block, all_or_zero"},
    {RULE("round", "a,layers,mean,up"), DIAG_VALUE_UNKNOWN_WORD, 9, "half_up, trunc, half_even, none"},
    {RULE("na", "a,children,average,"), DIAG_VALUE_UNKNOWN_WORD, 9, "mean, min, max"},
    {OPTION("show", "none"), DIAG_VALUE_UNKNOWN_WORD, 3, "half_up, trunc, half_even"},
    {OPTION("dk", "ignore"), DIAG_VALUE_UNKNOWN_WORD, 3, "blank, zero, na"},
    {OPTION("alternate", "half"), DIAG_VALUE_UNKNOWN_WORD, 3, "credit, full, zero"},
    {OPTION("gap", "square"), DIAG_VALUE_UNKNOWN_WORD, 3, "share, linear, convex, ratio"},
    {OPTION("band_on", "rounded"), DIAG_VALUE_UNKNOWN_WORD, 3, "shown, unrounded"},
    {OPTION("confidence", "mean"), DIAG_VALUE_UNKNOWN_WORD, 3, "given, weighted"},
    {SETTINGS "layers\n,id,role\n,only,factor\n" RULES, DIAG_VALUE_UNKNOWN_WORD, 6, "score, weight"},
};

static void test_wrong(void **state) {
    struct sandbox *x = *state;
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        CHECK_ROW(i);
        check_true(load(x, wrong[i].text) == NULL);
        check_diag(&x->ds, wrong[i].id, wrong[i].line);
        check_int(x->ds.n, 1);
        check_contains(diag_text(&x->arena, &x->ds.item[0], "en"), wrong[i].said);
        diags_clear(&x->ds);
    }
}

/* A deduction may go below 0, on a scale whose lower end its parts make, and so do its bands. */
static void test_open_ends(void **state) {
    struct sandbox *x = *state;
    struct scoring *m =
        load(x, RULE("scale_max", "a,children,deduct,110\n,b,children,deduct,0") "bands\n,id,low,high,level\n,bad,-203,"
                                                                                 "0,a\n,good,0,110,a\n,all,0,4,\n");
    check_no_diags(&x->ds);
    struct scale scale = {-203, 110, 0, ROUND_HALF_UP}, other = {0, 1, 0, ROUND_HALF_UP};
    check_text(scoring_band(m, "a", &scale, 0.5)->id, "bad");
    check_text(scoring_band(m, "a", &scale, 1)->id, "good");
    check_text(band_of(m, 0.5)->id, "all");
    check_true(scoring_band(m, "c", &other, 0.5) == NULL); /* bands of no level are on the scale of the settings */
    scoring_free(m);
}

/* Ties as they are meant in decimals, on both sides of 0. */
static void test_rounding(void **state) {
    (void)state;
    static const struct {
        double x;
        int decimals;
        double half_up, trunc, half_even;
    } rows[] = {
        {0.5, 0, 1, 0, 0},
        {1.5, 0, 2, 1, 2},
        {2.5, 0, 3, 2, 2},
        {-2.5, 0, -3, -2, -2},
        {-3.5, 0, -4, -3, -4},
        {2.675, 2, 2.68, 2.67, 2.68},
        {2.665, 2, 2.67, 2.66, 2.66},
        {2.66500001, 2, 2.67, 2.66, 2.67},
        {2.66499999, 2, 2.66, 2.66, 2.66},
        {123456.000005, 5, 123456.00001, 123456, 123456},
        {100000.015, 2, 100000.02, 100000.01, 100000.02},
        {100000.005, 2, 100000.01, 100000, 100000},
        {0.1 + 0.2, 1, 0.3, 0.3, 0.3},
        {0.57 * 100, 0, 57, 57, 57},
        {-0.04, 1, 0, 0, 0},
        {3, 2, 3, 3, 3},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        check_near(scoring_round(rows[i].x, ROUND_HALF_UP, rows[i].decimals), rows[i].half_up, 0);
        check_near(scoring_round(rows[i].x, ROUND_TRUNC, rows[i].decimals), rows[i].trunc, 0);
        check_near(scoring_round(rows[i].x, ROUND_HALF_EVEN, rows[i].decimals), rows[i].half_even, 0);
        check_near(scoring_round(rows[i].x, ROUND_NONE, rows[i].decimals), rows[i].x, 0);
    }
}

static const struct {
    const char *text;
    enum diag_id id;
    long line;
} broken[] = {
    {"settings\n,id\n" LAYERS RULES BANDS ",a,0,4\n", DIAG_SHEET_EMPTY, 2},
    {LAYERS RULES, DIAG_SHEET_MISSING, 0},
    {SETTINGS RULES, DIAG_SHEET_MISSING, 0},
    {SETTINGS LAYERS, DIAG_SHEET_MISSING, 0},
    {SETTINGS "layers\n,id\n" RULES, DIAG_SHEET_EMPTY, 5},
    {SETTINGS LAYERS "rules\n,level,input,aggregate\n,*,leaves,mean\n", DIAG_VALUE_UNKNOWN_WORD, 10},
    {SETTINGS LAYERS "rules\n,level,input,aggregate,min_coverage\n,*,layers,mean,1.5\n", DIAG_VALUE_OUT_OF_RANGE, 10},
    {"settings\n,id,scale_max\n,m,0\n" LAYERS RULES, DIAG_SCALE_EMPTY, 3},
    {"settings\n,id,decimals\n,m,1.5\n" LAYERS RULES, DIAG_VALUE_NOT_WHOLE, 3},
    {"settings\n,id,na_limit\n,m,20\n" LAYERS RULES, DIAG_VALUE_OUT_OF_RANGE, 3},
    {SETTINGS "layers\n,id,weight\n,depth,-2\n" RULES, DIAG_VALUE_NEGATIVE_WEIGHT, 6},
    {SETTINGS "layers\n,id\n,a\n,b\n,c\n,d\n,e\n,f\n,g\n,h\n,i\n" RULES, DIAG_VALUE_OUT_OF_RANGE, 14},
};

static void test_broken(void **state) {
    struct sandbox *x = *state;
    for (size_t i = 0; i < ARRAY_LEN(broken); i++) {
        CHECK_ROW(i);
        check_true(load(x, broken[i].text) == NULL);
        check_diag(&x->ds, broken[i].id, broken[i].line);
        check_int(x->ds.n, 1);
        diags_clear(&x->ds);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SANDBOX_TEST(test_defaults),   SANDBOX_TEST(test_layers_and_rules),
        SANDBOX_TEST(test_variants),   SANDBOX_TEST(test_shown),
        SANDBOX_TEST(test_shown_ends), SANDBOX_TEST(test_errors),
        SANDBOX_TEST(test_broken),     SANDBOX_TEST(test_wrong),
        SANDBOX_TEST(test_open_ends),  SANDBOX_TEST(test_rounding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
