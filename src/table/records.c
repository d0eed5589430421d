/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/records.h"

#include <endian.h>
#include <string.h>

#include "table/builder.h"
#include "table/delimited.h"

#define BATCH_FIELDS ((size_t)8192) /* a batch ends with the row that reaches as many */
#define BLOCK 64

void records_init(struct records *r) {
    *r = (struct records){0};
    r->fields_cap = BATCH_FIELDS + TABLE_COLUMNS_MAX + 1;
    r->rows_cap = BATCH_FIELDS + 1;
    r->field = mem_alloc(r->fields_cap, sizeof *r->field);
    r->row = mem_alloc(r->rows_cap, sizeof *r->row);
    buf_init(&r->scratch, RECORDS_TEXT_MAX);
    buf_init(&r->plain, RECORDS_TEXT_MAX);
}

void records_clear(struct records *r) {
    mem_free(r->field);
    mem_free(r->row);
    buf_clear(&r->scratch);
    buf_clear(&r->plain);
}

const char *records_text(struct records *r, const struct record_field *f, size_t *n) {
    const char *from = r->data + f->start, *end = from + f->n;
    *n = f->n;
    if (!f->is_raw) {
        return from;
    }
    buf_reset(&r->scratch);
    for (; from < end; from++) {
        buf_putc(&r->scratch, *from == '\r' ? '\n' : *from);
        bool is_pair = from + 1 < end && ((from[0] == '"' && from[1] == '"') || (from[0] == '\r' && from[1] == '\n'));
        from += is_pair;
    }
    *n = r->scratch.len;
    return r->scratch.data;
}

/* ---- bit sets of a block ----------------------------------------------------------------------------------------- */

#define EACH_BYTE(x) ((uint64_t)(x)*UINT64_C(0x0101010101010101))

/* Bit i is set where byte i of the eight is the one of 'pattern'. */
static inline uint64_t equal8(uint64_t word, uint64_t pattern) {
    const uint64_t low = EACH_BYTE(0x7F);
    uint64_t x = word ^ pattern;
    uint64_t is_zero = ~(((x & low) + low) | x | low); /* 0x80 in each byte that is 0 */
    return (is_zero * UINT64_C(0x0002040810204081)) >> 56;
}

struct block_bits {
    uint64_t quote, mark, newline;
};

static inline struct block_bits bits_of(const char *block, char mark) {
    struct block_bits b = {0};
    const uint64_t marks = EACH_BYTE((unsigned char)mark);
    for (int i = 0; i < BLOCK / 8; i++) {
        uint64_t word;
        memcpy(&word, block + 8 * i, 8);
        word = le64toh(word);
        b.quote |= equal8(word, EACH_BYTE('"')) << (8 * i);
        b.mark |= equal8(word, marks) << (8 * i);
        b.newline |= equal8(word, EACH_BYTE('\n')) << (8 * i);
    }
    return b;
}

/* Bit i is set where an odd number of bits stands at or before i. */
static inline uint64_t parity_before(uint64_t x) {
    for (int step = 1; step < BLOCK; step *= 2) {
        x ^= x << step;
    }
    return x;
}

/* ---- the scan ---------------------------------------------------------------------------------------------------- */

struct index_scan {
    struct records *r;
    const struct records_source *source;
    const struct records_sink *sink;
    uint32_t start; /* of the field that is open */
    uint32_t line, row_line;
    size_t row_first;
    size_t n_quotes, n_quotes_used; /* those seen, and those of quoted fields: others are stray */
    size_t n_returns, n_returns_used;
    bool is_irregular;
};

static size_t count_byte(const char *s, size_t n, char c) {
    size_t count = 0;
    for (const char *at = s; (at = memchr(at, c, (size_t)(s + n - at))) != NULL; at++) {
        count++;
    }
    return count;
}

/* The field from s->start to 'end' begins with a quotation mark: takes it off, and looks at what is inside. */
static void take_quoted(struct index_scan *s, uint32_t end, struct record_field *f) {
    const char *data = s->source->data;
    uint32_t last = end - 1;
    s->is_irregular = s->is_irregular || last == s->start || data[last] != '"';
    *f = (struct record_field){.start = s->start + 1, .n = last > s->start ? last - s->start - 1 : 0};
    s->n_quotes_used += 2;
    for (uint32_t i = f->start; i < f->start + f->n; i++) {
        char c = data[i];
        if (c == '"') {
            s->is_irregular = s->is_irregular || data[i + 1] != '"' || i + 1 >= f->start + f->n;
            f->is_raw = true;
            s->n_quotes_used += 2;
            i++;
        } else if (c == '\r') {
            f->is_raw = true;
            s->n_returns_used++;
            s->line += data[i + 1] != '\n';
        } else {
            s->line += c == '\n';
        }
    }
}

static inline void take_field(struct index_scan *s, uint32_t end) {
    struct records *r = s->r;
    struct record_field *f = &r->field[r->n_fields++];
    if (end > s->start && s->source->data[s->start] == '"') {
        take_quoted(s, end, f);
    } else {
        *f = (struct record_field){.start = s->start, .n = end - s->start};
    }
}

static void flush(struct index_scan *s) {
    if (s->r->n_rows > 0) {
        s->sink->batch(s->sink->to, s->r);
    }
    s->r->n_rows = s->r->n_fields = s->row_first = 0;
}

/* The row ends at 'end', before its line end; the next begins at 'next'. */
static inline void take_row(struct index_scan *s, uint32_t end, uint32_t next) {
    struct records *r = s->r;
    bool is_blank = r->n_fields == s->row_first && end == s->start;
    if (!is_blank) {
        take_field(s, end);
        size_t n = r->n_fields - s->row_first;
        r->row[r->n_rows++] =
            (struct record_row){.first = (uint32_t)s->row_first, .n_fields = (uint32_t)n, .line = s->row_line};
        s->row_first = r->n_fields;
        s->is_irregular = s->is_irregular || n > TABLE_COLUMNS_MAX;
    }
    s->start = next;
    s->row_line = ++s->line;
    if (r->n_fields >= BATCH_FIELDS || r->n_rows == r->rows_cap) {
        flush(s);
    }
}

