/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/responses.h"

#include <string.h>
#include <strings.h>

#include "model/draft_build.h"
#include "model/draft_split.h"
#include "model/questionnaire.h"

#define MASK "[e-mail]"

/* One cell on its way. */
struct cell_reading {
    struct responses *r;
    const struct draft_question *q;
    size_t row;
    struct diags *ds;
    struct buf *out;
};

static const char *trimmed(struct responses *r, size_t row, int column) {
    size_t n;
    const char *s = draft_cell(r->draft->table, row, column, &n);
    return s[n] ? arena_strndup(&r->arena, s, n) : s;
}

static void report(const struct cell_reading *x, enum diag_id id, int column, const char *text) {
    struct place at = table_place(x->r->draft->table, x->row, column, x->q->header, &x->r->arena);
    diag_add(x->ds, id, &at, text, x->q->name);
}

static const struct draft_list *list_of(const struct cell_reading *x) { return &x->r->draft->list[x->q->list]; }

static void put_choice(const struct cell_reading *x, int choice) {
    const char *name = list_of(x)->choice[choice].name;
    if (text_has_word(x->out->data, name)) {
        return;
    }
    buf_puts(x->out, x->out->len ? " " : "");
    buf_puts(x->out, name);
}

static int choice_of_state(const struct draft_list *l, int state) {
    for (size_t i = 0; i < l->n; i++) {
        if (l->choice[i].state == state) {
            return (int)i;
        }
    }
    return -1;
}

/* ---- texts ------------------------------------------------------------------------------------------------------- */

/* Without the place of the cell, whose line would be shown with the address in it. */
static void report_masked(const struct cell_reading *x, int column) {
    struct place cell = table_place(x->r->draft->table, x->row, column, NULL, &x->r->arena);
    struct place at = {.file = cell.file};
    diag_add(x->ds, DIAG_IMPORT_MASKED, &at, MASK, x->q->name, arena_printf(&x->r->arena, "%ld", cell.line));
}

static void put_masked(const struct cell_reading *x, const char *text, int column) {
    size_t start, n;
    bool is_masked = false;
    while (draft_find_mail(text, &start, &n)) {
        buf_add(x->out, text, start);
        buf_puts(x->out, MASK);
        text += start + n;
        is_masked = true;
    }
    buf_puts(x->out, text);
    if (is_masked) {
        x->r->n.masked++;
        report_masked(x, column);
    }
}

/* ---- one cell ---------------------------------------------------------------------------------------------------- */

static void read_single(const struct cell_reading *x) {
    int column = x->q->n_sources ? x->q->source[0].column : -1;
    const char *text = trimmed(x->r, x->row, column);
    if (x->q->list < 0) {
        bool may_mask = x->q->kind == DRAFT_TEXT && !x->q->keeps_people;
        if (may_mask) {
            put_masked(x, text, column);
        } else {
            buf_puts(x->out, text);
        }
        return;
    }
    int choice = *text ? draft_find_choice(x->r->draft, x->q->list, text) : -1;
    if (choice < 0 && strcmp(text, "-oth-") == 0) {
        choice = draft_find_choice(x->r->draft, x->q->list, "other");
    }
    if (choice < 0 && draft_flag(text) == DRAFT_FLAG_NA) {
        choice = choice_of_state(list_of(x), CHOICE_NA);
    }
    if (choice >= 0) {
        put_choice(x, choice);
    } else if (*text) {
        x->r->n.unknown++;
        report(x, DIAG_IMPORT_UNKNOWN_OPTION, column, text);
        put_masked(x, text, column);
    }
}

static void read_date(const struct cell_reading *x) {
    char iso[DRAFT_DATE_MAX];
    int column = x->q->source[0].column;
    const char *text = trimmed(x->r, x->row, column);
    if (!*text || draft_date_print(text, x->q->order, iso)) {
        buf_puts(x->out, *text ? iso : "");
        return;
    }
    x->r->n.unknown++;
    report(x, DIAG_IMPORT_DATE_UNKNOWN, column, text);
    buf_puts(x->out, text);
}

