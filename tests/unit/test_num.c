/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers: strict parsing, decimal rounding, the shortest text that reads back, sums. */
#include "check.h"

#include <float.h>
#include <inttypes.h>

#include "base/num.h"

#include "random.h"

/* Equal to the bit, the sign of zero included. */
#define check_same(actual, expected) check_same_at((actual), (expected), #actual, __FILE__, __LINE__)
static void check_same_at(double actual, double expected, const char *what, const char *file, int line) {
    if (memcmp(&actual, &expected, sizeof actual) != 0 && !(isnan(actual) && isnan(expected))) {
        check_fail_row();
        print_error("%s is %.17g, expected %.17g\n", what, actual, expected);
        _fail(file, line);
    }
}

static const struct {
    double value;
    int decimals;
    double rounded;
    const char *fixed;
} roundings[] = {
    /* the decimal that is meant, not its binary expansion, which lies just below in the first five */
    {2.675, 2, 2.68, "2.68"},
    {1.005, 2, 1.01, "1.01"},
    {0.285, 2, 0.29, "0.29"},
    {8.345, 2, 8.35, "8.35"},
    {1.45, 1, 1.5, "1.5"},
    {2.665, 2, 2.67, "2.67"},
    {0.1 + 0.2, 1, 0.3, "0.3"},
    {0.5, 0, 1, "1"},
    {1.5, 0, 2, "2"},
    {2.5, 0, 3, "3"},
    {0.05, 1, 0.1, "0.1"},
    {0.049, 1, 0, "0.0"},
    {0.4999999999, 0, 0, "0"},
    {2.674999, 2, 2.67, "2.67"},
    {-2.675, 2, -2.68, "-2.68"},
    {-1.005, 2, -1.01, "-1.01"},
    {-0.5, 0, -1, "-1"},
    {-0.004, 2, 0, "0.00"},
    {-0.0, 2, 0, "0.00"},
    {0, 3, 0, "0.000"},
    {9.995, 2, 10, "10.00"},
    {99.5, 0, 100, "100"},
    {999999.5, 0, 1000000, "1000000"},
    {3, 2, 3, "3.00"},
    {1250, -2, 1300, NULL},
    {123456789.125, 2, 123456789.13, "123456789.13"},
    {1000000000000000.5, 0, 1000000000000001, "1000000000000001"},
    {4503599627370495.5, 0, 4503599627370496, "4503599627370496"},
    {9007199254740992, 2, 9007199254740992, "9007199254740992.00"},
    {1e22, 2, 1e22, "10000000000000000000000.00"},
    {1e300, 2, 1e300, "1e+300"}, /* no room for 300 digits: exact all the same */
    {-1e300, 2, -1e300, "-1e+300"},
    {1e-300, 6, 0, "0.000000"},
    {DBL_MAX, 2, DBL_MAX, "1.7976931348623157e+308"},
};

static void test_round(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(roundings); i++) {
        CHECK_ROW(i);
        char text[NUM_TEXT_MAX];
        check_same(num_round(roundings[i].value, roundings[i].decimals), roundings[i].rounded);
        if (roundings[i].fixed) {
            check_text(num_fixed(text, roundings[i].value, roundings[i].decimals), roundings[i].fixed);
        }
    }
    check_same(num_round(INFINITY, 2), INFINITY);
    check_same(num_round(NAN, 2), NAN);
}

/* A decimal of up to ten digits is rounded as schoolbook does it on its digits. */
static void test_round_random(void **state) {
    (void)state;
    struct random r = random_seed(20261124);
    for (int i = 0; i < 20000; i++) {
        CHECK_ROW(i);
        long units = (long)random_below(&r, 10000000000u), up;
        int digits = 1 + (int)random_below(&r, 6), keep = (int)random_below(&r, (uint32_t)digits);
        long cut = 1;
        for (int d = keep; d < digits; d++) {
            cut *= 10;
        }
        up = (units + cut / 2) / cut;
        char text[NUM_TEXT_MAX], wanted[NUM_TEXT_MAX];
        double value = 0, expected = 0;
        snprintf(text, sizeof text, "%lde-%d", units, digits);
        snprintf(wanted, sizeof wanted, "%lde-%d", up, keep);
        check_true(num_parse(text, &value) && num_parse(wanted, &expected));
        check_same(num_round(value, keep), expected);
        check_same(num_round(-value, keep), expected == 0 ? 0 : -expected);
    }
}

static const struct {
    double value;
    const char *text;
} shortest[] = {
    {0, "0"},
    {-0.0, "0"},
    {0.1, "0.1"},
    {-2.5, "-2.5"},
    {100, "100"},
    {1.0 / 3, "0.3333333333333333"},
    {2.0 / 3, "0.6666666666666666"},
    {0.1 + 0.2, "0.30000000000000004"},
    {1e22, "1e+22"},
    {1e-7, "1e-07"},
    {123456789012345680.0, "1.2345678901234568e+17"},
    {5e-324, "5e-324"},
    {DBL_MIN, "2.2250738585072014e-308"},
};

static void test_shortest(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(shortest); i++) {
        CHECK_ROW(i);
        char text[NUM_TEXT_MAX];
        check_text(num_shortest(text, shortest[i].value), shortest[i].text);
    }
}

/* Digits from the first that is not 0. */
static size_t count_digits(const char *text) {
    size_t n = 0;
    for (; *text && *text != 'e'; text++) {
        n += *text >= (n ? '0' : '1') && *text <= '9';
    }
    return n;
}