static inline void take_line(struct index_scan *s, uint32_t at) {
    bool has_return = at > s->start && s->source->data[at - 1] == '\r';
    s->n_returns_used += has_return;
    take_row(s, at - has_return, at + 1);
}

static inline void take_block(struct index_scan *s, const char *block, uint32_t base, uint64_t *is_inside) {
    struct block_bits b = bits_of(block, s->source->mark);
    uint64_t inside = 0;
    if (b.quote) {
        s->n_quotes += (size_t)__builtin_popcountll(b.quote);
        inside = parity_before(b.quote) ^ *is_inside;
        *is_inside = 0 - (inside >> 63); /* all ones when the last byte is inside */
    } else {
        inside = *is_inside;
    }
    uint64_t ends = (b.mark | b.newline) & ~inside;
    while (ends) {
        uint64_t lowest = ends & -ends;
        uint32_t at = base + (uint32_t)__builtin_ctzll(ends);
        if (b.newline & lowest) {
            take_line(s, at);
        } else {
            take_field(s, at);
            s->start = at + 1;
        }
        ends ^= lowest;
    }
    /* what a row of the next block adds must fit, however wide it is */
    s->is_irregular = s->is_irregular || s->r->n_fields - s->row_first > TABLE_COLUMNS_MAX - BLOCK;
}

static void take_rest(struct index_scan *s, uint32_t n) {
    bool is_open = s->start < n || s->r->n_fields > s->row_first;
    if (is_open) {
        take_row(s, n, n);
    }
    flush(s);
}

enum records_result records_scan(struct records *r, const struct records_source *source,
                                 const struct records_sink *sink) {
    struct index_scan s = {.r = r, .source = source, .sink = sink};
    char last[BLOCK] = {0};
    uint64_t is_inside = 0;
    size_t base = 0;
    r->n_fields = r->n_rows = 0;
    r->data = source->data;
    if (source->n > RECORDS_TEXT_MAX) {
        return RECORDS_IRREGULAR;
    }
    s.n_returns = count_byte(source->data, source->n, '\r');
    for (; base + BLOCK <= source->n && !s.is_irregular; base += BLOCK) {
        take_block(&s, source->data + base, (uint32_t)base, &is_inside);
    }
    memcpy(last, source->data + base, s.is_irregular ? 0 : source->n - base);
    if (!s.is_irregular) {
        take_block(&s, last, (uint32_t)base, &is_inside);
    }
    if (is_inside || s.is_irregular) {
        return RECORDS_IRREGULAR;
    }
    take_rest(&s, (uint32_t)source->n);
    bool is_regular = !s.is_irregular && s.n_quotes == s.n_quotes_used && s.n_returns == s.n_returns_used;
    return is_regular ? RECORDS_DONE : RECORDS_IRREGULAR;
}

/* ---- libcsv ------------------------------------------------------------------------------------------------------ */

struct plain_scan {
    struct records *r;
    const struct records_sink *sink;
    size_t row_first;
    bool is_too_wide;
};

static void flush_plain(struct plain_scan *s) {
    struct records *r = s->r;
    r->data = r->plain.data;
    if (r->n_rows > 0) {
        s->sink->batch(s->sink->to, r);
    }
    r->n_rows = r->n_fields = s->row_first = 0;
    buf_reset(&r->plain);
}

static void on_field(void *to, const char *text, size_t n) {
    struct plain_scan *s = to;
    struct records *r = s->r;
    if (r->n_fields - s->row_first >= TABLE_COLUMNS_MAX) {
        s->is_too_wide = true;
        return;
    }
    struct record_field f = {.start = (uint32_t)r->plain.len, .n = (uint32_t)n};
    buf_add(&r->plain, text, n);
    char *copy = r->plain.data + f.start;
    if (n > 0 && memchr(copy, '\r', n)) {
        f.n = (uint32_t)builder_unify_line_ends(copy, n);
    }
    r->field[r->n_fields++] = f;
}

static void on_row(void *to, long line) {
    struct plain_scan *s = to;
    struct records *r = s->r;
    uint32_t n = (uint32_t)(r->n_fields - s->row_first);
    r->row[r->n_rows++] =
        (struct record_row){.first = (uint32_t)s->row_first, .n_fields = n, .line = (uint32_t)(line - 1)};
    s->row_first = r->n_fields;
    if (r->n_fields >= BATCH_FIELDS || r->n_rows == r->rows_cap) {
        flush_plain(s);
    }
}

static void on_fault(void *to, enum delimited_fault fault, const struct delimited_place *at) {
    (void)to, (void)fault, (void)at; /* delimited_scan() tells */
}

enum records_result records_scan_plain(struct records *r, const struct records_source *source,
                                       const struct records_sink *sink) {
    struct plain_scan s = {.r = r, .sink = sink};
    struct delimited_text text = {.data = source->data, .n = source->n, .mark = source->mark, .first_line = 1};
    struct delimited_sink to = {.to = &s, .field = on_field, .row = on_row, .fault = on_fault};
    r->n_fields = r->n_rows = 0;
    buf_reset(&r->plain);
    bool is_good = source->n <= RECORDS_TEXT_MAX && delimited_scan(&text, &to) && !s.is_too_wide;
    if (is_good) {
        flush_plain(&s);
    }
    return is_good ? RECORDS_DONE : RECORDS_IRREGULAR;
}
