/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPSS .sav files of records (ReadStat inside): variables with labels, value labels and user-missing values.

   Describe the variables, give the cells as texts, and write_sav() puts the bytes into a buffer: an empty cell of a
   number is system-missing. Texts longer than a variable's width are cut. Same input, same bytes: 'created' is the
   time that the file says it was made. */
#ifndef PG_WRITE_WRITE_SAV_H
#define PG_WRITE_WRITE_SAV_H

#include <stdint.h>

#include "base/diag.h"

#define SAV_TEXT_MAX 2000 /* bytes of a text variable */
#define SAV_NAME_MAX 64

struct sav_value {
    double value;
    const char *label;
    bool is_missing; /* at most three of a variable */
};
struct sav_variable {
    const char *name; /* begins with a letter; letters, digits, _ . only */
    const char *label;
    bool is_text;
    size_t width; /* of a text, bytes; at least 1 */
    const struct sav_value *value;
    size_t n_values;
};
struct sav_data {
    const struct sav_variable *variable;
    size_t n_variables, n_rows;
    const char *const *cell; /* row by row */
    const char *label;       /* of the file */
    int64_t created;         /* seconds since 1970 */
};
/* 'path' is for messages. False after an error. */
bool write_sav(const struct sav_data *d, const char *path, struct buf *out, struct diags *ds);

#endif
