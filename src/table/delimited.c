/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/delimited.h"

#include "base/mem.h"

#include <csv.h>
#include <string.h>

#define FIELD_STEP ((size_t)64 * 1024) /* a long field grows by as much: by less, it would be copied too often */

/* ---- one scan ---- */

struct open_quote {
    bool is_open;
    long line;    /* where it was opened */
    int n_fields; /* fields of the row before it */
    size_t next;  /* start of the line after */
};
struct scan {
    const struct delimited_text *text;
    const struct delimited_sink *sink;
    struct csv_parser parser;
    size_t at; /* start of the line that is being fed */
    long line, row_line;
    int n_fields; /* of the row so far */
    bool is_row_done;
    struct open_quote open;
    int n_faults;
};

static void *parser_realloc(void *p, size_t n) { return mem_realloc(p, n, 1); }

static int no_blank(unsigned char c) {
    (void)c;
    return 0; /* blanks belong to the field */
}

static void parser_start(struct scan *s) {
    csv_init(&s->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
    csv_set_delim(&s->parser, (unsigned char)s->text->mark);
    csv_set_space_func(&s->parser, no_blank);
    csv_set_realloc_func(&s->parser, parser_realloc);
    csv_set_free_func(&s->parser, mem_free);
    csv_set_blk_size(&s->parser, FIELD_STEP);
    s->n_fields = 0;
    s->open.is_open = false;
}

static void parser_restart(struct scan *s) {
    csv_free(&s->parser);
    parser_start(s);
}

static void on_field(void *field, size_t n, void *to) {
    struct scan *s = to;
    s->n_fields++;
    s->sink->field(s->sink->to, field ? field : "", n);
}

static void on_row(int end, void *to) {
    (void)end;
    struct scan *s = to;
    if (s->n_fields > 0) { /* else a blank line, or the LF of CR LF */
        s->sink->row(s->sink->to, s->row_line);
    }
    s->n_fields = 0;
    s->is_row_done = true;
}

/* Index behind the end of the line at 'at': LF, CR LF or CR. */
static size_t line_end(const struct delimited_text *t, size_t at) {
    while (at < t->n && t->data[at] != '\n' && t->data[at] != '\r') {
        at++; /* a search for either mark alone would run to the end of the file, line by line, where there is none */
    }
    bool is_pair = at + 1 < t->n && t->data[at] == '\r' && t->data[at + 1] == '\n';
    return at < t->n ? at + 1 + is_pair : at;
}

/* A line that ended inside a row ended inside a quoted field: which one is open, and since when? */
static void note_open_quote(struct scan *s, size_t end) {
    if (s->is_row_done) {
        s->open.is_open = false;
    } else if (!s->open.is_open || s->open.n_fields != s->n_fields) {
        s->open = (struct open_quote){true, s->line, s->n_fields, end};
    }
}

static size_t characters_before(const char *s, size_t n) {
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        count += ((unsigned char)s[i] & 0xC0) != 0x80;
    }
    return count;
}

static void fault_unclosed(struct scan *s) {
    struct delimited_place at = {.line = s->open.line, .column = s->open.n_fields + 1};
    s->n_faults++;
    s->sink->fault(s->sink->to, DELIMITED_UNCLOSED_QUOTE, &at);
    s->at = s->open.next;
    s->line = s->open.line + 1;
    parser_restart(s);
}

static void fault_stray(struct scan *s, size_t quote, size_t end) {
    size_t before = characters_before(s->text->data + s->at, quote - s->at);
    struct delimited_place at = {.line = s->line, .column = s->n_fields + 1, .character = before + 1};
    s->n_faults++;
    s->sink->fault(s->sink->to, DELIMITED_STRAY_QUOTE, &at);
    s->at = end;
    s->line++;
    parser_restart(s);
}

/* libcsv refused the byte at 'bad': a quotation mark in an unquoted field, or text after a closing one. When that
   "closing" mark stands where a field begins and the field was opened on an earlier line, it is the earlier mark
   that was never closed. */
static void recover(struct scan *s, size_t bad, size_t end) {
    const char *data = s->text->data;
    bool is_after_close = data[bad] != '"' || s->parser.quoted;
    size_t quote = is_after_close && bad > s->at ? bad - 1 : bad;
    bool begins_field = quote == s->at || data[quote - 1] == s->text->mark;
    bool is_old_field = s->open.is_open && s->open.n_fields == s->n_fields;
    if (is_after_close && begins_field && is_old_field) {
        fault_unclosed(s);
    } else {
        fault_stray(s, quote, end);
    }
}

