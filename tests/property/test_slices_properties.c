/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Slices: whatever the window, the number of threads and the way of finding fields, the rows of a file are those that
   libcsv gives for it as a whole; a file with a fault is left to the ordinary reader. */
#include "check.h"

#include <unistd.h>

#include "random.h"
#include "table/delimited.h"
#include "table/slices.h"

enum { ROUNDS = 300, WORKERS = 4 };

/* All rows as one text: "line|field|field\n", bytes of fields as they are. */
struct rows {
    struct buf all, part[WORKERS];
    long part_line[WORKERS];
};

static void put_field(struct buf *to, const char *s, size_t n) {
    buf_putc(to, '\x01');
    buf_add(to, s, n);
}

/* ---- random text ------------------------------------------------------------------------------------------------- */

static const char *const pieces[] = {"",    "a",    "1", "N/A",   "long text of more than one block of bits",
                                     " b ", "日本", "é", "x y z", "0.5"};
static const char *const quoted[] = {
    "",   ",",    "\n", "\r\n", "\"\"", "\"\"\"\"", "日本,語",
    "\r", "\n\n", "a",  ";",    "\t",   "x\ny",     "long text, with a mark, in quotes"};
static const char *const ends[] = {"\n", "\r\n", "\n\n", "\r\n\r\n", "\n", "\n"};

static void put_random_field(struct buf *out, struct random *r, bool is_first) {
    if (random_below(r, 3) > 0) {
        const char *text = pieces[random_below(r, ARRAY_LEN(pieces))];
        buf_puts(out, is_first && !*text ? "k" : text);
        return;
    }
    buf_putc(out, '"');
    for (size_t n = random_below(r, 4); n > 0; n--) {
        buf_puts(out, quoted[random_below(r, ARRAY_LEN(quoted))]);
    }
    buf_putc(out, '"');
}

static void put_random_text(struct buf *out, struct random *r, bool has_return_alone) {
    size_t n_rows = random_below(r, 60), n_columns = 1 + random_below(r, 12);
    buf_puts(out, "name");
    for (size_t c = 1; c < n_columns; c++) {
        buf_printf(out, ",c%zu", c);
    }
    for (size_t i = 0; i < n_rows; i++) {
        buf_puts(out, has_return_alone && random_below(r, 5) == 0 ? "\r" : ends[random_below(r, ARRAY_LEN(ends))]);
        size_t n = random_below(r, 8) ? n_columns : 1 + random_below(r, n_columns + 2);
        for (size_t c = 0; c < n; c++) {
            buf_puts(out, c ? "," : "");
            put_random_field(out, r, c == 0);
        }
    }
    buf_puts(out, random_below(r, 2) ? ends[random_below(r, ARRAY_LEN(ends))] : "");
}

/* ---- as a whole -------------------------------------------------------------------------------------------------- */

struct whole {
    struct buf row, all;
    size_t n_rows;
    bool has_fault;
};

static void on_field(void *to, const char *s, size_t n) {
    struct whole *w = to;
    buf_putc(&w->row, '\x01');
    for (size_t i = 0; i < n; i++) { /* line ends are '\n' */
        buf_putc(&w->row, s[i] == '\r' ? '\n' : s[i]);
        i += s[i] == '\r' && i + 1 < n && s[i + 1] == '\n';
    }
}

static void on_row(void *to, long line) {
    struct whole *w = to;
    if (w->n_rows++ > 0) {
        buf_printf(&w->all, "%ld%s\x02", line, w->row.data);
    }
    buf_reset(&w->row);
}

static void on_fault(void *to, enum delimited_fault fault, const struct delimited_place *at) {
    (void)fault, (void)at;
    ((struct whole *)to)->has_fault = true;
}

/* ---- in slices --------------------------------------------------------------------------------------------------- */

static bool on_header(void *to, const char *const *name, int n) {
    (void)to, (void)name, (void)n;
    return true;
}

static void on_start(void *to, int worker) { buf_reset(&((struct rows *)to)->part[worker]); }

/* A line of a part is written with a fixed width, and made one of the file by join. */
static void on_batch(void *to, int worker, struct records *r) {
    struct buf *part = &((struct rows *)to)->part[worker];
    for (size_t i = 0; i < r->n_rows; i++) {
        buf_printf(part, "%08lu", (unsigned long)r->row[i].line);
        for (uint32_t k = 0; k < r->row[i].n_fields; k++) {
            size_t n;
            const char *text = records_text(r, &r->field[r->row[i].first + k], &n);
            put_field(part, text, n);
        }
        buf_putc(part, '\x02');
    }
}

