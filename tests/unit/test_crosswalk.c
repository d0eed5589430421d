/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loading a crosswalk: what is resolved, and every error with its place. */
#include "check.h"

#include "model/crosswalk.h"
#include "world.h"

static const char standard[] = "settings\n,id,version,label\n,law,1,Law\n"
                               "nodes\n,id,parent,level,label\n,c,,part,Part\n,c.1,c,clause,One\n,c.2,c,clause,Two\n"
                               ",c.3,c,clause,Three\n";
static const char duties[] = "settings\n,id\n,duties\nnodes\n,id,level,label\n,D.1,duty,First duty\n";

#define SETTINGS "settings\n,id,version,label,from_framework,to_framework,judge\n,x,1,X,law,tree duties,Us\n"
#define MAP SETTINGS "map\n,from,to,extent,basis\n"

static struct crosswalk *load(struct world *w, const char *text) {
    world_write(w, "frameworks/law.csv", standard);
    world_write(w, "frameworks/duties.csv", duties);
    diags_clear(&w->ds);
    struct crosswalk_sources sources = {&w->library, w->kit->framework, w->kit->n_frameworks};
    return crosswalk_load(world_write(w, "frameworks/crosswalks/x.csv", text), &sources, &w->ds);
}

static void test_rows(void **state) {
    struct world *w = *state;
    struct crosswalk *x = load(w, MAP ",c.1,f1,full,Same\n,c.1,D.1,partly,\n,c.2,,none,Nothing\n,c.2,D.1,full,\n");
    check_no_diags(&w->ds);
    assert_non_null(x);
    check_int(x->n_rows, 4);
    check_text(x->standard->info.id, "law");
    check_true(x->framework[0] == w->kit->framework[0]); /* borrowed */
    check_int(x->n_owned, 2);
    check_int(x->n_frameworks, 2);
    check_int(x->map[0].framework, 0);
    check_text(x->framework[0]->node[x->map[0].to].id, "f1");
    check_text(x->standard->node[x->map[0].from].id, "c.1");
    check_text(i18n_get(&x->map[0].basis, "en"), "Same");
    check_int(x->map[1].framework, 1);
    check_int(x->map[1].extent, EXTENT_PARTLY);
    check_text(x->framework[1]->node[x->map[1].to].id, "D.1");
    check_int(x->map[2].extent, EXTENT_NONE);
    check_int(x->map[2].to, -1);
    check_int(x->map[2].framework, -1);
    check_text(extent_name(EXTENT_NONE), "none");
    check_text(i18n_get(&x->info.judge, "ja"), "Us");
    crosswalk_free(x);
    crosswalk_free(NULL);
}

static const struct {
    const char *text;
    enum diag_id id;
    long line;
    const char *field, *words; /* words: part of the message */
} errors[] = {
    {MAP ",c.11,f1,full,\n", DIAG_NODE_UNKNOWN, 6, "from", "'c.11' in law — did you mean 'c.1'"},
    {MAP ",c.1,f1.4,full,\n", DIAG_NODE_UNKNOWN, 6, "to", "'f1.4' in tree, duties — did you mean 'f1.1'"},
    {MAP ",c.1,D.2,full,\n", DIAG_NODE_UNKNOWN, 6, "to", "did you mean"},
    {MAP ",c.1,f1,none,\n", DIAG_CROSSWALK_NONE, 6, "to", "'f1'"},
    {MAP ",c.1,,partly,\n", DIAG_CROSSWALK_NO_NODE, 6, "to", "is partly"},
    {MAP ",c.1,f1,,\n", DIAG_VALUE_MISSING, 6, "extent", "'extent' is empty"},
    {MAP ",,f1,full,\n", DIAG_VALUE_MISSING, 6, "from", "'from' is empty"},
    {MAP ",c.1,f1,mostly,\n", DIAG_VALUE_UNKNOWN_WORD, 6, "extent", "mostly"},
    {MAP ",c.1,f1,full,\n,c.2,f1,full,\n,c.1,f1,partly,\n", DIAG_CROSSWALK_TWICE, 8, "from", "line 6"},
    {MAP ",c.1,,none,\n,c.1,,none,\n", DIAG_CROSSWALK_TWICE, 7, "from", "line 6"},
    {SETTINGS, DIAG_SHEET_MISSING, 0, NULL, "map"},
    {"map\n,from,to,extent\n,c.1,f1,full\n", DIAG_SHEET_MISSING, 0, NULL, "settings"},
    {"settings\n,id,from_framework,to_framework\n,x,law,tree dutys\nmap\n,from,to,extent\n,c.1,f1,full\n",
     DIAG_DATA_NOT_FOUND, 3, "to_framework", "did you mean 'duties'"},
    {"settings\n,id,from_framework,to_framework\n,x,laws,tree\nmap\n,from,to,extent\n,c.1,f1,full\n",
     DIAG_DATA_NOT_FOUND, 3, "from_framework", "did you mean 'law'"},
    {"settings\n,id,from_framework,to_framework\n,x,law,tree tree tree tree tree tree tree tree tree\n"
     "map\n,from,to,extent\n,c.1,f1,full\n",
     DIAG_NAMED_TOO_MANY, 3, "to_framework", "8"},
};

static void test_errors(void **state) {
    struct world *w = *state;
    for (size_t i = 0; i < ARRAY_LEN(errors); i++) {
        CHECK_ROW(i);
        check_true(load(w, errors[i].text) == NULL);
        check_int((long)w->ds.n, 1);
        const struct diag *d = &w->ds.item[0];
        check_text(diag_name(d->id), diag_name(errors[i].id));
        check_int(d->place.line, errors[i].line);
        check_text(d->place.field ? d->place.field : "", errors[i].field ? errors[i].field : "");
        check_contains(diag_text(&w->arena, d, "en"), errors[i].words);
    }
}

/* All mistakes of the rows are told in one go. */
static void test_all_at_once(void **state) {
    struct world *w = *state;
    check_true(load(w, MAP ",c.9,f9,full,\n,c.1,f1,none,\n,c.2,,full,\n,c.2,,full,\n") == NULL);
    check_int((long)w->ds.n_errors, 6);
    diags_clear(&w->ds);
}

int main(void) {
    const struct CMUnitTest tests[] = {WORLD_TEST(test_rows), WORLD_TEST(test_errors), WORLD_TEST(test_all_at_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
