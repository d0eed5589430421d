/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A made-up report with every kind of block, in English or Japanese: what the tests of writers write. */
#ifndef PG_TESTS_DEMO_DOC_H
#define PG_TESTS_DEMO_DOC_H

#include "doc/doc.h"

/* Fills 'd', which the caller clears with doc_clear(). 'n_copies' repeats the data sheets (1 = once), for timing. */
void demo_doc_fill(struct doc *d, const char *lang, int n_copies);

#endif
