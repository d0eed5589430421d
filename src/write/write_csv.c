/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tidy CSV: one number a line, the document's facts. Quoted as RFC 4180 says; lines end in LF, as the tools of a shell
   expect. A text that a spreadsheet would take for a formula gets an apostrophe in front; numbers never do. */
#include <string.h>

#include "base/text.h"
#include "write/writer.h"

static const char header[] = "sheet,table,row,column,statistic,value,low,high,n,status\n";

/* OWASP, "CSV Injection": the signs, their full-width forms, tab, carriage return, line feed. */
static bool looks_like_formula(const char *s) {
    static const char *const full_width[] = {"＝", "＋", "－", "＠"};
    double number;
    if (!*s || num_parse(s, &number)) {
        return false;
    }
    for (size_t i = 0; i < ARRAY_LEN(full_width); i++) {
        if (text_starts_with(s, full_width[i])) {
            return true;
        }
    }
    return strchr("=+-@\t\r\n", *s) != NULL;
}

static void put_text(struct buf *out, const char *s) {
    s = s ? s : "";
    bool is_quoted = strpbrk(s, ",\"\r\n") != NULL;
    buf_puts(out, is_quoted ? "\"" : "");
    buf_puts(out, looks_like_formula(s) ? "'" : "");
    for (; *s; s++) {
        buf_puts(out, *s == '"' ? "\"" : "");
        buf_putc(out, *s);
    }
    buf_puts(out, is_quoted ? "\"" : "");
}

static void put_number(struct buf *out, const struct cell *c) {
    char text[NUM_TEXT_MAX];
    buf_puts(out, c->kind == CELL_NUMBER ? num_shortest(text, c->number) : "");
}

static void put_fact(struct buf *out, const struct fact *f) {
    const char *const keys[] = {f->sheet, f->table, f->row, f->column, f->statistic};
    const struct cell *const numbers[] = {&f->value, &f->low, &f->high};
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        put_text(out, keys[i]);
        buf_putc(out, ',');
    }
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
        put_number(out, numbers[i]);
        buf_putc(out, ',');
    }
    if (f->n >= 0) {
        buf_printf(out, "%ld", f->n);
    }
    buf_putc(out, ',');
    put_text(out, f->status || f->value.kind != CELL_NONE ? f->status : f->value.text);
    buf_putc(out, '\n');
}

static bool render_csv(const struct doc *d, const struct writer_options *o, struct buf *out, struct diags *ds) {
    (void)o;
    if (d->n_facts == 0) {
        diag_add(ds, DIAG_FORMAT_UNSUITED, NULL, "CSV");
        return false;
    }
    buf_puts(out, header);
    for (size_t i = 0; i < d->n_facts; i++) {
        put_fact(out, &d->fact[i]);
    }
    return true;
}

const struct writer writer_csv = {
    .name = "csv",
    .extensions = "csv",
    .summary = "every number on a line of its own, for statistics programs",
    .render = render_csv,
};
