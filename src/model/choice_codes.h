/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which choice of a question a text names, asked a million times: texts that were seen are remembered.

   1. choice_codes_init() for a question with a list; one for each thread.
   2. choice_codes_find() gives the index of the choice, or −1. What counts as naming a choice is the question type's
      (qtype_find_choice).
   3. choice_codes_clear(). */
#ifndef PG_MODEL_CHOICE_CODES_H
#define PG_MODEL_CHOICE_CODES_H

#include "model/questionnaire.h"

struct choice_codes {
    const struct questionnaire *questionnaire;
    const struct question *question;
    int32_t single[256]; /* texts of one byte: choice, −1 for none, or less when it was not asked yet */
    struct choice_slot *slot;
    size_t n, cap;
    struct arena keys, scratch;
};
void choice_codes_init(struct choice_codes *c, const struct questionnaire *q, const struct question *question);
void choice_codes_clear(struct choice_codes *c);
/* 'text' has n bytes, at least one. */
int choice_codes_look_up(struct choice_codes *c, const char *text, size_t n);
static inline int choice_codes_find(struct choice_codes *c, const char *text, size_t n) {
    int known = n == 1 ? c->single[(unsigned char)*text] : -2;
    return known > -2 ? known : choice_codes_look_up(c, text, n);
}

#endif
