/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/fisher.h"

#include <math.h>
#include <string.h>

#include "stats/hyper.h"

#define ROWS_MAX 16 /* of the shorter side */
#define COLS_MAX 256
#define WORK_MAX 4000000    /* ways to fill a column that are tried */
#define MERGE_WORK 4        /* keeping a partial table takes as long as so many of them */
#define NODES_MAX (1 << 15) /* partial tables kept at a time */
#define TABLES_MAX 3e9      /* estimated number of tables beyond which there is no point in trying */
#define TIE 1e-7            /* log probabilities this close count as equal */

/* All tables whose first columns agree in the sums left to the rows and in the product of their cells' factorials. */
struct node {
    uint64_t key;  /* sorted sums left to the rows */
    double past;   /* −Σ log x! of the cells so far */
    double weight; /* probability of getting here; 0 = empty slot */
};

/* Partial tables with the same number of columns filled: an open hash table of 2^bits slots, at most half of
   them used. */
struct layer {
    struct node *slot;
    size_t n;
    int bits;
};

struct network {
    int r, c;
    int bits; /* of one row sum in the key */
    int row[ROWS_MAX], col[COLS_MAX];
    double left[COLS_MAX + 1];           /* sum of the columns from k on */
    double col_factorials[COLS_MAX + 1]; /* Σ log(column sum)! from k on */
    const double *lf;
    double *best; /* best[s]: the largest −Σ log x! + Σ x log q that a row of sum s can still add */
    double best_shift;
    double observed; /* −Σ log x! of the observed table, with tolerance */
    struct layer next;
    struct arena *arena;
    long work;
    double p;
    bool is_over;
};

const double *log_factorials(size_t n, struct arena *a) {
    double *lf = ARENA_ARRAY(a, n + 1, double);
    struct sum s = {0};
    for (size_t k = 2; k <= n; k++) {
        sum_add(&s, log((double)k));
        lf[k] = sum_value(&s);
    }
    return lf;
}

/* ---- order and bounds -------------------------------------------------------------------------------------- */
static void sort_down(int *x, int n) {
    for (int i = 1; i < n; i++) {
        int v = x[i], j = i;
        for (; j > 0 && x[j - 1] < v; j--) {
            x[j] = x[j - 1];
        }
        x[j] = v;
    }
}

/* An upper bound on what rows can add in the columns from k on: each row at the mode of a multinomial with the
   columns' shares.
   The terms x·log q sum to the same over every table, so the bound needs no column constraint. The mode grows
   one by one. */
static void find_best(struct network *w, int k) {
    int x[COLS_MAX] = {0};
    w->best[0] = 0;
    w->best_shift = 0;
    for (int j = k; j < w->c; j++) {
        w->best_shift += w->col[j] * log(w->col[j] / w->left[k]);
    }
    for (int s = 0; s < w->row[0]; s++) {
        int top = k;
        double most = -INFINITY;
        for (int j = k; j < w->c; j++) {
            double share = w->col[j] / (double)(x[j] + 1);
            if (share > most) {
                most = share;
                top = j;
            }
        }
        x[top]++;
        w->best[s + 1] = w->best[s] + log(most / w->left[k]);
    }
}

/* ---- merging ----------------------------------------------------------------------------------------------- */
static void layer_init(struct layer *l, int bits, struct arena *a) {
    *l = (struct layer){ARENA_ARRAY(a, (size_t)1 << bits, struct node), 0, bits};
}

static void layer_merge(struct layer *l, struct node add) {
    uint64_t past = (uint64_t)(int64_t)llround(add.past * 0x1p26);
    uint64_t h = (add.key ^ past * 0x9e3779b97f4a7c15u) * 0xbf58476d1ce4e5b9u;
    size_t mask = ((size_t)1 << l->bits) - 1;
    for (size_t i = (size_t)(h >> 40) & mask;; i = (i + 1) & mask) {
        struct node *n = &l->slot[i];
        if (n->weight == 0) {
            *n = add;
            l->n++;
            return;
        }
        if (n->key == add.key && fabs(n->past - add.past) < 1e-9) {
            n->weight += add.weight;
            return;
        }
    }
}

