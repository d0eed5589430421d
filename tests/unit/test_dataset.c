/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Datasets: states, findings with their lines, and the same columns by every way of reading. */
#include "check.h"

#include <unistd.h>

#include "model/dataset_rows.h"
#include "model/filter.h"
#include "survey/tabulate.h"

static char folder[] = "/tmp/psirtgauge-dataset-XXXXXX";

static const char questionnaire_text[] = "survey\n,type,name,relevant\n"
                                         ",select_one yn,a,\n,begin_group,g,${a} = 'yes'\n"
                                         ",select_one scale,b,\n,select_multiple m,c,\n,end_group,,\n"
                                         ",integer,n,${c} != ''\n,text,t,\n,text,u,${t} = 'ask'\n"
                                         "choices\n,list_name,name,label,state\n,yn,yes,Yes,\n,yn,no,No,\n,yn,dk,?,dk\n"
                                         ",scale,1,One,\n,scale,2,Two,\n,scale,3,Three,\n,scale,na,N/A,na\n"
                                         ",m,x,X,\n,m,y,Y,\n,m,z,Z,\n,m,none,None,na\n"
                                         "settings\n,form_id,version\n,test,1\n";

static const char *put(struct arena *a, const char *name, const char *text) {
    const char *path = arena_printf(a, "%s/%s", folder, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fputs(text, f);
    assert_int_equal(fclose(f), 0);
    return path;
}

struct fixture {
    struct arena arena;
    struct diags ds;
    struct questionnaire *q;
    struct dataset *d;
};

static void load(struct fixture *x, const char *text, struct dataset_options o) {
    *x = (struct fixture){0};
    x->q = questionnaire_load(put(&x->arena, "q.csv", questionnaire_text), &x->ds);
    assert_non_null(x->q);
    x->d = dataset_load(put(&x->arena, "r.csv", text), x->q, &o, &x->ds);
}

static void clear(struct fixture *x) {
    dataset_free(x->d);
    questionnaire_free(x->q);
    diags_clear(&x->ds);
    arena_clear(&x->arena);
}

static const struct response_column *column(const struct fixture *x, const char *name) {
    return &x->d->column[questionnaire_find(x->q, name)];
}

static const struct diag *find_diag(const struct fixture *x, enum diag_id id) {
    for (size_t i = 0; i < x->ds.n; i++) {
        if (x->ds.item[i].id == id) {
            return &x->ds.item[i];
        }
    }
    return NULL;
}

static const char responses[] = "respondent_id,wave,a,g/b,c,n,t,u,other,w\n"
                                "r1,2026,yes,2,x z,7,ask,\"two\nlines\",?,1\n" /* lines 2, 3 */
                                "r2,2026,no,3,,,,,?,0.5\n"                     /* 4: b was not asked */
                                "\n"                                           /* 5 */
                                "r3,2026,yes,na,x;y,1.5,ask,,?,2\n"            /* 6: n is not whole */
                                "r1,2026,dk,,none,,,said,?,1\n"                /* 7: id twice; c and u not asked */
                                "r5,2026,yes,four,q x,3,,,?,1\n"               /* 8: b and c unknown */
                                "r6,2026,YES,1 – One,none x,,,,?,0\n"          /* 9: c not alone */
                                "r7,2026,yes\n";                               /* 10: short */

static void check_states(const struct fixture *x, const char *name, const int *wanted) {
    for (size_t i = 0; i < x->d->n_rows; i++) {
        CHECK_ROW(i);
        assert_int_equal(column_state(column(x, name), i), wanted[i]);
    }
}

enum {
    G = RESPONSE_GIVEN,
    B = RESPONSE_BLANK,
    N = RESPONSE_NOT_ASKED,
    A = RESPONSE_NA,
    K = RESPONSE_DK,
    I = RESPONSE_INVALID
};

static void test_states(void **state) {
    (void)state;
    struct fixture x;
    load(&x, responses, (struct dataset_options){0});
    assert_non_null(x.d);
    assert_int_equal(x.d->n_rows, 7);
    check_states(&x, "a", (const int[]){G, G, G, K, G, G, G});
    check_states(&x, "b", (const int[]){G, N, A, N, I, G, B});
    check_states(&x, "c", (const int[]){G, N, G, N, G, I, B});
    check_states(&x, "n", (const int[]){G, N, I, N, G, N, N});
    check_states(&x, "u", (const int[]){G, N, B, N, N, N, N});
    assert_true(column_has_choice(column(&x, "c"), 0, 0) && !column_has_choice(column(&x, "c"), 0, 1));
    assert_true(column_has_choice(column(&x, "c"), 0, 2) && column_has_choice(column(&x, "c"), 2, 1));
    assert_int_equal(column_choice(column(&x, "b"), 5), 0);
    assert_int_equal(column_choice(column(&x, "b"), 1), -1);
    check_near(column(&x, "n")->number[0], 7, 0);
    assert_int_equal(x.d->line[2], 6);
    assert_int_equal(dataset_find(x.d, "r5"), 4);
    assert_int_equal(dataset_find(x.d, "r9"), -1);
    assert_int_equal(strlen(x.d->sha256), SHA256_TEXT_LEN);
    clear(&x);
}

static void test_findings(void **state) {
    (void)state;
    struct fixture x;
    load(&x, responses, (struct dataset_options){0});
    int b = questionnaire_find(x.q, "b"), c = questionnaire_find(x.q, "c"), u = questionnaire_find(x.q, "u");
    assert_int_equal(x.d->unknown[b].n, 1);
    check_text(x.d->unknown[b].item[0].text, "four");
    assert_int_equal(x.d->unknown[b].item[0].rows.line[0], 8);
    assert_int_equal(x.d->unknown[c].n, 2);
    check_text(x.d->unknown[c].item[1].text, "none x");
    assert_int_equal(x.d->not_asked[b].count, 1);
    assert_int_equal(x.d->not_asked[b].line[0], 4);
    assert_int_equal(x.d->not_asked[c].line[0], 7);
    assert_int_equal(x.d->not_asked[u].line[0], 7);
    assert_int_equal(x.d->ids_twice.count, 1);
    assert_int_equal(x.d->ids_twice.line[0], 7);
    assert_int_equal(x.d->short_rows.line[0], 10);
    assert_int_equal(x.d->n_not_used, 2);
    assert_non_null(find_diag(&x, DIAG_SURVEY_UNKNOWN));
    assert_non_null(find_diag(&x, DIAG_SURVEY_NOT_ASKED));
    assert_non_null(find_diag(&x, DIAG_SURVEY_NOT_USED));
    clear(&x);
}

static const struct {
    const char *text, *weight;
    enum diag_id id;
    long line;
} mistakes[] = {
    {"a,b,g-b\nyes,1,1\n", NULL, DIAG_SURVEY_COLUMN_TWICE, 1},
    {"x,y\n1,2\n", NULL, DIAG_SURVEY_NO_QUESTION, 1},
    {"a,b\n", NULL, DIAG_SURVEY_NO_ROWS, 0},
    {"a,w\nyes,1\nno,-1\n", "w", DIAG_SURVEY_WEIGHT_NEGATIVE, 3},
    {"a,w\nyes,1\nno,\n", "w", DIAG_SURVEY_WEIGHT_MISSING, 3},
    {"a,w\nyes,heavy\nno,1\n", "w", DIAG_SURVEY_WEIGHT_MISSING, 2},
    {"a,w\nyes,0\nno,0\n", "w", DIAG_SURVEY_WEIGHT_ZERO, 0},
    {"a,w\nyes,0\nno,0\n", "v", DIAG_SURVEY_WEIGHT_COLUMN, 0},
    {"a,b\nyes,1\nno,2,3\n", NULL, DIAG_SURVEY_ROW_WIDE, 3},
    {"a,b\nyes,1\nno,\"2\n", NULL, DIAG_CSV_UNCLOSED_QUOTE, 3},
    {"a,b\nyes,1\nno,2\"3\n", NULL, DIAG_CSV_STRAY_QUOTE, 3},
    {"", NULL, DIAG_FILE_EMPTY, 0},
};

static void test_mistakes(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(mistakes); i++) {
        struct fixture x;
        CHECK_ROW(i);
        load(&x, mistakes[i].text, (struct dataset_options){.weight = mistakes[i].weight});
        assert_null(x.d);
        const struct diag *d = find_diag(&x, mistakes[i].id);
        assert_non_null(d);
        assert_int_equal(d->severity, SEVERITY_ERROR);
        assert_int_equal(d->place.line, mistakes[i].line);
        clear(&x);
    }
}

