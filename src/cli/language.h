/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether what --lang asks for is there: a report or list in half another language helps nobody.

   1. struct languages x = languages_of_program(r): those that the messages have.
   2. languages_add() for each text that the command shows, where a language of its own will do.
   3. languages_check(): false after an error that lists them. */
#ifndef PG_CLI_LANGUAGE_H
#define PG_CLI_LANGUAGE_H

#include "base/text.h"
#include "cli/run.h"

struct languages {
    struct run *run;
    const char *names; /* "en, ja"; in the run's arena */
    size_t n;
};
struct languages languages_of_program(struct run *r);
void languages_add(struct languages *x, const struct i18n *text);
bool languages_check(const struct languages *x);

#endif
