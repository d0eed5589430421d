/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a test of a loader needs: a folder, an arena and a list of diagnostics, fresh for each test.
   SANDBOX_TEST(test_x) in the list of tests; in the test: struct sandbox *x = *state. */
#ifndef PG_TESTS_SANDBOX_H
#define PG_TESTS_SANDBOX_H

#include "check.h"

#include "folder.h"

struct sandbox {
    struct folder folder;
    struct arena arena;
    struct diags ds;
};

static inline int sandbox_set_up(void **state) {
    struct sandbox *x = calloc(1, sizeof *x);
    folder_make(&x->folder);
    *state = x;
    return 0;
}

static inline int sandbox_tear_down(void **state) {
    struct sandbox *x = *state;
    folder_remove(&x->folder);
    arena_clear(&x->arena);
    diags_clear(&x->ds);
    free(x);
    return 0;
}

#define SANDBOX_TEST(function) cmocka_unit_test_setup_teardown(function, sandbox_set_up, sandbox_tear_down)

#endif
