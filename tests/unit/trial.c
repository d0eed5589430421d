/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trial.h"

#include "check.h"

#include "model/qtype.h"

static const struct question *question(const struct trial *t, int i) { return &t->kit->questionnaire->question[i]; }

static const struct choice_list *list_of(const struct trial *t, int i) {
    return question_list(t->kit->questionnaire, question(t, i));
}

const char *trial_choice(const struct trial *t, int i, enum choice_state state) {
    const struct choice_list *list = list_of(t, i);
    for (int c = 0; list && c < list->n; c++) {
        if (list->choice[c].state == (int)state) {
            return list->choice[c].name;
        }
    }
    return "";
}

bool trial_counts(const struct trial *t, int i) {
    return question(t, i)->layer >= 0 && question(t, i)->layer != LAYER_NOT_APPLICABLE && list_of(t, i);
}

/* Some of the choices that may stand together: those with credit, or of a twin question, whose choices have none. */
static const char *several(struct trial *t, int i, struct random *r) {
    const struct choice_list *list = list_of(t, i);
    const char *all = "", *none = "";
    for (int c = 0; c < list->n; c++) {
        const struct choice *x = &list->choice[c];
        bool is_none = x->credit == 0 || strcmp(x->name, "none") == 0;
        none = is_none ? x->name : none;
        if (!is_none && x->state == CHOICE_ORDINARY && random_once_in(r, 2)) {
            all = arena_printf(&t->arena, "%s%s%s", all, *all ? " " : "", x->name);
        }
    }
    return *all ? all : none;
}

const char *trial_answer(struct trial *t, int i, struct random *r) {
    const struct choice_list *list = list_of(t, i);
    if (question(t, i)->type->is_multiple) {
        return several(t, i, r);
    }
    for (;;) {
        const struct choice *x = &list->choice[random_below(r, (uint64_t)list->n)];
        if (x->state == CHOICE_ORDINARY) {
            return x->name;
        }
    }
}

static const char *random_answer(struct trial *t, int i, struct random *r) {
    if (!list_of(t, i) || random_once_in(r, 4)) {
        return "";
    }
    if (random_once_in(r, 8)) {
        const char *alternate = trial_choice(t, i, CHOICE_ALTERNATE);
        bool is_alternate = *alternate && random_once_in(r, 3);
        return is_alternate ? alternate : trial_choice(t, i, random_once_in(r, 3) ? CHOICE_DK : CHOICE_NA);
    }
    return trial_answer(t, i, r);
}

static const char *better_one(struct trial *t, int i) {
    const struct choice_list *list = list_of(t, i);
    int now = question_choice(t->kit->questionnaire, question(t, i), t->text[i]);
    for (int c = 0; now >= 0 && list->choice[now].state == CHOICE_ORDINARY && c < list->n; c++) {
        if (list->choice[c].state == CHOICE_ORDINARY && list->choice[c].credit > list->choice[now].credit) {
            return list->choice[c].name;
        }
    }
    return NULL;
}

static const char *better_several(struct trial *t, int i) {
    const struct choice_list *list = list_of(t, i);
    const char *kept = t->text[i], *alternate = trial_choice(t, i, CHOICE_ALTERNATE);
    if (*alternate && strcmp(kept, alternate) == 0) {
        return NULL; /* stands alone */
    }
    for (int c = 0; c < list->n; c++) { /* "none of these" gives way */
        kept = list->choice[c].credit == 0 && strcmp(kept, list->choice[c].name) == 0 ? "" : kept;
    }
    for (int c = 0; *t->text[i] && c < list->n; c++) {
        const struct choice *x = &list->choice[c];
        if (x->credit > 0 && x->state == CHOICE_ORDINARY && !text_has_word(kept, x->name)) {
            return arena_printf(&t->arena, "%s%s%s", kept, *kept ? " " : "", x->name);
        }
    }
    return NULL;
}

