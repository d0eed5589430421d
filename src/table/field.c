/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/field.h"

#include "base/num.h"

#include <ctype.h>
#include <limits.h>
#include <string.h>
#include <strings.h>

#define WORDS_MAX 64

static void *member(void *row, const struct field *f) { return (char *)row + f->offset; }

static const char *cell_text(const struct field_cell *c) { return table_cell(c->sheet->table, c->row, c->column); }

void field_error(const struct field_cell *c, enum diag_id id, const char *const words[4], struct diags *ds) {
    struct arena a = {0};
    const char *header = text_trim(&a, table_cell(c->sheet->table, c->sheet->header_row, c->column));
    struct place at = book_place(c->sheet, c->row, c->column, header, &a);
    diag_add_words(ds, id, &at, words);
    arena_clear(&a);
}

void field_store_empty(const struct field *f, void *row) {
    switch (f->type) {
    case FIELD_TEXT:
    case FIELD_ID:
        *(const char **)member(row, f) = "";
        break;
    case FIELD_NUMBER:
    case FIELD_WEIGHT:
        *(double *)member(row, f) = f->empty;
        break;
    case FIELD_INT:
    case FIELD_WORD:
        *(int *)member(row, f) = (int)f->empty;
        break;
    case FIELD_BOOL:
        *(bool *)member(row, f) = f->empty != 0;
        break;
    case FIELD_I18N:
        *(struct i18n *)member(row, f) = (struct i18n){0};
        break;
    }
}

/* ---- ids ---- */

static size_t count_digits(const char *s) { return strspn(s, "0123456789"); }

/* 2.1, 2.1.1, … */
static bool is_dotted(const char *s) {
    size_t n = count_digits(s), parts = 0;
    while (n > 0 && s[n] == '.') {
        s += n + 1;
        n = count_digits(s);
        parts++;
    }
    return n > 0 && parts > 0 && s[n] == '\0';
}

/* What a day from 2000 to 2099 is as a spreadsheet's number. */
static bool is_day_number(const char *s) {
    return strlen(s) == 5 && count_digits(s) == 5 && strcmp(s, "36526") >= 0 && strcmp(s, "73050") <= 0;
}

/* 1E+05, 2.2000000000000002 */
static bool is_computed_number(const char *s) {
    double x;
    const char *dot = strchr(s, '.');
    bool is_exact = strpbrk(s, "eE") == NULL && (!dot || strlen(dot) < 12);
    return isdigit((unsigned char)*s) && !is_exact && num_parse(s, &x);
}

bool field_has_dotted_ids(const struct book_sheet *s, int column) {
    for (size_t row = s->first; row < s->end; row++) {
        if (is_dotted(table_cell(s->table, row, column))) {
            return true;
        }
    }
    return false;
}

static bool has_blank(const char *s) {
    const char *rest = s, *word;
    size_t len;
    return text_next_word(&rest, &word, &len) && text_next_word(&rest, &word, &len);
}

static void store_id(const struct field_cell *c, const char *s, void *row, struct diags *ds) {
    enum table_kind kind = table_kind_of(c->sheet->table, c->row, c->column);
    if (kind == TABLE_DATE || text_looks_like_date(s)) {
        field_add(c, DIAG_ID_IS_DATE, ds, s);
    } else if (is_computed_number(s) || (c->has_dotted_ids && is_day_number(s))) {
        field_add(c, DIAG_ID_IS_NUMBER, ds, s, "");
    } else if (kind == TABLE_NUMBER && strchr(s, '.')) {
        field_add(c, DIAG_ID_NOT_TEXT, ds, s);
    } else if (has_blank(s)) {
        field_add(c, DIAG_ID_HAS_BLANK, ds, s);
    }
    *(const char **)member(row, c->field) = s;
}

/* ---- numbers ---- */

