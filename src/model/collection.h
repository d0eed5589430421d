/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A collection: the answers of many organisations as one table, a row each, in the canonical layout of responses
   (doc/formats.md, answers, wide): names of questions over codes, and what stands beside the answers.

   1. collection_start() with the questionnaires.
   2. collection_add() for each set of answers that was read; the answers may be freed then.
   3. collection_print() makes CSV: columns of questions always, others where any row fills them.
   4. collection_clear(). Borrows the questionnaires; copies the texts. */
#ifndef PG_MODEL_COLLECTION_H
#define PG_MODEL_COLLECTION_H

#include "base/map.h"
#include "model/answers.h"

struct collection_row {
    const char *id, *file, *sha256;
    const char **cell; /* one per column */
};
struct collection {
    struct arena arena;
    const struct questionnaire *questionnaire, *about; /* about: NULL when none */
    const char **column;
    bool *is_kept;            /* of each column: printed */
    size_t n_columns, n_info; /* the first ones are about the respondent */
    struct collection_row *row;
    size_t n, cap;
    struct map by_sha256, by_organisation, by_answers; /* of the rows */
};

void collection_start(struct collection *c, const struct questionnaire *q, const struct questionnaire *about);
/* 'about' are the answers about the organisation; NULL. 'id' names the respondent and must be new. */
void collection_add(struct collection *c, const char *id, const struct answers *x, const struct answers *about);
/* Tells what the last row has in common with those before it: the same organisation and unit, the same answers. */
void collection_tell_twins(struct collection *c, struct diags *ds);
void collection_print(const struct collection *c, struct buf *out);
void collection_clear(struct collection *c);

#endif
