/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which questionnaire was answered? */
#ifndef PG_CLI_FIND_QUESTIONNAIRE_H
#define PG_CLI_FIND_QUESTIONNAIRE_H

#include "cli/run.h"
#include "model/answers.h"

/* An id or a path: the one that 'named' says (NULL: none), else the answers' form_id, else the questionnaire of the
   library that knows most of their question names. NULL after an error: none fits, two fit equally well, or the data
   files are missing. Lives in the run. */
const char *find_questionnaire(struct run *r, const char *named, const struct answers *x);

#endif
