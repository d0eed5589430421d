/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/diag.h"

#include "base/text.h"

#include <assert.h>
#include <string.h>

#define WORD_COLUMNS_MAX 200 /* enough for paths and lists of what is possible */

struct diag_row {
    const char *name;
    enum severity severity;
    const char *en, *ja;
};

static const struct diag_row rows[N_DIAGS] = {
#define DIAG(id, name, severity, en, ja) {name, SEVERITY_##severity, en, ja},
#include "base/diag.def"
#undef DIAG
};

const char *diag_name(enum diag_id id) { return rows[id].name; }

enum severity diag_severity(enum diag_id id) { return rows[id].severity; }

const char *diag_template(enum diag_id id, const char *lang) {
    return lang && strcmp(lang, "ja") == 0 ? rows[id].ja : rows[id].en;
}

const char *severity_name(enum severity s, const char *lang) {
    static const char *const en[] = {"note", "warning", "error"};
    static const char *const ja[] = {"参考", "警告", "エラー"};
    return lang && strcmp(lang, "ja") == 0 ? ja[s] : en[s];
}

static const char *copy(struct diags *ds, const char *s) { return s ? arena_strdup(&ds->arena, s) : NULL; }

/* A whole cell or expression would bury the message. */
static const char *copy_word(struct diags *ds, const char *word) {
    if (!word || strnlen(word, WORD_COLUMNS_MAX + 1) <= WORD_COLUMNS_MAX) {
        return copy(ds, word);
    }
    const char *end = text_skip_columns(word, WORD_COLUMNS_MAX);
    return *end ? arena_printf(&ds->arena, "%.*s…", (int)(end - word), word) : copy(ds, word);
}

static void count(struct diags *ds, enum severity s) {
    ds->n_errors += s == SEVERITY_ERROR;
    ds->n_warnings += s == SEVERITY_WARNING;
}

/* A note on a file that is opened twice is made once. */
static bool is_told(const struct diags *ds, enum diag_id id, const struct place *at) {
    for (size_t i = 0; i < ds->n && at && at->file && rows[id].severity == SEVERITY_NOTE; i++) {
        const struct diag *d = &ds->item[i];
        if (d->id == id && text_equal(d->place.file, at->file) && d->place.line == at->line &&
            d->place.column == at->column) {
            return true;
        }
    }
    return false;
}

void diag_add_words(struct diags *ds, enum diag_id id, const struct place *at, const char *const words[4]) {
    if (is_told(ds, id, at)) {
        return;
    }
    count(ds, rows[id].severity);
    if (ds->n >= (ds->max ? ds->max : DIAGS_MAX_DEFAULT)) {
        ds->n_hidden++;
        return;
    }
    struct diag d = {.id = id, .severity = rows[id].severity};
    if (at) {
        d.place = *at;
        d.place.file = copy(ds, at->file);
        d.place.sheet = copy_word(ds, at->sheet);
        d.place.field = copy_word(ds, at->field);
        d.place.cell = copy(ds, at->cell);
    }
    for (int i = 0; i < 4 && words[i]; i++) {
        d.arg[i] = copy_word(ds, words[i]);
    }
    VEC_GROW(ds->item, ds->n, ds->cap);
    ds->item[ds->n++] = d;
}

#define PROPOSAL_MARK '\x1f' /* starts a word that is a proposal: it cannot occur in valid input words */

const char *diag_proposal(struct arena *a, const char *near) {
    return near ? arena_printf(a, "%c%s", PROPOSAL_MARK, near) : "";
}

static void put_word(struct buf *b, const char *word, const char *lang) {
    if (!word || word[0] != PROPOSAL_MARK) {
        buf_puts(b, word ? word : "");
    } else if (lang && strcmp(lang, "ja") == 0) {
        buf_printf(b, "(もしかして「%s」)", word + 1);
    } else {
        buf_printf(b, " — did you mean '%s'?", word + 1);
    }
}

const char *diag_text(struct arena *a, const struct diag *d, const char *lang) {
    struct buf b;
    buf_init(&b, BUF_MAX_DEFAULT);
    for (const char *c = diag_template(d->id, lang); *c; c++) {
        if (c[0] == '{' && c[1] >= '1' && c[1] <= '4' && c[2] == '}') {
            put_word(&b, d->arg[c[1] - '1'], lang);
            c += 2;
        } else {
            buf_putc(&b, *c);
        }
    }
    const char *text = arena_strndup(a, b.data, b.len);
    buf_clear(&b);
    return text;
}

const char *diag_place(struct arena *a, const struct place *at) {
    if (!at->file) {
        return "";
    }
    const char *where = at->file;
    if (at->cell) {
        where = arena_printf(a, "%s [%s!%s]", where, at->sheet ? at->sheet : "", at->cell);
    } else {
        where = at->line > 0 ? arena_printf(a, "%s:%ld", where, at->line) : where;
        where = at->line > 0 && at->column > 0 ? arena_printf(a, "%s:%d", where, at->column) : where;
    }
    bool has_sheet = at->sheet && *at->sheet && !at->cell, has_field = at->field && *at->field;
    if (has_sheet && has_field) {
        return arena_printf(a, "%s (%s: %s)", where, at->sheet, at->field);
    }
    return has_sheet || has_field ? arena_printf(a, "%s (%s)", where, has_sheet ? at->sheet : at->field) : where;
}

void diags_append(struct diags *to, const struct diags *from) {
    size_t n_errors = to->n_errors + from->n_errors, n_warnings = to->n_warnings + from->n_warnings;
    for (size_t i = 0; i < from->n; i++) {
        const struct diag *d = &from->item[i];
        diag_add_words(to, d->id, &d->place, (const char *const[]){d->arg[0], d->arg[1], d->arg[2], d->arg[3]});
    }
    to->n_hidden += from->n_hidden;
    to->n_errors = n_errors; /* the hidden ones included */
    to->n_warnings = n_warnings;
}

bool diags_are_full(const struct diags *ds) { return ds->n >= (ds->max ? ds->max : DIAGS_MAX_DEFAULT); }

bool diags_has_errors(const struct diags *ds) { return ds->n_errors > 0; }

void diags_clear(struct diags *ds) {
    arena_clear(&ds->arena);
    mem_free(ds->item);
    *ds = (struct diags){.max = ds->max};
}
