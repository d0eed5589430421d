/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the descriptors of statistics promise: they are complete, their options are there, their examples run, give the
   number that R or a publication gives, and return no key that is not listed; every statistic has reference rows. */
#include "check.h"

#include "base/text.h"
#include "stat_line.h"

#define FOLDER PG_SOURCE_DIR "/tests/reference/stats"
#define FAMILIES "descriptives proportions designs association comparison multiple scales position structure planning"
#define ITERATIVE "omega polychoric rake calibrate ordinal_logit" /* their R stops at a tolerance of its own */

/* A number of R or a publication: a row of tests/reference/stats. */
struct reference {
    const char *stat, *data, *args, *key, *part, *expected;
};

static struct arena arena;
static struct reference *rows;
static size_t n_rows, cap_rows;

static void read_rows(const char *path) {
    static const char *const columns[] = {"stat", "data", "args", "key", "part", "expected"};
    struct input in;
    struct diags ds = {0};
    check_true(input_open(&in, path, &ds));
    struct book_sheet s = book_plain_sheet(&in.sheet[0]);
    for (size_t i = s.first; i < s.end; i++) {
        const char *cell[ARRAY_LEN(columns)];
        for (size_t c = 0; c < ARRAY_LEN(columns); c++) {
            cell[c] = arena_strdup(&arena, text_trim(&arena, table_cell(s.table, i, book_column(&s, columns[c]))));
        }
        VEC_GROW(rows, n_rows, cap_rows);
        rows[n_rows++] = (struct reference){cell[0], cell[1], cell[2], cell[3], cell[4], cell[5]};
    }
    input_close(&in);
    diags_clear(&ds);
}

static int set_up(void **state) {
    (void)state;
    const char **names;
    stats_init();
    size_t n = file_list(&arena, FOLDER, ".csv", &names);
    for (size_t i = 0; i < n; i++) {
        read_rows(arena_printf(&arena, FOLDER "/%s", names[i]));
    }
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    mem_free(rows);
    arena_clear(&arena);
    return 0;
}

/* ---- the descriptors themselves -------------------------------------------------------------------------------- */

/* A sentence without its full stop, with no blank too many. */
static void check_said(const char *text) {
    check_true(text && *text && !strstr(text, "  "));
    size_t len = strlen(text);
    check_true(text[0] != ' ' && text[len - 1] != ' ' && text[len - 1] != '.');
}

/* "by definition", or authors with the year in brackets. */
static void check_source(const char *source) {
    bool has_year = false;
    for (const char *c = source; *c && !has_year; c++) {
        has_year = c[0] == '(' && strspn(c + 1, "0123456789") == 4 && c[5] == ')';
    }
    check_true(has_year || strcmp(source, "by definition") == 0);
    check_true(!strchr(source, '&') || strstr(source, "Statistics & Probability Letters"));
}

static void check_descriptor(const struct stat *s) {
    check_true(s->name && *s->name && stat_find(s->name) == s); /* the first of its name */
    check_true(s->family && *s->family && text_has_word(FAMILIES, s->family));
    check_said(s->title);
    check_said(s->formula);
    check_said(s->assumptions);
    check_said(s->source);
    check_source(s->source);
    check_said(s->r);
    check_true(s->options && s->keys && *s->keys && s->run);
}

