/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Frameworks: preorder, what makes a tree none, overlays. The frameworks here are fictional. */
#include "check.h"

#include "model/framework.h"

#include "sandbox.h"

#define SETTINGS "settings\n,id,version,label::English (en),attribution::English (en)\n,river,3,River teams,By nobody\n"
#define NODES "nodes\n,id,parent,level,label::English (en),label::日本語 (ja),weight\n"

static struct framework *load(struct sandbox *x, const char *text) {
    return framework_load(folder_write(&x->folder, "f.csv", text), &x->ds);
}

/* "id(depth end parent)" for every node, in the order of the array. */
static const char *dump(struct arena *a, const struct framework *f) {
    const char *all = "";
    for (int i = 0; i < f->n_nodes; i++) {
        const struct node *n = &f->node[i];
        all = arena_printf(a, "%s%s%s(%d %d %d)", all, i ? " " : "", n->id, n->depth, n->end, n->parent);
    }
    return all;
}

/* Children behind, before and between their parents: siblings keep the order of the file, subtrees are ranges. */
static void test_preorder(void **state) {
    struct sandbox *x = *state;
    struct framework *f =
        load(x, SETTINGS NODES ",b.2,b,item,B2,,\n,a,,area,A,,2\n,a.1,a,item,A1,葦,0.5\n,b,,area,B,,\n"
                               ",a.2,a,item,A2,,0\n,b.1,b,item,B1,,\n,a.1.x,a.1,part,X,,\n");
    check_no_diags(&x->ds);
    assert_non_null(f);
    check_text(dump(&x->arena, f),
               "river(0 8 -1) a(1 5 0) a.1(2 4 1) a.1.x(3 4 2) a.2(2 5 1) b(1 8 0) b.2(2 7 5) b.1(2 8 5)");
    check_text(f->node[0].level, "total");
    check_text(i18n_get(&f->node[0].label, "ja"), "River teams");
    check_text(i18n_get(&f->node[2].label, "ja"), "葦");
    check_near(f->node[1].weight, 2, 0);
    check_near(f->node[2].weight, 0.5, 0);
    check_near(f->node[4].weight, 0, 0);
    check_near(f->node[5].weight, 1, 0);
    for (int i = 0; i < f->n_nodes; i++) {
        CHECK_ROW(i);
        check_int(framework_find(f, f->node[i].id), i);
        check_true(framework_has_children(f, i) == (f->node[i].end > i + 1));
    }
    check_int(framework_find(f, "c"), -1);
    check_text(framework_hint(f, "a.3", &x->arena), diag_proposal(&x->arena, "a.1"));
    check_text(framework_hint(f, "nothing like it", &x->arena), "");
    framework_free(f);
}

static void test_children(void **state) {
    struct sandbox *x = *state;
    struct framework *f = load(x, SETTINGS NODES ",a,,l,A,,\n,b,a,l,B,,\n,c,b,l,C,,\n,d,a,l,D,,\n,e,,l,E,,\n");
    static const char *const expected[] = {"a e", "b d", "c", "", "", ""};
    for (int i = 0; i < f->n_nodes; i++) {
        CHECK_ROW(i);
        const char *all = "";
        for (int c = framework_child(f, i); c >= 0; c = framework_next(f, c)) {
            all = arena_printf(&x->arena, "%s%s%s", all, *all ? " " : "", f->node[c].id);
            check_int(f->node[c].parent, i);
        }
        check_text(all, expected[i]);
    }
    framework_free(f);
}

