/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What cmocka lacks: assertions for doubles, texts and diagnostics.

   1. Include this instead of cmocka.h.
   2. Use tables: CHECK_ROW(i) before the checks of row i makes a failure name the row.
   cmocka's own assert_float_equal casts to float, so it passes for doubles that differ; the lint bans it. */
#ifndef PG_TESTS_CHECK_H
#define PG_TESTS_CHECK_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/diag.h"

/* The row of a table that is being checked, named in failures; -1 outside tables. */
static long check_row = -1;
#define CHECK_ROW(i) (check_row = (long)(i))

static inline void check_fail_row(void) {
    if (check_row >= 0) {
        print_error("row %ld of the table (from 0)\n", check_row);
    }
}

/* |actual - expected| <= rel * |expected|; where 0 is expected, |actual| <= rel. NaN is near NaN, infinity itself. */
#define check_near(actual, expected, rel) check_near_at((actual), (expected), (rel), #actual, __FILE__, __LINE__)
static inline void check_near_at(double actual, double expected, double rel, const char *what, const char *file,
                                 int line) {
    if (isnan(expected) ? isnan(actual) : actual == expected) {
        return;
    }
    if (fabs(actual - expected) <= rel * (expected == 0 ? 1 : fabs(expected)) && isfinite(expected)) {
        return;
    }
    check_fail_row();
    print_error("%s is %.17g, expected %.17g within %g\n", what, actual, expected, rel);
    _fail(file, line);
}

/* Equal texts; NULL equals only NULL. */
#define check_text(actual, expected) check_text_at((actual), (expected), #actual, __FILE__, __LINE__)
static inline void check_text_at(const char *actual, const char *expected, const char *what, const char *file,
                                 int line) {
    if (actual && expected ? strcmp(actual, expected) == 0 : actual == expected) {
        return;
    }
    check_fail_row();
    print_error("%s is \"%s\", expected \"%s\"\n", what, actual ? actual : "(null)", expected ? expected : "(null)");
    _fail(file, line);
}

/* 'part' stands somewhere in 'text'. */
#define check_contains(text, part) check_contains_at((text), (part), #text, __FILE__, __LINE__)
static inline void check_contains_at(const char *text, const char *part, const char *what, const char *file, int line) {
    if (text && strstr(text, part)) {
        return;
    }
    check_fail_row();
    print_error("%s is \"%s\", which lacks \"%s\"\n", what, text ? text : "(null)", part);
    _fail(file, line);
}

#define check_true(condition) check_true_at((condition), #condition, __FILE__, __LINE__)
static inline void check_true_at(bool is_true, const char *what, const char *file, int line) {
    if (is_true) {
        return;
    }
    check_fail_row();
    print_error("not true: %s\n", what);
    _fail(file, line);
}

#define check_int(actual, expected)                                                                                    \
    check_int_at((long long)(actual), (long long)(expected), #actual, __FILE__, __LINE__)
static inline void check_int_at(long long actual, long long expected, const char *what, const char *file, int line) {
    if (actual == expected) {
        return;
    }
    check_fail_row();
    print_error("%s is %lld, expected %lld\n", what, actual, expected);
    _fail(file, line);
}

/* Prints every diagnostic of 'ds' as cli would. */
static inline void check_print_diags(const struct diags *ds) {
    struct arena a = {0};
    for (size_t i = 0; i < ds->n; i++) {
        const struct diag *d = &ds->item[i];
        print_error("    %s %s: %s\n", diag_place(&a, &d->place), diag_name(d->id), diag_text(&a, d, "en"));
    }
    arena_clear(&a);
}

/* 'ds' holds diagnostic 'id' (DIAG_…) at 'line' (0: anywhere). */
#define check_diag(ds, id, line) check_diag_at((ds), (id), (line), __FILE__, __LINE__)
static inline void check_diag_at(const struct diags *ds, enum diag_id id, long line_wanted, const char *file,
                                 int line) {
    for (size_t i = 0; i < ds->n; i++) {
        if (ds->item[i].id == id && (line_wanted == 0 || ds->item[i].place.line == line_wanted)) {
            return;
        }
    }
    check_fail_row();
    print_error("no diagnostic %s at line %ld; there are %zu:\n", diag_name(id), line_wanted, ds->n);
    check_print_diags(ds);
    _fail(file, line);
}

/* 'ds' holds nothing. */
#define check_no_diags(ds) check_no_diags_at((ds), __FILE__, __LINE__)
static inline void check_no_diags_at(const struct diags *ds, const char *file, int line) {
    if (ds->n == 0 && ds->n_hidden == 0) {
        return;
    }
    check_fail_row();
    print_error("%zu diagnostics, none expected:\n", ds->n);
    check_print_diags(ds);
    _fail(file, line);
}

#endif
