/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The examples that a questionnaire names: answers that nobody should hand in as their own. For kit.c only. */
#ifndef PG_MODEL_KIT_EXAMPLE_H
#define PG_MODEL_KIT_EXAMPLE_H

#include "model/kit.h"

/* Those that are there, but for the file that is assessed: a program may be installed without them. Where nothing is
   assessed none is loaded, and a note tells which are not there. An error when one cannot be read. */
void kit_load_examples(struct kit *k, const struct kit_request *request, struct diags *ds);

#endif