static const struct {
    const char *text;
    enum diag_id id;
    long line;
    const char *said; /* part of the English text */
} errors[] = {
    {SETTINGS NODES ",a,b,l,A,,\n,b,c,l,B,,\n,c,a,l,C,,\n", DIAG_TREE_CYCLE, 6, "a → b → c → a"},
    {SETTINGS NODES ",a,a,l,A,,\n", DIAG_TREE_CYCLE, 6, "a → a"},
    {SETTINGS NODES ",x,,l,X,,\n,a,b,l,A,,\n,b,a,l,B,,\n,c,a,l,C,,\n", DIAG_TREE_CYCLE, 7, "a → b → a"},
    {SETTINGS NODES ",reeds,,l,A,,\n,b,reed,l,B,,\n", DIAG_PARENT_UNKNOWN, 7, "'reed' is not a node"},
    {SETTINGS NODES ",reeds,,l,A,,\n,b,reed,l,B,,\n", DIAG_PARENT_UNKNOWN, 7, "did you mean 'reeds'?"},
    {SETTINGS NODES ",a,,l,A,,\n,b,,l,B,,\n,a,,l,C,,\n", DIAG_ID_DUPLICATE, 8, "first in line 6"},
    {SETTINGS NODES ",river,,l,A,,\n", DIAG_ID_DUPLICATE, 6, "first in line 3"}, /* the whole has that id */
    {SETTINGS NODES ",a,,l,A,,-1\n", DIAG_VALUE_NEGATIVE_WEIGHT, 6, "-1"},
    {SETTINGS NODES ",a,,l,A,,much\n", DIAG_VALUE_NOT_NUMBER, 6, "'much'"},
    {SETTINGS NODES ",1.1.1,,l,A,,\n,2001-01-01,,l,B,,\n", DIAG_ID_IS_DATE, 7, "2001-01-01"},
    {SETTINGS NODES ",1.1,,l,A,,\n,1.1.1,01.01.2001,l,B,,\n", DIAG_ID_IS_DATE, 7, "01.01.2001"},
    {SETTINGS NODES ",1.1,,l,A,,\n,45000,,l,B,,\n", DIAG_ID_IS_NUMBER, 7, "45000"},
    {SETTINGS NODES ",a b,,l,A,,\n", DIAG_ID_HAS_BLANK, 6, "a b"},
    {SETTINGS NODES ",a,,,A,,\n", DIAG_VALUE_MISSING, 6, "level"},
    {SETTINGS NODES ",a,,l,,,\n", DIAG_VALUE_MISSING, 6, "label"},
    {SETTINGS NODES ",,,l,A,,\n", DIAG_VALUE_MISSING, 6, "id"},
    {SETTINGS NODES, DIAG_SHEET_EMPTY, 5, "nodes"},
    {SETTINGS "nodes\n,id,parent,label\n,a,,A\n", DIAG_COLUMN_MISSING, 5, "level"},
    {SETTINGS, DIAG_SHEET_MISSING, 0, "nodes"},
    {NODES ",a,,l,A,,\n", DIAG_SHEET_MISSING, 0, "settings"},
    {"settings\n,id\n" NODES ",a,,l,A,,\n", DIAG_SHEET_EMPTY, 2, "settings"},
    {"settings\n,version\n,1\n" NODES ",a,,l,A,,\n", DIAG_COLUMN_MISSING, 2, "id"},
};

static void test_errors(void **state) {
    struct sandbox *x = *state;
    for (size_t i = 0; i < ARRAY_LEN(errors); i++) {
        CHECK_ROW(i);
        check_true(load(x, errors[i].text) == NULL);
        check_diag(&x->ds, errors[i].id, errors[i].line);
        bool is_said = false;
        for (size_t d = 0; d < x->ds.n; d++) {
            is_said = is_said || strstr(diag_text(&x->arena, &x->ds.item[d], "en"), errors[i].said);
        }
        check_true(is_said);
        check_int(x->ds.n_errors, 1);
        diags_clear(&x->ds);
    }
}

/* All errors of a file, not only the first. */
static void test_all_errors(void **state) {
    struct sandbox *x = *state;
    check_true(load(x, SETTINGS NODES ",a,b,l,A,,\n,b,a,l,B,,\n,c,nowhere,l,C,,\n,d,e,l,D,,\n,e,d,l,E,,\n") == NULL);
    check_diag(&x->ds, DIAG_TREE_CYCLE, 6);
    check_diag(&x->ds, DIAG_PARENT_UNKNOWN, 8);
    check_diag(&x->ds, DIAG_TREE_CYCLE, 9);
    check_int(x->ds.n_errors, 3);
}

/* A chain of 'n' nodes, the deepest first. */
static struct framework *load_chain(struct sandbox *x, int n) {
    struct buf b;
    buf_init(&b, BUF_MAX_DEFAULT);
    buf_puts(&b, SETTINGS NODES);
    for (int i = n; i > 1; i--) {
        buf_printf(&b, ",n%d,n%d,l,N,,\n", i, i - 1);
    }
    buf_puts(&b, ",n1,,l,N,,\n");
    struct framework *f = load(x, b.data);
    buf_clear(&b);
    return f;
}

