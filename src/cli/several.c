/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/several.h"

#include <string.h>

#include "cli/option_set.h"

/* ---- options ----------------------------------------------------------------------------------------------------- */

static const struct option_row rows[] = {
    {.name = "consolidate",
     .type = OPTION_WORD,
     .argument = "RULE",
     .words = "mean median min max",
     .summary = "how the answers of several assessors become one: mean, median, min or max of their credits"},
    {.name = "consensus",
     .type = OPTION_TEXT,
     .argument = "FILE",
     .summary = "the answers that the assessors agreed on later; they replace the consolidated ones"},
    {.name = "units",
     .type = OPTION_TEXT,
     .argument = "FILE",
     .summary = "a list of business units with the files of their answers and weights, instead of ANSWERS"},
};
const struct option_group options_several = {"Several assessors, several units", rows, ARRAY_LEN(rows)};

/* NULL also of a command that takes one file alone. */
static const char *option_of(const struct several *x, const char *name) {
    return x->is_one ? NULL : argument_text(&x->run->args, name);
}

static bool check_units(struct several *x) {
    struct run *r = x->run;
    const char *list = option_of(x, "units");
    bool has_raters = option_of(x, "consolidate") || option_of(x, "consensus");
    if (x->n_files > 0) {
        diag_add(&r->ds, DIAG_UNITS_AND_ANSWERS, NULL, list, x->file[0]);
    }
    if (has_raters) {
        diag_add(&r->ds, DIAG_UNITS_AND_RATERS, NULL);
    }
    return x->n_files == 0 && !has_raters;
}

static bool check_raters(struct several *x) {
    struct run *r = x->run;
    const char *how = option_of(x, "consolidate");
    if (x->n_files > 1 && !how) {
        diag_add(&r->ds, DIAG_RATERS_NO_RULE, NULL);
        return false;
    }
    if (x->n_files == 1 && option_of(x, "consensus")) {
        diag_add(&r->ds, DIAG_CONSENSUS_ALONE, NULL);
        return false;
    }
    return !how || consolidation_find(how, &x->how);
}

static bool list_files(struct several *x) {
    struct run *r = x->run;
    const char *list = option_of(x, "units");
    x->units = list ? unit_list_load(list, &r->ds) : NULL;
    x->n = x->units ? x->units->n : x->n_files;
    x->path = ARENA_ARRAY(&r->arena, x->n + 1, const char *);
    x->each = ARENA_ARRAY(&r->arena, x->n + 1, struct answers *);
    for (size_t i = 0; i < x->n; i++) {
        x->path[i] = x->units ? x->units->unit[i].path : x->file[i];
    }
    return !list || x->units;
}

bool several_plan(struct several *x) {
    struct run *r = x->run;
    bool has_units = option_of(x, "units");
    if (!has_units && x->n_files == 0) {
        diag_add(&r->ds, DIAG_ARGUMENT_MISSING, NULL,
                 arena_printf(&r->arena, "%s %s", r->command->name, r->command->synopsis));
        return false;
    }
    return (has_units ? check_units(x) : check_raters(x)) && list_files(x);
}

/* ---- files ------------------------------------------------------------------------------------------------------- */

static struct place place_of(const struct several *x, size_t i) {
    return x->units ? unit_list_place(x->units, i, "file") : (struct place){.file = x->path[i]};
}

/* The same file under two names, or a copy of it, would count twice. */
static void check_twice(const struct several *x) {
    for (size_t i = 0; i < x->n; i++) {
        for (size_t k = 0; k < i && x->each[i]; k++) {
            if (x->each[k] && text_equal(x->each[k]->sha256, x->each[i]->sha256)) {
                struct place at = place_of(x, i);
                diag_add(&x->run->ds, DIAG_RATERS_TWICE, &at, x->path[k]);
                break;
            }
        }
    }
}

bool several_open(struct several *x) {
    struct run *r = x->run;
    const char *consensus = option_of(x, "consensus");
    bool is_good = true;
    for (size_t i = 0; i < x->n; i++) {
        x->each[i] = answers_open(x->path[i], &r->ds);
        is_good = is_good && x->each[i];
    }
    x->consensus = consensus ? answers_open(consensus, &r->ds) : NULL;
    check_twice(x);
    return is_good && (!consensus || x->consensus) && !diags_has_errors(&r->ds);
}

/* ---- what goes together ------------------------------------------------------------------------------------------ */

static struct place place_in(const struct several *x, const struct answers *a, const char *field) {
    return answers_info_place(a, field, &x->run->arena);
}

static bool differ(const char *a, const char *b) { return *a && *b && strcmp(a, b) != 0; }

