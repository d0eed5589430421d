/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/form.h"

#include <string.h>

#include "doc/check.h"
#include "model/qtype.h"
#include "report/form_part.h"

/* ---- answers at hand --------------------------------------------------------------------------------------------- */

static struct answers *copy_answers(struct form *f) {
    struct answers *x = ARENA_NEW(&f->doc->arena, struct answers);
    int n = f->questionnaire->n_questions;
    *x = (struct answers){.questionnaire = f->questionnaire};
    x->answer = ARENA_ARRAY(&f->doc->arena, (size_t)n + 1, struct answer);
    for (int i = 0; i < n; i++) {
        x->answer[i] = f->request->from ? f->request->from->answer[i] : answer_none;
    }
    return x;
}

static bool is_asked(const struct form *f, int question) {
    return !f->compiled || compiled_number(f->compiled->question[question].asked, f->value) != 0;
}

static void compute(struct form *f) {
    f->value = ARENA_ARRAY(&f->doc->arena, (size_t)f->compiled->program.n + 1, struct expr_value);
    compiled_fill(f->compiled, f->answers, f->value);
    program_run(&f->compiled->program, f->value);
    for (int i = 0; i < f->questionnaire->n_questions; i++) {
        if (!is_asked(f, i)) {
            f->answers->answer[i].state = ANSWER_NOT_ASKED;
        }
    }
}

static void start_scores(struct form *f) {
    struct compiled *c = score_compile(f->kit, &f->doc->arena);
    f->problem = c->problem;
    if (f->problem) {
        compiled_clear(c);
        return;
    }
    f->compiled = c;
    f->is_live = f->kit->n_frameworks > 0;
    compute(f);
    if (f->is_live) {
        f->card = score_answers(f->kit, f->answers, &f->doc->arena);
    }
}

/* ---- what the lines say ------------------------------------------------------------------------------------------ */

static const char *option_said(const struct form *f, const struct form_line *line) {
    const struct answer *a = &f->answers->answer[line->question];
    const struct answer *twin = line->twin >= 0 ? &f->answers->answer[line->twin] : NULL;
    bool is_chosen = a->chosen && a->chosen[line->choice];
    if (!is_chosen && twin && twin->chosen && twin->chosen[line->twin_choice]) {
        return "na";
    }
    return !a->chosen ? "" : is_chosen ? "1" : "0";
}

static enum line_state state_of(const struct form *f, const struct form_line *line) {
    const struct answer *a = &f->answers->answer[line->question];
    if (!line->is_asked || line->kind == LINE_HEAD) {
        return LINE_NOT_ASKED;
    }
    if (line->kind == LINE_OPTION) {
        return !*line->said ? LINE_LEFT : strcmp(line->said, "na") == 0 && line->twin >= 0 ? LINE_NA : LINE_ANSWERED;
    }
    return a->state == ANSWER_NA ? LINE_NA : *line->said ? LINE_ANSWERED : LINE_LEFT;
}

/* An earlier answer that is none any more is left blank. */
static const char *question_said(const struct form *f, const struct form_line *line) {
    const struct answer *a = &f->answers->answer[line->question];
    return a->fit == ANSWER_UNREADABLE ? "" : a->text;
}

static void read_lines(struct form *f) {
    for (size_t i = 0; i < f->n_lines; i++) {
        struct form_line *line = &f->line[i];
        line->is_asked = is_asked(f, line->question);
        line->said = line->kind == LINE_OPTION     ? option_said(f, line)
                     : line->kind == LINE_QUESTION ? question_said(f, line)
                                                   : "";
        line->state = state_of(f, line);
    }
}

/* ---- the document ------------------------------------------------------------------------------------------------ */

static void move_to_front(struct doc *d, size_t from, size_t to) {
    struct sheet *s = d->sheet[from];
    memmove(&d->sheet[to + 1], &d->sheet[to], (from - to) * sizeof(struct sheet *));
    d->sheet[to] = s;
}

static void add_sheets(struct form *f) {
    form_add_lists(f); /* the rules of the other sheets point into it; moved behind them in the end */
    form_add_readme(f);
    form_add_profile(f);
    for (int i = 0; i < f->n_areas; i++) {
        form_add_area(f, i);
    }
    form_add_evidence(f);
    form_add_progress(f);
    form_add_lines(f);
    if (f->compiled) {
        form_add_calc(f);
    }
    form_add_meta(f);
    for (size_t i = 1; i < f->doc->n_sheets; i++) {
        move_to_front(f->doc, i, i - 1);
    }
}

static void describe(const struct form *f) {
    const struct form_request *r = f->request;
    struct doc *d = f->doc;
    d->subject = doc_text(d, "%s %s", f->questionnaire->info.id, f->questionnaire->info.version);
    d->author = r->program;
    d->created = r->created;
    if (f->kit->n_frameworks > 0) {
        d->footer = i18n_get(&f->kit->framework[0]->info.footer, r->lang);
    }
}

bool form_build(const struct form_request *r, struct doc *d, struct diags *ds) {
    struct form f = {.request = r, .doc = d, .kit = r->kit, .questionnaire = r->kit->questionnaire};
    bool is_ja = r->second && (strcmp(r->second, "ja") == 0 || strcmp(r->lang, "ja") == 0);
    doc_init(d, i18n_get(&f.questionnaire->info.title, r->lang), is_ja ? "ja" : r->lang); /* fonts of both */
    f.answers = copy_answers(&f);
    start_scores(&f);
    form_find_lines(&f);
    read_lines(&f);
    describe(&f);
    add_sheets(&f);
    mem_free(f.line);
    if (f.compiled) {
        compiled_clear(f.compiled);
    }
    return doc_check(d, ds);
}
