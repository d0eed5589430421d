/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conversion of other encodings to UTF-8 (iconv inside). */
#ifndef PG_BASE_CONVERT_H
#define PG_BASE_CONVERT_H

#include "base/mem.h"

/* Converts the n bytes at 'data' from iconv's 'charset' and adds them to 'out'. *n_done is n when all was converted,
   else the offset of the first byte that could not be; 'out' then holds what stands before it. False when the
   charset is not known. */
bool convert_to_utf8(const char *charset, const char *data, size_t n, struct buf *out, size_t *n_done);

#endif