/* ---- every way of reading ---------------------------------------------------------------------------------------- */

static void put_many_rows(struct buf *out) {
    static const char *const cells[][6] = {{"yes", "1", "x y", "3", "", ""},
                                           {"no", "", "", "", "\"a, b\"", ""},
                                           {"yes", "na", "none", "", "ask", "\"l\nm\""},
                                           {"maybe", "2", "z", "4", "ask", "text"},
                                           {"yes", "5", "y;z;w", "1e1", "", ""},
                                           {"", "", "", "", "", ""}};
    buf_puts(out, "respondent_id,a,b,c,n,t,u\n");
    for (int i = 0; i < 3000; i++) {
        const char *const *row = cells[(i * 7 + i / 11) % ARRAY_LEN(cells)];
        buf_printf(out, "r%d", i % 2900);
        for (int k = 0; k < 6; k++) {
            buf_printf(out, ",%s", row[k]);
        }
        buf_puts(out, i % 13 ? "\n" : "\n\n");
    }
}

static void put_list(struct buf *out, const struct row_list *l) {
    buf_printf(out, "%zu", l->count);
    for (size_t i = 0; i < l->count && i < DATASET_LINES_KEPT; i++) {
        buf_printf(out, " %lu", (unsigned long)l->line[i]);
    }
    buf_putc(out, '\n');
}

