/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workbook says the same as the CSV file that it was made of: each data file of the tree cell by cell, and a whole
   assessment of workbooks alone, result by result. */
#include "check.h"

#include "base/file.h"
#include "base/text.h"
#include "table/book.h"
#include "table/choice.h"

#include "folder.h"
#include "workbook.h"

static const char *const folders[] = {
    "frameworks",     "frameworks/models", "frameworks/profiles", "frameworks/crosswalks",
    "questionnaires", "reports",           "examples/meridian",   "examples/hayabusa"};

static void make_folder(struct folder *f, const char *name) {
    folder_write(f, arena_printf(&f->arena, "%s/.made", name), "");
}

static void check_same_sheet(const struct book_sheet *x, const struct book_sheet *y) {
    size_t other = y->header_row;
    for (size_t row = x->header_row; row < x->end; row++) {
        if (table_row_is_empty(x->table, row)) {
            continue;
        }
        int width = table_row_width(x->table, row) - x->first_column;
        check_int(table_row_width(y->table, other), width);
        for (int c = 0; c < width; c++) {
            check_text(table_cell(y->table, other, c), table_cell(x->table, row, c + x->first_column));
        }
        other++;
    }
    check_int(other, y->end);
}

/* Opens both as books, or as plain tables. */
static void check_same(const char *csv, const char *xlsx) {
    struct diags ds = {0};
    struct input x, y;
    struct book b, c;
    check_true(input_open(&x, csv, &ds) && input_open(&y, xlsx, &ds));
    check_true(book_is_book(&x) == book_is_book(&y));
    if (!book_is_book(&x)) {
        struct book_sheet s = book_plain_sheet(&x.sheet[0]), t = book_plain_sheet(&y.sheet[0]);
        check_same_sheet(&s, &t);
        input_close(&x);
        input_close(&y);
    } else {
        check_true(book_from_input(&b, &x, &ds) && book_from_input(&c, &y, &ds));
        check_int(c.n_sheets, b.n_sheets);
        for (size_t i = 0; i < b.n_sheets; i++) {
            check_text(c.sheet[i].name, b.sheet[i].name);
            check_same_sheet(&b.sheet[i], &c.sheet[i]);
        }
        book_close(&b);
        book_close(&c);
    }
    check_no_diags(&ds);
}

static size_t convert_folder(struct folder *f, const char *name) {
    const char **names;
    size_t n = file_list(&f->arena, name, ".csv", &names);
    make_folder(f, name);
    for (size_t i = 0; i < n; i++) {
        const char *csv = file_join(&f->arena, name, names[i]);
        const char *xlsx = folder_path(f, arena_printf(&f->arena, "%.*sxlsx", (int)strlen(csv) - 3, csv));
        CHECK_ROW(i);
        check_true(workbook_convert(csv, xlsx));
        check_same(csv, xlsx);
    }
    return n;
}

static int set_up(void **state) {
    struct folder *f = calloc(1, sizeof *f);
    folder_make(f);
    *state = f;
    return 0;
}

static int tear_down(void **state) {
    folder_remove(*state);
    free(*state);
    return 0;
}

static void assess(struct folder *f, const char *root, const char *from, const char *extension, const char *out) {
    const char *line = arena_printf(
        &f->arena,
        "PSIRTGAUGE_DATA='%s' ${WRAP:-} \"${PSIRTGAUGE:-build/psirtgauge}\" assess '%s/answers.%s' --about "
        "'%s/profile.%s' --crosswalk eu-cra --date 2026-11-24 --quiet -o '%s'",
        root, from, extension, from, extension, out);
    check_int(system(line), 0);
}

/* Lines of a result that name an input and its bytes. */
static bool is_of_input(const char *line) {
    return strstr(line, "\"file\": ") || strstr(line, "\"sha256\": ") || strstr(line, "\"path\": ");
}

static void check_same_results(const char *a, const char *b) {
    long number = 1;
    while (*a && *b) {
        size_t n = strcspn(a, "\n"), m = strcspn(b, "\n");
        char left[4096], right[4096];
        snprintf(left, sizeof left, "%.*s", (int)n, a);
        snprintf(right, sizeof right, "%.*s", (int)m, b);
        CHECK_ROW(number++);
        if (!is_of_input(left)) {
            check_text(right, left);
        }
        a += n + (a[n] == '\n');
        b += m + (b[m] == '\n');
    }
    check_true(!*a && !*b && number > 1000);
}

static void test_same(void **state) {
    struct folder *f = *state;
    size_t n = 0;
    for (size_t i = 0; i < ARRAY_LEN(folders); i++) {
        n += convert_folder(f, folders[i]);
    }
    check_true(n >= 20);
    const char *from_csv = folder_path(f, "csv.json"), *from_xlsx = folder_path(f, "xlsx.json");
    assess(f, ".", "examples/meridian", "csv", from_csv);
    assess(f, f->path, folder_path(f, "examples/meridian"), "xlsx", from_xlsx);
    check_same_results(folder_read(f, "csv.json"), folder_read(f, "xlsx.json"));
}

/* A survey's export in both formats, by the same people; the workbook is Excel's. */
static void test_twin(void **state) {
    struct folder *f = *state;
    struct diags ds = {0};
    struct input x, y;
    const char *base = getenv("TEST_DATA") ? getenv("TEST_DATA") : "";
    const char *csv = file_join(&f->arena, base, "informalmodels-limesurvey/results-survey.csv");
    const char *xlsx = file_join(&f->arena, base, "informalmodels-limesurvey/results-survey.xlsx#Data");
    if (!*base || !file_exists(csv)) {
        skip();
    }
    check_true(input_open(&x, csv, &ds) && choice_open(&y, xlsx, &ds));
    const struct table_text *t = &x.sheet[0], *u = choice_table(&y, NULL, &ds);
    check_int(u->n_rows, t->n_rows);
    check_int(t->n_rows, 47);
    for (size_t row = 0; row < t->n_rows; row++) {
        CHECK_ROW(row);
        check_int(table_row_width(u, row), table_row_width(t, row));
        for (int c = 0; c < t->n_columns; c++) {
            check_text(text_trim(&f->arena, table_cell(u, row, c)), text_trim(&f->arena, table_cell(t, row, c)));
        }
    }
    check_no_diags(&ds);
    input_close(&x);
    input_close(&y);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(test_same, set_up, tear_down),
                                       cmocka_unit_test_setup_teardown(test_twin, set_up, tear_down)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
