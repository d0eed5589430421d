/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/diag_print.h"

#include <string.h>

#include "cli/diag_source.h"

#define NOTES_FEW 3

/* One printing of diagnostics. */
struct printing {
    const struct diag_style *style;
    FILE *out;
    struct arena arena;
    struct diag_source source;
};

static const char *const severity_color[] = {"36", "35", "31"};

static void put_color(const struct printing *p, const char *code) {
    if (p->style->has_color) {
        fprintf(p->out, "\033[%sm", code);
    }
}

/* Texts of the input must not steer the terminal. */
static void put_text(const struct printing *p, const char *s) {
    for (; *s; s++) {
        bool is_c1 = (unsigned char)s[0] == 0xC2 && (unsigned char)s[1] >= 0x80 && (unsigned char)s[1] < 0xA0;
        bool is_control = (unsigned char)*s < 0x20 || *s == 0x7F;
        fputc(is_control || is_c1 ? ' ' : *s, p->out);
        s += is_c1;
    }
}

static void put_blanks(const struct printing *p, int n) { fprintf(p->out, "%*s", n, ""); }

static void put_source(struct printing *p, const struct place *at, enum severity s) {
    struct source_line line;
    if (!diag_source_find(&p->source, at, &line)) {
        return;
    }
    fprintf(p->out, "%6ld | ", at->line);
    put_text(p, line.text);
    fputc('\n', p->out);
    if (line.width > 0) {
        fprintf(p->out, "       | ");
        put_blanks(p, line.start);
        put_color(p, severity_color[s]);
        fputc('^', p->out);
        for (int i = 1; i < line.width; i++) {
            fputc('~', p->out);
        }
        put_color(p, "0");
        fputc('\n', p->out);
    }
}

static enum severity shown_severity(const struct printing *p, const struct diag *d) {
    return p->style->is_strict && d->severity == SEVERITY_WARNING ? SEVERITY_ERROR : d->severity;
}

static void put_diag(struct printing *p, const struct diag *d) {
    enum severity s = shown_severity(p, d);
    const char *where = diag_place(&p->arena, &d->place);
    put_color(p, "1");
    put_text(p, *where ? where : "psirtgauge");
    fputs(": ", p->out);
    put_color(p, "0");
    put_color(p, severity_color[s]);
    fputs(severity_name(s, p->style->lang), p->out);
    put_color(p, "0");
    fputs(": ", p->out);
    put_text(p, diag_text(&p->arena, d, p->style->lang));
    fprintf(p->out, " [%s]\n", diag_name(d->id));
    put_source(p, &d->place, s);
}

static size_t count_notes(const struct diags *ds) {
    size_t n = 0;
    for (size_t i = 0; i < ds->n; i++) {
        n += ds->item[i].severity == SEVERITY_NOTE;
    }
    return n;
}

static bool is_shown(const struct printing *p, const struct diag *d, size_t n_notes) {
    enum severity s = shown_severity(p, d);
    bool is_noted = p->style->is_verbose || n_notes <= NOTES_FEW;
    return s == SEVERITY_ERROR || (!p->style->is_quiet && (s == SEVERITY_WARNING || is_noted));
}

static bool is_japanese(const char *lang) { return lang && strcmp(lang, "ja") == 0; }

static const char *counted(size_t n, const char *word, struct arena *a) {
    return arena_printf(a, "%zu %s%s", n, word, n == 1 ? "" : "s");
}

const char *diag_count_text(size_t n_errors, size_t n_warnings, const char *lang, struct arena *a) {
    bool is_ja = is_japanese(lang), has_both = n_errors && n_warnings;
    const char *errors = !n_errors ? ""
                         : is_ja   ? arena_printf(a, "エラー%zu件", n_errors)
                                   : counted(n_errors, "error", a);
    const char *warnings = !n_warnings ? ""
                           : is_ja     ? arena_printf(a, "警告%zu件", n_warnings)
                                       : counted(n_warnings, "warning", a);
    return arena_printf(a, "%s%s%s", errors, !has_both ? "" : is_ja ? "、" : ", ", warnings);
}

static void put_count(struct printing *p, const struct diags *ds) {
    bool is_strict = p->style->is_strict, is_ja = is_japanese(p->style->lang);
    size_t n_errors = ds->n_errors + (is_strict ? ds->n_warnings : 0);
    size_t n_warnings = is_strict || p->style->is_quiet ? 0 : ds->n_warnings;
    if (n_errors + n_warnings > 1) {
        fputs(diag_count_text(n_errors, n_warnings, p->style->lang, &p->arena), p->out);
        if (ds->n_hidden > 0) {
            fprintf(p->out, is_ja ? "(うち%zu件は表示していません)" : " (%zu of them not shown)", ds->n_hidden);
        }
        fputc('\n', p->out);
    }
}

void diag_print_all(const struct diags *ds, const struct diag_style *style, FILE *out) {
    struct printing p = {.style = style, .out = out};
    size_t n_notes = count_notes(ds);
    for (size_t i = 0; i < ds->n; i++) {
        if (is_shown(&p, &ds->item[i], n_notes)) {
            put_diag(&p, &ds->item[i]);
        }
    }
    if (!style->has_no_count) {
        put_count(&p, ds);
    }
    diag_source_clear(&p.source);
    arena_clear(&p.arena);
}
