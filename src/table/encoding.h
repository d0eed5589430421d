/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Encodings: makes UTF-8 of the bytes of a text file, or says exactly where they are broken.

   encoding_decode() trusts a byte order mark, then valid UTF-8, then the guess of encoding_guess.h. What is not
   UTF-8 is converted, with a note that names the encoding taken; what cannot be converted is an error with its
   place. */
#ifndef PG_TABLE_ENCODING_H
#define PG_TABLE_ENCODING_H

#include "base/diag.h"

enum encoding {
    ENCODING_UTF8,
    ENCODING_UTF8_BOM,
    ENCODING_UTF16LE,
    ENCODING_UTF16BE,
    ENCODING_UTF32, /* recognised, not read */
    ENCODING_CP932,
    ENCODING_EUCJP,
    ENCODING_ISO2022JP,
    ENCODING_CP1252,
    N_ENCODINGS
};
const char *encoding_name(enum encoding e); /* "UTF-8 with BOM", "Shift_JIS (CP932)" */

struct encoding_text {
    const char *data; /* in: the file's bytes; out: valid UTF-8 without byte order mark or NUL */
    size_t n;
    enum encoding encoding; /* out; in too where it is given */
    bool is_given;          /* somebody said so: nothing is guessed */
};
/* By a name that people use: utf-8, utf-16le, shift_jis, cp932, euc-jp, windows-1252, … False when it is none. */
bool encoding_find(const char *name, enum encoding *e);
/* "utf-8, utf-16le, …" */
const char *encoding_words(void);
/* Decodes 't' in place: the result borrows the file's bytes or 'room' (initialised by the caller). False after an
   error. */
bool encoding_decode(struct encoding_text *t, const char *file, struct buf *room, struct diags *ds);

#endif
