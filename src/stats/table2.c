/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/table2.h"

#include <math.h>
#include <string.h>

void table2_init(struct table2 *t, int r, int c, struct arena *a) {
    size_t cells = (size_t)r * (size_t)c;
    *t = (struct table2){.r = r, .c = c};
    t->count = ARENA_ARRAY(a, cells + 1, double);
    t->row = ARENA_ARRAY(a, (size_t)r + 1, double);
    t->col = ARENA_ARRAY(a, (size_t)c + 1, double);
}

struct table2 table2_view(int r, int c, double *count, double *row, double *col) {
    struct table2 t = {r, c, count, row, col, 0};
    table2_sum(&t);
    return t;
}

void table2_zero(struct table2 *t) {
    memset(t->count, 0, (size_t)t->r * (size_t)t->c * sizeof *t->count);
    table2_sum(t);
}

void table2_sum(struct table2 *t) {
    const double *count = t->count;
    t->n = 0;
    for (int j = 0; j < t->c; j++) {
        t->col[j] = 0;
    }
    for (int i = 0; i < t->r; i++) {
        t->row[i] = 0;
        for (int j = 0; j < t->c; j++) {
            double x = *count++;
            t->row[i] += x;
            t->col[j] += x;
        }
        t->n += t->row[i];
    }
}

int table2_pack(struct table2 *t) {
    int r = 0, c = 0;
    for (int i = 0; i < t->r; i++) {
        r += t->row[i] > 0;
    }
    for (int j = 0; j < t->c; j++) {
        c += t->col[j] > 0;
    }
    int gone = t->r - r + t->c - c;
    if (gone == 0) {
        return 0;
    }
    double *to = t->count;
    for (int i = 0; i < t->r; i++) {
        for (int j = 0; j < t->c; j++) {
            if (t->row[i] > 0 && t->col[j] > 0) {
                *to++ = table2_at(t, i, j);
            }
        }
    }
    t->r = r;
    t->c = c;
    table2_sum(t);
    return gone;
}

struct table2 table2_transposed(const struct table2 *t, struct arena *a) {
    struct table2 u;
    table2_init(&u, t->c, t->r, a);
    for (int i = 0; i < t->r; i++) {
        for (int j = 0; j < t->c; j++) {
            table2_add(&u, j, i, table2_at(t, i, j));
        }
    }
    table2_sum(&u);
    return u;
}

bool table2_is_whole(const struct table2 *t) {
    for (size_t k = 0; k < (size_t)t->r * (size_t)t->c; k++) {
        if (t->count[k] != floor(t->count[k]) || t->count[k] > 9e15) {
            return false;
        }
    }
    return true;
}
