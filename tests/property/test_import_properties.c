/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Imports: our own canonical file comes back byte for byte; what an import wrote, imports as itself. */
#include "check.h"

#include "imported.h"
#include "random.h"

#define ROUNDS 200

static const char *const cells[] = {"",     "2",          "na",  "mail key",  "1.50",         "2026-11-24",
                                    "a, b", "say \"no\"", " x ", "two\nrows", "日本語、です", "=1+1",
                                    "007",  "Yes",        "0",   "a;b"};

static void put_table(struct buf *out, struct random *seed) {
    size_t n_columns = 1 + random_below(seed, 6), n_rows = 1 + random_below(seed, 12);
    buf_puts(out, "respondent_id");
    for (size_t c = 0; c < n_columns; c++) {
        buf_printf(out, ",%s_%zu", c % 2 ? "d" : "B-x", c);
    }
    buf_putc(out, '\n');
    for (size_t row = 0; row < n_rows; row++) {
        buf_printf(out, "r%zu", row);
        for (size_t c = 0; c < n_columns; c++) {
            buf_putc(out, ',');
            draft_put_field(out, cells[random_below(seed, ARRAY_LEN(cells))]);
        }
        buf_putc(out, '\n');
    }
}

static void test_canonical_identity(void **state) {
    (void)state;
    struct random seed = random_seed(20261124);
    for (int round = 0; round < ROUNDS; round++) {
        struct buf text;
        struct imported x;
        CHECK_ROW(round);
        buf_init(&text, BUF_MAX_DEFAULT);
        put_table(&text, &seed);
        import_text(&x, text.data, NULL);
        assert_non_null(x.dialect);
        check_text(x.dialect->name, "canonical");
        check_text(x.csv, text.data);
        imported_clear(&x);
        buf_clear(&text);
    }
    CHECK_ROW(-1);
}

static void test_twice_is_once(void **state) {
    (void)state;
    for (size_t i = 0; i < dialect_count(); i++) {
        for (size_t k = 0; dialect_at(i)->example[k]; k++) {
            struct imported once, twice;
            CHECK_ROW(i * 10 + k);
            import_text(&once, dialect_at(i)->example[k], NULL);
            import_text(&twice, once.csv, NULL);
            check_text(twice.dialect->name, "canonical");
            check_text(twice.csv, once.csv);
            imported_clear(&twice);
            imported_clear(&once);
        }
    }
    CHECK_ROW(-1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_canonical_identity),
        cmocka_unit_test(test_twice_is_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
