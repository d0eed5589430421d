/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which encoding do these bytes have? */
#ifndef PG_TABLE_ENCODING_GUESS_H
#define PG_TABLE_ENCODING_GUESS_H

#include "table/encoding.h"

/* A byte order mark decides; else valid UTF-8 is UTF-8; else the encoding whose rules the bytes keep and whose
   frequent characters they use. Mostly valid UTF-8, or bytes that fit nothing, give ENCODING_UTF8: broken, as the
   caller then finds. */
enum encoding encoding_guess(const char *data, size_t n);

#endif