static void read_flags(const struct cell_reading *x) {
    const struct draft_question *q = x->q;
    size_t n_ticks = 0, n_na = 0;
    for (size_t i = 0; i < q->n_sources; i++) {
        const char *text = trimmed(x->r, x->row, q->source[i].column);
        if (draft_is_ticked(x->r->draft, q, &q->source[i], text)) {
            put_choice(x, q->source[i].choice);
            n_ticks++;
        } else {
            n_na += draft_flag(text) == DRAFT_FLAG_NA;
        }
    }
    if (q->other >= 0 && q->other_column >= 0 && *trimmed(x->r, x->row, q->other_column)) {
        bool is_na = n_na > 0 && draft_flag(trimmed(x->r, x->row, q->other_column)) == DRAFT_FLAG_NA;
        if (!is_na) {
            put_choice(x, q->other);
            n_ticks++;
        }
    }
    int na = n_ticks == 0 && n_na > 0 ? choice_of_state(list_of(x), CHOICE_NA) : -1;
    if (na >= 0) {
        put_choice(x, na);
    }
    if (q->kind == DRAFT_ONE && n_ticks > 1) {
        x->r->n.ambiguous++;
        report(x, DIAG_IMPORT_TWO_ANSWERS, q->source[0].column, x->out->data);
    }
}

/* A joined cell taken apart: options go to 'options', the rest to 'rest'. */
struct joined {
    int choice[64];
    size_t n;
    struct buf *rest;
    size_t n_rest, n_runs; /* pieces that are no option, and runs of them */
    bool is_rest_last, is_doubtful;
};

/* An option with a separator inside whose first part is an option too. */
static bool has_shorter(const struct cell_reading *x, const char *option) {
    const char *cut = strstr(option, x->q->separator);
    return cut &&
           draft_find_choice(x->r->draft, x->q->list, arena_strndup(&x->r->arena, option, (size_t)(cut - option))) >= 0;
}

static void take_piece(const struct cell_reading *x, const struct draft_piece *p, struct joined *j) {
    const char *text = arena_strndup(&x->r->arena, p->text, p->n);
    int choice = draft_find_choice(x->r->draft, x->q->list, text);
    if (choice >= 0 && choice != x->q->other && j->n < ARRAY_LEN(j->choice)) {
        j->choice[j->n++] = choice;
        j->is_doubtful = j->is_doubtful || has_shorter(x, text);
        j->is_rest_last = false;
        return;
    }
    j->n_runs += !j->is_rest_last;
    j->n_rest++;
    j->is_rest_last = true;
    buf_puts(j->rest, j->rest->len ? x->q->separator : "");
    buf_puts(j->rest, j->rest->len && x->q->separator[0] == ';' ? " " : "");
    buf_add(j->rest, p->text, p->n);
}

static void take_apart(const struct cell_reading *x, const struct draft_question *q, struct joined *j) {
    struct cell_reading of = *x;
    const char *rest = trimmed(x->r, x->row, q->source[0].column);
    struct draft_piece p;
    of.q = q;
    while (draft_split_next(&rest, q->separator, q->piece, q->n_pieces, &p)) {
        take_piece(&of, &p, j);
    }
}

static void read_joined(const struct cell_reading *x) {
    struct buf rest;
    buf_init(&rest, BUF_MAX_DEFAULT);
    struct joined j = {.rest = &rest};
    take_apart(x, x->q, &j);
    for (size_t i = 0; i < j.n; i++) {
        put_choice(x, j.choice[i]);
    }
    if (j.n_rest && x->q->other >= 0) {
        put_choice(x, x->q->other);
    }
    /* what was written under "other" comes last and once; all else may be an option, or one text with commas in it */
    bool is_comma = *x->q->separator == ',';
    bool is_doubtful = j.is_doubtful || (is_comma && (j.n_rest > 1 || (j.n_rest == 1 && !j.is_rest_last)));
    if (is_doubtful) {
        x->r->n.ambiguous++;
        report(x, DIAG_IMPORT_AMBIGUOUS, x->q->source[0].column, rest.len ? rest.data : x->out->data);
    }
    buf_clear(&rest);
}

