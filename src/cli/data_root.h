/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the data files are: the folder that holds frameworks/, questionnaires/ and reports/.

   In this order: $PSIRTGAUGE_DATA; the source tree that the program was built in; PREFIX/share/psirtgauge beside the
   program's bin folder; the folder given at build time. The variable, when set, is the only place. */
#ifndef PG_CLI_DATA_ROOT_H
#define PG_CLI_DATA_ROOT_H

#include "base/diag.h"

/* Lives in 'a'; NULL after an error that names the places looked in. */
const char *data_root_find(struct arena *a, struct diags *ds);

#endif
