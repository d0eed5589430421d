/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layout of filled forms (filled.h): a line a question, or an option of a question with several choices. Called by
   answers_open() and answers_read(). */
#ifndef PG_MODEL_ANSWERS_FORM_H
#define PG_MODEL_ANSWERS_FORM_H

#include "model/answers.h"
#include "model/filled.h"

/* Fills the names, and the settings of the profile. */
void answers_open_form(struct answers *x);
void answers_read_form(struct answers *x, struct diags *ds);
/* Where a setting of the profile, or what the form says of itself, stands. */
struct place answers_form_info_place(const struct answers *x, const char *key, struct arena *a);
/* Whether the form has answers about its organisation, to another questionnaire than its own. */
bool answers_form_has_about(const struct answers *x);

#endif
