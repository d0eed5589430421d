/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Aggregates of parts, worked by hand, and what holds for each of them whatever the parts. */
#include "check.h"

#include "score/aggregate.h"

#include "random.h"

#define FULL(x, w)                                                                                                     \
    { true, (x), (x), (x), 1, (w), NULL, 0, 0 }
#define BLANK(w)                                                                                                       \
    { false, 0, 0, 1, 0, (w), NULL, 0, 0 }

enum { PARTS_MAX = 6 };

static struct part joined(enum aggregate how, const struct part *part, int n) {
    double sorted[PARTS_MAX];
    struct scale scale;
    struct joining j = {.how = how, .threshold = 0.5, .scale = {0, 1, 2, ROUND_HALF_UP}, .sorted = sorted};
    return aggregate_parts(&j, part, n, &scale);
}

static const struct {
    enum aggregate how;
    int n;
    struct part part[PARTS_MAX], whole;
} rows[] = {
    {AGGREGATE_MEAN, 3, {FULL(0.5, 2), FULL(1, 1), FULL(0, 1)}, FULL(0.5, 4)},
    {AGGREGATE_MEAN, 2, {FULL(0.25, 2), FULL(1, 1)}, FULL(0.5, 3)}, /* (2·depth + breadth)/3 */
    {AGGREGATE_MEAN, 2, {FULL(0.5, 1), BLANK(3)}, {true, 0.5, 0.125, 0.875, 0.25, 4, NULL, 0, 0}},
    {AGGREGATE_MEAN, 2, {FULL(0.5, 1), FULL(1, 0)}, FULL(0.5, 1)}, /* weight 0 drops */
    {AGGREGATE_MEAN, 1, {{true, 0.5, 0.25, 0.75, 0.6, 7, NULL, 0, 0}}, {true, 0.5, 0.25, 0.75, 0.6, 7, NULL, 0, 0}},
    {AGGREGATE_MEAN,
     2,
     {{true, 0.5, 0.25, 0.75, 0.5, 1, NULL, 0, 0}, FULL(1, 1)},
     {true, 0.75, 0.625, 0.875, 0.75, 2, NULL, 0, 0}},
    {AGGREGATE_MIN, 3, {FULL(0.5, 1), FULL(0.25, 9), FULL(1, 1)}, FULL(0.25, 11)},
    {AGGREGATE_MIN, 2, {FULL(0.5, 1), BLANK(1)}, {true, 0.5, 0, 0.5, 0.5, 2, NULL, 0, 0}},
    {AGGREGATE_MIN, 2, {FULL(0.5, 1), FULL(0, 0)}, FULL(0.5, 1)},
    {AGGREGATE_MAX, 3, {FULL(0.5, 1), FULL(0.25, 9), FULL(0.75, 1)}, FULL(0.75, 11)},
    {AGGREGATE_MAX, 2, {FULL(0.5, 1), BLANK(1)}, {true, 0.5, 0.5, 1, 0.5, 2, NULL, 0, 0}},
    {AGGREGATE_MAX, 2, {FULL(0.5, 1), FULL(1, 0)}, FULL(0.5, 1)},
    {AGGREGATE_PRODUCT, 3, {FULL(0.5, 1), FULL(0.5, 5), FULL(1, 1)}, FULL(0.25, 7)},
    {AGGREGATE_PRODUCT, 2, {FULL(0.5, 1), BLANK(1)}, {true, 0.5, 0, 0.5, 0.5, 2, NULL, 0, 0}},
    {AGGREGATE_PRODUCT, 2, {FULL(0.5, 1), FULL(0, 0)}, FULL(0.5, 1)},
    {AGGREGATE_MEDIAN, 3, {FULL(0.75, 1), FULL(0, 1), FULL(0.25, 1)}, FULL(0.25, 3)},
    {AGGREGATE_MEDIAN, 4, {FULL(1, 1), FULL(0, 1), FULL(0.5, 1), FULL(0.25, 1)}, FULL(0.375, 4)},
    {AGGREGATE_MEDIAN, 4, {FULL(1, 0), FULL(0, 1), FULL(0.5, 1), FULL(0.25, 1)}, FULL(0.25, 3)},
    {AGGREGATE_MEDIAN, 3, {BLANK(1), FULL(0.5, 1), FULL(0.25, 1)}, {true, 0.375, 0.25, 0.5, 2.0 / 3, 3, NULL, 0, 0}},
    {AGGREGATE_MEDIAN, 1, {FULL(0.5, 1)}, FULL(0.5, 1)},
    {AGGREGATE_MEDIAN_LOW, 4, {FULL(1, 1), FULL(0, 1), FULL(0.5, 1), FULL(0.25, 1)}, FULL(0.25, 4)},
    {AGGREGATE_SUM, 2, {FULL(0.5, 1), FULL(1, 3)}, FULL(0.875, 4)},
    {AGGREGATE_DEDUCT, 2, {FULL(0, 1), FULL(1, 3)}, FULL(0.75, 4)},
    {AGGREGATE_COUNT, 3, {FULL(0.5, 1), FULL(0.49, 2), FULL(1, 1)}, FULL(0.5, 4)},
    {AGGREGATE_COUNT, 2, {FULL(0.5, 1), BLANK(1)}, {true, 1, 0.5, 1, 0.5, 2, NULL, 0, 0}},
    {AGGREGATE_STAIRS, 3, {FULL(1, 1), FULL(0.5, 1), FULL(1, 1)}, FULL(0.5, 3)},
    {AGGREGATE_STAIRS, 2, {BLANK(1), FULL(1, 1)}, {true, 0, 0, 1, 0.5, 2, NULL, 0, 0}},
    /* nothing that counts */
    {AGGREGATE_MEAN, 0, {BLANK(1)}, BLANK(0)},
    {AGGREGATE_MEAN, 2, {FULL(1, 0), FULL(0.5, 0)}, BLANK(0)},
    {AGGREGATE_MEDIAN, 0, {BLANK(1)}, BLANK(0)},
    {AGGREGATE_MEAN, 2, {BLANK(1), BLANK(2)}, BLANK(3)},
    {AGGREGATE_MIN, 1, {BLANK(1)}, BLANK(1)},
    {AGGREGATE_MAX, 1, {BLANK(1)}, BLANK(1)},
    {AGGREGATE_PRODUCT, 1, {BLANK(1)}, BLANK(1)},
    {AGGREGATE_MEDIAN, 1, {BLANK(1)}, BLANK(1)},
    {AGGREGATE_PRODUCT, 2, {FULL(0.5, 0), BLANK(1)}, BLANK(1)}, /* a part without weight gives no value */
};

