/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the descriptors of commands promise: help, manual and parser say the same, and every example runs. */
#include "check.h"

#include <ctype.h>
#include <sys/wait.h>

#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "cli/help.h"
#include "cli/option_set.h"
#include "folder.h"

#define MANUAL PG_SOURCE_DIR "/man/psirtgauge.1"

/* What a page prints, in 'a'. */
static const char *printed(const struct command *c, struct arena *a) {
    char *text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&text, &n);
    if (c) {
        help_command(c, out);
    } else {
        help_overview(out);
    }
    fclose(out);
    const char *copy = arena_strndup(a, text, n);
    free(text);
    return copy;
}

/* The text with runs of blanks and line ends made one blank, since help wraps its lines. */
static const char *unwrapped(const char *s, struct arena *a) {
    char *flat = arena_strdup(a, s), *to = flat;
    for (; *s; s++) {
        bool is_blank = *s == ' ' || *s == '\n';
        if (!is_blank || (to > flat && to[-1] != ' ')) {
            *to++ = is_blank ? ' ' : *s;
        }
    }
    *to = '\0';
    return flat;
}

/* The manual's source without its escapes of dashes and changes of font. */
static const char *manual(struct arena *a) {
    struct buf b;
    struct diags ds = {0};
    buf_init(&b, BUF_MAX_DEFAULT);
    check_true(file_read(MANUAL, BUF_MAX_DEFAULT, &b, &ds));
    char *text = arena_alloc(a, b.len + 1, 1), *to = text;
    for (const char *s = b.data; *s; s++) {
        if (s[0] == '\\' && s[1] == 'f') {
            s += 2;
        } else if (s[0] == '\\' && s[1] == '-') {
            *to++ = *++s;
        } else {
            *to++ = *s;
        }
    }
    buf_clear(&b);
    diags_clear(&ds);
    return text;
}

/* ---- the descriptors themselves ---------------------------------------------------------------------------------- */

static void check_option(const struct option_row *row, struct map *names, bool *letters) {
    check_true(row->summary && *row->summary && row->summary[strlen(row->summary) - 1] != '.');
    check_true((row->type == OPTION_FLAG) == (row->argument == NULL));
    check_true((row->type == OPTION_WORD) == (row->words != NULL));
    check_true(!row->words || !row->fallback || text_has_word(row->words, row->fallback));
    check_true(row->type != OPTION_INTEGER || row->fallback);
    check_true(map_add(names, row->name, 0));
    check_true(!row->letter || !letters[(unsigned char)row->letter]);
    letters[(unsigned char)row->letter] = row->letter != '\0';
}

static void check_options(const struct command *c) {
    struct map names = {0};
    bool letters[256] = {false}, has_general = false;
    for (const struct option_group *const *g = c->options; *g; g++) {
        has_general = has_general || *g == &options_general;
        for (size_t i = 0; i < (*g)->n; i++) {
            check_option(&(*g)->row[i], &names, letters);
        }
    }
    check_true(has_general);
    map_clear(&names);
}

static void test_descriptors(void **state) {
    (void)state;
    for (size_t i = 0; i < command_count(); i++) {
        const struct command *c = command_at(i);
        CHECK_ROW(i);
        check_true(command_find(c->name) == c);
        check_true(islower((unsigned char)c->summary[0]) && c->summary[strlen(c->summary) - 1] != '.');
        check_true(strlen(c->summary) <= 66);
        check_true(*c->text && c->n_examples > 0 && c->min_files <= c->max_files && c->run);
        check_options(c);
        for (size_t e = 0; e < c->n_examples; e++) {
            check_true(text_starts_with(c->example[e].arguments, c->name) || strstr(c->example[e].arguments, c->name));
            check_true(*c->example[e].summary);
        }
    }
    CHECK_ROW(-1);
    check_true(!command_find("nothing"));
}

/* ---- help and manual --------------------------------------------------------------------------------------------- */

static void check_page(const struct command *c, const char *page, const char *pages, struct arena *a) {
    check_contains(page, arena_printf(a, "%s %s", c->name, c->synopsis));
    for (const struct option_group *const *g = c->options; *g; g++) {
        for (size_t i = 0; i < (*g)->n; i++) {
            const struct option_row *row = &(*g)->row[i];
            const char *option =
                arena_printf(a, "--%s%s%s", row->name, row->argument ? " " : "", row->argument ? row->argument : "");
            check_contains(page, option);
            check_contains(pages, option);
            if (row->letter) {
                const char *letter = arena_printf(a, "-%c, --%s", row->letter, row->name);
                check_contains(page, letter);
            }
            check_contains(page, row->summary);
        }
    }
    for (size_t e = 0; e < c->n_examples; e++) {
        const char *example = arena_printf(a, "psirtgauge %s", c->example[e].arguments);
        check_contains(page, example);
        check_contains(pages, example);
        check_contains(page, c->example[e].summary);
    }
}

