/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stat_line.h"

#include "check.h"

#define WORDS_MAX 64

static void split(struct arena *a, const char *line, char **argv) {
    char *copy = arena_strdup(a, line);
    int n = 0;
    while (*copy && n < WORDS_MAX - 1) {
        copy += strspn(copy, " ");
        bool is_quoted = *copy == '\'';
        copy += is_quoted;
        char *end = copy + strcspn(copy, is_quoted ? "'" : " ");
        if (*copy) {
            argv[n++] = copy;
        }
        copy = *end ? end + 1 : end;
        *end = '\0';
    }
    argv[n] = NULL;
}

void stat_line_parse(const char *line, struct arguments *args, struct arena *a) {
    static const struct option_group *const groups[] = {&options_stat, NULL};
    char *argv[WORDS_MAX];
    struct diags ds = {0};
    split(a, line, argv);
    check_true(arguments_parse(args, groups, argv, &ds));
    diags_clear(&ds);
}

void stat_line_run(struct stat_line *l, const struct stat *s, const char *data, const char *args) {
    struct diags ds = {0};
    *l = (struct stat_line){0};
    const char *path = *data ? arena_printf(&l->arena, PG_SOURCE_DIR "/tests/reference/data/%s.csv", data) : NULL;
    stat_line_parse(args, &l->args, &l->arena);
    stat_output_init(&l->out);
    bool is_good = stat_input_open(&l->source, s, path, &l->args, &ds);
    if (!is_good) {
        check_print_diags(&ds);
    }
    check_true(is_good);
    s->run(&l->source.in, &l->out);
    diags_clear(&ds);
}

const struct stat_value *stat_line_value(const struct stat_line *l, const char *key) {
    for (size_t i = 0; i < l->out.n_values; i++) {
        if (strcmp(l->out.value[i].key, key) == 0) {
            return &l->out.value[i];
        }
    }
    return NULL;
}

void stat_line_clear(struct stat_line *l) {
    stat_output_clear(&l->out);
    stat_input_close(&l->source);
    arguments_clear(&l->args);
    arena_clear(&l->arena);
}
