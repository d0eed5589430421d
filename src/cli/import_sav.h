/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Imported responses as an SPSS file: one answer is a number with value labels, several answers are a variable an
   option with 0 and 1, texts are texts. Choices with a state (not applicable, don't know) are user-missing. */
#ifndef PG_CLI_IMPORT_SAV_H
#define PG_CLI_IMPORT_SAV_H

#include "model/responses.h"

struct sav_request {
    const char *path, *lang;
    int64_t created;
};
/* Converts all rows; the bytes go to 'out'. False after an error. */
bool import_sav(struct responses *r, const struct sav_request *request, struct buf *out, struct diags *ds);

#endif
