/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/text.h"
#include "cli/stat_reading.h"
#include "model/hint.h"

#define COLUMNS_SHOWN 12
#define BAD_NUMBERS_SHOWN 10
#define LEVELS_MAX 1000 /* more are an id: their pairs would take gigabytes */

/* ---- columns ----------------------------------------------------------------------------------------------- */
struct place stat_place(const struct stat_reading *r, size_t row, int column, const char *name) {
    return book_place(&r->sheet, row, column, name, &r->s->arena);
}

const char *stat_cell(const struct stat_reading *r, size_t row, int column) {
    return text_trim(&r->s->arena, table_cell(r->sheet.table, row, column));
}

static void report_no_column(const struct stat_reading *r, const char *name) {
    struct place at = stat_place(r, r->sheet.header_row, -1, NULL);
    const char **names = ARENA_ARRAY(&r->s->arena, (size_t)r->sheet.end_column + 1, const char *);
    size_t n = 0;
    for (int c = r->sheet.first_column; c < r->sheet.end_column; c++) {
        names[n++] = stat_cell(r, r->sheet.header_row, c);
    }
    diag_add(r->ds, DIAG_STAT_COLUMN, &at, name, diag_proposal(&r->s->arena, text_nearest(name, names, n)),
             hint_list(names, n, COLUMNS_SHOWN, &r->s->arena));
}

int stat_find_column(const struct stat_reading *r, const char *name) {
    int column = book_column(&r->sheet, name);
    if (column < 0) {
        report_no_column(r, name);
    }
    for (int c = column + 1; column >= 0 && c < r->sheet.end_column; c++) {
        if (text_equal(stat_cell(r, r->sheet.header_row, c), name)) {
            struct place at = stat_place(r, r->sheet.header_row, c, NULL);
            diag_add(r->ds, DIAG_COLUMN_DUPLICATE, &at, name);
        }
    }
    return column;
}

static enum value_state state_of(const char *cell) {
    static const struct {
        const char *word;
        enum value_state state;
    } words[] = {{"", STATE_BLANK}, {"NA", STATE_NA}, {"DK", STATE_DK}, {"NaN", STATE_INVALID}};
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (strcmp(cell, words[i].word) == 0) {
            return words[i].state;
        }
    }
    return STATE_VALUE;
}

static void report_cell(struct stat_reading *r, enum diag_id id, size_t i, int column, const char *name,
                        const char *word) {
    struct place at = stat_place(r, r->row[i], column, name);
    diag_add(r->ds, id, &at, word);
}

static bool is_bad_number(const char *cell) {
    double x;
    return state_of(cell) == STATE_VALUE && !num_parse(cell, &x);
}

/* A column of words gets one error, a few slips one each. */
static void report_bad_numbers(struct stat_reading *r, const char *name, int column) {
    size_t n_bad = 0, n_given = 0, first = r->n;
    for (size_t i = r->n; i-- > 0;) {
        const char *cell = stat_cell(r, r->row[i], column);
        n_given += state_of(cell) == STATE_VALUE;
        if (is_bad_number(cell)) {
            n_bad++;
            first = i;
        }
    }
    if (n_bad > BAD_NUMBERS_SHOWN || (n_bad > 1 && n_bad > n_given / 2)) {
        struct place at = stat_place(r, r->row[first], column, name);
        diag_add(r->ds, DIAG_STAT_NOT_NUMERIC, &at, stat_cell(r, r->row[first], column),
                 arena_printf(&r->s->arena, "%zu", n_bad - 1), name);
        return;
    }
    for (size_t i = first; i < r->n; i++) {
        const char *cell = stat_cell(r, r->row[i], column);
        if (is_bad_number(cell)) {
            report_cell(r, DIAG_VALUE_NOT_NUMBER, i, column, name, cell);
        }
    }
}

double *stat_read_numbers(struct stat_reading *r, const char *name, int column, bool may_be_missing) {
    double *x = ARENA_ARRAY(&r->s->arena, r->n + 1, double);
    bool is_good = true;
    for (size_t i = 0; i < r->n && column >= 0; i++) {
        const char *cell = stat_cell(r, r->row[i], column);
        x[i] = NAN;
        if (state_of(cell) != STATE_VALUE) {
            if (!may_be_missing) {
                report_cell(r, DIAG_VALUE_MISSING, i, column, name, name);
            }
        } else if (!num_parse(cell, &x[i])) {
            is_good = false;
        }
    }
    if (!is_good) {
        report_bad_numbers(r, name, column);
    }
    return x;
}

static bool is_numeric_column(const struct stat_reading *r, int column) {
    double x;
    for (size_t i = 0; i < r->n; i++) {
        const char *cell = stat_cell(r, r->row[i], column);
        if (state_of(cell) == STATE_VALUE && !num_parse(cell, &x)) {
            return false;
        }
    }
    return true;
}

/* ---- levels ------------------------------------------------------------------------------------------------ */
struct levels {
    const char **name;
    size_t n, cap;
    struct map by_name;
};

static void add_level(struct levels *l, const char *name) {
    if (map_add(&l->by_name, name, (int)l->n)) {
        VEC_GROW(l->name, l->n, l->cap);
        l->name[l->n++] = name;
    }
}

