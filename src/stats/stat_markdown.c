/* SPDX-License-Identifier: GPL-3.0-or-later */
/* doc/statistics.md: what holds for all, an index, then every statistic by family. */
#include "stats/stat_markdown.h"

#include <string.h>

static const struct {
    const char *name, *title;
} families[] = {
    {"descriptives", "Descriptives"},
    {"proportions", "Proportions"},
    {"designs", "Survey designs"},
    {"association", "Association"},
    {"comparison", "Comparison of groups"},
    {"multiple", "Multiple comparisons"},
    {"scales", "Scales and raters"},
    {"position", "Position in a finite group"},
    {"structure", "Structure"},
    {"planning", "Power and planning"},
};

const char *stat_family_at(size_t i) { return i < ARRAY_LEN(families) ? families[i].name : NULL; }

/* ---- pieces ------------------------------------------------------------------------------------------------------ */

/* In a table cell: a bar would end it. */
static void put_cell(struct buf *out, const char *text) {
    for (; *text; text++) {
        buf_puts(out, *text == '|' ? "\\" : "");
        buf_putc(out, *text);
    }
}

static void put_code(struct buf *out, const char *text) {
    buf_printf(out, "%s%s%s", *text ? "`" : "", text, *text ? "`" : "");
}

/* Blank-separated words as `a`, `b`, `c`. */
static void put_words(struct buf *out, const char *words) {
    const char *mark = "";
    while (*words) {
        size_t n = strcspn(words, " ");
        if (n) {
            buf_printf(out, "%s`%.*s`", mark, (int)n, words);
            mark = ", ";
        }
        words += n + (words[n] == ' ');
    }
}

static void put_item(struct buf *out, const char *label, const char *text) {
    if (*text) {
        buf_printf(out, "- **%s** %s\n", label, text);
    }
}

static void put_list(struct buf *out, const char *label, const char *words) {
    if (*words) {
        buf_printf(out, "- **%s** ", label);
        put_words(out, words);
        buf_putc(out, '\n');
    }
}

/* "a b; c d": alternatives, the first the default; several groups are joined with '+'. */
static void put_methods(struct buf *out, const char *methods) {
    if (!methods) {
        return;
    }
    buf_puts(out, "- **`--method`** ");
    while (*methods) {
        size_t n = strcspn(methods, ";");
        struct arena a = {0};
        put_words(out, arena_strndup(&a, methods, n));
        arena_clear(&a);
        methods += n;
        buf_puts(out, *methods ? ", joined by `+` with " : " (the first is the default)\n");
        methods += strspn(methods, "; ");
    }
}

/* ---- what it takes ----------------------------------------------------------------------------------------------- */

static const char *measure_of(int needs, int number, int levels) {
    return needs & number ? " (numbers)" : needs & levels ? " (levels)" : "";
}

static void put_input(struct buf *out, const struct stat *s) {
    bool has_x = s->needs & (NEEDS_X | NEEDS_MANY_X);
    buf_puts(out, "- **Input** ");
    if (!has_x) {
        buf_puts(out, "options alone\n");
        return;
    }
    buf_printf(out, "`--x`%s%s", s->needs & NEEDS_MANY_X ? ", two columns or more" : "",
               s->needs & X_BINARY ? " (two levels)" : measure_of(s->needs, X_NUMERIC, X_LEVELS));
    if (s->needs & NEEDS_Y) {
        buf_printf(out, ", `--y`%s", measure_of(s->needs, Y_NUMERIC, Y_LEVELS));
    }
    buf_puts(out, s->needs & NEEDS_BY ? ", `--by` (groups)" : "");
    buf_puts(out, "\n");
}

/* ---- one statistic ----------------------------------------------------------------------------------------------- */

