/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every number of every statistic against R or a published source: one test a row of tests/reference/stats
   (stat, data, args, key, part, expected, tolerance, r). The R scripts beside them made the rows. */
#include "check.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "stat_line.h"

struct reference {
    const char *stat, *data, *args, *key, *part, *expected, *tolerance, *r, *place;
};

static struct arena arena;
static struct reference *rows;
static size_t n_rows, cap_rows;

static void read_file(const char *path) {
    static const char *const columns[] = {"stat", "data", "args", "key", "part", "expected", "tolerance", "r"};
    struct input *in = ARENA_NEW(&arena, struct input); /* stays open: the rows borrow its texts */
    struct diags ds = {0};
    int at[ARRAY_LEN(columns)];
    check_true(input_open(in, path, &ds));
    struct book_sheet s = book_plain_sheet(&in->sheet[0]);
    for (size_t c = 0; c < ARRAY_LEN(columns); c++) {
        at[c] = book_column(&s, columns[c]);
        check_true(at[c] >= 0);
    }
    for (size_t i = s.first; i < s.end; i++) {
        const char *cell[ARRAY_LEN(columns)];
        for (size_t c = 0; c < ARRAY_LEN(columns); c++) {
            cell[c] = text_trim(&arena, table_cell(s.table, i, at[c]));
        }
        struct place place = book_place(&s, i, -1, NULL, &arena);
        VEC_GROW(rows, n_rows, cap_rows);
        rows[n_rows++] = (struct reference){cell[0], cell[1], cell[2],
                                            cell[3], cell[4], cell[5],
                                            cell[6], cell[7], arena_printf(&arena, "%s:%ld", path, place.line)};
    }
    diags_clear(&ds);
}

/* ---- running ----------------------------------------------------------------------------------------------- */
static const struct reference *ran; /* the row that 'line' was run for; NULL = not run */
static struct stat_line line;

static void clear_line(void) {
    if (ran) {
        stat_line_clear(&line);
    }
    ran = NULL;
}

static void run(const struct reference *x) {
    const struct stat *stat = stat_find(x->stat);
    if (ran && text_equal(ran->stat, x->stat) && text_equal(ran->data, x->data) && text_equal(ran->args, x->args)) {
        return;
    }
    clear_line();
    check_true(stat != NULL);
    ran = x;
    stat_line_run(&line, stat, x->data, x->args);
}

static double part_of(const struct stat_value *v, const char *part) {
    return strcmp(part, "low") == 0    ? v->e.low
           : strcmp(part, "high") == 0 ? v->e.high
           : strcmp(part, "n") == 0    ? (double)v->e.n
           : strcmp(part, "se") == 0   ? v->e.se
           : strcmp(part, "df") == 0   ? v->e.df
                                       : v->e.value;
}

static void test_row(void **state) {
    const struct reference *x = *state;
    double expected, tolerance = 1e-9;
    run(x);
    const struct stat_value *v = stat_line_value(&line, x->key);
    if (!v) {
        print_message("%s: %s %s has no key '%s'\n", x->place, x->stat, x->args, x->key);
    }
    check_true(v != NULL);
    if (strcmp(x->part, "status") == 0) {
        check_text(stat_status_name(v->e.status), x->expected);
        return;
    }
    check_text(stat_status_name(v->e.status), "ok");
    if (strcmp(x->expected, "Inf") == 0 || strcmp(x->expected, "-Inf") == 0) {
        check_true(isinf(part_of(v, x->part)) && (part_of(v, x->part) > 0) == (x->expected[0] != '-'));
        return;
    }
    check_true(num_parse(x->expected, &expected));
    num_parse(x->tolerance, &tolerance);
    double actual = part_of(v, x->part), scale = fmax(fabs(expected), expected == 0 ? 1 : 0);
    if (!(fabs(actual - expected) <= tolerance * scale)) {
        print_message("%s: %s %s --> %s (%s) is %.17g, R has %.17g: %s\n", x->place, x->stat, x->args, x->key, x->part,
                      actual, expected, x->r);
    }
    check_true(fabs(actual - expected) <= tolerance * scale);
}

int main(void) {
    const char **names;
    stats_init();
    size_t n = file_list(&arena, "tests/reference/stats", ".csv", &names);
    for (size_t i = 0; i < n; i++) {
        read_file(arena_printf(&arena, "tests/reference/stats/%s", names[i]));
    }
    struct CMUnitTest *tests = mem_alloc(n_rows + 1, sizeof *tests);
    for (size_t i = 0; i < n_rows; i++) {
        tests[i] = (struct CMUnitTest){
            arena_printf(&arena, "%s %s %s %s", rows[i].stat, rows[i].data, rows[i].key, rows[i].part), test_row, NULL,
            NULL, &rows[i]};
    }
    int failed = _cmocka_run_group_tests("statistics", tests, n_rows, NULL, NULL);
    clear_line();
    mem_free(tests);
    mem_free(rows);
    return failed;
}