/* The manual writes -q ", " --questionnaire " ID|FILE; what is read here has neither quotes nor macros. */
static const char *plain_manual(struct arena *a) {
    char *flat = arena_strdup(a, unwrapped(manual(a), a)), *to = flat;
    for (const char *s = flat; *s; s++) {
        if (*s != '"') {
            *to++ = *s;
        }
    }
    *to = '\0';
    return unwrapped(flat, a);
}

static void test_pages(void **state) {
    (void)state;
    struct arena a = {0};
    const char *pages = plain_manual(&a), *overview = unwrapped(printed(NULL, &a), &a);
    for (size_t i = 0; i < command_count(); i++) {
        const struct command *c = command_at(i);
        CHECK_ROW(i);
        check_page(c, unwrapped(printed(c, &a), &a), pages, &a);
        check_contains(overview, arena_printf(&a, "%s %s", c->name, c->summary));
        check_contains(pages, arena_printf(&a, ".SS %s %s", c->name, c->synopsis));
    }
    for (size_t i = 0; i < exit_count(); i++) {
        CHECK_ROW(i);
        check_contains(overview, arena_printf(&a, " %d %s", exit_at(i)->number, exit_at(i)->text));
        check_contains(pages, arena_printf(&a, ".B %d %s", exit_at(i)->number, exit_at(i)->text));
    }
    CHECK_ROW(-1);
    arena_clear(&a);
}

static bool is_option(const char *name, size_t len) {
    for (size_t i = 0; i < command_count(); i++) {
        for (const struct option_group *const *g = command_at(i)->options; *g; g++) {
            for (size_t j = 0; j < (*g)->n; j++) {
                const char *own = (*g)->row[j].name;
                if (strlen(own) == len && strncmp(own, name, len) == 0) {
                    return true;
                }
            }
        }
    }
    return false;
}

/* The manual tells of no option and no command that there is not. "--name" stands for any. */
static void test_manual_is_true(void **state) {
    (void)state;
    struct arena a = {0};
    const char *s = manual(&a);
    while ((s = strstr(s, "--")) != NULL) {
        s += 2;
        size_t len = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-");
        if (len > 0 && !(len == 4 && strncmp(s, "name", 4) == 0) && !is_option(s, len)) {
            print_error("the manual has --%.*s\n", (int)len, s);
            fail();
        }
    }
    s = manual(&a);
    while ((s = strstr(s, "\npsirtgauge ")) != NULL) {
        s += strlen("\npsirtgauge ");
        const char *word = arena_strndup(&a, s, strcspn(s, " \n"));
        check_true(strcmp(word, "-") == 0 || command_find(word)); /* the line of the page's name has a dash */
    }
    check_contains(manual(&a), ".SH ENVIRONMENT");
    arena_clear(&a);
}

/* ---- examples ---------------------------------------------------------------------------------------------------- */

static int run_example(const struct example *e, struct folder *f, struct arena *a) {
    const char *line = arena_printf(a,
                                    "cd '%s' && cp -R '%s/examples' . && export PSIRTGAUGE_DATA='%s' && "
                                    "psirtgauge() { ${WRAP:-} \"$PSIRTGAUGE\" \"$@\"; } && "
                                    "{ psirtgauge %s; } >stdout 2>stderr </dev/null",
                                    f->path, PG_SOURCE_DIR, PG_SOURCE_DIR, e->arguments);
    int status = system(line);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void test_examples(void **state) {
    (void)state;
    if (!getenv("PSIRTGAUGE")) {
        skip(); /* make test names the program */
    }
    for (size_t i = 0; i < command_count(); i++) {
        for (size_t e = 0; e < command_at(i)->n_examples; e++) {
            const struct example *example = &command_at(i)->example[e];
            struct folder f;
            folder_make(&f);
            int code = run_example(example, &f, &f.arena);
            if (code != (int)example->code) {
                print_error("psirtgauge %s\nexit %d, expected %d\n%s", example->arguments, code, (int)example->code,
                            folder_read(&f, "stderr"));
                fail();
            }
            folder_remove(&f);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_descriptors),
        cmocka_unit_test(test_pages),
        cmocka_unit_test(test_manual_is_true),
        cmocka_unit_test(test_examples),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