static void test_by_hand(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        struct part part[PARTS_MAX];
        memcpy(part, rows[i].part, sizeof part);
        struct part whole = joined(rows[i].how, part, rows[i].n);
        check_int(whole.has_value, rows[i].whole.has_value);
        check_near(whole.value, rows[i].whole.value, 1e-15);
        check_near(whole.low, rows[i].whole.low, 1e-15);
        check_near(whole.high, rows[i].whole.high, 1e-15);
        check_near(whole.coverage, rows[i].whole.coverage, 1e-15);
        check_near(whole.weight, rows[i].whole.weight, 1e-15);
    }
}

static struct part random_part(struct random *r) {
    double a = (double)random_below(r, 5) / 4, b = (double)random_below(r, 5) / 4, c = random_real(r);
    struct part p = {.weight = (double)random_below(r, 4)};
    p.has_value = !random_once_in(r, 3);
    p.low = p.has_value ? fmin(a, b) : 0;
    p.high = p.has_value ? fmax(a, b) : 1;
    p.value = p.has_value ? p.low + c * (p.high - p.low) : 0;
    p.coverage = p.has_value ? random_real(r) : 0;
    return p;
}

static bool has_weight(const struct part *part, int n) {
    double weight = 0;
    for (int i = 0; i < n; i++) {
        weight += part[i].weight;
    }
    return weight > 0;
}

/* low ≤ value ≤ high, all in 0–1, and the order of the parts does not matter. */
static void test_random(void **state) {
    (void)state;
    struct random r = random_seed(3);
    for (int i = 0; i < 20000; i++) {
        CHECK_ROW(i);
        enum aggregate how = (enum aggregate)(i % 5);
        int n = 1 + (int)random_below(&r, PARTS_MAX);
        struct part part[PARTS_MAX], turned[PARTS_MAX];
        for (int p = 0; p < n; p++) {
            part[p] = random_part(&r);
            turned[n - 1 - p] = part[p];
        }
        bool counts = has_weight(part, n);
        struct part x = joined(how, part, n), y = joined(how, turned, n);
        check_true(x.low >= 0 && x.high <= 1 && x.low <= x.high && x.coverage >= 0 && x.coverage <= 1);
        check_true(!x.has_value || (x.low <= x.value + 1e-15 && x.value <= x.high + 1e-15));
        check_true(counts == (x.weight > 0));
        check_near(y.value, x.value, 1e-12);
        check_near(y.low, x.low, 1e-12);
        check_near(y.high, x.high, 1e-12);
        check_near(y.coverage, x.coverage, 1e-12);
    }
}

/* A part that gets an answer lands inside the range of before; one that gets a better one does not lower the whole. */
static void test_random_fill(void **state) {
    (void)state;
    struct random r = random_seed(4);
    for (int i = 0; i < 20000; i++) {
        CHECK_ROW(i);
        enum aggregate how = (enum aggregate)(i % 5);
        int n = 1 + (int)random_below(&r, PARTS_MAX);
        struct part part[PARTS_MAX], worse[PARTS_MAX], better[PARTS_MAX];
        for (int p = 0; p < n; p++) {
            part[p] = random_part(&r);
        }
        part[0] = (struct part)BLANK(1);
        memcpy(worse, part, sizeof part);
        memcpy(better, part, sizeof part);
        double x = random_real(&r), y = x + random_real(&r) * (1 - x);
        worse[0] = (struct part)FULL(x, 1);
        better[0] = (struct part)FULL(y, 1);
        struct part before = joined(how, part, n);
        struct part low = joined(how, worse, n), high = joined(how, better, n);
        check_true(before.low <= low.value + 1e-15 && high.value <= before.high + 1e-15);
        check_true(before.low <= low.low + 1e-15 && high.high <= before.high + 1e-15);
        check_true(low.value <= high.value + 1e-15 && low.low <= high.low + 1e-15 && low.high <= high.high + 1e-15);
        check_true(low.coverage >= before.coverage);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_by_hand), cmocka_unit_test(test_random),
                                       cmocka_unit_test(test_random_fill)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