static void read_rest(const struct cell_reading *x) {
    struct buf rest;
    buf_init(&rest, BUF_MAX_DEFAULT);
    struct joined j = {.rest = &rest};
    take_apart(x, &x->r->draft->question[x->q->twin], &j);
    put_masked(x, rest.data, x->q->source[0].column);
    buf_clear(&rest);
}

const char *responses_cell(struct responses *r, size_t row, const struct draft_question *q, struct diags *ds) {
    struct buf *out = &r->line;
    struct cell_reading x = {.r = r, .q = q, .row = row, .ds = ds, .out = out};
    buf_reset(out);
    if (q->role == ABOUT_RESPONDENT && q->n_sources == 0) {
        buf_printf(out, "%zu", r->n.records);
    } else if (q->is_text_of_other) {
        read_rest(&x);
    } else if (q->reading == READ_VERBATIM) {
        buf_puts(out, table_cell(r->draft->table, row, q->source[0].column));
    } else if (q->reading == READ_FLAGS) {
        read_flags(&x);
    } else if (q->reading == READ_JOINED) {
        read_joined(&x);
    } else if (q->reading == READ_DATE) {
        read_date(&x);
    } else {
        read_single(&x);
    }
    return arena_strdup(&r->arena, out->data);
}

/* ---- rows -------------------------------------------------------------------------------------------------------- */

void responses_start(struct responses *r, const struct draft *d) {
    *r = (struct responses){.draft = d};
    buf_init(&r->line, BUF_MAX_DEFAULT);
}

void responses_end(struct responses *r) {
    buf_clear(&r->line);
    arena_clear(&r->arena);
}

bool responses_has_column(const struct draft_question *q) { return q->fate == FATE_KEPT && q->kind != DRAFT_NOTE; }

static bool is_finished(struct responses *r, size_t row) {
    const struct draft *d = r->draft;
    if (d->finished < 0) {
        return true;
    }
    const char *text = trimmed(r, row, d->finished);
    return d->finished_is_filled ? *text != '\0' : draft_flag(text) == DRAFT_FLAG_YES;
}

bool responses_begin_row(struct responses *r, size_t row) {
    arena_reset(&r->arena);
    if (table_row_is_empty(r->draft->table, row)) {
        r->n.blank++;
        return false;
    }
    if (!is_finished(r, row)) {
        r->n.partial++;
        if (r->drops_partial) {
            r->n.partial_dropped++;
            return false;
        }
    }
    r->n.records++;
    return true;
}

void draft_put_field(struct buf *out, const char *text) {
    if (!strpbrk(text, ",\"\n\r")) {
        buf_puts(out, text);
        return;
    }
    buf_putc(out, '"');
    for (const char *s = text; *s; s++) {
        buf_puts(out, *s == '"' ? "\"" : "");
        buf_putc(out, *s);
    }
    buf_putc(out, '"');
}

static size_t count_columns(const struct draft *d) {
    size_t n = 0;
    for (size_t i = 0; i < d->n_questions; i++) {
        n += responses_has_column(&d->question[i]);
    }
    return n;
}

void responses_put_header(const struct responses *r, struct buf *out) {
    bool is_first = true;
    for (size_t i = 0; i < r->draft->n_questions; i++) {
        const struct draft_question *q = &r->draft->question[i];
        if (responses_has_column(q)) {
            buf_puts(out, is_first ? "" : ",");
            draft_put_field(out, q->name);
            is_first = false;
        }
    }
    buf_putc(out, '\n');
}

bool responses_put_row(struct responses *r, size_t row, struct buf *out, struct diags *ds) {
    if (!responses_begin_row(r, row)) {
        return false;
    }
    bool is_first = true, is_alone = count_columns(r->draft) == 1;
    for (size_t i = 0; i < r->draft->n_questions; i++) {
        const struct draft_question *q = &r->draft->question[i];
        if (responses_has_column(q)) {
            const char *cell = responses_cell(r, row, q, ds);
            buf_puts(out, is_first ? "" : ",");
            draft_put_field(out, cell);
            buf_puts(out, is_alone && !*cell ? "\"\"" : ""); /* an empty line would be none */
            is_first = false;
        }
    }
    buf_putc(out, '\n');
    return true;
}