static void scan_line(struct scan *s) {
    size_t end = line_end(s->text, s->at), n = end - s->at;
    if (!s->open.is_open) {
        s->row_line = s->line;
    }
    s->is_row_done = false;
    size_t used = csv_parse(&s->parser, s->text->data + s->at, n, on_field, on_row, s);
    if (used < n) {
        recover(s, s->at + used, end);
        return;
    }
    note_open_quote(s, end);
    s->at = end;
    s->line++;
}

bool delimited_scan(const struct delimited_text *text, const struct delimited_sink *sink) {
    struct scan s = {.text = text, .sink = sink, .line = text->first_line};
    parser_start(&s);
    do {
        while (s.at < text->n && s.n_faults < DELIMITED_FAULTS_MAX) {
            scan_line(&s);
        }
        if (s.n_faults < DELIMITED_FAULTS_MAX && csv_fini(&s.parser, on_field, on_row, &s) != 0) {
            fault_unclosed(&s);
        }
    } while (s.at < text->n && s.n_faults < DELIMITED_FAULTS_MAX);
    csv_free(&s.parser);
    return s.n_faults == 0;
}

/* ---- which delimiter ---- */

static const char marks[] = {',', ';', '\t'};
#define N_MARKS ARRAY_LEN(marks)
#define GUESS_ROWS 50

struct guess {
    size_t agreeing; /* rows with as many as the row before, and some */
    size_t first;    /* in the first row that has any of the three */
    size_t last;     /* in the row before */
};

/* Counts the marks outside quotes of the row at 'at'; index behind it. */
static size_t count_marks(const char *data, size_t n, size_t at, size_t count[N_MARKS]) {
    bool is_quoted = false, begins_field = true;
    for (; at < n; at++) {
        char c = data[at];
        if (is_quoted) {
            is_quoted = c != '"';
            continue;
        }
        if (c == '\n' || c == '\r') {
            return at + 1;
        }
        is_quoted = c == '"' && (begins_field || (at > 0 && data[at - 1] == '"'));
        const char *mark = memchr(marks, c, N_MARKS);
        begins_field = mark != NULL;
        if (mark) {
            count[mark - marks]++;
        }
    }
    return n;
}

static void add_row(struct guess guess[N_MARKS], const size_t count[N_MARKS]) {
    bool is_first = true, has_any = false;
    for (size_t m = 0; m < N_MARKS; m++) {
        is_first = is_first && guess[m].first == 0;
        has_any = has_any || count[m] > 0;
    }
    for (size_t m = 0; has_any && m < N_MARKS; m++) {
        guess[m].agreeing += count[m] > 0 && count[m] == guess[m].last;
        guess[m].first = is_first ? count[m] : guess[m].first;
        guess[m].last = count[m];
    }
}

/* Length of a first line "sep=X", which Excel reads and other programs do not write; 0 when there is none. */
static size_t hint_length(const char *data, size_t n) {
    if (n < 5 || memcmp(data, "sep=", 4) != 0 || !memchr(marks, data[4], N_MARKS)) {
        return 0;
    }
    struct delimited_text text = {.data = data, .n = n};
    size_t end = line_end(&text, 5);
    bool is_alone = n == 5 || data[5] == '\n' || data[5] == '\r';
    return is_alone ? end : 0;
}

char delimited_guess_mark(const char *data, size_t n, size_t *skip) {
    *skip = hint_length(data, n);
    if (*skip) {
        return data[4];
    }
    struct guess guess[N_MARKS] = {{0}};
    size_t at = 0;
    for (int row = 0; row < GUESS_ROWS && at < n; row++) {
        size_t count[N_MARKS] = {0};
        at = count_marks(data, n, at, count);
        add_row(guess, count);
    }
    size_t best = 0;
    for (size_t m = 1; m < N_MARKS; m++) {
        bool is_better = guess[m].agreeing > guess[best].agreeing ||
                         (guess[m].agreeing == guess[best].agreeing && guess[m].first > guess[best].first);
        best = is_better ? m : best;
    }
    return marks[best];
}
