/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/num.h"

#include <errno.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOISE_DECIMALS 12 /* beyond them a product of decimals is binary noise */

static const struct unit_info units[N_UNITS] = {
#define UNIT(id, name, decimals, factor, suffix, excel) {name, decimals, factor, suffix, excel},
#include "base/unit.def"
#undef UNIT
};

const struct unit_info *unit_info(enum unit u) { return &units[u]; }

bool num_parse(const char *s, double *value) {
    if (!s || !*s || strspn(s, "+-0123456789.eE") != strlen(s)) {
        return false;
    }
    char *end;
    errno = 0;
    double x = strtod(s, &end);
    if (*end || end == s || !isfinite(x) || (errno == ERANGE && fabs(x) > 1)) {
        return false;
    }
    *value = x;
    return true;
}

/* A decimal of at most 15 digits without exponent: digits and power of ten are exact doubles, so one division rounds
   once. Source: W. D. Clinger, "How to read floating point numbers accurately", 1990. False for any other. */
static bool parse_short(const char *s, size_t n, double *value) {
    static const double power[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                   1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    bool is_negative = n > 0 && s[0] == '-', has_point = false;
    uint64_t digits = 0;
    size_t n_digits = 0, n_decimals = 0;
    for (size_t i = is_negative; i < n; i++) {
        if (s[i] >= '0' && s[i] <= '9') {
            digits = digits * 10 + (uint64_t)(s[i] - '0');
            n_digits++;
            n_decimals += has_point;
        } else if (s[i] == '.' && !has_point) {
            has_point = true;
        } else {
            return false;
        }
    }
    if (n_digits == 0 || n_digits > 15) {
        return false;
    }
    double x = (double)digits / power[n_decimals];
    *value = is_negative ? -x : x;
    return true;
}

bool num_parse_n(const char *s, size_t n, double *value) {
    if (n <= 17 && parse_short(s, n, value)) {
        return true;
    }
    struct arena a = {0};
    bool is_number = !memchr(s, '\0', n) && num_parse(arena_strndup(&a, s, n), value);
    arena_clear(&a);
    return is_number;
}

bool num_parse_int(const char *s, long *value) {
    if (!s || !*s || strspn(s, "+-0123456789") != strlen(s)) {
        return false;
    }
    char *end;
    errno = 0;
    long x = strtol(s, &end, 10);
    if (*end || end == s || errno == ERANGE) {
        return false;
    }
    *value = x;
    return true;
}

const char *num_shortest(char text[NUM_TEXT_MAX], double value) {
    if (fabs(value) < 1e15 && value == (double)(long long)value) {
        snprintf(text, NUM_TEXT_MAX, "%lld", (long long)value);
        return text;
    }
    int first = fabs(value) < DBL_MIN ? 1 : 15; /* numbers below the smallest normal one carry fewer digits */
    for (int digits = first; digits <= 17; digits++) {
        snprintf(text, NUM_TEXT_MAX, "%.*g", digits, value);
        if (strtod(text, NULL) == value) {
            break;
        }
    }
    return text;
}

/* Digits of |value| as shortest decimal: value = 0.d1d2d3… × 10^point. Returns their number. */
static int decimal_digits(double value, char digits[20], int *point) {
    char text[NUM_TEXT_MAX];
    for (int n = 14; n <= 16; n++) {
        snprintf(text, sizeof text, "%.*e", n, value);
        if (strtod(text, NULL) == value) {
            break;
        }
    }
    int n = 0;
    const char *c = text;
    for (; *c && *c != 'e'; c++) {
        if (*c >= '0' && *c <= '9') {
            digits[n++] = *c;
        }
    }
    *point = (int)strtol(c + 1, NULL, 10) + 1;
    return n;
}

double num_round(double value, int decimals) {
    if (!isfinite(value) || value == 0) {
        return value == 0 ? 0 : value;
    }
    char digits[20];
    int point;
    int n = decimal_digits(fabs(value), digits, &point);
    int keep = point + decimals; /* digits that stay */
    if (keep >= n) {
        return value;
    }
    if (keep < 0) {
        return 0;
    }
    bool is_up = digits[keep] >= '5';
    long double whole = 0;
    for (int i = 0; i < keep; i++) {
        whole = whole * 10 + (digits[i] - '0');
    }
    whole += is_up;
    char text[NUM_TEXT_MAX];
    snprintf(text, sizeof text, "%.0Lfe%d", whole, -decimals);
    double rounded = strtod(text, NULL);
    return value < 0 && rounded != 0 ? -rounded : rounded;
}

const char *num_fixed(char text[NUM_TEXT_MAX], double value, int decimals) {
    double rounded = num_round(value, decimals);
    int n = snprintf(text, NUM_TEXT_MAX, "%.*f", decimals, rounded == 0 ? 0 : rounded);
    return n < NUM_TEXT_MAX ? text : num_shortest(text, rounded);
}

static double truncated(double x, int decimals) {
    double rounded = num_round(x, decimals);
    return fabs(rounded) > fabs(x) ? num_round(rounded - copysign(pow(10, -decimals), x), decimals) : rounded;
}

static double half_even(double x, int decimals) {
    double low = truncated(x, decimals), unit = pow(10, -decimals);
    double noise = fmax(unit * 1e-9, fabs(x) * 4 * DBL_EPSILON); /* of the difference of two decimals */
    bool is_tie = fabs(fabs(x - low) - unit / 2) <= noise;
    bool is_even = fmod(round(fabs(low) / unit), 2) == 0;
    return is_tie && is_even ? low : num_round(x, decimals);
}

double num_round_as(double value, enum num_rounding how, int decimals) {
    double meant = num_round(value, NOISE_DECIMALS);
    switch (how) {
    case NUM_TRUNC:
        return truncated(meant, decimals);
    case NUM_HALF_EVEN:
        return half_even(meant, decimals);
    default:
        return num_round(meant, decimals);
    }
}

/* value × factor without the product's binary noise: 0.285 × 100 is to be 28.5. */
static double scaled(double value, double factor) { return factor == 1 ? value : num_round(value * factor, 10); }

const char *num_display(char text[NUM_TEXT_MAX], double value, enum unit unit) {
    const struct unit_info *u = unit_info(unit);
    if (u->decimals < 0) {
        snprintf(text, NUM_TEXT_MAX, "%.10g", value);
        return text;
    }
    char number[NUM_TEXT_MAX];
    double shown = scaled(value, u->factor);
    bool has_plus = u->excel[0] == '+' && num_round(shown, u->decimals) > 0;
    snprintf(text, NUM_TEXT_MAX, "%s%s%s", has_plus ? "+" : "", num_fixed(number, shown, u->decimals), u->suffix);
    return text;
}
