/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/earlier.h"

#include <string.h>

/* What 'name' says in the settings of the book at 'path'; "" where it cannot be read. */
static const char *setting_of(struct run *r, const char *path, const char *name) {
    struct diags quiet = {0};
    struct book b;
    const char *text = "";
    if (book_open(&b, path, &quiet)) {
        text = arena_strdup(&r->arena, book_setting(&b, name));
        book_close(&b);
    }
    diags_clear(&quiet);
    return text;
}

/* Today's model, and today's profiles as far as they are for what was asked about then. */
static struct kit *load_kit(struct run *r, const char *path, const struct kit *today) {
    const char *asked = setting_of(r, path, "framework"), *profile[KIT_PROFILES_MAX];
    struct kit_request request = {.questionnaire = path, .model = today->model->book.input.path, .profile = profile};
    for (int i = 0; i < today->n_profiles; i++) {
        if (text_has_word(asked, today->profile[i]->info.framework)) {
            profile[request.n_profiles++] = today->profile[i]->book.input.path;
        }
    }
    return kit_load(&r->library, &request, &r->ds);
}

static struct place settings_place(struct run *r, const struct answers *x, const char *field) {
    return answers_info_place(x, field, &r->arena);
}

/* What makes the comparison worth less than it seems. */
static void check_against(struct run *r, const struct answers *then, const struct answers *now) {
    const struct questionnaire *q = then->questionnaire;
    struct place date = settings_place(r, then, "date"), version = settings_place(r, then, "version");
    struct place organisation = settings_place(r, then, "organisation");
    bool has_dates = text_is_iso_date(then->info.date) && text_is_iso_date(now->info.date);
    if (has_dates && strcmp(then->info.date, now->info.date) > 0) {
        diag_add(&r->ds, DIAG_BASELINE_LATER, &date, then->info.date, now->info.date);
    }
    if (*then->info.organisation && *now->info.organisation &&
        strcmp(then->info.organisation, now->info.organisation) != 0) {
        diag_add(&r->ds, DIAG_BASELINE_OTHER, &organisation, then->info.organisation, now->info.organisation);
    }
    if (*then->info.unit && *now->info.unit && strcmp(then->info.unit, now->info.unit) != 0) {
        struct place unit = settings_place(r, then, "unit");
        diag_add(&r->ds, DIAG_BASELINE_UNIT, &unit, then->info.unit, now->info.unit);
    }
    if (now->sha256 && text_equal(then->sha256, now->sha256)) {
        struct place file = {.file = then->file};
        diag_add(&r->ds, DIAG_BASELINE_SAME, &file, now->file);
    }
    bool is_other = *then->info.version && *q->info.version && strcmp(then->info.version, q->info.version) != 0;
    if (then->is_earlier && !then->has_hashes && is_other) {
        diag_add(&r->ds, DIAG_BASELINE_ASSUMED, &version, then->info.version, q->info.version);
    }
}

static const char *find_questionnaire_then(struct run *r, const struct earlier *e) {
    return e->questionnaire ? run_find(r, LIBRARY_QUESTIONNAIRE, e->questionnaire, NULL) : NULL;
}

bool earlier_read(struct run *r, struct earlier *e, const struct kit *k, const struct answers *today) {
    if (!e->file) {
        if (e->questionnaire) {
            diag_add(&r->ds, DIAG_BASELINE_MISSING, NULL);
        }
        return !e->questionnaire;
    }
    e->answers = answers_open(e->file, &r->ds);
    const char *path = find_questionnaire_then(r, e);
    e->kit = path ? load_kit(r, path, k) : NULL;
    if (!e->answers || (e->questionnaire && !e->kit)) {
        return false;
    }
    e->answers->is_earlier = !e->kit;
    bool is_read = answers_read(e->answers, (e->kit ? e->kit : k)->questionnaire, &r->ds);
    if (is_read && e->answers->n_given == 0) {
        struct place at = {.file = e->file};
        diag_add(&r->ds, DIAG_ANSWER_NONE, &at);
    }
    check_against(r, e->answers, today);
    return is_read;
}

void earlier_list(const struct earlier *e, struct inputs *inputs) {
    if (e->answers) {
        inputs_add(inputs, "baseline", &e->answers->book.input);
    }
    if (e->kit) {
        inputs_add(inputs, "baseline_questionnaire", &e->kit->questionnaire->book.input);
    }
}

void earlier_compare(struct earlier *e, const struct assessment *now) {
    if (e->answers) {
        e->baseline = (struct baseline){.answers = e->answers, .kit = e->kit};
        e->changes = changes_new(now, &e->baseline);
    }
}

void earlier_clear(struct earlier *e) {
    changes_free(e->changes);
    answers_free(e->answers);
    kit_free(e->kit);
}
