/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The libraries behind this floor, for the program's version text. Those of other floors are named by their readers and
   writers. */
#ifndef PG_BASE_LIBRARIES_H
#define PG_BASE_LIBRARIES_H

#include "base/mem.h"

size_t library_count(void);
/* "jansson 2.14", the version that is linked; lives in 'a'. */
const char *library_version(size_t i, struct arena *a);

#endif