static bool is_option(const char *name) {
    for (size_t i = 0; i < options_stat.n; i++) {
        if (strcmp(options_stat.row[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* The words of a list, each once. */
static const char **words_of(const char *list, size_t *n) {
    const char **word = ARENA_ARRAY(&arena, strlen(list) + 1, const char *);
    for (*n = 0; *list; list += *list == ' ') {
        size_t len = strcspn(list, " ");
        check_true(len > 0);
        word[*n] = arena_strndup(&arena, list, len);
        for (size_t k = 0; k < *n; k++) {
            check_true(strcmp(word[k], word[*n]) != 0);
        }
        (*n)++;
        list += len;
    }
    return word;
}

static void check_options(const struct stat *s) {
    size_t n;
    const char **word = words_of(s->options, &n);
    for (size_t k = 0; k < n; k++) {
        check_true(is_option(word[k]));
    }
    check_true(text_has_word(s->options, "method") == (s->methods && *s->methods));
}

/* ---- examples -------------------------------------------------------------------------------------------------- */

static size_t count_examples(const struct stat *s) {
    size_t n = 0;
    while (n < ARRAY_LEN(s->example) && s->example[n].data) {
        n++;
    }
    return n;
}

/* "mean", or "mean:*" for "mean:" and more. */
static bool is_listed(const char *key, const char *const *pattern, size_t n) {
    for (size_t k = 0; k < n; k++) {
        size_t len = strlen(pattern[k]);
        bool is_many = pattern[k][len - 1] == '*';
        if (is_many ? strncmp(key, pattern[k], len - 1) == 0 : strcmp(key, pattern[k]) == 0) {
            return true;
        }
    }
    return false;
}

static void check_keys(const struct stat *s, const struct stat_output *out) {
    size_t n;
    const char **pattern = words_of(s->keys, &n);
    for (size_t i = 0; i < out->n_values; i++) {
        if (!is_listed(out->value[i].key, pattern, n)) {
            print_error("%s returns '%s', which its keys do not list\n", s->name, out->value[i].key);
            fail();
        }
    }
}

/* The command line takes these options of the statistic. */
static void check_typed(const struct stat *s, const struct arguments *args) {
    struct diags ds = {0};
    stat_options_check(s, args, &ds);
    check_no_diags(&ds);
    diags_clear(&ds);
}

static void check_example(const struct stat *s, const struct stat_example *e) {
    struct stat_line l;
    check_said(e->r);
    stat_line_run(&l, s, e->data, e->args);
    const struct stat_value *v = stat_line_value(&l, e->key);
    check_true(v && v->e.status == STAT_OK);
    check_near(v->e.value, e->expected, text_has_word(ITERATIVE, s->name) ? 1e-6 : 1e-9);
    check_keys(s, &l.out);
    check_typed(s, &l.args);
    stat_line_clear(&l);
}

/* ---- reference rows -------------------------------------------------------------------------------------------- */

static bool is_row_of(const struct reference *x, const struct stat *s, const struct stat_example *e) {
    double expected;
    return strcmp(x->stat, s->name) == 0 && strcmp(x->data, e->data) == 0 && strcmp(x->args, e->args) == 0 &&
           strcmp(x->key, e->key) == 0 && strcmp(x->part, "value") == 0 && num_parse(x->expected, &expected) &&
           fabs(expected - e->expected) <= 1e-6 * fabs(expected);
}

static size_t count_rows(const struct stat *s, const struct stat_example *e) {
    size_t n = 0;
    for (size_t i = 0; i < n_rows; i++) {
        n += e ? is_row_of(&rows[i], s, e) : strcmp(rows[i].stat, s->name) == 0;
    }
    return n;
}

/* ---- each statistic -------------------------------------------------------------------------------------------- */
static void test_statistic(void **state) {
    const struct stat *s = *state;
    size_t n = count_examples(s);
    check_descriptor(s);
    check_options(s);
    check_true(n > 0 && count_rows(s, NULL) > 0);
    for (size_t k = 0; k < n; k++) {
        check_example(s, &s->example[k]);
        check_true(count_rows(s, &s->example[k]) > 0); /* no example has a number of its own */
    }
}

/* What R confirms can be had from the command line; a status may be one of an option that is refused there. */
static void test_reference_rows(void **state) {
    (void)state;
    check_true(!stat_find("nothing"));
    for (size_t i = 0; i < n_rows; i++) {
        struct arguments args;
        const struct stat *s = stat_find(rows[i].stat);
        CHECK_ROW(i);
        check_true(s != NULL);
        stat_line_parse(rows[i].args, &args, &arena);
        if (strcmp(rows[i].part, "status") != 0) {
            check_typed(s, &args);
        }
        arguments_clear(&args);
    }
    CHECK_ROW(-1);
}

int main(void) {
    size_t n = stat_count();
    struct CMUnitTest *tests = mem_alloc(n + 1, sizeof *tests);
    for (size_t i = 0; i < n; i++) {
        const struct stat *s = stat_at(i);
        tests[i] = (struct CMUnitTest){s->name, test_statistic, NULL, NULL, (void *)s};
    }
    tests[n] = (struct CMUnitTest){"reference rows", test_reference_rows, NULL, NULL, NULL};
    int failed = _cmocka_run_group_tests("statistics", tests, n + 1, set_up, tear_down);
    mem_free(tests);
    return failed;
}