static bool is_in_range(const struct field_cell *c, double x, const char *s, struct diags *ds) {
    const struct field *f = c->field;
    if ((f->min == 0 && f->max == 0) || (x >= f->min && x <= f->max)) {
        return true;
    }
    char low[NUM_TEXT_MAX], high[NUM_TEXT_MAX];
    field_add(c, DIAG_VALUE_OUT_OF_RANGE, ds, s, num_shortest(low, f->min), num_shortest(high, f->max));
    return false;
}

static void store_number(const struct field_cell *c, const char *s, void *row, struct diags *ds) {
    double x;
    if (!num_parse(s, &x)) {
        field_add(c, DIAG_VALUE_NOT_NUMBER, ds, s);
    } else if (c->field->type == FIELD_WEIGHT && x < 0) {
        field_add(c, DIAG_VALUE_NEGATIVE_WEIGHT, ds, s);
    } else if (c->field->type == FIELD_WEIGHT && x > SCHEMA_WEIGHT_MAX) {
        field_add(c, DIAG_VALUE_OUT_OF_RANGE, ds, s, "0", "1000000");
    } else if (is_in_range(c, x, s, ds)) {
        *(double *)member(row, c->field) = x;
    }
}

static void store_int(const struct field_cell *c, const char *s, void *row, struct diags *ds) {
    double x;
    if (!num_parse(s, &x)) {
        field_add(c, DIAG_VALUE_NOT_NUMBER, ds, s);
    } else if (x < INT_MIN || x > INT_MAX || x != (double)(int)x) {
        field_add(c, DIAG_VALUE_NOT_WHOLE, ds, s);
    } else if (is_in_range(c, x, s, ds)) {
        *(int *)member(row, c->field) = (int)x;
    }
}

/* ---- words ---- */

static size_t count_words(const char *const *words) {
    size_t n = 0;
    while (words[n]) {
        n++;
    }
    return n;
}

static const char *join_words(struct arena *a, const char *const *words) {
    const char *all = "";
    for (size_t i = 0; words[i]; i++) {
        all = arena_printf(a, "%s%s%s", all, i ? ", " : "", words[i]);
    }
    return all;
}

/* Index of the cell's word, or −1 after an error. */
static int find_word(const struct field_cell *c, const char *s, const char *const *words, struct diags *ds) {
    struct arena a = {0};
    const char *folded = text_fold(&a, s);
    int found = -1;
    for (int i = 0; words[i] && found < 0; i++) {
        found = strcasecmp(folded, words[i]) == 0 ? i : -1;
    }
    if (found < 0) {
        const char *near = text_nearest(folded, words, count_words(words));
        field_add(c, DIAG_VALUE_UNKNOWN_WORD, ds, s, join_words(&a, words), diag_proposal(&a, near));
    }
    arena_clear(&a);
    return found;
}

static void store_word(const struct field_cell *c, const char *s, void *row, struct diags *ds) {
    int word = find_word(c, s, c->field->words, ds);
    if (word >= 0) {
        *(int *)member(row, c->field) = word;
    }
}

static void store_bool(const struct field_cell *c, const char *s, void *row, struct diags *ds) {
    static const char *const words[] = {"yes", "no", "true", "false", "1", "0", NULL}; /* every second one is no */
    int word = find_word(c, s, words, ds);
    if (word >= 0) {
        *(bool *)member(row, c->field) = word % 2 == 0;
    }
}

void field_store(const struct field_cell *c, void *row, struct arena *a, struct diags *ds) {
    const char *s = text_trim(a, cell_text(c));
    if (!*s) {
        return;
    }
    switch (c->field->type) {
    case FIELD_TEXT:
        *(const char **)member(row, c->field) = s;
        break;
    case FIELD_ID:
        store_id(c, s, row, ds);
        break;
    case FIELD_NUMBER:
    case FIELD_WEIGHT:
        store_number(c, text_clean(a, s), row, ds);
        break;
    case FIELD_INT:
        store_int(c, text_clean(a, s), row, ds);
        break;
    case FIELD_WORD:
        store_word(c, s, row, ds);
        break;
    case FIELD_BOOL:
        store_bool(c, s, row, ds);
        break;
    case FIELD_I18N:
        break;
    }
}
