/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures estimates from a design: 100,000 respondents in 20 strata, 40 items, groups of ten.
   Each line: what, milliseconds of wall time, of processor time. */
#include <stdio.h>
#include <time.h>

#include "base/thread.h"
#include "stats/random.h"
#include "stats/rao_scott.h"
#include "stats/replicate.h"
#include "stats/taylor_table.h"

enum { N = 100000, ITEMS = 40, STRATA = 20, LEVELS = 5, GROUPS = 10, REPLICATES = 1000 };

static double weight[N], item[ITEMS][N];
static int stratum[N], level[N], group[N];
static uint8_t has[ITEMS][N];

static double ms(clockid_t id) {
    struct timespec t;
    clock_gettime(id, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double wall, cpu;
static void start(void) {
    wall = ms(CLOCK_MONOTONIC);
    cpu = ms(CLOCK_PROCESS_CPUTIME_ID);
}
static void stop(const char *what, int times) {
    double w = (ms(CLOCK_MONOTONIC) - wall) / times, c = (ms(CLOCK_PROCESS_CPUTIME_ID) - cpu) / times;
    printf("%-58s %9.2f ms %9.2f ms cpu\n", what, w, c);
}

static void fill(void) {
    struct random r = random_start(1);
    for (int i = 0; i < N; i++) {
        weight[i] = 0.5 + random_unit(&r);
        stratum[i] = (int)random_below(&r, STRATA);
        level[i] = (int)random_below(&r, LEVELS);
        group[i] = (int)random_below(&r, GROUPS);
        for (int j = 0; j < ITEMS; j++) {
            item[j][i] = 1 + (double)random_below(&r, LEVELS);
            has[j][i] = random_below(&r, 20) > 0;
        }
    }
}

static void bootstrap(const struct sampling *s, bool has_missing) {
    const double *x[ITEMS];
    const uint8_t *in[ITEMS];
    struct sampled out[ITEMS];
    struct replicates r;
    for (int j = 0; j < ITEMS; j++) {
        x[j] = item[j];
        in[j] = has_missing ? has[j] : NULL;
    }
    start();
    replicates_init(
        &r, s,
        &(struct replicate_options){.kind = REPLICATE_BOOTSTRAP, .n = REPLICATES, .n_threads = thread_available()});
    replicate_means(&r, x, in, ITEMS, 0.95, out);
    stop(has_missing ? "bootstrap, 1,000 replicates, 40 means, 5 % missing each"
                     : "bootstrap, 1,000 replicates, 40 means",
         1);
    replicates_clear(&r);
}

int main(void) {
    static struct sampled out[GROUPS * LEVELS];
    struct design d = {.weight = weight, .stratum = stratum, .n_strata = STRATA};
    struct levels levels = {level, LEVELS}, groups = {group, GROUPS};
    struct sampling s;
    struct taylor t;
    stats_init();
    fill();
    start();
    if (sampling_init(&s, &d, N) != DESIGN_OK) {
        return 1;
    }
    taylor_init(&t, &s, 0.95);
    stop("design of 100,000 respondents", 1);
    bootstrap(&s, false);
    bootstrap(&s, true);
    start();
    for (int k = 0; k < 20; k++) {
        taylor_mean(&t, item[k]);
    }
    stop("one mean", 20);
    start();
    for (int k = 0; k < 20; k++) {
        taylor_group_means(&t, item[k], group, GROUPS, out);
    }
    stop("10 group means", 20);
    start();
    for (int k = 0; k < 20; k++) {
        taylor_group_shares(&t, &levels, &groups, out);
    }
    stop("shares of 5 levels in 10 groups", 20);
    start();
    for (int k = 0; k < 5; k++) {
        rao_scott(&t, &levels, &groups);
    }
    stop("Rao-Scott of 5 x 10", 5);
    taylor_clear(&t);
    sampling_clear(&s);
    return 0;
}
