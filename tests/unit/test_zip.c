/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check.h"

#include "base/zip.h"
#include "pack.h"

#define BIG_BYTES ((size_t)300000)

struct fixture {
    struct buf zip;
    char *big;
};

static int set_up(void **state) {
    struct fixture *f = mem_alloc(1, sizeof *f);
    f->big = mem_alloc(BIG_BYTES, 1);
    memset(f->big, 'x', BIG_BYTES);
    buf_init(&f->zip, BUF_MAX_DEFAULT);
    const struct pack_entry entries[] = {{"a.txt", "hello", 5}, {"big", f->big, BIG_BYTES}, {"empty", "", 0}};
    pack_zip(entries, ARRAY_LEN(entries), &f->zip);
    *state = f;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *f = *state;
    buf_clear(&f->zip);
    mem_free(f->big);
    mem_free(f);
    return 0;
}

static void test_reads(void **state) {
    struct fixture *f = *state;
    struct diags ds = {0};
    struct buf out;
    buf_init(&out, BUF_MAX_DEFAULT);
    struct unzip *u = unzip_open_bytes(f->zip.data, f->zip.len, "test.zip", UNZIP_LIMITS_DEFAULT, &ds);
    assert_non_null(u);
    assert_int_equal(unzip_count(u), 3);
    check_text(unzip_name(u, 0), "a.txt");
    assert_null(unzip_name(u, 3));
    assert_int_equal(unzip_find(u, "big"), 1);
    assert_int_equal(unzip_find(u, "A.TXT"), -1);
    assert_true(unzip_read(u, 0, &out, &ds));
    check_text(out.data, "hello");
    assert_true(unzip_read(u, 1, &out, &ds));
    assert_int_equal(out.len, 5 + BIG_BYTES);
    assert_true(unzip_read(u, 2, &out, &ds));
    assert_int_equal(out.len, 5 + BIG_BYTES);
    assert_int_equal(ds.n, 0);
    unzip_close(u);
    buf_clear(&out);
}

static void test_ceilings(void **state) {
    struct fixture *f = *state;
    static const struct {
        struct unzip_limits limits;
        size_t buf_max;
        bool opens, reads;
    } rows[] = {
        {{3, BIG_BYTES, BIG_BYTES, 0}, 1 << 20, true, true},
        {{2, BIG_BYTES, BIG_BYTES, 0}, 1 << 20, false, false},
        {{3, BIG_BYTES - 1, BIG_BYTES, 0}, 1 << 20, true, false},
        {{3, BIG_BYTES, BIG_BYTES - 1, 0}, 1 << 20, true, false},
        {{3, BIG_BYTES, BIG_BYTES, 0}, 1000, true, false},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct diags ds = {0};
        struct buf out;
        CHECK_ROW(i);
        buf_init(&out, rows[i].buf_max);
        struct unzip *u = unzip_open_bytes(f->zip.data, f->zip.len, "test.zip", rows[i].limits, &ds);
        assert_int_equal(u != NULL, rows[i].opens);
        if (u) {
            assert_int_equal(unzip_read(u, 1, &out, &ds), rows[i].reads);
        }
        assert_int_equal(ds.n, rows[i].reads ? 0 : 1);
        assert_true(rows[i].reads || ds.item[0].id == DIAG_ZIP_TOO_LARGE);
        unzip_close(u);
        buf_clear(&out);
        diags_clear(&ds);
    }
    CHECK_ROW(-1);
}

/* Opens and reads everything. */
static bool reads_all(const char *data, size_t n) {
    struct diags ds = {0};
    struct buf out;
    buf_init(&out, BUF_MAX_DEFAULT);
    struct unzip *u = unzip_open_bytes(data, n, "test.zip", UNZIP_LIMITS_DEFAULT, &ds);
    bool is_good = u != NULL;
    for (size_t i = 0; u && is_good && i < unzip_count(u); i++) {
        is_good = unzip_read(u, i, &out, &ds);
    }
    assert_int_equal(ds.n == 0, is_good);
    unzip_close(u);
    buf_clear(&out);
    diags_clear(&ds);
    return is_good;
}

static void test_cut_off(void **state) {
    struct fixture *f = *state;
    assert_true(reads_all(f->zip.data, f->zip.len));
    for (size_t n = 0; n < f->zip.len; n++) {
        assert_false(reads_all(f->zip.data, n));
    }
}

/* A changed byte in the data of an entry is found by its CRC. */
static void test_changed_byte(void **state) {
    struct fixture *f = *state;
    char *hello = memchr(f->zip.data, 'h', f->zip.len);
    for (; hello && memcmp(hello, "hello", 5) != 0; hello++) {
    }
    if (hello) { /* stored: deflate does not make 5 bytes smaller */
        *hello = 'j';
        assert_false(reads_all(f->zip.data, f->zip.len));
    }
}

static void test_same_name_twice(void **state) {
    struct fixture *f = *state;
    for (size_t i = 0; i + 5 < f->zip.len; i++) {
        if (memcmp(f->zip.data + i, "empty", 5) == 0) {
            memcpy(f->zip.data + i, "a.txt", 5);
        }
    }
    assert_false(reads_all(f->zip.data, f->zip.len));
}

static void test_missing_file(void **state) {
    (void)state;
    struct diags ds = {0};
    assert_null(unzip_open("/nonexistent/file.zip", UNZIP_LIMITS_DEFAULT, &ds));
    assert_int_equal(ds.n_errors, 1);
    diags_clear(&ds);
}

static bool count_bytes(void *ctx, const char *piece, size_t n) {
    (void)piece;
    *(size_t *)ctx += n;
    return true;
}

/* Far more than the archive's size is a bomb, but only beyond what any file may unpack to. */
static void test_ratio(void **state) {
    static const struct {
        size_t n;
        uint64_t max_ratio;
        bool reads;
    } rows[] = {{UNZIP_GRACE, 1, true},
                {UNZIP_GRACE + ((size_t)16 << 20), 0, true},
                {UNZIP_GRACE + ((size_t)16 << 20), 1000, true},
                {UNZIP_GRACE + ((size_t)16 << 20), 100, false}};
    (void)state;
    char *zeros = calloc(1, UNZIP_GRACE + ((size_t)16 << 20));
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct diags ds = {0};
        struct buf zip;
        size_t n = 0;
        CHECK_ROW(i);
        const struct pack_entry entry = {"zeros", zeros, rows[i].n};
        buf_init(&zip, BUF_MAX_DEFAULT);
        pack_zip(&entry, 1, &zip);
        struct unzip_limits limits = UNZIP_LIMITS_DEFAULT;
        limits.max_ratio = rows[i].max_ratio;
        struct unzip *u = unzip_open_bytes(zip.data, zip.len, "t.zip", limits, &ds);
        assert_non_null(u);
        check_true(unzip_stream(u, 0, count_bytes, &n, &ds) == rows[i].reads);
        check_true((n == rows[i].n) == rows[i].reads);
        check_true(rows[i].reads || ds.item[0].id == DIAG_ZIP_TOO_LARGE);
        unzip_close(u);
        buf_clear(&zip);
        diags_clear(&ds);
    }
    free(zeros);
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_reads),           TEST(test_ceilings),     TEST(test_cut_off),           TEST(test_changed_byte),
        TEST(test_same_name_twice), TEST(test_missing_file), cmocka_unit_test(test_ratio),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