static void test_depth(void **state) {
    struct sandbox *x = *state;
    struct framework *f = load_chain(x, 64);
    check_no_diags(&x->ds);
    check_int(f->node[64].depth, 64);
    check_text(f->node[64].id, "n64");
    framework_free(f);
    check_true(load_chain(x, 65) == NULL);
    check_int(x->ds.n, 1);
    check_diag(&x->ds, DIAG_TREE_DEEP, 6);
    diags_clear(&x->ds);
    check_true(load_chain(x, 100000) == NULL); /* an error too, not the end of the stack */
    check_int(x->ds.n, 1);
}

static void test_overlay(void **state) {
    struct sandbox *x = *state;
    struct framework *f = load(x, SETTINGS NODES ",a,,l,A,あ,\n,b,,l,B,い,\n");
    const char *ja =
        folder_write(&x->folder, "ja.csv",
                     "settings\n,id,overlays,label::日本語 (ja),attribution::日本語 (ja)\n,r-ja,river,川,出典\n"
                     "nodes\n,id,label::日本語 (ja)\n,b,正式名\n,a,\n");
    const char *fr = folder_write(&x->folder, "fr.csv",
                                  "settings\n,id,overlays\n,r-fr,river\n"
                                  "nodes\n,id,label::Français (fr),purpose::Français (fr)\n,b,Nom,But\n");
    check_true(framework_overlay(f, ja, &x->ds));
    check_true(framework_overlay(f, fr, &x->ds)); /* one over the other */
    check_no_diags(&x->ds);
    check_text(i18n_get(&f->node[2].label, "ja"), "正式名");
    check_text(i18n_get(&f->node[2].label, "fr"), "Nom");
    check_text(i18n_get(&f->node[2].purpose, "fr"), "But");
    check_text(i18n_get(&f->node[2].label, "en"), "B");
    check_text(i18n_get(&f->node[1].label, "ja"), "あ"); /* an empty cell takes nothing away */
    check_text(i18n_get(&f->node[0].label, "ja"), "川");
    check_text(i18n_get(&f->info.attribution, "ja"), "出典");
    check_text(i18n_get(&f->info.attribution, "en"), "By nobody");
    check_text(f->info.id, "river");
    check_int(f->n_nodes, 3);
    framework_free(f);
}

static void test_overlay_errors(void **state) {
    struct sandbox *x = *state;
    static const struct {
        const char *text;
        enum diag_id id;
        long line;
        const char *said;
    } rows[] = {
        {"settings\n,id,overlays\n,o,lake\nnodes\n,id,label\n,a,New\n", DIAG_OVERLAY_OTHER_FRAMEWORK, 0, "'lake'"},
        {"settings\n,id\n,o\nnodes\n,id,label\n,a,New\n", DIAG_OVERLAY_OTHER_FRAMEWORK, 0, "'river'"},
        {"settings\n,id,overlays\n,o,river\nnodes\n,id,label\n,reed,New\n", DIAG_NODE_UNKNOWN, 6,
         "did you mean 'reeds'?"},
        {"settings\n,id,overlays\n,o,river\nnodes\n,id,label\n,a,N\n,a,M\n", DIAG_ID_DUPLICATE, 7, "first in line 6"},
        {"settings\n,id,overlays\n,o,river\n", DIAG_SHEET_MISSING, 0, "nodes"},
        {"settings\n,id,overlays\nnodes\n,id,label\n,a,New\n", DIAG_SHEET_EMPTY, 2, "settings"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        struct framework *f = load(x, SETTINGS NODES ",a,,l,A,,\n,reeds,,l,B,,\n");
        check_true(!framework_overlay(f, folder_write(&x->folder, "o.csv", rows[i].text), &x->ds));
        check_diag(&x->ds, rows[i].id, rows[i].line);
        check_contains(diag_text(&x->arena, &x->ds.item[0], "en"), rows[i].said);
        diags_clear(&x->ds);
        framework_free(f);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SANDBOX_TEST(test_preorder),       SANDBOX_TEST(test_children), SANDBOX_TEST(test_errors),
        SANDBOX_TEST(test_all_errors),     SANDBOX_TEST(test_depth),    SANDBOX_TEST(test_overlay),
        SANDBOX_TEST(test_overlay_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
