/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records of delimited text in batches: where each field stands, for those who read millions of them.

   1. records_init() once for a worker, records_clear() at the end.
   2. records_scan() finds the fields by a structural index: 64 bytes at a time become bit sets of quotation marks,
      delimiters and line ends, as simdjson does it, without instructions of one processor. It reads only text that is
      regular: whole fields quoted, marks inside doubled, lines that end in LF or CR LF, at most TABLE_COLUMNS_MAX
      fields.
   3. For all else it gives RECORDS_IRREGULAR, maybe after some batches, which are then to be forgotten:
      records_scan_plain() reads the same text by libcsv (delimited.h), with the same batches as result.
   4. records_text() is the text of a field.
   Blank lines are no rows. Lines are counted from 0 at the beginning of the text. Source of the method: Langdale and
   Lemire, "Parsing gigabytes of JSON per second", 2019. */
#ifndef PG_TABLE_RECORDS_H
#define PG_TABLE_RECORDS_H

#include <stdint.h>

#include "base/mem.h"

#define RECORDS_TEXT_MAX ((size_t)1 << 30) /* bytes of a text */

struct record_field {
    uint32_t start;
    uint32_t n : 31;
    uint32_t is_raw : 1; /* marks inside are doubled, or line ends are not '\n': records_text() sees to it */
};
struct record_row {
    uint32_t first; /* index of its first field */
    uint32_t n_fields;
    uint32_t line;
};
struct records {
    const char *data;
    struct record_field *field;
    struct record_row *row;
    size_t n_rows;
    size_t n_fields, fields_cap, rows_cap;
    struct buf scratch; /* of records_text(), and the data of libcsv's fields */
    struct buf plain;
};
void records_init(struct records *r);
void records_clear(struct records *r);

struct records_source {
    const char *data;
    size_t n;
    char mark;
};
struct records_sink {
    void *to;
    void (*batch)(void *to, struct records *r);
};
enum records_result { RECORDS_DONE, RECORDS_IRREGULAR };
/* 'source' begins where a record does. */
enum records_result records_scan(struct records *r, const struct records_source *source,
                                 const struct records_sink *sink);
/* IRREGULAR: its quotation marks are broken, or a row is too wide. */
enum records_result records_scan_plain(struct records *r, const struct records_source *source,
                                       const struct records_sink *sink);

/* The text without quotes, line ends made '\n'; valid until the next call. Not ended by a NUL. */
const char *records_text(struct records *r, const struct record_field *f, size_t *n);

#endif