/* Any double reads back as itself, and one digit less would not do. */
static void test_shortest_random(void **state) {
    (void)state;
    struct random r = random_seed(7);
    for (int i = 0; i < 50000; i++) {
        CHECK_ROW(i);
        char text[NUM_TEXT_MAX], shorter[400];
        uint64_t bits = random_next(&r);
        double x, back;
        memcpy(&x, &bits, sizeof x);
        if (!isfinite(x)) {
            continue;
        }
        check_true(num_parse(num_shortest(text, x), &back));
        check_same(back, x);
        size_t n = count_digits(text);
        if (n > 15) {
            snprintf(shorter, sizeof shorter, "%.*g", (int)n - 1, x);
            check_true(strtod(shorter, NULL) != x);
        }
    }
}

static const struct {
    const char *text;
    bool is_number;
    double value;
} parses[] = {
    {"3", true, 3},      {"-2.5", true, -2.5},   {"+4", true, 4},     {"1e-3", true, 0.001}, {"1E5", true, 100000},
    {".5", true, 0.5},   {"5.", true, 5},        {"007", true, 7},    {"1e-400", true, 0},   {"", false, 0},
    {" 3", false, 0},    {"3 ", false, 0},       {"3\n", false, 0},   {"0x10", false, 0},    {"inf", false, 0},
    {"nan", false, 0},   {"Infinity", false, 0}, {"1e400", false, 0}, {"-1e400", false, 0},  {"1,5", false, 0},
    {"1_000", false, 0}, {"1e", false, 0},       {"e5", false, 0},    {"E", false, 0},       {"--3", false, 0},
    {"+", false, 0},     {".", false, 0},        {"1.2.3", false, 0}, {"1+1", false, 0},     {"3a", false, 0},
    {"３", false, 0},    {"0b11", false, 0},     {NULL, false, 0},
};

static void test_parse(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(parses); i++) {
        CHECK_ROW(i);
        double value = 77;
        check_true(num_parse(parses[i].text, &value) == parses[i].is_number);
        check_same(value, parses[i].is_number ? parses[i].value : 77);
    }
}

static const struct {
    const char *text;
    bool is_whole;
    long value;
} wholes[] = {
    {"12", true, 12},           {"-3", true, -3}, {"+5", true, 5},   {"0", true, 0},
    {"010", true, 10},          {"", false, 0},   {"1.0", false, 0}, {"1e3", false, 0},
    {"1 ", false, 0},           {" 1", false, 0}, {"-", false, 0},   {"0x1", false, 0},
    {"1-", false, 0},           {"９", false, 0}, {NULL, false, 0},  {"99999999999999999999", false, 0},
    {"1234567", true, 1234567},
};

static void test_parse_int(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(wholes); i++) {
        CHECK_ROW(i);
        long value = 77;
        check_true(num_parse_int(wholes[i].text, &value) == wholes[i].is_whole);
        check_int(value, wholes[i].is_whole ? wholes[i].value : 77);
    }
}

static const struct {
    double value;
    enum unit unit;
    const char *text;
} displays[] = {
    {0.285, UNIT_SHARE, "28.5 %"},
    {0.2855, UNIT_SHARE, "28.6 %"},
    {0.0005, UNIT_SHARE, "0.1 %"},
    {1, UNIT_SHARE, "100.0 %"},
    {0.9995, UNIT_SHARE, "100.0 %"},
    {0.99949, UNIT_SHARE, "99.9 %"},
    {0.285, UNIT_PERCENT, "29 %"},
    {0.005, UNIT_PERCENT, "1 %"},
    {17, UNIT_COUNT, "17"},
    {2.345, UNIT_SCORE, "2.35"},
    {2.345, UNIT_SCORE1, "2.3"},
    {2.3455, UNIT_SCORE3, "2.346"},
    {0.00005, UNIT_P, "0.0001"},
    {-0.0004, UNIT_SHARE, "0.0 %"},
    {3, UNIT_LEVEL, "3"},
    {656.585, UNIT_STATISTIC, "656.585"},
    {2.0 / 3, UNIT_STATISTIC, "0.6666666667"},
    {1e15, UNIT_STATISTIC, "1e+15"},
};

static void test_display(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(displays); i++) {
        CHECK_ROW(i);
        char text[NUM_TEXT_MAX];
        check_text(num_display(text, displays[i].value, displays[i].unit), displays[i].text);
    }
    for (int u = 0; u < N_UNITS; u++) {
        CHECK_ROW(u);
        const struct unit_info *info = unit_info((enum unit)u);
        check_true(*info->name && *info->excel && info->factor > 0 && info->decimals >= -1);
    }
}

static double sum_of(const double *x, size_t n) {
    struct sum s = {0};
    for (size_t i = 0; i < n; i++) {
        sum_add(&s, x[i]);
    }
    return sum_value(&s);
}

static void test_sum(void **state) {
    (void)state;
    static const double tenths[] = {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1};
    static const double lost[] = {1e16, 1, -1e16},
                        twice[] = {1, 1e100, 1, -1e100}; /* Neumaier 1974: 2, Kahan gives 0 */
    check_same(sum_of(tenths, ARRAY_LEN(tenths)), 1);
    check_same(sum_of(lost, ARRAY_LEN(lost)), 1);
    check_same(sum_of(twice, ARRAY_LEN(twice)), 2);
    check_same(sum_of(NULL, 0), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round),           cmocka_unit_test(test_round_random),
        cmocka_unit_test(test_parse),           cmocka_unit_test(test_shortest),
        cmocka_unit_test(test_shortest_random), cmocka_unit_test(test_parse_int),
        cmocka_unit_test(test_display),         cmocka_unit_test(test_sum),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
