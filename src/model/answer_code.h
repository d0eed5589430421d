/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes of options as people leave them in a cell: the code alone, or with the option's wording behind a dash, as forms
   offer it. The code alone decides; what stands behind the dash, in any language and however edited, is not read. */
#ifndef PG_MODEL_ANSWER_CODE_H
#define PG_MODEL_ANSWER_CODE_H

#include "base/mem.h"

/* "3 – documented" gives "3", and *wording is what stands behind the dash, in 'text'. NULL when the text does not begin
   with a code, a blank and a dash that a blank or the end follows. 'text' is clean (text_clean); the code lives in
   'a'. */
const char *answer_code(const char *text, const char **wording, struct arena *a);

#endif