static bool on_join(void *to, int worker, long first_line) {
    struct rows *x = to;
    const char *s = x->part[worker].data;
    while (*s) {
        size_t n = strcspn(s, "\x02");
        buf_printf(&x->all, "%ld", strtol(s, NULL, 10) + first_line);
        buf_add(&x->all, s + 8, n - 8 + 1);
        s += n + 1;
    }
    return true;
}

static enum slices_result read_slices(const char *path, struct rows *x, struct slices_job job) {
    struct diags ds = {0};
    struct slices_info info;
    job.path = path;
    job.mark = ',';
    job.to = x;
    job.header = on_header;
    job.start = on_start;
    job.batch = on_batch;
    job.join = on_join;
    buf_reset(&x->all);
    enum slices_result result = slices_read(&job, &info, &ds);
    assert_int_equal(ds.n_errors, 0);
    diags_clear(&ds);
    return result;
}

static void write_file(const char *path, const struct buf *text) {
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(text->data, 1, text->len, f), text->len);
    assert_int_equal(fclose(f), 0);
}

/* Every way of reading gives the same; 'wanted' NULL: the file is to be left alone. */
static void check_ways(const char *path, struct rows *x, const char *wanted) {
    static const size_t windows[] = {1, 7, 64, 200, 4096};
    for (size_t w = 0; w < ARRAY_LEN(windows); w++) {
        for (int n_threads = 1; n_threads <= WORKERS; n_threads += 3) {
            for (int is_plain = 0; is_plain < 2; is_plain++) {
                enum slices_result result = read_slices(
                    path, x, (struct slices_job){.window = windows[w], .n_threads = n_threads, .is_plain = is_plain});
                assert_int_equal(result, wanted ? SLICES_DONE : SLICES_WHOLE);
                if (wanted) {
                    assert_string_equal(x->all.data, wanted);
                }
            }
        }
    }
}

static void check_reading(const char *path, struct rows *x, const struct buf *text) {
    struct whole w = {0};
    buf_init(&w.row, BUF_MAX_DEFAULT);
    buf_init(&w.all, BUF_MAX_DEFAULT);
    struct delimited_text t = {.data = text->data, .n = text->len, .mark = ',', .first_line = 1};
    struct delimited_sink sink = {.to = &w, .field = on_field, .row = on_row, .fault = on_fault};
    delimited_scan(&t, &sink);
    write_file(path, text);
    check_ways(path, x, w.has_fault ? NULL : w.all.data);
    buf_clear(&w.row);
    buf_clear(&w.all);
}

static void rows_init(struct rows *x) {
    buf_init(&x->all, BUF_MAX_DEFAULT);
    for (int i = 0; i < WORKERS; i++) {
        buf_init(&x->part[i], BUF_MAX_DEFAULT);
    }
}

static void rows_clear(struct rows *x) {
    buf_clear(&x->all);
    for (int i = 0; i < WORKERS; i++) {
        buf_clear(&x->part[i]);
    }
}

static void run_rounds(bool has_return_alone, bool is_broken) {
    char path[] = "/tmp/psirtgauge-slices-XXXXXX";
    struct random r = random_seed(20261124);
    struct rows x;
    int file = mkstemp(path);
    assert_true(file >= 0 && close(file) == 0);
    rows_init(&x);
    for (int round = 0; round < ROUNDS; round++) {
        struct buf text;
        CHECK_ROW(round);
        buf_init(&text, BUF_MAX_DEFAULT);
        put_random_text(&text, &r, has_return_alone);
        if (is_broken) {
            text.data[random_below(&r, text.len)] = '"';
        }
        check_reading(path, &x, &text);
        buf_clear(&text);
    }
    rows_clear(&x);
    assert_int_equal(unlink(path), 0);
}

static void test_same_rows(void **state) {
    (void)state;
    run_rounds(false, false);
}

static void test_returns_alone(void **state) {
    (void)state;
    run_rounds(true, false);
}

static void test_faults(void **state) {
    (void)state;
    run_rounds(false, true);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_same_rows), cmocka_unit_test(test_returns_alone),
                                       cmocka_unit_test(test_faults)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
