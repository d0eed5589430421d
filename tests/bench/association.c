/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures tests and ranks: Fisher's exact test on a 5 × 5 table of 187 answers, enumerated and drawn, and ranks of a
   million values. Each line: what, milliseconds of wall time. association.R measures the same in R. */
#include <stdio.h>
#include <time.h>

#include "stats/correlate.h"
#include "stats/fisher.h"
#include "stats/pick.h"
#include "stats/random.h"

enum { N = 1000000, SIDE = 5 };

static double x[N], y[N], rank[N];

/* 187 answers of a council, sector by stage: once with margins that allow an enumeration, once with margins that do
   not. */
static double uneven[SIDE * SIDE] = {121, 14, 4, 1, 1, 19, 6, 1, 0, 0, 8, 2, 1, 0, 0, 3, 1, 1, 0, 0, 2, 0, 1, 0, 1};
static double even[SIDE * SIDE] = {11, 9, 6, 4, 2, 8, 12, 9, 7, 5, 5, 8, 13, 9, 6, 3, 6, 9, 11, 8, 1, 4, 7, 10, 14};

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void line(const char *what, double since) { printf("%-58s %9.2f ms\n", what, now() - since); }

static void fisher(const char *name, double *counts, struct arena *a) {
    double row[SIDE], col[SIDE];
    struct table2 t = table2_view(SIDE, SIDE, counts, row, col);
    double since = now();
    struct fisher f = fisher_test(&t, 0, 1, a);
    line(name, since);
    printf("  n %g, p %.9f %s %.6f)\n", t.n, f.p, f.is_exact ? "(enumerated; error" : "(100,000 draws; error",
           f.mc_error);
}

int main(void) {
    struct arena a = {0};
    stats_init();
    fisher("Fisher 5 x 5, n = 187, uneven margins", uneven, &a);
    fisher("Fisher 5 x 5, n = 187, even margins", even, &a);
    struct random r = random_start(1);
    for (int i = 0; i < N; i++) {
        x[i] = (double)random_below(&r, 1000);
        y[i] = x[i] + (double)random_below(&r, 1000);
    }
    double since = now();
    ranks_of(x, N, rank, &a);
    line("ranks of 1,000,000 values with ties", since);
    arena_clear(&a);
    return 0;
}
