/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/help.h"

#include <ctype.h>

#include "base/libraries.h"
#include "base/text.h"
#include "cli/option_set.h"
#include "cli/stat_input.h"
#include "table/reader.h"
#include "write/wrap.h"
#include "write/writer.h"

#define WIDTH 80
#define OPTION_COLUMN 28
#define COMMAND_COLUMN 12
#define STAT_COLUMN 12

/* 'text' wrapped behind 'indent' columns; the first line stands where the cursor is. */
static void put_wrapped(FILE *out, const char *text, int indent) {
    struct wrap_line line;
    for (bool is_first = true; wrap_next(&text, WIDTH - indent, &line); is_first = false) {
        fprintf(out, "%*s%.*s\n", is_first ? 0 : indent, "", (int)line.len, line.text);
    }
}

/* "  left    text", the text from 'column' on; below it when 'left' is too long. */
static void put_entry(FILE *out, const char *left, const char *text, int column) {
    int width = text_width(left) + 2;
    fprintf(out, "  %s", left);
    if (width + 2 > column) {
        fprintf(out, "\n%*s", column, "");
    } else {
        fprintf(out, "%*s", column - width, "");
    }
    put_wrapped(out, text, column);
}

/* ---- options ----------------------------------------------------------------------------------------------------- */

static void put_option(FILE *out, const struct option_row *row, struct arena *a) {
    const char *letter = row->letter ? arena_printf(a, "-%c, ", row->letter) : "    ";
    const char *value = row->argument ? arena_printf(a, " %s", row->argument) : "";
    const char *given = row->fallback ? arena_printf(a, " (default: %s)", row->fallback) : "";
    put_entry(out, arena_printf(a, "%s--%s%s", letter, row->name, value), arena_printf(a, "%s%s", row->summary, given),
              OPTION_COLUMN);
}

static void put_group(FILE *out, const struct option_group *g, struct arena *a) {
    fprintf(out, "\n%s:\n", g->title);
    for (size_t i = 0; i < g->n; i++) {
        put_option(out, &g->row[i], a);
    }
}

static void put_exit_codes(FILE *out) {
    fputs("\nExit codes:\n", out);
    for (size_t i = 0; i < exit_count(); i++) {
        fprintf(out, "  %-4d", exit_at(i)->number);
        put_wrapped(out, exit_at(i)->text, 6);
    }
}

/* ---- pages ------------------------------------------------------------------------------------------------------- */

static void put_paragraphs(FILE *out, const char *text) {
    fputc('\n', out);
    put_wrapped(out, text, 0);
}

static void put_examples(FILE *out, const struct command *c) {
    fputs("\nExamples:\n", out);
    for (size_t i = 0; i < c->n_examples; i++) {
        fprintf(out, "  psirtgauge %s\n      ", c->example[i].arguments);
        put_wrapped(out, c->example[i].summary, 6);
    }
}

void help_command(const struct command *c, FILE *out) {
    struct arena a = {0};
    fprintf(out, "Usage: psirtgauge %s %s\n\n", c->name, c->synopsis);
    put_wrapped(out, arena_printf(&a, "%c%s.", toupper((unsigned char)c->summary[0]), c->summary + 1), 0);
    put_paragraphs(out, c->text);
    for (const struct option_group *const *g = c->options; *g; g++) {
        put_group(out, *g, &a);
    }
    put_examples(out, c);
    put_exit_codes(out);
    arena_clear(&a);
}

/* ---- a statistic ------------------------------------------------------------------------------------------------- */

static void put_fact(FILE *out, const char *label, const char *text) {
    if (text && *text) {
        put_entry(out, label, text, STAT_COLUMN);
    }
}

static void put_stat_examples(FILE *out, const struct stat *s) {
    char value[NUM_TEXT_MAX];
    fputs("\nExamples (data of tests/reference/data):\n", out);
    for (size_t i = 0; i < ARRAY_LEN(s->example) && s->example[i].args; i++) {
        const struct stat_example *e = &s->example[i];
        fprintf(out, "  psirtgauge stat %s %s%s%s\n      %s = %s\n      ", s->name, e->data, *e->data ? ".csv " : "",
                e->args, e->key, num_shortest(value, e->expected));
        put_wrapped(out, e->r, 6);
    }
}

void help_stat(const struct stat *s, FILE *out) {
    struct arena a = {0};
    fprintf(out, "Usage: psirtgauge stat %s%s [options]\n\n", s->name,
            s->needs & (NEEDS_X | NEEDS_MANY_X) ? " TABLE" : "");
    put_wrapped(out, arena_printf(&a, "%s (%s).", s->title, s->family), 0);
    fputc('\n', out);
    put_fact(out, "Formula", s->formula);
    put_fact(out, "Assumes", s->assumptions);
    put_fact(out, "Source", s->source);
    put_fact(out, "In R", s->r);
    put_fact(out, "Results", s->keys);
    put_fact(out, "Options", stat_used_options(s, &a));
    put_fact(out, "--method", s->methods);
    put_stat_examples(out, s);
    arena_clear(&a);
}

/* ---- all commands ------------------------------------------------------------------------------------------------ */

void help_overview(FILE *out) {
    struct arena a = {0};
    fputs("Usage: psirtgauge COMMAND [options] FILE...\n\n"
          "Scores self-assessments of product security incident response teams (PSIRTs), and\nanalyses "
          "surveys.\n\nCommands:\n",
          out);
    for (size_t i = 0; i < command_count(); i++) {
        put_entry(out, command_at(i)->name, command_at(i)->summary, COMMAND_COLUMN);
    }
    put_group(out, &options_general, &a);
    fputs("\nStart with:\n"
          "  psirtgauge assess examples/meridian/answers.csv\n"
          "  psirtgauge help assess\n",
          out);
    put_exit_codes(out);
    arena_clear(&a);
}

/* ---- version ----------------------------------------------------------------------------------------------------- */

static void put_library(FILE *out, const char *library) {
    if (library) {
        fprintf(out, "  %s\n", library);
    }
}

void help_version(FILE *out) {
    struct arena a = {0};
    fprintf(out, "psirtgauge %s\n", PG_VERSION);
    fputs("Licence GPL-3.0-or-later: GNU GPL version 3 or later <https://gnu.org/licenses/gpl.html>\n"
          "This is free software: you may change and redistribute it. There is NO WARRANTY, as far as law permits.\n"
          "Not affiliated with or endorsed by FIRST.\n\nLibraries:\n",
          out);
    for (size_t i = 0; i < library_count(); i++) {
        put_library(out, library_version(i, &a));
    }
    put_library(out, stats_library(&a));
    for (size_t i = 0; i < reader_count(); i++) {
        put_library(out, reader_at(i)->library ? reader_at(i)->library(&a) : NULL);
    }
    for (size_t i = 0; i < writer_count(); i++) {
        put_library(out, writer_at(i)->library ? writer_at(i)->library(&a) : NULL);
    }
    arena_clear(&a);
}