const char *trial_better(struct trial *t, int i) {
    return question(t, i)->type->is_multiple ? better_several(t, i) : better_one(t, i);
}

static struct trial *blank_trial(const struct kit *k, struct folder *folder) {
    struct trial *t = calloc(1, sizeof *t);
    t->kit = k;
    t->folder = folder;
    t->text = ARENA_ARRAY(&t->arena, (size_t)k->questionnaire->n_questions, const char *);
    return t;
}

struct trial *trial_new(const struct kit *k, struct folder *folder, struct random *r) {
    struct trial *t = blank_trial(k, folder);
    for (int i = 0; i < k->questionnaire->n_questions; i++) {
        t->text[i] = random_answer(t, i, r);
    }
    return t;
}

struct trial *trial_copy(const struct trial *t) {
    struct trial *copy = blank_trial(t->kit, t->folder);
    for (int i = 0; i < t->kit->questionnaire->n_questions; i++) {
        copy->text[i] = arena_strdup(&copy->arena, t->text[i]);
    }
    return copy;
}

/* ---- files --------------------------------------------------------------------------------------------------- */

static void put_long(const struct trial *t, int i, struct buf *b) {
    if (*t->text[i]) {
        buf_printf(b, "%s,%s,a reason\n", question(t, i)->name, t->text[i]);
    }
}

static void put_shuffled(const struct trial *t, struct random *r, struct buf *b) {
    int n = t->kit->questionnaire->n_questions;
    int *order = mem_alloc((size_t)n, sizeof *order);
    for (int i = 0; i < n; i++) {
        int at = (int)random_below(r, (uint64_t)i + 1);
        order[i] = order[at];
        order[at] = i;
    }
    for (int i = 0; i < n; i++) {
        put_long(t, order[i], b);
    }
    mem_free(order);
}

static void put_wide(const struct trial *t, struct buf *b) {
    int n = t->kit->questionnaire->n_questions;
    buf_reset(b);
    for (int line = 0; line < 2; line++) {
        buf_puts(b, line ? "r1" : "respondent_id");
        for (int i = 0; i < n; i++) {
            const char *name = question(t, i)->name;
            if (question_is_answered(question(t, i)) && line == 0) {
                buf_printf(b, ",%s,%s_why", name, name);
            } else if (question_is_answered(question(t, i))) {
                buf_printf(b, ",%s,%s", t->text[i], *t->text[i] ? "a reason" : "");
            }
        }
        buf_putc(b, '\n');
    }
}

static void forget(struct trial *t) {
    answers_free(t->answers);
    t->answers = NULL;
}

void trial_score(struct trial *t, enum trial_layout layout, struct random *r) {
    struct buf b;
    struct diags ds = {0};
    forget(t);
    buf_init(&b, BUF_MAX_DEFAULT);
    buf_puts(&b, "question,answer,na_reason\n");
    for (int i = 0; i < t->kit->questionnaire->n_questions && layout == TRIAL_LONG; i++) {
        put_long(t, i, &b);
    }
    if (layout == TRIAL_SHUFFLED) {
        put_shuffled(t, r, &b);
    } else if (layout == TRIAL_WIDE) {
        put_wide(t, &b);
    }
    t->answers = answers_open(folder_write(t->folder, "trial.csv", b.data), &ds);
    buf_clear(&b);
    if (!t->answers || !answers_read(t->answers, t->kit->questionnaire, &ds)) {
        check_print_diags(&ds);
        fail();
    }
    diags_clear(&ds);
    t->card = score_answers(t->kit, t->answers, &t->arena);
    t->profile = ARENA_ARRAY(&t->arena, (size_t)t->kit->n_profiles + 1, struct profile_check);
    for (int p = 0; p < t->kit->n_profiles; p++) {
        const struct profile *profile = t->kit->profile[p];
        t->profile[p] = profile_check(profile, &t->card[profile->card], &t->arena);
    }
}

void trial_free(struct trial *t) {
    forget(t);
    arena_clear(&t->arena);
    free(t);
}
