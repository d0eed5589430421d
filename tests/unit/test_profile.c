/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Profiles on their own: stages in order, minima, errors. Joined to a framework: test_kit.c. */
#include "check.h"

#include "model/profile.h"

#include "sandbox.h"

#define SETTINGS "settings\n,id,framework,cumulative\n,p,tree,\n"
#define STAGES "stages\n,id,order,label\n"
#define MINIMA "minima\n,stage,node,layer,min,basis\n"
#define TWO STAGES ",high,2,High\n,low,1,Low\n"

static struct profile *load(struct sandbox *x, const char *text) {
    struct profile *p = profile_load(folder_write(&x->folder, "p.csv", text), &x->ds);
    check_true((p != NULL) == (x->ds.n_errors == 0));
    return p;
}

/* By 'order', those of equal order as in the file; minima point to stages by their place after sorting. */
static void test_order(void **state) {
    struct sandbox *x = *state;
    struct profile *p =
        load(x, SETTINGS STAGES ",z,3,Z\n,b,2,B\n,a,1,A\n,c,2,C\n" MINIMA ",z,1.1,depth,2,A source\n,a,1.2,,3.5,\n");
    check_diag(&x->ds, DIAG_STAGE_ORDER_TWICE, 9);
    check_int(x->ds.n, 1);
    static const char *const ids[] = {"a", "b", "c", "z"};
    for (int i = 0; i < 4; i++) {
        CHECK_ROW(i);
        check_text(p->stage[i].id, ids[i]);
        check_int(profile_stage(p, ids[i]), i);
    }
    check_int(profile_stage(p, "A"), -1);
    check_int(p->n_minima, 2);
    check_int(p->minimum[0].stage, 3);
    check_text(p->minimum[0].layer_id, "depth");
    check_text(i18n_get(&p->minimum[0].basis, "en"), "A source");
    check_int(p->minimum[1].stage, 0);
    check_near(p->minimum[1].min, 3.5, 0);
    check_int(p->minimum[1].node, -1);
    check_true(p->info.is_cumulative); /* when nothing is said */
    check_int(p->card, -1);
    profile_free(p);
    p = load(x, "settings\n,id,framework,cumulative\n,p,tree,no\n" TWO MINIMA ",low,a,,1,\n");
    check_true(!p->info.is_cumulative);
    profile_free(p);
}

static const struct {
    const char *text;
    enum diag_id id;
    long line;
    const char *said;
} errors[] = {
    {SETTINGS TWO MINIMA ",hihg,a,,1,\n", DIAG_STAGE_UNKNOWN, 10, "'hihg'"},
    {SETTINGS TWO MINIMA ",hihg,a,,1,\n", DIAG_STAGE_UNKNOWN, 10, "low, high"},
    {SETTINGS TWO MINIMA ",,a,,1,\n", DIAG_VALUE_MISSING, 10, "'stage'"},
    {SETTINGS TWO MINIMA ",low,,,1,\n", DIAG_VALUE_MISSING, 10, "'node'"},
    {SETTINGS TWO MINIMA ",low,a,,,\n", DIAG_VALUE_MISSING, 10, "'min'"},
    {SETTINGS TWO MINIMA ",low,a,,two,\n", DIAG_VALUE_NOT_NUMBER, 10, "'two'"},
    {SETTINGS TWO MINIMA ",low,1.1.1,,2,\n,low,1.1.2001,,2,\n", DIAG_ID_IS_DATE, 11, "1.1.2001"},
    {SETTINGS TWO MINIMA, DIAG_SHEET_EMPTY, 9, "'minima'"},
    {SETTINGS TWO, DIAG_SHEET_MISSING, 0, "'minima'"},
    {SETTINGS MINIMA ",low,a,,1,\n", DIAG_SHEET_MISSING, 0, "'stages'"},
    {SETTINGS STAGES ",a,1,A\n,a,2,B\n" MINIMA ",a,x,,1,\n", DIAG_ID_DUPLICATE, 7, "first in line 6"},
    {SETTINGS STAGES ",a,0,A\n" MINIMA ",a,x,,1,\n", DIAG_VALUE_OUT_OF_RANGE, 6, "0 is outside 1 to 99"},
    {SETTINGS STAGES ",a,first,A\n" MINIMA ",a,x,,1,\n", DIAG_VALUE_NOT_NUMBER, 6, "'first'"},
    {"settings\n,id,framework,cumulative\n,p,,\n" TWO MINIMA ",low,a,,1,\n", DIAG_VALUE_MISSING, 3, "'framework'"},
    {"settings\n,id,framework\n" TWO MINIMA ",low,a,,1,\n", DIAG_SHEET_EMPTY, 2, "'settings'"},
    {"settings\n,id,framework,cumulative\n,p,tree,perhaps\n" TWO MINIMA ",low,a,,1,\n", DIAG_VALUE_UNKNOWN_WORD, 3,
     "perhaps"},
};

static void test_errors(void **state) {
    struct sandbox *x = *state;
    for (size_t i = 0; i < ARRAY_LEN(errors); i++) {
        CHECK_ROW(i);
        check_true(load(x, errors[i].text) == NULL);
        check_diag(&x->ds, errors[i].id, errors[i].line);
        check_contains(diag_text(&x->arena, &x->ds.item[0], "en"), errors[i].said);
        diags_clear(&x->ds);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {SANDBOX_TEST(test_order), SANDBOX_TEST(test_errors)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
