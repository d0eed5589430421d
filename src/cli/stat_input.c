/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/stat_input.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "cli/stat_reading.h"
#include "table/choice.h"
#include "table/width.h"

static void read_x(struct stat_reading *r, const char *names) {
    int cap = 1;
    for (const char *c = names; *c; c++) {
        cap += *c == ',';
    }
    struct variable *x = ARENA_ARRAY(&r->s->arena, (size_t)cap, struct variable);
    enum wanted wanted = r->stat->needs & (X_LEVELS | X_BINARY) ? WANTS_LEVELS
                         : r->stat->needs & X_NUMERIC           ? WANTS_NUMBERS
                                                                : WANTS_ANY;
    while (*names) {
        size_t n = strcspn(names, ",");
        const char *name = text_trim(&r->s->arena, arena_strndup(&r->s->arena, names, n));
        x[r->s->in.n_x] = stat_read_variable(r, name, wanted, r->s->in.n_x == 0);
        r->s->in.n_x++;
        names += n + (names[n] == ',');
    }
    r->s->in.x = x;
}

static const struct variable *read_other(struct stat_reading *r, const char *option, enum wanted wanted) {
    const char *name = argument_text(r->args, option);
    if (!name) {
        return NULL;
    }
    struct variable *v = ARENA_NEW(&r->s->arena, struct variable);
    *v = stat_read_variable(r, name, wanted, false);
    return v;
}

/* ---- rows -------------------------------------------------------------------------------------------------- */
#define FREQ_MAX 10000000.0
#define BAD_COUNTS_SHOWN 10

static bool find_rows(struct stat_reading *r) {
    const struct book_sheet *s = &r->sheet;
    size_t before = r->ds->n_errors, cap = 0;
    const char *freq = argument_text(r->args, "freq");
    int column = freq ? stat_find_column(r, freq) : -1;
    double total = 0;
    for (size_t row = s->first; row < s->end && r->ds->n_errors < before + BAD_COUNTS_SHOWN; row++) {
        double times = 1;
        const char *cell = column >= 0 ? stat_cell(r, row, column) : "1";
        if (table_row_is_empty(s->table, row)) {
            continue;
        }
        if (!num_parse(cell, &times) || times < 0 || times != floor(times) || (total += times) > FREQ_MAX) {
            struct place at = stat_place(r, row, column, freq);
            diag_add(r->ds, DIAG_STAT_FREQ, &at, cell);
            continue;
        }
        for (double k = 0; k < times; k++) {
            VEC_GROW(r->row, r->n, cap);
            r->row[r->n++] = row;
        }
    }
    return r->ds->n_errors == before;
}

static bool open_table(struct stat_reading *r, const char *path) {
    struct stat_source *s = r->s;
    size_t before = r->ds->n_errors;
    s->is_open = choice_open(&s->input, path, r->ds);
    const struct table_text *t = s->is_open ? choice_table(&s->input, NULL, r->ds) : NULL;
    if (r->ds->n_errors > before) {
        return false;
    }
    if (!t || t->n_rows == 0) {
        struct place at = {.file = path};
        diag_add(r->ds, DIAG_FILE_EMPTY, &at, "a header row and data");
        return false;
    }
    r->sheet = book_plain_sheet(t);
    width_check(&r->sheet, r->ds);
    return find_rows(r);
}

static void read_columns(struct stat_reading *r) {
    const char *x = argument_text(r->args, "x");
    if (x) {
        read_x(r, x);
    }
    enum wanted wanted = r->stat->needs & Y_LEVELS    ? WANTS_LEVELS
                         : r->stat->needs & Y_NUMERIC ? WANTS_NUMBERS
                                                      : WANTS_ANY;
    r->s->in.y = read_other(r, "y", wanted);
    r->s->in.by = read_other(r, "by", WANTS_LEVELS);
    stat_read_design(r);
}

/* A population that is smaller than the rows that answered. */
static void check_population(struct stat_reading *r) {
    const struct stat_input *in = &r->s->in;
    size_t n = 0;
    for (size_t i = 0; i < r->n && in->n_x > 0; i++) {
        n += variable_has(&in->x[0], i);
    }
    char text[NUM_TEXT_MAX];
    if (in->options.population > 0 && in->options.population < (double)n) {
        diag_add(r->ds, DIAG_STAT_FPC_SMALL, NULL, num_shortest(text, in->options.population),
                 arena_printf(&r->s->arena, "%zu rows", n));
    }
}

