/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hash of a question: the same as long as answers to it mean the same.

   1. question_hash() of a question; two questions of the same name and hash can be compared over the years.
   It is the SHA-256, in 64 lower-case hexadecimal digits, of these UTF-8 texts (US and RS are the bytes 1F and 1E):

      type US wording US credit_from US credit_to         and for each choice of its list, in order:
      RS name US label US credit US state

   'type' is the question type without the list's name; wording and labels are those of the questionnaire's default
   language; numbers are as short as they can be written ("0.25"), empty where there is none. Hints, other languages,
   conditions, weights and the node it scores do not change what an answer means, and are not in it. */
#ifndef PG_MODEL_QUESTION_HASH_H
#define PG_MODEL_QUESTION_HASH_H

#include "base/file.h"
#include "model/questionnaire.h"

void question_hash(const struct questionnaire *q, const struct question *question, char text[SHA256_TEXT_LEN + 1]);

/* Parts of it, each with a hash of its own, which tell what has changed when the whole has. */
enum question_part {
    QUESTION_WORDING, /* of the question and its choices */
    QUESTION_CHOICES, /* the type, and names and states of the choices */
    QUESTION_CREDITS, /* what the answers are worth */
    N_QUESTION_PARTS
};
void question_hash_part(const struct questionnaire *q, const struct question *question, enum question_part part,
                        char text[SHA256_TEXT_LEN + 1]);
/* Whether a text can be a hash at all. */
bool question_hash_is_one(const char *text);

#endif
