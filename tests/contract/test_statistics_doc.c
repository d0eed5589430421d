/* SPDX-License-Identifier: GPL-3.0-or-later */
/* doc/statistics.md is what the descriptors of the registry say.

       test_statistics_doc --update     writes it anew */
#include "check.h"

#include <string.h>

#include "base/file.h"
#include "stats/stat_markdown.h"

#define PAGE PG_SOURCE_DIR "/doc/statistics.md"

static void test_page(void **state) {
    (void)state;
    struct diags ds = {0};
    struct buf page, file;
    buf_init(&page, BUF_MAX_DEFAULT);
    buf_init(&file, BUF_MAX_DEFAULT);
    stat_markdown(&page);
    check_true(file_read(PAGE, FILE_MAX_DEFAULT, &file, &ds));
    check_true(strcmp(page.data, file.data) == 0); /* else: test_statistics_doc --update */
    buf_clear(&page);
    buf_clear(&file);
    diags_clear(&ds);
}

static void test_all_are_in(void **state) {
    (void)state;
    struct arena a = {0};
    struct buf page;
    buf_init(&page, BUF_MAX_DEFAULT);
    stat_markdown(&page);
    for (size_t i = 0; i < stat_count(); i++) {
        check_contains(page.data, arena_printf(&a, "\n### %s\n", stat_at(i)->name));
    }
    buf_clear(&page);
    arena_clear(&a);
}

static int update(void) {
    struct buf page;
    buf_init(&page, BUF_MAX_DEFAULT);
    stat_markdown(&page);
    FILE *f = fopen(PAGE, "w");
    bool is_good = f && fwrite(page.data, 1, page.len, f) == page.len;
    is_good = f && fclose(f) == 0 && is_good;
    buf_clear(&page);
    return is_good ? 0 : 1;
}

int main(int argc, char **argv) {
    if (argc > 1 && strcmp(argv[1], "--update") == 0) {
        return update();
    }
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_page), cmocka_unit_test(test_all_are_in)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
