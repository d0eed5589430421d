/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/tally.h"

#include "stats/quantiles.h"

static struct tally tally_start(int k, struct arena *a) {
    return (struct tally){
        .k = k, .value = ARENA_ARRAY(a, (size_t)k + 1, double), .count = ARENA_ARRAY(a, (size_t)k + 1, double)};
}

static struct tally tally_levels(const struct variable *v, const struct picked *p, struct arena *a) {
    struct tally t = tally_start(v->n_levels, a);
    for (int i = 0; i < t.k; i++) {
        t.value[i] = i;
    }
    for (size_t i = 0; i < p->n; i++) {
        t.count[(size_t)p->x[i]] += p->weight ? p->weight[i] : 1;
    }
    return t;
}

static struct tally tally_numbers(const struct picked *p, struct arena *a) {
    double *x = ARENA_ARRAY(a, p->n + 1, double), *w = ARENA_ARRAY(a, p->n + 1, double);
    for (size_t i = 0; i < p->n; i++) {
        x[i] = p->x[i];
        w[i] = p->weight ? p->weight[i] : 1;
    }
    size_t n = values_sort_weighted(x, w, p->n, a);
    struct tally t = tally_start((int)n, a);
    t.k = 0;
    for (size_t i = 0; i < n; i++) {
        if (t.k == 0 || t.value[t.k - 1] != x[i]) {
            t.value[t.k++] = x[i];
        }
        t.count[t.k - 1] += w[i];
    }
    return t;
}

struct tally tally_of(const struct variable *v, const struct picked *p, struct arena *a) {
    struct tally t = v->measure == MEASURE_NUMERIC ? tally_numbers(p, a) : tally_levels(v, p, a);
    struct sum total = {0};
    for (int i = 0; i < t.k; i++) {
        sum_add(&total, t.count[i]);
    }
    t.total = sum_value(&total);
    return t;
}

const char *tally_name(const struct variable *v, const struct tally *t, int i, struct arena *a) {
    char text[NUM_TEXT_MAX];
    return v->measure == MEASURE_NUMERIC ? arena_strdup(a, num_shortest(text, t->value[i])) : v->level[i];
}
