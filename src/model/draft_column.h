/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in a column of an export: how many cells are filled, which different values there are, and what they look
   like. Dialects and drafts decide by it what a column is; nothing here knows a survey tool.

   draft_column_scan() once a column. Values are in order of first appearance, without outer blanks, and live in the
   arena. After DRAFT_VALUES_MAX different ones no more are kept (is_open); cells are still counted by kind. */
#ifndef PG_MODEL_DRAFT_COLUMN_H
#define PG_MODEL_DRAFT_COLUMN_H

#include "table/table.h"

#define DRAFT_VALUES_MAX 400

/* A cell that ticks an option, or says that it was not ticked, or not shown. */
enum draft_flag { DRAFT_NO_FLAG, DRAFT_FLAG_YES, DRAFT_FLAG_NO, DRAFT_FLAG_NA };

struct draft_value {
    const char *text;
    size_t n;
    size_t row;     /* the first with it */
    unsigned looks; /* of LOOKS_… */
};
enum { LOOKS_INTEGER = 1, LOOKS_NUMBER = 2, LOOKS_DATE = 4, LOOKS_MAIL = 8, LOOKS_ADDRESS = 16, LOOKS_CODE = 32 };

struct draft_column {
    struct draft_value *value;
    size_t n_values;
    bool is_open;    /* there are more than are kept */
    size_t n_filled; /* cells */
    size_t n_flags;
    size_t n_integers, n_numbers, n_dates, n_mails, n_addresses, n_codes; /* cells that look like it */
    size_t longest;                                                       /* bytes */
};

struct draft_column draft_column_scan(const struct table_text *t, size_t first_row, int column, struct arena *a);

/* The cell without outer blanks, ideographic ones included; *n is its length. Points into the table. */
const char *draft_cell(const struct table_text *t, size_t row, int column, size_t *n);
/* In the languages that survey tools write: Yes, No, N/A, Ja, Nein, はい, 1, 0, true, … */
enum draft_flag draft_flag(const char *text);
/* Of LOOKS_…: integer, number, date (ISO), e-mail address, IP address, code (letters, digits, _ . - only). */
unsigned draft_looks(const char *text);
/* Whether an e-mail address stands anywhere in the text; *start and *n say where. */
bool draft_find_mail(const char *text, size_t *start, size_t *n);

#endif
