/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form that people fill in, as a document: read me, profile, a sheet an area, evidence, progress, and hidden sheets
   for lists, formulas and programs.

   1. Fill struct form_request.
   2. form_build() fills an empty doc, which any writer writes; only the workbook writer keeps it alive.
   A line of a sheet is a question, or one option of a question with several choices: a respondent answers yes or no (or
   cannot apply) line by line, which needs no knowledge of separators, shows what is left, prints, sorts and filters.
   Programs find lines by the hidden row of keys above each header and by the id alone: the question's name, and for an
   option "QUESTION/OPTION" with the answers 1, 0 and na. A question whose options are all answered, and none with 1,
   means its choice "none", where it has one; na names the option in the twin question about what cannot apply.
   Everything that formulas show is written with the engine's value. */
#ifndef PG_REPORT_FORM_H
#define PG_REPORT_FORM_H

#include "doc/doc.h"
#include "model/answers.h"
#include "model/kit.h"

struct form_request {
    const struct kit *kit;             /* with the questionnaire alone where it is not scored */
    const struct questionnaire *about; /* questions about the organisation, for the profile; NULL */
    const char *lang, *second;         /* second: shown beside the first; NULL for one language */
    const char *organisation;          /* NULL */
    const struct answers *from;        /* answers to carry forward as unconfirmed; NULL */
    const char *program;               /* "psirtgauge 0.1.0" */
    int64_t created;                   /* of the file's properties */
};

/* 'd' is initialised here. False after an error. */
bool form_build(const struct form_request *request, struct doc *d, struct diags *ds);
/* The questionnaire itself as an XLSForm workbook for other survey tools; needs kit, lang, program, created alone. */
void form_build_xlsform(const struct form_request *request, struct doc *d);

#endif
