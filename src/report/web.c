/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/web.h"

#include <stddef.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "model/qtype.h"
#include "report/web_part.h"

/* ---- scores ------------------------------------------------------------------------------------------------------ */

static void start_scores(struct web *w) {
    const struct kit *k = w->request->kit;
    struct compiled *c = score_compile(k, w->a);
    w->problem = c->problem;
    if (c->problem || k->n_frameworks == 0) {
        compiled_clear(c);
        return;
    }
    struct answers none = {.questionnaire = k->questionnaire};
    size_t n = (size_t)k->questionnaire->n_questions;
    none.answer = ARENA_ARRAY(w->a, n + 1, struct answer);
    for (size_t i = 0; i < n; i++) {
        none.answer[i] = answer_none;
    }
    w->compiled = c;
    w->card = score_answers(k, &none, w->a); /* whose scales count alone */
}

static struct json *totals_data(const struct web *w) {
    struct json *list = json_new_list();
    for (int i = 0; w->card && i < w->request->kit->n_frameworks; i++) {
        struct json *x = json_new_object();
        json_set(x, "label", web_text(w, &w->request->kit->framework[i]->info.label));
        json_set(x, "score", web_score(w, i, 0));
        json_push(list, x);
    }
    return list;
}

/* ---- identity ---------------------------------------------------------------------------------------------------- */

/* What tells this form from others that the same browser keeps answers of: questionnaire, model, organisation, and the
   answers that it began with. */
static const char *key_of(const struct web *w) {
    const struct form_request *r = w->request;
    const struct questionnaire *q = r->kit->questionnaire;
    char hash[SHA256_TEXT_LEN + 1];
    const char *all = arena_printf(w->a, "%s\n%s\n%s\n%s", q->book.input.sha256,
                                   r->kit->n_frameworks > 0 ? r->kit->model->book.input.sha256 : "",
                                   r->organisation ? r->organisation : "", r->from ? r->from->sha256 : "");
    file_sha256(all, strlen(all), hash);
    return arena_printf(w->a, "psirtgauge:%s:%s:%.16s", q->info.id, q->info.version, hash);
}

static void add_identity(const struct web *w, struct json *data) {
    const struct questionnaire *q = w->request->kit->questionnaire;
    json_set(data, "program", json_new_text(w->request->program));
    json_set(data, "key", json_new_text(key_of(w)));
    json_set(data, "form_id", json_new_text(q->info.id));
    json_set(data, "version", json_new_text(q->info.version));
    json_set(data, "sha256", json_new_text(q->book.input.sha256));
    json_set(data, "title", web_text(w, &q->info.title));
    json_set(data, "problem", json_new_text(w->problem));
    if (w->card) {
        struct json *model = json_new_object();
        json_set(model, "label", web_text(w, &w->request->kit->model->info.label));
        json_set(model, "version", json_new_text(w->request->kit->model->info.version));
        json_set(data, "model", model);
    }
}

static void add_languages(const struct web *w, struct json *data) {
    struct json *list = json_new_list();
    for (int i = 0; i < w->n_langs; i++) {
        json_push(list, json_new_text(w->lang[i]));
    }
    json_set(data, "langs", list);
    json_set(data, "asks_browser", json_new_bool(w->request->second != NULL));
    json_set(data, "words", web_words(w));
}

/* ---- what it begins with ----------------------------------------------------------------------------------------- */

static void add_settings(const struct web *w, struct json *data) {
    static const struct {
        const char *key;
        size_t offset;
    } settings[] = {{"organisation", offsetof(struct answers_info, organisation)},
                    {"unit", offsetof(struct answers_info, unit)},
                    {"scope", offsetof(struct answers_info, scope)},
                    {"handling", offsetof(struct answers_info, handling)},
                    {"assessor", offsetof(struct answers_info, assessor)}};
    const struct form_request *r = w->request;
    struct json *x = json_new_object();
    for (size_t i = 0; i < ARRAY_LEN(settings); i++) {
        const char *old = r->from ? *(const char *const *)((const char *)&r->from->info + settings[i].offset) : "";
        json_set(x, settings[i].key, json_new_text(i == 0 && r->organisation ? r->organisation : old));
    }
    json_set(data, "settings", x);
}

static struct json *carried(const struct question *q, const struct answer *a) {
    struct json *x = json_new_object();
    char confidence[] = {(char)('0' + a->confidence), '\0'};
    json_set(x, "question", json_new_text(q->name));
    json_set(x, "answer", json_new_text(a->fit == ANSWER_UNREADABLE ? "" : a->text));
    json_set(x, "na_reason", json_new_text(a->na_reason));
    json_set(x, "confidence", json_new_text(a->confidence > 0 ? confidence : ""));
    json_set(x, "comment", json_new_text(a->comment));
    json_set(x, "evidence", json_new_text(a->evidence));
    json_set(x, "owner", json_new_text(a->owner));
    json_set(x, "date", json_new_text(a->date));
    return x;
}

static void add_carried(const struct web *w, struct json *data) {
    const struct answers *from = w->request->from;
    const struct questionnaire *q = w->request->kit->questionnaire;
    struct json *list = json_new_list();
    for (int i = 0; from && i < q->n_questions; i++) {
        const struct answer *a = &from->answer[i];
        bool is_filled = *a->text || *a->na_reason || *a->comment || *a->evidence || *a->owner || *a->date;
        if (question_is_answered(&q->question[i]) && (is_filled || a->confidence > 0)) {
            json_push(list, carried(&q->question[i], a));
        }
    }
    json_set(data, "carried", list);
}

/* ---- the page ---------------------------------------------------------------------------------------------------- */

static struct json *part_data(const struct web *w, const struct questionnaire *q) {
    struct json *x = json_new_object();
    json_set(x, "form_id", json_new_text(q->info.id));
    json_set(x, "version", json_new_text(q->info.version));
    json_set(x, "title", web_text(w, &q->info.title));
    json_set(x, "lists", web_lists(w, q));
    json_set(x, "questions", web_questions(w, q));
    json_set(x, "areas", web_areas(w, q));
    return x;
}

static void describe(const struct web *w, struct webform *page) {
    const struct form_request *r = w->request;
    const struct questionnaire *q = r->kit->questionnaire;
    page->title = i18n_get(&q->info.title, r->lang);
    page->lang = r->lang;
    page->author = r->program;
    page->description = arena_printf(w->a, "%s %s", q->info.id, q->info.version);
    page->no_script = web_no_script();
    page->program = w->compiled ? &w->compiled->program : NULL;
}

void web_build(const struct form_request *r, struct webform *page) {
    webform_init(page);
    struct web w = {.request = r, .a = &page->arena};
    web_find_languages(&w);
    start_scores(&w);
    describe(&w, page);
    add_identity(&w, page->data);
    add_languages(&w, page->data);
    add_settings(&w, page->data);
    json_set(page->data, "totals", totals_data(&w));
    json_set(page->data, "slots", json_new_int(w.compiled ? w.compiled->program.n : 0));
    json_set(page->data, "main", part_data(&w, r->kit->questionnaire));
    bool has_about = r->about && r->about != r->kit->questionnaire;
    json_set(page->data, "about", has_about ? part_data(&w, r->about) : json_new_null());
    add_carried(&w, page->data);
}
