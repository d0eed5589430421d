/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form as a page that people fill in with a browser: what it asks, in which words, and what it computes.

   1. Fill struct form_request (form.h); 'second' means: in the reader's language where the page has it, else in 'lang'.
   2. web_build() fills an empty webform, which write/write_webform.h writes.
   The page asks what the workbook asks, with the same fields. What it exports is an answers file: a book with the
   sheets settings and answers, and, where something stands in them, about (the questions about the organisation) and
   evidence. */
#ifndef PG_REPORT_WEB_H
#define PG_REPORT_WEB_H

#include "doc/webform.h"
#include "report/form.h"

/* 'w' is initialised here. Borrows what the request points to until webform_clear(). */
void web_build(const struct form_request *request, struct webform *w);

#endif