static void merge(struct network *w, struct node add) {
    struct layer *l = &w->next;
    if (l->n >= (size_t)1 << (l->bits - 1)) {
        struct layer more;
        layer_init(&more, l->bits + 1, w->arena);
        for (size_t i = 0; i < (size_t)1 << l->bits; i++) {
            if (l->slot[i].weight > 0) {
                layer_merge(&more, l->slot[i]);
            }
        }
        *l = more;
    }
    layer_merge(l, add);
    w->work += MERGE_WORK;
    w->is_over |= l->n > NODES_MAX;
}

/* A column has been filled: decide the partial table, or keep it. 'k' columns are done, 'left' are the rows' sums. */
static void arrive(struct network *w, int k, const int *left, struct node n) {
    double high = -w->best_shift, low = 0;
    for (int i = 0; i < w->r; i++) {
        high += w->best[left[i]];
        low -= w->lf[left[i]];
    }
    if (k == w->c - 1) {
        w->p += n.past + low <= w->observed ? n.weight : 0; /* the last column is what is left */
        return;
    }
    low = fmax(low, -w->col_factorials[k]);
    if (n.past + high <= w->observed) {
        w->p += n.weight;
    } else if (n.past + low <= w->observed) {
        int sorted[ROWS_MAX];
        uint64_t key = 0;
        memcpy(sorted, left, (size_t)w->r * sizeof *left);
        sort_down(sorted, w->r);
        for (int i = 0; i < w->r; i++) {
            key = key << w->bits | (uint64_t)sorted[i];
        }
        merge(w, (struct node){key, n.past, n.weight});
    }
}

/* ---- filling a column -------------------------------------------------------------------------------------- */
/* The two last rows of column k share 'rest': all ways, by the ratio of neighbours. n.weight is that of the
   rows above, as a logarithm of Π C(left, x)/C(all, column). */
static void fill_last_two(struct network *w, int k, int *left, int rest, struct node n) {
    int *a = &left[w->r - 2], *b = &left[w->r - 1], sum_a = *a, sum_b = *b;
    const double *lf = w->lf;
    int x = rest > sum_b ? rest - sum_b : 0, most = rest < sum_a ? rest : sum_a;
    if (x > most) {
        return;
    }
    double weight = exp(n.weight + lf[sum_a] - lf[x] - lf[sum_a - x] + lf[sum_b] - lf[rest - x] - lf[sum_b - rest + x]);
    for (; x <= most && !w->is_over; x++) {
        int y = rest - x;
        *a = sum_a - x;
        *b = sum_b - y;
        arrive(w, k + 1, left, (struct node){0, n.past - lf[x] - lf[y], weight});
        weight *= (double)*a / (x + 1) * ((double)y / (*b + 1));
        w->is_over |= ++w->work > WORK_MAX;
    }
    *a = sum_a;
    *b = sum_b;
}

static void fill(struct network *w, int k, int i, int *left, int rest, struct node n) {
    if (i == w->r - 2) {
        fill_last_two(w, k, left, rest, n);
        return;
    }
    int sum = left[i], room = 0;
    const double *lf = w->lf;
    for (int j = i + 1; j < w->r; j++) {
        room += left[j];
    }
    for (int x = rest > room ? rest - room : 0; x <= sum && x <= rest && !w->is_over; x++) {
        left[i] = sum - x;
        double choices = lf[sum] - lf[x] - lf[sum - x];
        fill(w, k, i + 1, left, rest - x, (struct node){0, n.past - lf[x], n.weight + choices});
    }
    left[i] = sum;
}

static void expand(struct network *w, int k, struct node n) {
    int left[ROWS_MAX];
    for (int i = w->r - 1; i >= 0; i--) {
        left[i] = (int)(n.key & ((UINT64_C(1) << w->bits) - 1));
        n.key >>= w->bits;
    }
    size_t all = (size_t)w->left[k], column = (size_t)w->col[k];
    n.weight = log(n.weight) - (w->lf[all] - w->lf[column] - w->lf[all - column]);
    fill(w, k, 0, left, w->col[k], n);
}

