/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define BAR 30
#define PATIENCE 1.0 /* seconds */

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void progress_begin(struct progress *p, const struct run *r) {
    *p = (struct progress){.is_on = !r->is_quiet && isatty(STDERR_FILENO), .permille = -1, .began = now()};
}

void progress_show(void *progress, size_t done, size_t size) {
    struct progress *p = progress;
    int permille = size > 0 ? (int)((double)done / (double)size * 1000) : 1000;
    if (!p->is_on || permille / 10 == p->permille / 10 || now() - p->began < PATIENCE) {
        return;
    }
    char bar[BAR + 1];
    for (int i = 0; i < BAR; i++) {
        bar[i] = i * 1000 < permille * BAR ? '#' : '.';
    }
    bar[BAR] = '\0';
    p->permille = permille;
    p->is_shown = true;
    fprintf(stderr, "\r%s %3d %%", bar, permille / 10);
    fflush(stderr);
}

void progress_end(struct progress *p) {
    if (p->is_shown) {
        fprintf(stderr, "\r%*s\r", BAR + 8, "");
        fflush(stderr);
    }
}
