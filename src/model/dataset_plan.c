/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/dataset_plan.h"

#include <string.h>

#include "base/text.h"
#include "model/answers_read.h"
#include "model/hint.h"
#include "model/qtype.h"

#define NAMES_SHOWN 12

static const char *const extra_names[N_DATASET_EXTRAS] = {
    [EXTRA_ID] = "respondent_id",  [EXTRA_SUBMITTED] = "submitted", [EXTRA_WAVE] = "wave",
    [EXTRA_LANGUAGE] = "language", [EXTRA_CONSENT] = "consent",
};

/* ---- questions --------------------------------------------------------------------------------------------------- */

static enum column_kind kind_of(const struct question *question) {
    if (!question_is_answered(question)) {
        return COLUMN_NONE;
    }
    const char *type = question->type->name;
    bool is_number = strcmp(type, "integer") == 0 || strcmp(type, "decimal") == 0;
    return question->type->is_multiple ? COLUMN_MANY
           : question->type->has_list  ? COLUMN_ONE
           : is_number                 ? COLUMN_NUMBER
                                       : COLUMN_TEXT;
}

static const uint8_t *states_of(const struct choice_list *list, struct arena *a) {
    static const uint8_t state[] = {[CHOICE_ORDINARY] = RESPONSE_GIVEN,
                                    [CHOICE_NA] = RESPONSE_NA,
                                    [CHOICE_DK] = RESPONSE_DK,
                                    [CHOICE_ALTERNATE] = RESPONSE_GIVEN};
    uint8_t *of = ARENA_ARRAY(a, (size_t)(list ? list->n : 0) + 1, uint8_t);
    for (int i = 0; list && i < list->n; i++) {
        of[i] = state[list->choice[i].state];
    }
    return of;
}

static void keep_text(void *context, const struct term *t) {
    struct dataset_plan *p = context;
    if (t->question >= 0) {
        p->model[t->question].keeps_text = p->model[t->question].kind == COLUMN_TEXT;
    }
}

void dataset_plan_begin(struct dataset_plan *p, struct dataset *d, const struct dataset_options *o) {
    const struct questionnaire *q = d->questionnaire;
    *p = (struct dataset_plan){.questionnaire = q, .weight = o->weight, .n_slots = q->n_questions + N_DATASET_EXTRAS};
    p->model = ARENA_ARRAY(&d->arena, (size_t)p->n_slots, struct response_column);
    for (int i = 0; i < q->n_questions; i++) {
        const struct choice_list *list = question_list(q, &q->question[i]);
        struct response_column *c = &p->model[i];
        *c = (struct response_column){.kind = kind_of(&q->question[i]), .n_choices = list ? list->n : 0};
        c->choice_state = states_of(list, &d->arena);
        c->keeps_text = c->kind == COLUMN_TEXT && o->keeps_texts;
    }
    for (int i = 0; i < N_DATASET_EXTRAS; i++) {
        bool is_text = i != EXTRA_WEIGHT, is_kept = !is_text || i == EXTRA_ID || (o->extras >> i & 1);
        enum column_kind kind = !is_kept ? COLUMN_NONE : is_text ? COLUMN_TEXT : COLUMN_NUMBER;
        p->model[q->n_questions + i] = (struct response_column){.kind = kind, .keeps_text = is_text};
    }
    for (int i = 0; i < q->n_questions; i++) {
        if (q->question[i].relevant) {
            condition_visit(q->question[i].relevant, keep_text, p);
        }
    }
    if (o->need) {
        condition_visit(o->need, keep_text, p);
    }
}

/* ---- the header -------------------------------------------------------------------------------------------------- */

/* Survey tools put the groups in front: "a/b/name", "a-b-name". The longest tail that is a question counts. */
static int question_of(const struct questionnaire *q, const char *name) {
    int i = questionnaire_find(q, name);
    for (const char *mark = strpbrk(name, "/-"); i < 0 && mark; mark = strpbrk(mark + 1, "/-")) {
        i = questionnaire_find(q, mark + 1);
    }
    return i >= 0 && question_is_answered(&q->question[i]) ? i : -1;
}

static int extra_of(const char *name) {
    for (int i = 0; i < N_DATASET_EXTRAS; i++) {
        if (extra_names[i] && strcmp(extra_names[i], name) == 0) {
            return i;
        }
    }
    return -1;
}

