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

static const struct {
    const char *text;
    enum diag_id id;
    long line; /* settings 1–3, layers 4–7, rules 8–11, then what the row adds: 12 … */
    const char *said;
} errors[] = {
    {BANDS ",a,0,1\n,b,2,4\n", DIAG_BANDS_HOLE, 15, "between 1 and 2"},
    {BANDS ",a,0,2\n,b,1,4\n", DIAG_BANDS_OVERLAP, 15, "between 1 and 2"},
    {BANDS ",a,1,4\n", DIAG_BANDS_HOLE, 14, "between 0 and 1"},
    {BANDS ",a,-1,4\n", DIAG_BANDS_OVERLAP, 14, "between -1 and 0"},
    {BANDS ",a,0,3.5\n", DIAG_BANDS_HOLE, 14, "between 3.5 and 4"},
    {BANDS ",a,0,5\n", DIAG_BANDS_OVERLAP, 14, "between 4 and 5"},
    {BANDS ",a,0,2\n,b,2,1\n,c,1,4\n", DIAG_BANDS_OVERLAP, 15, "between 1 and 2"}, /* upside down */
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
        SANDBOX_TEST(test_defaults), SANDBOX_TEST(test_layers_and_rules), SANDBOX_TEST(test_variants),
        SANDBOX_TEST(test_shown),    SANDBOX_TEST(test_errors),           SANDBOX_TEST(test_broken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
