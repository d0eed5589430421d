/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of texts printed in aligned columns.

   columns_add() once a row; columns_print() prints and forgets them. Texts are borrowed until then. */
#ifndef PG_CLI_COLUMNS_H
#define PG_CLI_COLUMNS_H

#include <stdio.h>

#include "base/mem.h"

#define COLUMNS_MAX 5

struct columns_row {
    const char *cell[COLUMNS_MAX]; /* NULL from the end on */
};
struct columns {
    struct columns_row *row;
    size_t n, cap;
};

/* End the cells with NULL: use the macro. */
void columns_add_cells(struct columns *c, const char *const *cells);
#define columns_add(c, ...) columns_add_cells((c), (const char *const[COLUMNS_MAX + 1]){__VA_ARGS__})
void columns_print(struct columns *c, FILE *out);

#endif
