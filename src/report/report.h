/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports: an assessment laid out as a document, sheet by sheet as a plan says.

   1. Fill struct report_request.
   2. report_assessment() fills an empty doc with the plan's sheets, the facts and the data tree.
   Adding a sheet: a file sheet_NAME.c with a 'const struct report_sheet report_sheet_NAME' and a line in sheet.def. */
#ifndef PG_REPORT_REPORT_H
#define PG_REPORT_REPORT_H

#include "doc/doc.h"
#include "model/brand.h"
#include "model/plan.h"
#include "score/assessment.h"
#include "score/change.h"
#include "score/roadmap.h"

struct report_input {
    const char *path, *role; /* role: "answers", "questionnaire", "framework", … */
    const char *sha256;
};

struct report_request {
    const struct assessment *assessment;
    const struct changes *changes; /* since an earlier assessment; NULL without one */
    const struct plan *plan;
    const struct brand_file *brand; /* NULL for the house's look */
    const char *lang;               /* "en", "ja" */
    const char *date;               /* of the report: "2026-11-24" */
    int64_t created;                /* seconds since 1970 UTC, for the file's properties */
    uint64_t seed;
    const char *program;              /* "psirtgauge 0.1.0" */
    const struct report_input *input; /* everything that was read, in order */
    size_t n_inputs;
    const struct diags *diags;     /* notes and warnings of the run */
    const struct roadmap *roadmap; /* the improvement plan; NULL: none was made */
    bool is_summary;               /* only the sheets that the plan marks for the terminal */
    bool is_data_only;             /* no sheets and facts: only the data tree is wanted */
};

/* A report being built: what every sheet needs. */
struct report {
    const struct report_request *request;
    const struct assessment *assessment;
    const struct kit *kit;
    struct doc *doc;
    const char *lang;
};

struct report_sheet {
    const char *id, *summary;
    enum sheet_kind kind;
    bool is_landscape;
    /* Whether there is anything to show; NULL: always. */
    bool (*has_content)(const struct report *r);
    void (*build)(struct report *r, struct sheet *s);
};
size_t report_sheet_count(void);
const struct report_sheet *report_sheet_at(size_t i);

/* False after errors: sheets that are not known, words that are missing. */
bool report_check_plan(const struct plan *p, struct diags *ds);
/* False after an error (a plan that names unknown sheets or lacks words). 'd' is initialised here. */
bool report_assessment(const struct report_request *request, struct doc *d, struct diags *ds);

/* A blank long answer sheet of the questionnaire as a CSV book text: question, answer, …, with wording, options and
   hint beside each id. */
void report_blank_answers(const struct questionnaire *q, const char *lang, struct buf *out);

#endif