/* All that is in a dataset, as text. */
static void put_dataset(struct buf *out, const struct dataset *d) {
    struct arena a = {0};
    for (int q = 0; q < d->questionnaire->n_questions; q++) {
        for (size_t i = 0; i < d->n_rows; i++) {
            buf_printf(out, "%d%s,", column_state(&d->column[q], i), dataset_answer(d, q, i, &a));
        }
        for (size_t i = 0; i < d->unknown[q].n; i++) {
            buf_puts(out, d->unknown[q].item[i].text);
            put_list(out, &d->unknown[q].item[i].rows);
        }
        put_list(out, &d->not_asked[q]);
        arena_reset(&a);
    }
    for (size_t i = 0; i < d->n_rows; i++) {
        size_t n;
        const char *id = column_text(&d->extra[EXTRA_ID], i, &n);
        buf_printf(out, "%lu ", (unsigned long)d->line[i]);
        buf_add(out, id, n);
    }
    put_list(out, &d->ids_twice);
    buf_puts(out, d->sha256);
    arena_clear(&a);
}

static void test_every_way(void **state) {
    (void)state;
    static const struct dataset_options ways[] = {{.is_whole = true},
                                                  {.n_threads = 1},
                                                  {.n_threads = 4, .window = 100},
                                                  {.n_threads = 3, .window = 5000},
                                                  {.is_plain = true},
                                                  {.n_threads = 2, .window = 1}};
    struct buf text, first, other;
    buf_init(&text, BUF_MAX_DEFAULT);
    buf_init(&first, BUF_MAX_DEFAULT);
    buf_init(&other, BUF_MAX_DEFAULT);
    put_many_rows(&text);
    for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
        struct fixture x;
        struct dataset_options o = ways[i];
        CHECK_ROW(i);
        o.keeps_texts = true;
        load(&x, text.data, o);
        assert_non_null(x.d);
        buf_reset(&other);
        put_dataset(i ? &other : &first, x.d);
        if (i > 0) {
            assert_int_equal(other.len, first.len);
            assert_string_equal(other.data, first.data);
        }
        clear(&x);
    }
    buf_clear(&text);
    buf_clear(&first);
    buf_clear(&other);
}