/* N of a simple random sample says nothing of strata or clusters; known totals are another thing. */
static void check_population_design(struct stat_reading *r) {
    const struct design *d = &r->s->design;
    bool has_totals = text_has_word(r->stat->options, "totals");
    if (r->s->in.options.population > 0 && (d->stratum || d->cluster) && !has_totals) {
        diag_add(r->ds, DIAG_STAT_POPULATION_DESIGN, NULL, NULL);
    }
}

static void check_fit(struct stat_reading *r, const char *path) {
    const struct variable *which;
    const char *lack = stat_check(r->stat, &r->s->in, &which, &r->s->arena);
    if (!lack) {
        check_population(r);
        check_population_design(r);
        return;
    }
    struct place at = {.file = path};
    int column = path && which ? book_column(&r->sheet, which->name) : -1;
    if (column >= 0) {
        at = stat_place(r, r->sheet.header_row, column, which->name);
    }
    diag_add(r->ds, DIAG_STAT_INPUT, path ? &at : NULL, r->stat->name, lack);
}

bool stat_input_open(struct stat_source *s, const struct stat *stat, const char *path, const struct arguments *args,
                     struct diags *ds) {
    size_t before = ds->n_errors;
    struct stat_reading r = {.s = s, .stat = stat, .args = args, .ds = ds};
    *s = (struct stat_source){0};
    stat_options_read(args, &s->in.options, &s->arena, ds);
    if (path && open_table(&r, path)) {
        read_columns(&r);
    }
    if (ds->n_errors == before) {
        check_fit(&r, path);
    }
    mem_free(r.row);
    return ds->n_errors == before;
}

/* "--x 'size' has 3 levels, --by 'sector' has 2": what the statistic had before it. */
static const char *levels_of(const struct stat_input *in, struct arena *a) {
    const struct variable *given[] = {in->x, in->y, in->by};
    static const char *const option[] = {"x", "y", "by"};
    const char *all = "";
    for (size_t i = 0; i < ARRAY_LEN(given); i++) {
        if (given[i] && given[i]->n_levels > 0) {
            all = arena_printf(a, "%s%s--%s '%s' has %d levels", all, *all ? ", " : "", option[i], given[i]->name,
                               given[i]->n_levels);
        } else if (given[i]) {
            all = arena_printf(a, "%s%s--%s '%s' has numbers", all, *all ? ", " : "", option[i], given[i]->name);
        }
    }
    return all;
}

/* Whether nothing came out for want of the right input: levels, options, names in them. */
static bool is_refused(const struct stat_output *out) {
    bool is_undefined = false;
    for (size_t i = 0; i < out->n_values; i++) {
        enum stat_status status = out->value[i].e.status;
        if (status != STAT_WRONG_LEVEL && status != STAT_UNDEFINED) {
            return false;
        }
        is_undefined = is_undefined || status == STAT_UNDEFINED;
    }
    return out->n_values > 0 && (!is_undefined || out->n_notes > 0);
}

bool stat_result_check(struct stat_source *s, const struct stat *stat, const struct stat_output *out,
                       struct diags *ds) {
    if (!is_refused(out)) {
        return true;
    }
    const char *why = out->n_notes ? out->note[0] : stat_status_text(STAT_WRONG_LEVEL);
    if (!s->is_open) {
        diag_add(ds, DIAG_STAT_INPUT, NULL, stat->name, why);
        return false;
    }
    const struct variable *which = s->in.by ? s->in.by : s->in.y ? s->in.y : s->in.x;
    struct book_sheet sheet = book_plain_sheet(&s->input.sheet[0]);
    int column = which ? book_column(&sheet, which->name) : -1;
    struct place at = book_place(&sheet, sheet.header_row, column, which ? which->name : NULL, &s->arena);
    diag_add(ds, DIAG_STAT_INPUT, &at, stat->name,
             arena_printf(&s->arena, "%s (%s)", why, levels_of(&s->in, &s->arena)));
    return false;
}

void stat_input_close(struct stat_source *s) {
    if (s->is_open) {
        input_close(&s->input);
    }
    arena_clear(&s->arena);
    *s = (struct stat_source){0};
}
