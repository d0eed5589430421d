/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Question types: one descriptor a file (qtype_*.c), one line each in qtype.def. */
#ifndef PG_MODEL_QTYPE_H
#define PG_MODEL_QTYPE_H

#include "model/answers.h"
#include "model/questionnaire.h"

enum qtype_role { QTYPE_QUESTION, QTYPE_BEGIN, QTYPE_END, QTYPE_SILENT };

struct qtype {
    const char *name, *aliases, *summary; /* aliases: blank-separated */
    enum qtype_role role;
    bool has_list;
    bool is_multiple;
    /* Reads the clean, non-empty text of an answer into 'x' (state, choice, chosen, number, text); false after an
       error. */
    bool (*read)(const struct questionnaire *q, const struct question *question, struct answer_text text,
                 struct answer *x, struct diags *ds);
};

size_t qtype_count(void);
const struct qtype *qtype_at(size_t i);
/* By the first word of an XLSForm type; NULL when unknown. */
const struct qtype *qtype_find(const char *word, size_t len);
/* "select_one, select_multiple, …" */
const char *qtype_names(struct arena *a);
/* The type nearest to a word, for a message; "" when none is near. */
const char *qtype_hint(const char *word, struct arena *a);

/* The choice of the question's list that a clean text names, alone or with its wording behind a dash; −1. */
int qtype_find_choice(const struct questionnaire *q, const struct question *question, const char *text,
                      struct arena *a);

#endif