static int slot_of(const struct dataset_plan *p, const char *name) {
    int question = question_of(p->questionnaire, name);
    bool is_weight = p->weight && strcmp(p->weight, name) == 0;
    int extra = is_weight ? EXTRA_WEIGHT : extra_of(name);
    return question >= 0 ? question : extra >= 0 ? p->questionnaire->n_questions + extra : -1;
}

/* Neither a question, nor what stands beside one, nor what surveys add. */
static bool is_unused(const struct questionnaire *q, const char *name) {
    return *name && !answers_knows_column(q, name) && extra_of(name) < 0 && strcmp(name, "weight") != 0;
}

static bool check_weight(const struct dataset_plan *p, const char *file, const char *const *name, int n,
                         struct diags *ds) {
    struct place at = {.file = file};
    struct arena a = {0};
    int slot = -1;
    for (int i = 0; p->weight && i < n; i++) {
        slot = strcmp(name[i], p->weight) == 0 ? p->target[i] : slot;
    }
    bool is_good = !p->weight || (slot >= 0 && p->model[slot].kind == COLUMN_NUMBER);
    if (!is_good) {
        diag_add(ds, DIAG_SURVEY_WEIGHT_COLUMN, &at, p->weight, hint_nearest(p->weight, name, (size_t)n, &a));
    }
    arena_clear(&a);
    return is_good;
}

static bool bind_column(struct dataset_plan *p, struct dataset *d, const char *name, int column, int *first,
                        struct diags *ds) {
    int slot = slot_of(p, name);
    p->target[column] = slot;
    if (slot < 0) {
        if (is_unused(p->questionnaire, name)) {
            d->not_used[d->n_not_used++] = name;
        }
        return true;
    }
    if (first[slot] > 0) {
        struct place at = {.file = d->file, .line = 1, .column = column + 1, .field = name};
        diag_add(ds, DIAG_SURVEY_COLUMN_TWICE, &at, name, arena_printf(&d->arena, "%d", first[slot]));
        return false;
    }
    first[slot] = column + 1;
    return true;
}

bool dataset_plan_bind(struct dataset_plan *p, struct dataset *d, const char *const *name, int n_names,
                       struct diags *ds) {
    const struct questionnaire *q = d->questionnaire;
    int *first = ARENA_ARRAY(&d->arena, (size_t)p->n_slots, int), n_bound = 0;
    bool is_good = true;
    const char **clean = ARENA_ARRAY(&d->arena, (size_t)n_names + 1, const char *);
    p->target = ARENA_ARRAY(&d->arena, (size_t)n_names + 1, int);
    p->n_columns = n_names;
    d->not_used = ARENA_ARRAY(&d->arena, (size_t)n_names + 1, const char *);
    for (int i = 0; i < n_names; i++) {
        clean[i] = text_trim(&d->arena, arena_strdup(&d->arena, name[i]));
        is_good = bind_column(p, d, clean[i], i, first, ds) && is_good;
    }
    for (int i = 0; i < p->n_slots; i++) {
        struct response_column *c = i < q->n_questions ? &d->column[i] : &d->extra[i - q->n_questions];
        p->model[i].kind = first[i] > 0 ? p->model[i].kind : COLUMN_NONE;
        column_init(c, p->model[i].kind, p->model[i].n_choices, p->model[i].choice_state);
        c->keeps_text = p->model[i].keeps_text && c->kind == COLUMN_TEXT;
        n_bound += i < q->n_questions && first[i] > 0;
    }
    for (int i = 0; i < n_names; i++) {
        bool is_kept = p->target[i] >= 0 && p->model[p->target[i]].kind != COLUMN_NONE;
        p->target[i] = is_kept ? p->target[i] : -1;
    }
    is_good = check_weight(p, d->file, clean, n_names, ds) && is_good;
    if (n_bound == 0) {
        struct place at = {.file = d->file, .line = 1};
        diag_add(ds, DIAG_SURVEY_NO_QUESTION, &at, q->info.id,
                 hint_list(clean, (size_t)n_names, NAMES_SHOWN, &d->arena));
    }
    return is_good && n_bound > 0;
}
