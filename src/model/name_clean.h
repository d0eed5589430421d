/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of people and organisations, made fit to be shown in any format.

   1. name_clean() of what a file says; what it gives stands on covers, in headings and in lists beside other names.
   Controls of the writing direction are taken out, since one would turn round all that follows it on the page; a name
   that is longer than any is cut. Both are told by warnings at 'at'. */
#ifndef PG_MODEL_NAME_CLEAN_H
#define PG_MODEL_NAME_CLEAN_H

#include "base/diag.h"

#define NAME_BYTES_MAX 400 /* some 130 Chinese or Japanese signs */

/* 'text' itself when nothing is wrong with it, otherwise a copy in 'a'. */
const char *name_clean(const char *text, const struct place *at, struct arena *a, struct diags *ds);

#endif
