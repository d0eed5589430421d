/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables drawn with fixed margins. Two ways to the same distribution, whichever is quicker:
   - cell by cell: each cell is hypergeometric given the cells before it in its row and the rows above, and is
     found by searching outwards from its mode (after Patefield 1981, Applied Statistics 30:91);
   - dealing: few observations get their columns from a shuffled deck; the longest row takes what is left. */
#include <math.h>
#include <string.h>

#include "stats/fisher.h"
#include "stats/random.h"

#define N_MAX 10000000 /* counts a table may hold: one log factorial each */
#define COLS_MAX 256
#define DRAWS 100000
#define CARDS_PER_CELL 12 /* a cell takes as long as that many cards */

struct urn {
    const double *lf;
    struct random random;
    int *open;   /* room for the columns */
    int *deck;   /* the column of every observation */
    int longest; /* row */
};

/* Number of marked ones in 'take' draws without replacement from 'all' of whom 'marked' are marked. */
static int drawn(struct urn *u, int all, int marked, int take) {
    const double *lf = u->lf;
    int low = take + marked - all > 0 ? take + marked - all : 0, high = take < marked ? take : marked;
    if (low == high) {
        return low;
    }
    int mode = (int)((double)(marked + 1) * (take + 1) / (all + 2));
    int spare = all - marked - take; /* k + spare unmarked ones stay */
    double at = exp(lf[marked] + lf[all - marked] + lf[take] + lf[all - take] - lf[all] - lf[mode] - lf[marked - mode] -
                    lf[take - mode] - lf[spare + mode]);
    double left = random_unit(&u->random) - at, up = at, down = at;
    int k = mode, j = mode;
    while (left >= 0 && (k < high || j > low)) {
        if (k < high) {
            up *= (double)(marked - k) * (take - k) / ((double)(k + 1) * (spare + k + 1));
            k++;
            left -= up;
            if (left < 0) {
                return k;
            }
        }
        if (j > low) {
            down *= (double)j * (spare + j) / ((double)(marked - j + 1) * (take - j + 1));
            j--;
            left -= down;
            if (left < 0) {
                return j;
            }
        }
    }
    return mode;
}

/* Σ log x! of one table drawn with the margins. */
static double drawn_by_cell(struct urn *u, const struct table2 *t) {
    double sum = 0;
    int *open = u->open;
    int all = (int)t->n;
    for (int j = 0; j < t->c; j++) {
        open[j] = (int)t->col[j];
    }
    for (int i = 0; i < t->r - 1; i++) {
        int take = (int)t->row[i], pool = all;
        all -= take;
        for (int j = 0; j < t->c - 1; j++) {
            int x = take > 0 ? drawn(u, pool, open[j], take) : 0;
            pool -= open[j];
            open[j] -= x;
            take -= x;
            sum += u->lf[x];
        }
        open[t->c - 1] -= take;
        sum += u->lf[take];
    }
    for (int j = 0; j < t->c; j++) {
        sum += u->lf[open[j]];
    }
    return sum;
}

static double drawn_by_deck(struct urn *u, const struct table2 *t) {
    double sum = 0;
    uint32_t cards = (uint32_t)t->n;
    int *left = u->open, *deck = u->deck, in_row[COLS_MAX];
    for (int j = 0; j < t->c; j++) {
        left[j] = (int)t->col[j];
    }
    for (int i = 0; i < t->r; i++) {
        if (i == u->longest) {
            continue;
        }
        memset(in_row, 0, (size_t)t->c * sizeof *in_row);
        for (int k = (int)t->row[i]; k > 0; k--) {
            uint32_t at = random_below(&u->random, cards--);
            int column = deck[at];
            deck[at] = deck[cards];
            deck[cards] = column;
            in_row[column]++;
        }
        for (int j = 0; j < t->c; j++) {
            sum += u->lf[in_row[j]];
            left[j] -= in_row[j];
        }
    }
    for (int j = 0; j < t->c; j++) {
        sum += u->lf[left[j]];
    }
    return sum;
}

static struct urn urn_of(const struct table2 *t, uint64_t seed, struct arena *a) {
    size_t n = (size_t)t->n, k = 0;
    struct urn u = {.lf = log_factorials(n, a), .random = random_start(seed)};
    u.open = ARENA_ARRAY(a, (size_t)t->c, int);
    for (int i = 1; i < t->r; i++) {
        u.longest = t->row[i] > t->row[u.longest] ? i : u.longest;
    }
    double cards = t->n - t->row[u.longest];
    if (t->c <= COLS_MAX && cards < CARDS_PER_CELL * (double)(t->r - 1) * (t->c - 1)) {
        u.deck = ARENA_ARRAY(a, n, int);
        for (int j = 0; j < t->c; j++) {
            for (double x = t->col[j]; x > 0; x--) {
                u.deck[k++] = j;
            }
        }
    }
    return u;
}

struct fisher fisher_drawn(const struct table2 *t, long draws, uint64_t seed, struct arena *scratch) {
    struct fisher f = {.draws = draws > 0 ? draws : DRAWS};
    if (t->n > N_MAX) {
        f.status = STAT_UNDEFINED;
        return f;
    }
    struct urn u = urn_of(t, seed, scratch);
    double observed = -1e-7;
    for (size_t k = 0; k < (size_t)t->r * (size_t)t->c; k++) {
        observed += u.lf[(size_t)t->count[k]];
    }
    long hits = 0;
    for (long k = 0; k < f.draws; k++) {
        hits += (u.deck ? drawn_by_deck(&u, t) : drawn_by_cell(&u, t)) >= observed;
    }
    f.p = (double)(hits + 1) / (double)(f.draws + 1);
    f.mc_error = sqrt(f.p * (1 - f.p) / (double)f.draws);
    return f;
}
