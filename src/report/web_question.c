/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A questionnaire as data of the page: its lists, and its questions with what each puts into the program. */
#include <string.h>

#include "model/qtype.h"
#include "model/question_hash.h"
#include "report/web_part.h"

/* ---- lists ------------------------------------------------------------------------------------------------------- */

static struct json *choice_data(const struct web *w, const struct choice *c) {
    static const char *const states[] = {
        [CHOICE_ORDINARY] = "", [CHOICE_NA] = "na", [CHOICE_DK] = "dk", [CHOICE_ALTERNATE] = "alternate"};
    struct json *x = json_new_object();
    json_set(x, "name", json_new_text(c->name));
    json_set(x, "label", web_text(w, &c->label));
    if (c->state != CHOICE_ORDINARY) {
        json_set(x, "state", json_new_text(states[c->state]));
    }
    return x;
}

struct json *web_lists(const struct web *w, const struct questionnaire *q) {
    struct json *lists = json_new_list();
    for (int i = 0; i < q->n_lists; i++) {
        struct json *list = json_new_list();
        for (int c = 0; c < q->list[i].n; c++) {
            json_push(list, choice_data(w, &q->list[i].choice[c]));
        }
        json_push(lists, list);
    }
    return lists;
}

/* ---- questions --------------------------------------------------------------------------------------------------- */

/* The question on the same node that says which of these options cannot apply: it is asked option by option, as in the
   workbook. NULL when it has none, or one with options of its own. */
static const struct question *twin_of(const struct web *w, const struct questionnaire *q, int i) {
    bool can_have = w->compiled && q == w->request->kit->questionnaire && q->question[i].type->is_multiple;
    int twin = can_have ? layout_shared_twin(w->compiled->layout, i) : -1;
    return twin >= 0 && q->question[twin].type->is_multiple ? &q->question[twin] : NULL;
}

/* [kind, slot] or, for one of several choices, ["tick", slot, place]. */
static struct json *inputs_data(const struct web *w, int i) {
    static const char *const kinds[] = {[INPUT_CHOICE] = "choice",
                                        [INPUT_TICK] = "tick",
                                        [INPUT_NUMBER] = "number",
                                        [INPUT_TEXT] = "text",
                                        [INPUT_REASON] = "reason"};
    struct json *list = json_new_list();
    const struct compiled_question *x = &w->compiled->question[i];
    for (int n = x->first_input; n < x->first_input + x->n_inputs; n++) {
        const struct compiled_input *in = &w->compiled->input[n];
        struct json *one = json_new_list();
        json_push(one, json_new_text(kinds[in->kind]));
        json_push(one, json_new_int(in->ref->slot));
        if (in->choice >= 0) {
            json_push(one, json_new_int(in->choice));
        }
        json_push(list, one);
    }
    return list;
}

static const char *kind_of(const struct question *q) {
    return !q->type->has_list ? q->type->name : q->type->is_multiple ? "several" : "one";
}

static void set_condition(struct json *x, const char *key, const struct questionnaire *q, const struct term *t) {
    if (t) {
        json_set(x, key, web_condition(q, t));
    }
}

static struct json *question_data(const struct web *w, const struct questionnaire *q, int i) {
    const struct question *x = &q->question[i];
    const struct question *twin = twin_of(w, q, i);
    struct json *data = json_new_object();
    char hash[SHA256_TEXT_LEN + 1];
    json_set(data, "name", json_new_text(x->name));
    json_set(data, "kind", json_new_text(question_is_answered(x) ? kind_of(x) : x->type->name));
    json_set(data, "group", json_new_int(x->group));
    json_set(data, "label", web_text(w, &x->label));
    set_condition(data, "relevant", q, x->relevant);
    if (!question_is_answered(x)) {
        return data;
    }
    question_hash(q, x, hash);
    json_set(data, "hash", json_new_text(hash));
    if (!i18n_is_empty(&x->hint)) {
        json_set(data, "hint", web_text(w, &x->hint));
    }
    if (x->list >= 0) {
        json_set(data, "list", json_new_int(x->list));
    }
    set_condition(data, "constraint", q, x->constraint);
    if (!i18n_is_empty(&x->constraint_message)) {
        json_set(data, "message", web_text(w, &x->constraint_message));
    }
    if (twin) {
        json_set(data, "twin", json_new_text(twin->name));
    }
    if (w->compiled && q == w->request->kit->questionnaire) {
        json_set(data, "inputs", inputs_data(w, i));
    }
    return data;
}

struct json *web_questions(const struct web *w, const struct questionnaire *q) {
    struct json *list = json_new_list();
    for (int i = 0; i < q->n_questions; i++) {
        json_push(list, question_data(w, q, i));
    }
    return list;
}
