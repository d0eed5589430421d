/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates of workbooks: numbers that a number format shows as dates.

   1. date_show_of() says what a format shows, date_show_builtin() the same for a format without code.
   2. date_text() makes the number a text.
   Days count from 1900 (with 29 February 1900, which never was, as day 60) or from 1904.
   Source: ECMA-376 part 1, 18.8.30 numFmt, 18.17.4 dates and times. */
#ifndef PG_TABLE_XLSX_DATE_H
#define PG_TABLE_XLSX_DATE_H

#include <stdbool.h>

enum date_show { SHOWS_NUMBER, SHOWS_DATE, SHOWS_TIME, SHOWS_DATE_TIME, SHOWS_ELAPSED };

/* What the first section of a format code such as "yyyy\-mm\-dd" shows. */
enum date_show date_show_of(const char *code);
/* What a built-in format shows: those that are dates in some language only are dates. */
enum date_show date_show_builtin(int id);

#define DATE_TEXT_MAX 48
/* "2026-11-24", "09:30:00", "2026-11-24T09:30:00", for elapsed time "36:00:00"; thousandths only where there are some.
   A day is given as it is seen: a format without time leaves the time out; one with time alone adds the day when
   there is one. False when the number is no date: before the first day, after 9999, or SHOWS_NUMBER. */
bool date_text(char text[DATE_TEXT_MAX], double serial, enum date_show show, bool is_1904);

#endif
