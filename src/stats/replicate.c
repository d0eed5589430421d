/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/replicate.h"

#include <math.h>
#include <string.h>

#include "stats/adjustment.h"
#include "stats/random.h"

static const char *const names[N_REPLICATE_KINDS] = {"jk1", "jkn", "brr", "fay", "subbootstrap", "bootstrap"};

const char *replicate_kind_name(enum replicate_kind k) { return names[k]; }

bool replicate_kind_find(const char *name, enum replicate_kind *k) {
    for (int i = 0; i < N_REPLICATE_KINDS; i++) {
        if (strcmp(name, names[i]) == 0) {
            *k = (enum replicate_kind)i;
            return true;
        }
    }
    return false;
}

static void refuse(struct replicates *r, enum stat_status status, const char *what) {
    r->status = status;
    r->what = what;
}

/* ---- units by stratum -------------------------------------------------------------------------------------- */
static void order_units(struct replicates *r) {
    const struct sampling *s = r->s;
    size_t *start = r->stratum_start = ARENA_ARRAY(&r->arena, (size_t)s->n_strata + 2, size_t);
    r->unit_at = ARENA_ARRAY(&r->arena, s->n_units, size_t);
    for (int h = 0; h < s->n_strata; h++) {
        start[h + 2] = start[h + 1] + s->strata[h].n_units;
    }
    for (size_t u = 0; u < s->n_units; u++) {
        r->unit_at[start[sampling_unit_stratum(s, u) + 1]++] = u;
    }
}

static bool has_lonely(const struct sampling *s) {
    for (int h = 0; h < s->n_strata; h++) {
        if (s->strata[h].is_lonely) {
            return true;
        }
    }
    return false;
}

/* ---- jackknife --------------------------------------------------------------------------------------------- */
static int strata_that_occur(const struct sampling *s) {
    int n = 0;
    for (int h = 0; h < s->n_strata; h++) {
        n += s->strata[h].n_units > 0;
    }
    return n;
}

/* A lonely stratum is left out as a whole under the rule "adjust", else never. */
static void make_jackknife(struct replicates *r) {
    const struct sampling *s = r->s;
    int H = strata_that_occur(s);
    r->left_out = ARENA_ARRAY(&r->arena, s->n_units, size_t);
    r->rscale = ARENA_ARRAY(&r->arena, s->n_units, double);
    for (size_t k = 0; k < s->n_units; k++) {
        const struct stratum *st = &s->strata[sampling_unit_stratum(s, r->unit_at[k])];
        double n = (double)st->n_units, a = st->is_lonely ? (H - 1.0) / H : st->left * (n - 1) / n;
        bool is_skipped = st->scale == 0 || (st->is_lonely && s->lonely != LONELY_ADJUST);
        if (!is_skipped) {
            r->left_out[r->n] = r->unit_at[k];
            r->rscale[r->n++] = a;
        }
    }
    bool is_lonely = has_lonely(s);
    r->scale = is_lonely && s->lonely == LONELY_AVERAGE && r->n > 0 ? (double)s->n_units / r->n : 1;
    if (is_lonely && s->lonely == LONELY_FAIL) {
        refuse(r, STAT_LONELY, "a stratum has a single sampling unit");
    } else if (r->o.kind == REPLICATE_JK1 && H > 1) {
        refuse(r, STAT_UNDEFINED, "jk1 is for designs without strata: jkn");
    }
}

/* ---- half samples ------------------------------------------------------------------------------------------ */
static void pair_up(struct replicates *r, int h) {
    const struct stratum *st = &r->s->strata[h];
    for (size_t k = 0; k < st->n_units; k++) {
        size_t u = r->unit_at[r->stratum_start[h] + k];
        r->pair[u] = r->n_pairs + (int)(k / 2);
        r->is_second[u] = k % 2;
    }
    r->n_pairs += (int)(st->n_units / 2);
}

static void make_half_samples(struct replicates *r) {
    const struct sampling *s = r->s;
    r->pair = ARENA_ARRAY(&r->arena, s->n_units, int);
    r->is_second = ARENA_ARRAY(&r->arena, s->n_units, uint8_t);
    for (int h = 0; h < s->n_strata; h++) {
        if (s->strata[h].n_units % 2) {
            refuse(r, s->strata[h].n_units == 1 ? STAT_LONELY : STAT_UNDEFINED,
                   "half samples need an even number of units a stratum");
            return;
        }
    }
    for (int pass = 0; pass < 2; pass++) { /* larger strata first, as R numbers them */
        for (int h = 0; h < s->n_strata; h++) {
            if (s->strata[h].n_units > 0 && (s->strata[h].n_units > 2) == (pass == 0)) {
                pair_up(r, h);
            }
        }
    }
    for (r->n = 4; r->n < r->n_pairs + 1; r->n *= 2) {
    }
    double rho = r->o.kind == REPLICATE_FAY ? r->o.rho : 0;
    r->o.rho = rho;
    r->scale = 1 / (r->n * (1 - rho) * (1 - rho));
    r->is_without_fpc = s->has_population;
}

