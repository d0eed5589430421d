/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/xlsx_cell.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "table/builder.h"

#define VALUE_MAX ((size_t)1 << 20)
#define FORMULA_SHOWN 40

bool cell_name_parse(const char *s, int *column, long *line) {
    int c = 0;
    long l = 0;
    for (; isalpha((unsigned char)*s) && c <= TABLE_COLUMNS_MAX; s++) {
        c = c * 26 + (*s | 32) - 'a' + 1;
    }
    bool is_name = c > 0 && c <= TABLE_COLUMNS_MAX && *s >= '1' && *s <= '9';
    for (; is_name && isdigit((unsigned char)*s) && l <= CELL_ROWS_MAX; s++) {
        l = l * 10 + (*s - '0');
    }
    if (!is_name || *s || l > CELL_ROWS_MAX) {
        return false;
    }
    *column = c - 1;
    *line = l;
    return true;
}

bool cell_type_parse(const char *s, enum cell_type *type) {
    static const struct {
        const char *word;
        enum cell_type type;
    } types[] = {{"s", CELL_AS_SHARED}, {"n", CELL_AS_NUMBER}, {"str", CELL_AS_STRING}, {"inlineStr", CELL_AS_INLINE},
                 {"b", CELL_AS_BOOL},   {"e", CELL_AS_ERROR},  {"d", CELL_AS_DATE}};
    *type = CELL_AS_NUMBER;
    for (size_t i = 0; s && i < ARRAY_LEN(types); i++) {
        if (strcmp(s, types[i].word) == 0) {
            *type = types[i].type;
            return true;
        }
    }
    return !s;
}

/* ---- the source -------------------------------------------------------------------------------------------- */

void cell_source_init(struct cell_source *c) {
    *c = (struct cell_source){0};
    buf_init(&c->value, VALUE_MAX);
    buf_init(&c->formula, FORMULA_SHOWN * 4);
    text_run_init(&c->run);
}

void cell_source_reset(struct cell_source *c) {
    c->type = CELL_AS_NUMBER;
    c->format = 0;
    c->has_formula = c->has_value = false;
    buf_reset(&c->value);
    buf_reset(&c->formula);
    text_run_reset(&c->run);
}

void cell_source_clear(struct cell_source *c) {
    buf_clear(&c->value);
    buf_clear(&c->formula);
    text_run_clear(&c->run);
}

/* ---- values ------------------------------------------------------------------------------------------------ */

/* A number as a program writes it that is its own shortest text: few digits, no exponent, no zero at an end. */
static bool is_plain_number(const char *s, size_t n) {
    const char *digits = *s == '-' ? s + 1 : s;
    size_t whole = strspn(digits, "0123456789"), part = 0;
    if (digits[whole] == '.') {
        part = strspn(digits + whole + 1, "0123456789");
        if (part == 0 || digits[whole + part] == '0') {
            return false;
        }
    }
    bool has_zero = digits[0] == '0' && (whole > 1 || part == 0 || part > 3);
    size_t length = (size_t)(digits - s) + whole + (part > 0) + part;
    return whole > 0 && length == n && whole + part <= 15 && (!has_zero || (n == 1 && part == 0));
}

static const char *take_number(struct cell_source *c, const struct workbook_parts *w, struct cell_taken *out) {
    enum date_show show = styles_show(&w->styles, c->format);
    double x;
    out->kind = TABLE_NUMBER;
    if (show == SHOWS_NUMBER && is_plain_number(c->value.data, c->value.len)) {
        return NULL;
    }
    if (!num_parse(c->value.data, &x)) {
        return "its value is not a number";
    }
    out->text = out->room;
    if (date_text(out->room, x, show, w->is_1904)) {
        out->kind = TABLE_DATE;
    } else {
        num_shortest(out->room, x);
    }
    out->n = strlen(out->room);
    return NULL;
}

static const char *take_shared(struct cell_source *c, const struct workbook_parts *w, struct cell_taken *out) {
    long i;
    if (!num_parse_int(c->value.data, &i) || i < 0 || (size_t)i >= w->strings.n) {
        return "there is no shared string of its number";
    }
    out->text = w->strings.text[i];
    out->n = strlen(out->text);
    out->is_shared = true;
    return NULL;
}

static const char *take_bool(struct cell_source *c, struct cell_taken *out) {
    bool is_true = strcmp(c->value.data, "1") == 0 || strcmp(c->value.data, "true") == 0;
    if (!is_true && strcmp(c->value.data, "0") != 0 && strcmp(c->value.data, "false") != 0) {
        return "its value is neither true nor false";
    }
    out->kind = TABLE_BOOL;
    out->text = is_true ? "TRUE" : "FALSE";
    out->n = strlen(out->text);
    return NULL;
}

/* "2026-11-24T00:00:00" of a format that shows no time is a day. */
static const char *take_date(struct cell_source *c, const struct workbook_parts *w, struct cell_taken *out) {
    enum date_show show = styles_show(&w->styles, c->format);
    const char *time = strchr(c->value.data, 'T');
    out->kind = TABLE_DATE;
    if (time && (show == SHOWS_DATE || (show == SHOWS_NUMBER && strspn(time, "T0:.Z") == strlen(time)))) {
        out->n = (size_t)(time - c->value.data);
    }
    return NULL;
}

static const char *take_pending(struct cell_source *c, struct cell_taken *out) {
    struct buf *f = &c->formula;
    buf_reset(&c->value);
    buf_putc(&c->value, '=');
    size_t n = f->len > FORMULA_SHOWN ? FORMULA_SHOWN : f->len;
    while (n > 0 && n < f->len && ((unsigned char)f->data[n] & 0xC0) == 0x80) {
        n--;
    }
    buf_add(&c->value, f->data, n);
    if (n < f->len) {
        buf_puts(&c->value, "…");
    }
    out->kind = TABLE_PENDING;
    out->text = c->value.data;
    out->n = c->value.len;
    return NULL;
}

static void take_string(struct buf *from, struct cell_taken *out) {
    out->text = from->data;
    out->n = from->len;
}

const char *cell_take(struct cell_source *c, const struct workbook_parts *w, struct cell_taken *out) {
    out->is_shared = false;
    out->kind = TABLE_TEXT;
    if (c->value.is_over || c->run.text.is_over) {
        return "it is longer than any cell";
    }
    if (c->type == CELL_AS_INLINE) {
        text_run_finish(&c->run);
        take_string(&c->run.text, out);
        return NULL;
    }
    bool is_empty = c->value.len == 0;
    if (is_empty && c->has_formula && (c->type != CELL_AS_STRING || !c->has_value)) {
        return take_pending(c, out);
    }
    take_string(&c->value, out);
    if (is_empty) {
        return NULL;
    }
    switch (c->type) {
    case CELL_AS_NUMBER:
        return take_number(c, w, out);
    case CELL_AS_SHARED:
        return take_shared(c, w, out);
    case CELL_AS_BOOL:
        return take_bool(c, out);
    case CELL_AS_DATE:
        return take_date(c, w, out);
    case CELL_AS_ERROR:
        out->kind = TABLE_ERROR;
        return NULL;
    case CELL_AS_STRING:
    case CELL_AS_INLINE:
        c->value.len = out->n = text_unescape(c->value.data, c->value.len);
        return NULL;
    }
    return NULL;
}
