/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told of one question, set from a cell: the answer and what stands beside it. Shared by the layouts of answers
   (answers_read.h, answers_form.h). */
#ifndef PG_MODEL_ANSWERS_ASPECT_H
#define PG_MODEL_ANSWERS_ASPECT_H

#include "model/answers.h"

/* A cell of the answers with its place. */
struct answer_cell {
    const char *text;
    bool is_number; /* a workbook says so */
    const struct place *at;
};

/* Whether what does not fit the questionnaire is the questionnaire's change, not the file's mistake. */
bool answers_are_of_other_time(const struct answers *x);
/* Reads the cell as the answer to question 'i'; errors name the cell. Text that is refused is kept in 'text'. */
void answers_set_answer(struct answers *x, int i, const struct answer_cell *cell, struct diags *ds);
void answers_set_confidence(struct answers *x, struct answer *a, const struct answer_cell *cell, struct diags *ds);
void answers_set_date(struct answers *x, struct answer *a, const struct answer_cell *cell, struct diags *ds);
/* Tells of "not applicable" without a reason, and of a reason without it. */
void answers_check_reason(const struct answers *x, int i, struct diags *ds);
/* Tells when question 'i' had other words, choices or credits than it has now; 'hash' is what the file says ("": it
   says nothing), 'at' where. */
void answers_check_hash(struct answers *x, int i, const char *hash, const struct place *at, struct diags *ds);

#endif
