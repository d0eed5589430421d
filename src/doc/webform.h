/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page that people fill in: the data that its script shows, and the program that the page computes meanwhile. It
   knows neither HTML nor JavaScript, and nothing of what is asked.

   1. webform_init(); set title, language, author, description, notes.
   2. Fill 'data'; every text in it may be anything, the writer makes it harmless.
   3. Point 'program' at what is computed, or leave it NULL.
   Ownership: 'data' and 'program' are the webform's; texts live in its arena or longer, trees in it. It is not to be
   moved, since trees know their arena. webform_clear() frees all. */
#ifndef PG_DOC_WEBFORM_H
#define PG_DOC_WEBFORM_H

#include "base/expr.h"
#include "base/json.h"

struct webform {
    struct arena arena;
    const char *title, *lang;
    const char *author;      /* the program that wrote it */
    const char *description; /* NULL */
    const char *no_script;   /* shown where scripts do not run */
    struct json *data;       /* an object */
    struct program *program; /* NULL */
};

void webform_init(struct webform *w);
void webform_clear(struct webform *w);

#endif
