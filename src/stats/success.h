/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which observations count as a success: those at a level (the last one by default) or, in a column of numbers,
   those equal to a number (1 by default, in a column of 0 and 1). */
#ifndef PG_STATS_SUCCESS_H
#define PG_STATS_SUCCESS_H

#include "stats/stat.h"

struct success {
    enum stat_status status; /* WRONG_LEVEL: no such level, or numbers other than 0 and 1 and none named */
    double value;            /* x == value is a success */
};
struct success success_of(const struct variable *v, const char *name);
static inline bool is_success(const struct success *s, double x) { return x == s->value; }

#endif