static void put_examples(struct buf *out, const struct stat *s) {
    char text[NUM_TEXT_MAX];
    buf_puts(out, "\n| Data | Arguments | Key | Value | From |\n|---|---|---|---|---|\n");
    for (size_t i = 0; i < ARRAY_LEN(s->example) && s->example[i].args; i++) {
        const struct stat_example *e = &s->example[i];
        buf_puts(out, "| ");
        put_cell(out, *e->data ? e->data : "—");
        buf_puts(out, " | ");
        put_code(out, e->args);
        buf_puts(out, " | ");
        put_code(out, e->key);
        buf_printf(out, " | %s | ", num_shortest(text, e->expected));
        put_cell(out, e->r);
        buf_puts(out, " |\n");
    }
}

static void put_stat(struct buf *out, const struct stat *s) {
    buf_printf(out, "\n### %s\n\n`psirtgauge stat %s`: %s.\n\n", s->name, s->name, s->title);
    put_input(out, s);
    put_list(out, "Options", s->options);
    put_methods(out, s->methods);
    put_list(out, "Results", s->keys);
    put_item(out, "Formula", s->formula);
    put_item(out, "Assumes", s->assumptions);
    put_item(out, "Source", s->source);
    buf_puts(out, "- **In R** ");
    put_code(out, s->r);
    buf_putc(out, '\n');
    put_examples(out, s);
}

/* ---- the page ---------------------------------------------------------------------------------------------------- */

static const char intro[] =
    "# Statistics\n\n"
    "Made from the descriptors in `src/stats/`; `test_statistics_doc --update` writes it anew. `psirtgauge stat NAME "
    "TABLE` runs any of them on a CSV table, `psirtgauge help NAME` prints one entry.\n\n"
    "## What holds for all\n\n"
    "- A result has a status, a value, an interval where there is one, the number of observations and the method in "
    "words. A value that cannot be given has a status that says why; no result is ever NaN.\n"
    "- An observation counts when every column named has a value. Those left out are counted by kind: blank, not "
    "asked, "
    "not applicable (`NA`), don't know (`DK`), invalid.\n"
    "- Intervals have the level of `--level` (0.95). `--population N` makes those of descriptives, "
    "proportions, designs and positions the ones of a sample without replacement from N; elsewhere it tells a full "
    "enumeration, and then there are neither intervals nor tests.\n"
    "- Sums are compensated. Random methods start from `--seed`, give the same result for every number of threads, and "
    "report their Monte Carlo error.\n"
    "- Closed forms agree with R to nine significant digits, iterative estimators (polychoric, omega, ordinal logit) "
    "to "
    "six: `tests/reference/stats/` has the cases with their R commands, and `tests/reference/data/` the data.\n"
    "- Arguments of the examples are those of the command line; data are files of `tests/reference/data/`. A key with "
    "`*` stands for one a level, group or column.\n\n"
    "| Status | Meaning |\n|---|---|\n";

static void put_statuses(struct buf *out) {
    for (int i = 0; i < N_STAT_STATUS; i++) {
        enum stat_status status = (enum stat_status)i;
        buf_printf(out, "| `%s` | %s |\n", stat_status_name(status), stat_status_text(status));
    }
}

static void put_index(struct buf *out) {
    buf_puts(out, "\n## Index\n\n| Family | Statistics |\n|---|---|\n");
    for (size_t f = 0; f < ARRAY_LEN(families); f++) {
        const char *mark = "";
        buf_printf(out, "| %s | ", families[f].title);
        for (size_t i = 0; i < stat_count(); i++) {
            if (strcmp(stat_at(i)->family, families[f].name) == 0) {
                buf_printf(out, "%s[%s](#%s)", mark, stat_at(i)->name, stat_at(i)->name);
                mark = ", ";
            }
        }
        buf_puts(out, " |\n");
    }
}

void stat_markdown(struct buf *out) {
    buf_puts(out, intro);
    put_statuses(out);
    put_index(out);
    for (size_t f = 0; f < ARRAY_LEN(families); f++) {
        buf_printf(out, "\n## %s\n", families[f].title);
        for (size_t i = 0; i < stat_count(); i++) {
            if (strcmp(stat_at(i)->family, families[f].name) == 0) {
                put_stat(out, stat_at(i));
            }
        }
    }
}