/* ---- bootstrap --------------------------------------------------------------------------------------------- */
static void make_bootstrap(struct replicates *r) {
    const struct sampling *s = r->s;
    bool is_lonely = has_lonely(s) && s->lonely != LONELY_REMOVE && s->lonely != LONELY_CERTAINTY;
    r->n = r->o.n > 0 ? r->o.n : 1000;
    r->scale = r->n > 1 ? 1.0 / (r->n - 1) : 1;
    r->is_without_fpc = s->has_population && r->o.kind == REPLICATE_SUBBOOTSTRAP;
    if (is_lonely) {
        refuse(r, STAT_LONELY, "a stratum has a single sampling unit: rule remove or certainty, or another method");
    } else if (r->n < 2) {
        refuse(r, STAT_TOO_FEW, "a bootstrap needs two replicates or more");
    }
}

static void draw_stratum(const struct replicates *r, int h, struct random *random, double *m, size_t stride) {
    const struct stratum *st = &r->s->strata[h];
    const size_t *unit = r->unit_at + r->stratum_start[h];
    bool is_whole = st->n_units < 2 || (st->scale == 0 && r->o.kind == REPLICATE_BOOTSTRAP);
    double root = r->o.kind == REPLICATE_BOOTSTRAP ? sqrt(st->left) : 1;
    double none = is_whole ? 1 : 1 - root, each = root * (double)st->n_units / ((double)st->n_units - 1);
    for (size_t k = 0; k < st->n_units; k++) {
        m[unit[k] * stride] = none;
    }
    for (size_t k = 1; k < st->n_units && !is_whole; k++) {
        m[unit[random_below(random, (uint32_t)st->n_units)] * stride] += each;
    }
}

/* ---- all --------------------------------------------------------------------------------------------------- */
/* Weights that are given: what the deviations are multiplied by follows from the method that made them. */
static void take_given(struct replicates *r) {
    double n = r->n = r->o.n_given, rho = r->o.kind == REPLICATE_FAY ? r->o.rho : 0;
    bool is_half = r->o.kind == REPLICATE_BRR || r->o.kind == REPLICATE_FAY;
    r->scale = is_half ? 1 / (n * (1 - rho) * (1 - rho)) : r->o.kind == REPLICATE_JK1 ? (n - 1) / n : 1 / (n - 1);
    if (r->o.kind == REPLICATE_JKN) {
        refuse(r, STAT_UNDEFINED, "given jkn weights do not say the size of their strata");
    } else if (r->n < 2) {
        refuse(r, STAT_TOO_FEW, "two columns of replicate weights or more are needed");
    }
    double *all = mem_alloc(r->s->n * ((size_t)r->n + 1), sizeof *all),
           *basis = mem_alloc(r->s->n * ((size_t)r->n + 1), sizeof *basis);
    double *one = mem_alloc(r->s->n, sizeof *one);
    int *kept = mem_alloc((size_t)r->n + 1, sizeof *kept);
    for (size_t i = 0; i < r->s->n; i++) {
        one[i] = 1;
        for (int k = 0; k < r->n; k++) {
            all[(size_t)k * r->s->n + i] = r->o.given[k][i];
        }
    }
    r->df_max = orthonormal_basis(all, one, r->s->n, r->n, basis, kept) - 1;
    mem_free(all);
    mem_free(basis);
    mem_free(one);
    mem_free(kept);
}

void replicates_init(struct replicates *r, const struct sampling *s, const struct replicate_options *o) {
    *r = (struct replicates){.s = s, .o = *o};
    if (o->given) {
        take_given(r);
        return;
    }
    order_units(r);
    if (o->kind == REPLICATE_JK1 || o->kind == REPLICATE_JKN) {
        make_jackknife(r);
    } else if (o->kind == REPLICATE_BRR || o->kind == REPLICATE_FAY) {
        make_half_samples(r);
    } else {
        make_bootstrap(r);
    }
    r->df_max = r->pair ? r->n_pairs : r->n - 1;
}

void replicates_clear(struct replicates *r) {
    arena_clear(&r->arena);
    *r = (struct replicates){0};
}

/* Entry of Sylvester's Hadamard matrix: + when the numbers share an even count of bits. */
static bool is_plus(unsigned row, unsigned column) {
    unsigned bits = row & column, odd = 0;
    for (; bits; bits &= bits - 1) {
        odd ^= 1;
    }
    return !odd;
}

static void leave_out(const struct replicates *r, int replicate, double *m, size_t stride) {
    size_t left = r->left_out[replicate];
    int h = sampling_unit_stratum(r->s, left), H = strata_that_occur(r->s);
    double n = (double)r->s->strata[h].n_units;
    for (size_t u = 0; u < r->s->n_units; u++) {
        bool is_near = sampling_unit_stratum(r->s, u) == h;
        m[u * stride] = n == 1 ? (double)H / (H - 1) : is_near ? n / (n - 1) : 1;
    }
    m[left * stride] = 0;
}

void replicate_multipliers(const struct replicates *r, int replicate, double *m, size_t stride) {
    if (r->o.given) {
        for (size_t i = 0; i < r->s->n; i++) {
            m[i * stride] = r->o.given[replicate][i];
        }
    } else if (r->left_out) {
        leave_out(r, replicate, m, stride);
    } else if (r->pair) {
        for (size_t u = 0; u < r->s->n_units; u++) {
            bool is_heavy = is_plus((unsigned)r->pair[u] + 1, (unsigned)replicate) != r->is_second[u];
            m[u * stride] = is_heavy ? 2 - r->o.rho : r->o.rho;
        }
    } else {
        uint64_t state = r->o.seed;
        state = random_split(&state) + (uint64_t)replicate;
        struct random random = random_start(state);
        for (int h = 0; h < r->s->n_strata; h++) {
            draw_stratum(r, h, &random, m, stride);
        }
    }
}
