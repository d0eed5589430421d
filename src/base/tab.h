/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What spreadsheet programs accept as the name of a tab. One rule for whoever names sheets and whoever writes them. */
#ifndef PG_BASE_TAB_H
#define PG_BASE_TAB_H

#include <stddef.h>

#define TAB_NAME_MAX 31 /* UTF-16 units */

/* UTF-16 units of a UTF-8 text: what spreadsheets count. */
size_t tab_utf16_length(const char *text);
/* NULL when 'name' can be a tab, else what is wrong with it. */
const char *tab_name_problem(const char *name);

#endif
