/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Responses of many respondents as a book: the sheet 'responses' is the plain table that 'import' writes, and the sheet
   'settings' says what was asked, of whom, when, and whether respondents are real.

   1. response_book_info() reads the settings of an open book; the texts live in the book and in 'a'. 2. With the
   questionnaire that info.form_id names, response_book_check() looks at every column and cell. */
#ifndef PG_MODEL_RESPONSE_BOOK_H
#define PG_MODEL_RESPONSE_BOOK_H

#include "model/questionnaire.h"

/* How respondents came about: they answered, or they were made so that totals are those published. */
enum reconstruction { RECONSTRUCTED_NOT, RECONSTRUCTED_MARGINS };
struct response_book_info {
    struct row_ref ref;
    const char *form_id, *version, *organisation, *wave, *period, *date, *source;
    struct i18n title, note;
    int population;    /* members that could answer; 0: not told */
    int reconstructed; /* enum reconstruction */
};
/* What is known of a respondent besides the answers; other columns are questions. */
struct response_meta {
    struct row_ref ref;
    const char *respondent_id, *submitted, *wave, *weight, *language, *consent;
};

extern const struct schema response_book_info_schema, response_meta_schema;

/* False after errors, such as no settings; 'info' is then as it was. */
bool response_book_info(const struct book *b, struct response_book_info *info, struct arena *a, struct diags *ds);
/* The number of respondents. An error for each cell that is no answer to its question and each column that is nearly a
   question; a warning for other columns; 0 and an error without respondents. */
size_t response_book_check(const struct book *b, const struct questionnaire *q, struct diags *ds);

#endif
