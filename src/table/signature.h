/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signatures of binary files, so that a workbook or picture given as text is called by its name. */
#ifndef PG_TABLE_SIGNATURE_H
#define PG_TABLE_SIGNATURE_H

#include <stddef.h>

/* "Excel .xlsx", "PDF", …; NULL when the first bytes are none of those known. */
const char *signature_name(const char *data, size_t n);

#endif