/* The first file before i that tells something in the member at 'offset'; NULL when none does. */
static const struct answers *told_before(const struct several *x, size_t i, size_t offset) {
    for (size_t k = 0; k < i; k++) {
        if (**(const char *const *)((const char *)&x->each[k]->info + offset)) {
            return x->each[k];
        }
    }
    return NULL;
}

/* False when they answer another questionnaire, of which every question would be unknown. */
static bool check_form(const struct several *x, const struct answers *own, const struct answers *form,
                       const struct answers *version) {
    if (form && differ(own->info.form_id, form->info.form_id)) {
        struct place at = place_in(x, own, "form_id");
        diag_add(&x->run->ds, DIAG_RATERS_FORM, &at, own->info.form_id, form->info.form_id, form->file);
        return false;
    }
    if (version && differ(own->info.version, version->info.version)) {
        struct place at = place_in(x, own, "version");
        diag_add(&x->run->ds, DIAG_RATERS_VERSION, &at, own->info.version, version->info.version, version->file);
    }
    return true;
}

static bool check_together(const struct several *x, const struct answers *own, size_t before) {
    const struct answers *form = told_before(x, before, offsetof(struct answers_info, form_id));
    const struct answers *version = told_before(x, before, offsetof(struct answers_info, version));
    const struct answers *name = told_before(x, before, offsetof(struct answers_info, organisation));
    bool is_same_form = check_form(x, own, form, version);
    if (name && differ(own->info.organisation, name->info.organisation)) {
        struct place at = place_in(x, own, "organisation");
        diag_add(&x->run->ds, DIAG_RATERS_ORGANISATION, &at, own->info.organisation, name->info.organisation,
                 name->file);
    }
    return is_same_form;
}

struct answers *several_about(const struct several *x) {
    struct answers *about = NULL;
    for (size_t i = 0; i < x->n && !about; i++) {
        about = answers_about(x->each[i]);
    }
    return about;
}

bool several_has_about(const struct several *x) {
    struct answers *about = x->units ? NULL : several_about(x);
    answers_free(about);
    return about != NULL;
}

static bool has_answers(const struct answers *x) {
    for (int i = 0; i < x->questionnaire->n_questions; i++) {
        if (x->answer[i].state != ANSWER_BLANK) {
            return true;
        }
    }
    return false;
}

/* Of a file that is read without mistakes. A unit to which nothing applies is left out; the others still count. */
static void check_given(const struct several *x, size_t i, bool has_others) {
    const struct answers *a = x->each[i];
    bool is_all_na = a->n_na > 0 && a->n_blank == 0;
    struct place at = {.file = a->file};
    if (a->n_given > 0) {
        return;
    }
    if (x->units && is_all_na && has_others) {
        struct place row = place_of(x, i);
        diag_add(&x->run->ds, DIAG_UNIT_LEFT_OUT, &row, x->units->unit[i].name);
    } else {
        diag_add(&x->run->ds, is_all_na ? DIAG_ANSWER_ALL_NA : DIAG_ANSWER_NONE, &at);
    }
}

void several_read(struct several *x, const struct questionnaire *q) {
    struct run *r = x->run;
    bool *is_read = ARENA_ARRAY(&r->arena, x->n + 1, bool), has_others = false;
    for (size_t i = 0; i < x->n; i++) {
        is_read[i] = check_together(x, x->each[i], i) && answers_read(x->each[i], q, &r->ds);
        has_others = has_others || (is_read[i] && x->each[i]->n_given > 0);
    }
    for (size_t i = 0; i < x->n; i++) {
        if (is_read[i]) {
            check_given(x, i, has_others);
        }
    }
    if (x->consensus) {
        if (check_together(x, x->consensus, x->n) && answers_read_part(x->consensus, q, &r->ds) &&
            !has_answers(x->consensus)) {
            struct place at = {.file = x->consensus->file};
            diag_add(&r->ds, DIAG_ANSWER_NONE, &at);
        }
    }
}

void several_list(const struct several *x, struct inputs *inputs) {
    if (x->units) {
        inputs_add(inputs, "units", &x->units->book.input);
    }
    for (size_t i = 0; i < x->n; i++) {
        inputs_add(inputs, "answers", &x->each[i]->book.input);
    }
    if (x->consensus) {
        inputs_add(inputs, "consensus", &x->consensus->book.input);
    }
}

void several_clear(struct several *x) {
    for (size_t i = 0; i < x->n; i++) {
        answers_free(x->each[i]);
    }
    answers_free(x->consensus);
    unit_list_free(x->units);
}
