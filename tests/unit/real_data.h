/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Real exports in the folder that TEST_DATA names. They are no part of the sources: a test asks first whether they are
   there, which prints a line when they are not. */
#ifndef PG_TESTS_REAL_DATA_H
#define PG_TESTS_REAL_DATA_H

#include "check.h"

#include "base/file.h"

static inline const char *real_data_folder(void) {
    const char *path = getenv("TEST_DATA");
    return path && *path ? path : "../shared/data";
}

static inline const char *real_data_path(struct arena *a, const char *name) {
    return arena_printf(a, "%s/%s", real_data_folder(), name);
}

static inline bool real_data_is_there(void) {
    struct arena a = {0};
    bool is_found = file_exists(real_data_path(&a, "ospo2024-surveymonkey/raw_text.csv"));
    arena_clear(&a);
    if (!is_found) {
        print_message("skipped: no real exports in %s (TEST_DATA names the folder)\n", real_data_folder());
    }
    return is_found;
}

#endif
