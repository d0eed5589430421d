/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers: strict parsing, shortest printing, decimal rounding, compensated sums, units. */
#ifndef PG_BASE_NUM_H
#define PG_BASE_NUM_H

#include "base/mem.h"

/* What a number means. Writers derive format and decimals from it (num_unit_format). */
enum unit {
#define UNIT(id, name, decimals, factor, suffix, excel) UNIT_##id,
#include "base/unit.def"
#undef UNIT
    N_UNITS
};
struct unit_info {
    const char *name;   /* as printed in JSON and CSV */
    int decimals;       /* for display */
    double factor;      /* display value = value * factor */
    const char *suffix; /* " %", "" */
    const char *excel;  /* Excel number format */
};
const struct unit_info *unit_info(enum unit u);

/* A whole decimal number ("3", "-2.5", "1e-3"); no blanks, no hex, no inf or nan. False leaves *value alone. */
bool num_parse(const char *s, double *value);
bool num_parse_int(const char *s, long *value);
/* num_parse() for n bytes that need no NUL behind them; short decimals without calling the C library. */
bool num_parse_n(const char *s, size_t n, double *value);

/* Rounds half away from zero on the decimal value that is meant: 2.675 at 2 decimals gives 2.68 (the shortest decimal
   that names the double is rounded, not its binary expansion). */
double num_round(double value, int decimals);
/* The same in other ways; binary noise beyond 12 decimals is taken off first. */
enum num_rounding { NUM_HALF_UP, NUM_TRUNC, NUM_HALF_EVEN };
double num_round_as(double value, enum num_rounding how, int decimals);

/* Shortest text that reads back as the same double, "." as the mark, never "-0". */
#define NUM_TEXT_MAX 40
const char *num_shortest(char text[NUM_TEXT_MAX], double value);
/* Rounded (num_round) with exactly 'decimals' digits; as num_shortest() where these would not fit. */
const char *num_fixed(char text[NUM_TEXT_MAX], double value, int decimals);
/* As a reader sees it in 'unit': "41.2 %", "2.35", "17". */
const char *num_display(char text[NUM_TEXT_MAX], double value, enum unit unit);

/* Neumaier's compensated sum; what an addition loses is found by Knuth's two-sum, without looking which is larger. */
struct sum {
    double total, carry;
};
static inline void sum_add(struct sum *s, double x) {
    double t = s->total + x, added = t - s->total;
    s->carry += (s->total - (t - added)) + (x - added);
    s->total = t;
}
static inline double sum_value(const struct sum *s) { return s->total + s->carry; }

#endif
