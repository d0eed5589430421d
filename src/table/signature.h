/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signatures of binary files, so that a workbook or picture given as text is called by its name. */
#ifndef PG_TABLE_SIGNATURE_H
#define PG_TABLE_SIGNATURE_H

#include <stdbool.h>
#include <stddef.h>

/* "Excel .xlsx", "PDF", …; NULL when the first bytes are none of those known. */
const char *signature_name(const char *data, size_t n);
/* An Office document that a password protects: an older container around the encrypted one. */
bool signature_is_encrypted(const char *data, size_t n);

#endif
