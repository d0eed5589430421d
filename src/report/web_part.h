/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the page share. For the files web*.c only.

   web.c            runs the steps: identity, settings, scores, answers carried forward
   web_word.c       words, and texts in the page's languages
   web_condition.c  conditions as lists
   web_question.c   a questionnaire: lists, questions
   web_area.c       where the questions stand: areas, sections, and what they score */
#ifndef PG_REPORT_WEB_PART_H
#define PG_REPORT_WEB_PART_H

#include "report/web.h"
#include "score/compile.h"

#define WEB_LANGUAGES_MAX 3

struct web {
    const struct form_request *request;
    struct arena *a;
    const char *lang[WEB_LANGUAGES_MAX]; /* the first is shown first */
    int n_langs;
    struct compiled *compiled; /* NULL: it does not score itself */
    const char *problem;       /* the question whose condition cannot be compiled; NULL */
    struct scorecard *card;    /* for the scales; NULL */
};

/* ---- web_word.c ---- */
void web_find_languages(struct web *w);
/* A list with the text in each language. */
struct json *web_text(const struct web *w, const struct i18n *text);
struct json *web_words(const struct web *w);
const char *web_no_script(void);

/* ---- web_condition.c ---- */
/* ["and", x, y]; a question is ["question", name], the answer itself ["self"]; null for none. */
struct json *web_condition(const struct questionnaire *q, const struct term *t);

/* ---- web_question.c ---- */
struct json *web_lists(const struct web *w, const struct questionnaire *q);
struct json *web_questions(const struct web *w, const struct questionnaire *q);

/* ---- web_area.c ---- */
struct json *web_areas(const struct web *w, const struct questionnaire *q);
/* {status, value, low, high, coverage, min, max, decimals, show}: numbers, or the slot of one as [slot]; null. */
struct json *web_score(const struct web *w, int card, int node);

#endif
