/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates and times as survey tools write them, made ISO 8601: 9/18/2017 18:00:16, 2020/06/05 11:34:01 AM EST,
   2021/05/24 12:05:53 午後 GMT+9, 24.05.2021 12:05:53, 05/24/2021 12:05:53 PM, Excel's serial 44340.5.

   1. draft_date_order() looks at a column's values and decides whether the day or the month comes first.
   2. draft_date_print() makes one value ISO. */
#ifndef PG_MODEL_DRAFT_DATE_H
#define PG_MODEL_DRAFT_DATE_H

#include "model/draft_column.h"

enum date_order { DATE_MONTH_FIRST, DATE_DAY_FIRST };
#define DRAFT_DATE_MAX 48

/* *is_sure: some value can only be read this way, or none needs the question. */
enum date_order draft_date_order(const struct draft_column *c, bool *is_sure);
/* False when 's' is no date that is understood; 'iso' is then untouched. */
bool draft_date_print(const char *s, enum date_order order, char iso[DRAFT_DATE_MAX]);

#endif
