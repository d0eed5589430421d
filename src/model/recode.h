/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Variables made of answers, as data: the sheet 'recodes' of a questionnaire. A variable is one of
     bands     numbers of a question (or of a computed variable) cut into classes,
     options   choices of a question merged, left out with a footnote, and summed up beside the others,
     computed  the value of an expression.

   1. questionnaire_load() calls recode_load() after the questions are there; q->variable[] is then in an order in which
   each needs only questions and variables before it. 2. recode_band(), recode_merged(), recode_is_dropped(),
   recode_is_in() say where an answer goes; condition_text() computes v->expression, whose names are indices of
   questions, and q->n_questions + i for variable i.
   Rows of a variable keep the order of the file. All lives in the questionnaire. */
#ifndef PG_MODEL_RECODE_H
#define PG_MODEL_RECODE_H

#include "model/questionnaire.h"

enum recode_kind { RECODE_BAND, RECODE_MERGE, RECODE_DROP, RECODE_NET, RECODE_COMPUTE };
struct recode_row {
    struct row_ref ref;
    const char *variable, *of, *result, *choices, *expression;
    int kind;         /* enum recode_kind */
    double low, high; /* bands: low ≤ x < high; −∞ and ∞ where the cell is empty */
    struct i18n title, label, note;
    bool *has; /* options: by choice of the question's list */
};

enum recode_form { RECODE_BANDS, RECODE_OPTIONS, RECODE_COMPUTED };
struct recode_variable {
    const char *name;
    enum recode_form form;
    const struct i18n *title; /* of the first row that has one; else that of the first row, which is empty */
    struct recode_row *row;
    int n_rows;
    int question;            /* that it is made of; −1 */
    int variable;            /* the computed variable that is cut into bands; −1 */
    struct term *expression; /* computed; NULL */
};

extern const struct schema questionnaire_recode_schema;

/* Adds an error for each row that cannot be used, and for variables that are computed from themselves. */
void recode_load(struct questionnaire *q, struct diags *ds);
int recode_find(const struct questionnaire *q, const char *name); /* index into q->variable; −1 when absent */
/* For expressions that may name variables as well; borrows 'q'. */
struct condition_names recode_names(const struct questionnaire *q);

/* The row of the band that holds x; −1: none. */
int recode_band(const struct recode_variable *v, double x);
/* The row that a choice is merged into; −1: it stays what it is. */
int recode_merged(const struct recode_variable *v, int choice);
bool recode_is_dropped(const struct recode_variable *v, int choice);
/* Whether a choice belongs to a row: of a merge, drop or net. */
bool recode_is_in(const struct recode_row *row, int choice);

#endif
