/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Header words: columns of an export that are no question, found by their headers in the languages that survey tools
   write. The words are rows of dialect_word.def. */
#ifndef PG_MODEL_DIALECT_WORD_H
#define PG_MODEL_DIALECT_WORD_H

#include "base/mem.h"

enum dialect_role {
    ABOUT_QUESTION,
    ABOUT_RESPONDENT, /* becomes respondent_id */
    ABOUT_SUBMITTED,  /* becomes submitted; where it is empty, the record is partial */
    ABOUT_STARTED,    /* kept as started */
    ABOUT_WAVE,
    ABOUT_WEIGHT,
    ABOUT_CONSENT,
    ABOUT_LANGUAGE,
    ABOUT_DURATION,     /* kept as duration, seconds */
    ABOUT_FINISHED,     /* 1, true: the record is complete; not kept */
    ABOUT_TECHNICAL,    /* not kept */
    ABOUT_PERSON,       /* not kept unless asked for */
    ABOUT_MAYBE_PERSON, /* the header mentions e-mail or the like: the contents decide */
};

/* Not for canonical files, whose names are exact. */
enum dialect_role dialect_role_of(const char *header, struct arena *a);
/* The canonical name of what a role is kept as; NULL when it is not. */
const char *dialect_role_name(enum dialect_role role);

#endif