/* ---- counting ---------------------------------------------------------------------------------------------------- */

static void test_tabulate(void **state) {
    (void)state;
    struct fixture x;
    load(&x,
         "respondent_id,a,b,c,n,w\n1,yes,1,x,2,1\n2,yes,2,x "
         "y,4,2\n3,yes,3,,9,1\n4,yes,na,none,,3\n5,no,,,,1\n6,yes,1,y,1,0\n",
         (struct dataset_options){.weight = "w"});
    int a = questionnaire_find(x.q, "a"), b = questionnaire_find(x.q, "b"), c = questionnaire_find(x.q, "c");
    struct term *filter = filter_parse("${a} = 'yes' and ${n} != 4", x.q, &x.arena, &x.ds);
    assert_non_null(filter);
    uint8_t *in = dataset_rows(x.d, filter, 2);
    static const uint8_t wanted[] = {1, 0, 1, 1, 0, 1};
    assert_memory_equal(in, wanted, sizeof wanted);
    struct tabulation t = {.dataset = x.d, .by = &a, .n_by = 1, .n_threads = 2, .level = 0.95};
    tabulate(&t);
    const struct tabulated *of_b = &t.question[b], *of_c = &t.question[c];
    assert_int_equal(of_b->base.n, 4);
    assert_int_equal(of_b->cell[0].n, 2);
    check_near(of_b->base.weight, 4, 0);
    assert_int_equal(of_b->state[RESPONSE_NA], 1);
    assert_int_equal(of_b->state[RESPONSE_NOT_ASKED], 1);
    check_near(of_b->moments.mean.value, 1.75, 1e-15);
    check_near(of_b->moments.q3.value, 2.25, 1e-15);
    check_near(of_b->moments.median.value, 1.5, 1e-15);
    assert_int_equal(of_c->base.n, 3);
    assert_int_equal(of_c->cell[0].n, 2);
    assert_int_equal(of_c->cross[0].cell[0].n, 2);
    assert_int_equal(of_c->cross[0].base[0].n, 3);
    struct estimate e = tabulated_mean(&t, of_b, of_b->cross[0].cell, of_b->cross[0].base[0].n);
    check_near(e.value, 2, 1e-15);
    check_near(e.se, sqrt(6.0 / 5 * 2) / 4, 1e-15); /* N/(N−1)·Σw²(y−2)² = 1.2·(1+0+1+0) over (Σw)² = 16 */
    check_near(tabulated_rank(of_b, of_b->cell, 2).value, 2.5 / 4, 1e-15);
    tabulation_clear(&t);
    mem_free(in);
    clear(&x);
}

static void test_filter_mistakes(void **state) {
    (void)state;
    struct fixture x;
    load(&x, "a\nyes\n", (struct dataset_options){0});
    assert_null(filter_parse("${a} = 'perhaps'", x.q, &x.arena, &x.ds));
    assert_non_null(find_diag(&x, DIAG_SURVEY_FILTER_OPTION));
    assert_null(filter_parse("${nobody} = 'yes'", x.q, &x.arena, &x.ds));
    assert_non_null(find_diag(&x, DIAG_EXPRESSION_UNKNOWN_NAME));
    assert_int_equal(filter_segment(x.q, "c", &x.ds), -1);
    assert_non_null(find_diag(&x, DIAG_SURVEY_BY_TYPE));
    clear(&x);
}

static int make_folder(void **state) {
    (void)state;
    return mkdtemp(folder) ? 0 : 1;
}

static int remove_folder(void **state) {
    (void)state;
    struct arena a = {0};
    unlink(arena_printf(&a, "%s/q.csv", folder));
    unlink(arena_printf(&a, "%s/r.csv", folder));
    arena_clear(&a);
    return rmdir(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_states),   cmocka_unit_test(test_findings),
                                       cmocka_unit_test(test_mistakes), cmocka_unit_test(test_every_way),
                                       cmocka_unit_test(test_tabulate), cmocka_unit_test(test_filter_mistakes)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
