/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/import_report.h"

#include <string.h>

#include "model/hint.h"

#define NAMES_SHOWN 12

struct reporting {
    struct run *run;
    const struct import_result *x;
    struct buf *out; /* NULL: standard error */
};

static void line(const struct reporting *p, enum diag_id id, const char *const words[4]) {
    if (!p->out) {
        run_say(p->run, id, words);
        return;
    }
    struct diags one = {0};
    struct arena a = {0};
    diag_add_words(&one, id, NULL, words);
    buf_printf(p->out, "%s\n", diag_text(&a, &one.item[0], p->run->lang));
    diags_clear(&one);
    arena_clear(&a);
}
#define LINE(p, id, ...) line((p), (id), (const char *const[5]){__VA_ARGS__})

static const char *count(const struct reporting *p, size_t n) { return arena_printf(&p->run->arena, "%zu", n); }

/* ---- counts ------------------------------------------------------------------------------------------------------ */

static size_t count_questions(const struct draft *d) {
    size_t n = 0;
    for (size_t i = 0; i < d->n_questions; i++) {
        n +=
            d->question[i].fate == FATE_KEPT && d->question[i].kind != DRAFT_ABOUT && d->question[i].kind != DRAFT_NOTE;
    }
    return n;
}

static size_t count_options(const struct draft *d) {
    size_t n = 0;
    for (size_t i = 0; i < d->n_lists; i++) {
        n += d->list[i].n;
    }
    return n;
}

static void put_counts(const struct reporting *p) {
    const struct draft *d = p->x->draft;
    const char *questions = count(p, count_questions(d)), *options = count(p, count_options(d));
    if (!p->x->responses) {
        LINE(p, DIAG_IMPORT_STRUCTURE, p->x->what, questions, options);
        return;
    }
    const struct responses_counts *n = &p->x->responses->n;
    LINE(p, DIAG_IMPORT_COUNTS, count(p, (size_t)d->table->n_columns), count(p, n->records), questions, options);
    if (n->blank) {
        LINE(p, DIAG_IMPORT_BLANK, count(p, n->blank));
    }
    if (n->partial_dropped) {
        LINE(p, DIAG_IMPORT_PARTIAL_DROPPED, count(p, n->partial_dropped));
    } else if (n->partial) {
        LINE(p, DIAG_IMPORT_PARTIAL_KEPT, count(p, n->partial));
    }
    if (n->ambiguous + n->unknown + n->masked) {
        LINE(p, DIAG_IMPORT_DOUBTFUL, count(p, n->ambiguous), count(p, n->unknown), count(p, n->masked));
    }
}

/* ---- columns that were left out ---------------------------------------------------------------------------------- */

/* As people know the column: its own wording, where several stand under one heading. */
static const char *name_of(const struct reporting *p, const struct draft_question *q) {
    const char *label = i18n_get(&q->label, p->x->draft->lang), *header = q->header ? q->header : "";
    bool is_row = q->known < 0 && *label && strcmp(label, header) != 0;
    return is_row ? label : *header ? header : q->name;
}

static const char *names_of(const struct reporting *p, enum draft_fate fate, const char *why, size_t *n) {
    const struct draft *d = p->x->draft;
    const char **names = ARENA_ARRAY(&p->run->arena, d->n_questions + 1, const char *);
    *n = 0;
    for (size_t i = 0; i < d->n_questions; i++) {
        const struct draft_question *q = &d->question[i];
        if (q->fate == fate && (!why || text_equal(q->why, why))) {
            names[(*n)++] = name_of(p, q);
        }
    }
    return hint_list(names, *n, p->out ? *n + 1 : NAMES_SHOWN, &p->run->arena);
}

static const char *reason_of(const struct reporting *p, const char *why) {
    static const char *const words[][2] = {
        {"header", "見出し"}, {"e-mail addresses", "メールアドレス"}, {"IP addresses", "IPアドレス"}};
    for (size_t i = 0; i < ARRAY_LEN(words) && text_equal(p->run->lang, "ja"); i++) {
        if (strcmp(words[i][0], why) == 0) {
            return words[i][1];
        }
    }
    return why;
}

static void put_left_out(const struct reporting *p) {
    static const char *const reasons[] = {"header", "e-mail addresses", "IP addresses"};
    size_t n;
    for (size_t i = 0; i < ARRAY_LEN(reasons); i++) {
        const char *names = names_of(p, FATE_PERSON, reasons[i], &n);
        if (n) {
            LINE(p, DIAG_IMPORT_PEOPLE, reason_of(p, reasons[i]), names);
        }
    }
    const char *names = names_of(p, FATE_TECHNICAL, NULL, &n);
    if (n) {
        LINE(p, DIAG_IMPORT_TECHNICAL, names);
    }
    names_of(p, FATE_EMPTY, NULL, &n);
    if (n) {
        LINE(p, DIAG_IMPORT_NAMELESS, count(p, n));
    }
}

static void put_all(const struct reporting *p) {
    if (*p->x->reason) {
        LINE(p, DIAG_DIALECT_TAKEN, p->x->what, p->x->reason);
    } else if (p->x->responses && strcmp(p->x->draft->dialect, "plain") == 0) {
        LINE(p, DIAG_DIALECT_PLAIN, NULL);
    }
    put_counts(p);
    put_left_out(p);
}

void import_report_say(struct run *r, const struct import_result *x) {
    struct reporting p = {.run = r, .x = x};
    put_all(&p);
}

void import_report_print(struct run *r, const struct import_result *x, struct buf *out) {
    struct reporting p = {.run = r, .x = x, .out = out};
    put_all(&p);
    for (size_t i = 0; i < r->ds.n; i++) {
        struct arena a = {0};
        const struct diag *d = &r->ds.item[i];
        const char *place = diag_place(&a, &d->place);
        buf_printf(out, "%s: %s: %s [%s]\n", *place ? place : "psirtgauge", severity_name(d->severity, r->lang),
                   diag_text(&a, d, r->lang), diag_name(d->id));
        arena_clear(&a);
    }
}