/* The order that --levels gives for this column, as "A,B,C"; NULL when it gives none. */
static const char *given_order(const struct stat_reading *r, const char *name, bool is_first_x) {
    const char *const *list;
    size_t n = argument_list(r->args, "levels", &list), len = strlen(name);
    for (size_t i = 0; i < n; i++) {
        if (strncmp(list[i], name, len) == 0 && list[i][len] == '=') {
            return list[i] + len + 1;
        }
    }
    for (size_t i = 0; i < n; i++) {
        if (is_first_x && !strchr(list[i], '=')) {
            return list[i];
        }
    }
    return NULL;
}

static void add_given(struct stat_reading *r, struct levels *l, const char *name, const char *order) {
    for (size_t n; *order; order += n + (order[n] == ',')) {
        n = strcspn(order, ",");
        const char *level = text_trim(&r->s->arena, arena_strndup(&r->s->arena, order, n));
        if (!*level || map_find(&l->by_name, level) >= 0) {
            diag_add(r->ds, DIAG_STAT_LEVELS, NULL, name, *level ? level : order);
        }
        add_level(l, level);
    }
}

static int by_number(const void *x, const void *y) {
    double a, b;
    bool has_a = num_parse(*(const char *const *)x, &a), has_b = num_parse(*(const char *const *)y, &b);
    return has_a && has_b ? (a > b) - (a < b) : 0;
}

static void collect_levels(struct stat_reading *r, struct levels *l, int column, bool is_numeric) {
    for (size_t i = 0; i < r->n; i++) {
        const char *cell = stat_cell(r, r->row[i], column);
        if (state_of(cell) == STATE_VALUE) {
            add_level(l, cell);
        }
    }
    if (is_numeric && l->n > 1) {
        qsort(l->name, l->n, sizeof *l->name, by_number);
        map_clear(&l->by_name);
        for (size_t i = 0; i < l->n; i++) {
            map_add(&l->by_name, l->name[i], (int)i);
        }
    }
}

static void unknown_level(struct stat_reading *r, size_t row, int column, const char *name, const char *cell,
                          const struct levels *l) {
    struct place at = stat_place(r, row, column, name);
    diag_add(r->ds, DIAG_STAT_LEVEL, &at, cell, diag_proposal(&r->s->arena, text_nearest(cell, l->name, l->n)));
}

struct variable stat_read_levels(struct stat_reading *r, const char *name, int column, bool is_first_x, bool is_code) {
    const char *order = given_order(r, name, is_first_x);
    struct arena *a = &r->s->arena;
    struct levels l = {0};
    bool is_numeric = is_numeric_column(r, column);
    if (order) {
        add_given(r, &l, name, order);
    } else {
        collect_levels(r, &l, column, is_numeric);
    }
    double *value = ARENA_ARRAY(a, r->n + 1, double);
    uint8_t *state = ARENA_ARRAY(a, r->n + 1, uint8_t);
    for (size_t i = 0; i < r->n; i++) {
        const char *cell = stat_cell(r, r->row[i], column);
        int level = map_find(&l.by_name, cell);
        state[i] = (uint8_t)state_of(cell);
        if (state[i] == STATE_VALUE && level < 0) {
            unknown_level(r, r->row[i], column, name, cell, &l);
        }
        value[i] = level < 0 ? 0 : level;
    }
    if (l.n > LEVELS_MAX && !is_code) {
        struct place at = stat_place(r, r->sheet.header_row, column, name);
        diag_add(r->ds, DIAG_STAT_LEVELS_MANY, &at, name, arena_printf(a, "%zu", l.n),
                 arena_printf(a, "%d", LEVELS_MAX));
    }
    const char **names = ARENA_ARRAY(a, l.n + 1, const char *);
    if (l.n) {
        memcpy(names, l.name, l.n * sizeof *names);
    }
    struct variable v = {.name = name,
                         .measure = order || is_numeric ? MEASURE_ORDINAL : MEASURE_NOMINAL,
                         .value = value,
                         .state = state,
                         .n = r->n,
                         .level = names,
                         .n_levels = (int)l.n};
    mem_free(l.name);
    map_clear(&l.by_name);
    return v;
}

/* Cells of a workbook that have no value: errors, and formulas that were never computed. */
static bool check_values(struct stat_reading *r, int column, const char *name) {
    size_t before = r->ds->n_errors;
    for (size_t i = 0; i < r->n && r->sheet.table->kind && r->ds->n_errors < before + BAD_NUMBERS_SHOWN; i++) {
        enum table_kind kind = table_kind_of(r->sheet.table, r->row[i], column);
        if (kind == TABLE_ERROR || kind == TABLE_PENDING) {
            struct place at = stat_place(r, r->row[i], column, name);
            table_check_value(r->sheet.table, r->row[i], &at, r->ds);
        }
    }
    return r->ds->n_errors == before;
}

struct variable stat_read_variable(struct stat_reading *r, const char *name, enum wanted wanted, bool is_first_x) {
    int column = stat_find_column(r, name);
    if (column < 0 || !check_values(r, column, name)) {
        return (struct variable){.name = name};
    }
    bool has_order = given_order(r, name, is_first_x) != NULL;
    if (wanted == WANTS_LEVELS || has_order || (wanted == WANTS_ANY && !is_numeric_column(r, column))) {
        return stat_read_levels(r, name, column, is_first_x, false);
    }
    double *value = stat_read_numbers(r, name, column, true);
    uint8_t *state = ARENA_ARRAY(&r->s->arena, r->n + 1, uint8_t);
    for (size_t i = 0; i < r->n; i++) {
        state[i] = (uint8_t)state_of(stat_cell(r, r->row[i], column));
    }
    return (struct variable){.name = name, .value = value, .state = state, .n = r->n};
}