static void next_column(struct network *w, int k) {
    struct layer now = w->next;
    layer_init(&w->next, 8, w->arena);
    find_best(w, k + 1);
    for (size_t i = 0; i < (size_t)1 << now.bits && !w->is_over; i++) {
        if (now.slot[i].weight > 0) {
            expand(w, k, now.slot[i]);
        }
    }
}

/* ---- setting up -------------------------------------------------------------------------------------------- */
static double log_choose(double n, double k) { return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1); }

/* log of about how many tables have these margins (Good 1976). */
static double log_tables(const struct table2 *t) {
    double l = -log_choose(t->n + (double)t->r * t->c - 1, (double)t->r * t->c - 1);
    for (int i = 0; i < t->r; i++) {
        l += log_choose(t->row[i] + t->c - 1, t->c - 1);
    }
    for (int j = 0; j < t->c; j++) {
        l += log_choose(t->col[j] + t->r - 1, t->r - 1);
    }
    return l;
}

static bool set_up(struct network *w, const struct table2 *t, struct arena *a) {
    bool is_tall = t->r > t->c;
    const double *row = is_tall ? t->col : t->row, *col = is_tall ? t->row : t->col;
    w->r = is_tall ? t->c : t->r;
    w->c = is_tall ? t->r : t->c;
    if (w->r > ROWS_MAX || w->c > COLS_MAX || t->n > 1e6 || log_tables(t) > log(TABLES_MAX)) {
        return false;
    }
    w->lf = log_factorials((size_t)t->n, a);
    for (int i = 0; i < w->r; i++) {
        w->row[i] = (int)row[i];
    }
    for (int j = 0; j < w->c; j++) {
        w->col[j] = (int)col[j];
    }
    sort_down(w->row, w->r);
    sort_down(w->col, w->c);
    for (int j = w->c - 1; j >= 0; j--) {
        w->left[j] = w->left[j + 1] + w->col[j];
        w->col_factorials[j] = w->col_factorials[j + 1] + w->lf[w->col[j]];
    }
    while (w->row[0] >> w->bits) {
        w->bits++;
    }
    for (size_t k = 0; k < (size_t)t->r * (size_t)t->c; k++) {
        w->observed -= w->lf[(size_t)t->count[k]];
    }
    w->observed += TIE;
    return w->bits * w->r <= 64;
}

bool fisher_exact(const struct table2 *t, struct arena *scratch, double *p) {
    struct network w = {.arena = scratch};
    if (!set_up(&w, t, scratch)) {
        return false;
    }
    w.best = ARENA_ARRAY(scratch, (size_t)w.row[0] + 1, double);
    layer_init(&w.next, 8, scratch);
    uint64_t key = 0;
    for (int i = 0; i < w.r; i++) {
        key = key << w.bits | (uint64_t)w.row[i];
    }
    merge(&w, (struct node){key, 0, 1});
    for (int k = 0; k < w.c - 1 && !w.is_over; k++) {
        next_column(&w, k);
    }
    if (!w.is_over) {
        *p = fmin(1, w.p);
    }
    return !w.is_over;
}

struct fisher fisher_test(const struct table2 *t, long draws, uint64_t seed, struct arena *scratch) {
    struct fisher f = {.is_exact = true};
    if (!table2_is_whole(t)) {
        f.status = STAT_UNDEFINED;
    } else if (t->r == 2 && t->c == 2) {
        struct hyper h = hyper_of(t->count[0], t->count[1], t->count[2], t->count[3]);
        f.p = hyper_p(&h, ALTERNATIVE_TWO_SIDED);
    } else if (!fisher_exact(t, scratch, &f.p)) {
        f = fisher_drawn(t, draws, seed, scratch);
    }
    return f;
}
