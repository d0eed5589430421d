/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Coverage of intervals from designs, in seeded simulations: means, totals, ratios, shares, domains, differences and
   medians of stratified, clustered and post-stratified samples of finite populations; replicates. */
#include "coverage.h"

#include "stats/calibrate.h"
#include "stats/design_quantile.h"
#include "stats/quantiles.h"
#include "stats/random_draw.h"
#include "stats/replicate.h"

/* ---- a population to draw from ------------------------------------------------------------------------------- */
enum { STRATA = 3, UNITS = 60, MOST = 12, N_ALL = STRATA * UNITS * MOST, GROUPS = 2 };

/* Strata of unlike means and sizes; units (clusters) of unlike sizes that are alike within. */
struct world {
    int n;
    double x[N_ALL], y[N_ALL];
    int code[N_ALL], group[N_ALL], stratum[N_ALL], unit[N_ALL];
    int start[STRATA * UNITS + 1]; /* of each unit */
    double mean, total, ratio, share, group_mean, difference, median;
};

static void add_member(struct world *w, int h, int u, double effect, struct random *r) {
    int i = w->n++;
    double z = effect + random_normal(r);
    w->x[i] = 10 + 2 * h + exp(0.4 * z);
    w->y[i] = 5 + h + 0.5 * random_normal(r);
    w->code[i] = z + random_normal(r) > 0.8 - 0.5 * h;
    w->group[i] = (int)random_below(r, GROUPS);
    w->stratum[i] = h;
    w->unit[i] = u;
}

static void know_truth(struct world *w) {
    double x = 0, y = 0, yes = 0, sum[GROUPS] = {0}, count[GROUPS] = {0},
           *sorted = mem_alloc((size_t)w->n, sizeof *sorted);
    for (int i = 0; i < w->n; i++) {
        x += w->x[i];
        y += w->y[i];
        yes += w->code[i];
        sum[w->group[i]] += w->x[i];
        count[w->group[i]]++;
        sorted[i] = w->x[i];
    }
    values_sort(sorted, (size_t)w->n);
    w->mean = x / w->n;
    w->total = x;
    w->ratio = x / y;
    w->share = yes / w->n;
    w->group_mean = sum[0] / count[0];
    w->difference = sum[1] / count[1] - sum[0] / count[0];
    w->median = quantile_of(sorted, (size_t)w->n, 0.5, 1);
    mem_free(sorted);
}

/* The share of what is alike within units: 0, or more where they are clusters. */
static struct world *make_world(double alike, struct random *r) {
    struct world *w = calloc(1, sizeof *w);
    for (int h = 0; h < STRATA; h++) {
        for (int u = 0; u < UNITS; u++) {
            double effect = sqrt(alike) * random_normal(r);
            int size = 4 + (int)random_below(r, MOST - 3);
            w->start[h * UNITS + u] = w->n;
            for (int k = 0; k < size; k++) {
                add_member(w, h, h * UNITS + u, effect, r);
            }
        }
    }
    w->start[STRATA * UNITS] = w->n;
    know_truth(w);
    return w;
}

/* A sample, as columns. */
struct sample {
    int n, n_units;
    double x[N_ALL], y[N_ALL], weight[N_ALL], population[N_ALL];
    int code[N_ALL], group[N_ALL], stratum[N_ALL], unit[N_ALL];
    uint8_t in_group[N_ALL];
};

static void take(struct sample *s, const struct world *w, int i, double drawn, double all) {
    int k = s->n++;
    s->x[k] = w->x[i];
    s->y[k] = w->y[i];
    s->code[k] = w->code[i];
    s->group[k] = w->group[i];
    s->in_group[k] = w->group[i] == 0;
    s->stratum[k] = w->stratum[i];
    s->weight[k] = all / drawn;
    s->population[k] = all;
}

/* n members of each stratum. */
static void draw_members(struct sample *s, const struct world *w, const int *n, struct random *r) {
    s->n = 0;
    for (int h = 0; h < STRATA; h++) {
        int from = w->start[h * UNITS], N = w->start[(h + 1) * UNITS] - from;
        int *row = mem_alloc((size_t)N, sizeof *row);
        for (int k = 0; k < N; k++) {
            row[k] = from + k;
        }
        draw_rows(row, N, n[h], r);
        for (int k = 0; k < n[h]; k++) {
            take(s, w, row[k], n[h], N);
        }
        mem_free(row);
    }
}

/* n clusters of each stratum, with all their members. */
static void draw_clusters(struct sample *s, const struct world *w, int n, struct random *r) {
    s->n = s->n_units = 0;
    for (int h = 0; h < STRATA; h++) {
        int row[UNITS];
        for (int u = 0; u < UNITS; u++) {
            row[u] = h * UNITS + u;
        }
        draw_rows(row, UNITS, n, r);
        for (int k = 0; k < n; k++, s->n_units++) {
            for (int i = w->start[row[k]]; i < w->start[row[k] + 1]; i++) {
                s->unit[s->n] = s->n_units;
                take(s, w, i, n, UNITS);
            }
        }
    }
}

/* ---- what is estimated --------------------------------------------------------------------------------------- */
enum { MEAN, TOTAL, RATIO, LOGIT, BETA, DOMAIN, DIFFERENCE, MEDIAN, N_KINDS };

struct tally {
    struct coverage c[N_KINDS];
    double sum, square, variance; /* of the mean: estimates, and their estimated variances */
};

static void add_shares(struct tally *q, struct taylor *t, const struct sample *s, const struct world *w) {
    struct sampled logit = taylor_share(t, s->code, 1), beta = logit;
    share_interval(t, &logit, SHARE_LOGIT);
    share_interval(t, &beta, SHARE_BETA);
    coverage_add(&q->c[LOGIT], &logit.e, w->share);
    coverage_add(&q->c[BETA], &beta.e, w->share);
}

static void add_estimates(struct tally *q, const struct sampling *d, const struct sample *s, const struct world *w) {
    struct taylor t;
    taylor_init(&t, d, 0.95);
    struct sampled mean = taylor_mean(&t, s->x), total = taylor_total(&t, s->x), ratio = taylor_ratio(&t, s->x, s->y),
                   difference = taylor_difference(&t, s->x, s->group, (const int[]){0, 1});
    struct sorted_sample sorted = sorted_sample(&t, s->x, &t.arena);
    struct sampled median = taylor_quantile(&t, s->x, &sorted, 0.5, QUANTILE_MATH, SHARE_MEAN);
    coverage_add(&q->c[MEAN], &mean.e, w->mean);
    coverage_add(&q->c[TOTAL], &total.e, w->total);
    coverage_add(&q->c[RATIO], &ratio.e, w->ratio);
    coverage_add(&q->c[DIFFERENCE], &difference.e, w->difference);
    coverage_add(&q->c[MEDIAN], &median.e, w->median);
    add_shares(q, &t, s, w);
    taylor_domain(&t, s->in_group);
    struct sampled domain = taylor_mean(&t, s->x);
    coverage_add(&q->c[DOMAIN], &domain.e, w->group_mean);
    taylor_clear(&t);
    q->sum += mean.e.value;
    q->square += (mean.e.value - w->mean) * (mean.e.value - w->mean);
    q->variance += mean.variance;
}

static void name_kinds(struct tally *q) {
    static const char *const names[N_KINDS] = {"mean",        "total",       "ratio",      "share, logit",
                                               "share, beta", "domain mean", "difference", "median, Woodruff"};
    *q = (struct tally){0};
    for (int k = 0; k < N_KINDS; k++) {
        q->c[k].what = names[k];
    }
}

/* Korn and Graubard's beta interval, made of Clopper and Pearson's, is conservative; Woodruff's has the steps of the
   distribution function. */
static void check_kinds(const struct tally *q, double low, double high) {
    for (int k = 0; k < N_KINDS; k++) {
        CHECK_ROW(k);
        coverage_check(&q->c[k], low, k == BETA ? 0.98 : k == MEDIAN ? high + 0.01 : high);
    }
    CHECK_ROW(-1);
    double n = q->c[MEAN].n;
    check_true(fabs(q->variance / q->square - 1) < 4 * sqrt(2 / n) + 0.04); /* the variance is estimated without bias */
}

static void test_stratified(void **state) {
    (void)state;
    static const int n[STRATA] = {20, 40, 90};
    struct random r = random_start(11);
    struct world *w = make_world(0, &r);
    struct sample *s = calloc(1, sizeof *s);
    struct tally q;
    name_kinds(&q);
    for (int turn = 0; turn < 6000; turn++) {
        struct sampling d;
        draw_members(s, w, n, &r);
        struct design design = {
            .weight = s->weight, .stratum = s->stratum, .n_strata = STRATA, .population = s->population};
        check_int(sampling_init(&d, &design, (size_t)s->n), DESIGN_OK);
        add_estimates(&q, &d, s, w);
        sampling_clear(&d);
    }
    check_kinds(&q, 0.935, 0.962);
    free(s);
    free(w);
}

/* A third of all clusters: their correction matters. */
static void test_clustered(void **state) {
    (void)state;
    struct random r = random_start(12);
    struct world *w = make_world(0.4, &r);
    struct sample *s = calloc(1, sizeof *s);
    struct tally q;
    name_kinds(&q);
    for (int turn = 0; turn < 6000; turn++) {
        struct sampling d;
        draw_clusters(s, w, 20, &r);
        struct design design = {s->weight, s->stratum, STRATA, s->unit, s->n_units, s->population};
        check_int(sampling_init(&d, &design, (size_t)s->n), DESIGN_OK);
        add_estimates(&q, &d, s, w);
        sampling_clear(&d);
    }
    check_kinds(&q, 0.93, 0.962);
    free(s);
    free(w);
}

/* A simple random sample of all. */
static void draw_from_all(struct sample *s, const struct world *w, int n, struct random *r) {
    int row[N_ALL];
    s->n = 0;
    for (int k = 0; k < w->n; k++) {
        row[k] = k;
    }
    draw_rows(row, w->n, n, r);
    for (int k = 0; k < n; k++) {
        take(s, w, row[k], n, w->n);
    }
}

static struct estimate mean_of(const struct sampling *d, const struct sample *s) {
    struct taylor t;
    taylor_init(&t, d, 0.95);
    struct estimate e = taylor_mean(&t, s->x).e;
    taylor_clear(&t);
    return e;
}

/* Weights calibrated to the known sizes of the strata, which were not drawn apart: the mean's interval gets narrower,
   and holds. */
static void test_post_stratified(void **state) {
    (void)state;
    enum { TURNS = 4000 };
    struct random r = random_start(13);
    struct world *w = make_world(0, &r);
    struct sample *s = calloc(1, sizeof *s);
    double known[STRATA], narrower = 0;
    struct coverage c = {.what = "post-stratified mean"};
    for (int h = 0; h < STRATA; h++) {
        known[h] = w->start[(h + 1) * UNITS] - w->start[h * UNITS];
    }
    for (int turn = 0; turn < TURNS; turn++) {
        struct sampling d;
        draw_from_all(s, w, 120, &r);
        struct design design = {.weight = s->weight, .population = s->population};
        check_int(sampling_init(&d, &design, (size_t)s->n), DESIGN_OK);
        double before = mean_of(&d, s).se;
        check_int(calibrate_post(&d, &(struct margin){"stratum", s->stratum, STRATA, known}).status, STAT_OK);
        struct estimate mean = mean_of(&d, s);
        coverage_add(&c, &mean, w->mean);
        narrower += mean.se / before / TURNS;
        sampling_clear(&d);
    }
    coverage_check(&c, 0.935, 0.962);
    check_true(narrower < 0.6);
    free(s);
    free(w);
}

/* ---- replicates ---------------------------------------------------------------------------------------------- */
/* Mean ratio of each method's standard error to the linearised one, of a mean from a clustered sample. */
static void test_replicates(void **state) {
    (void)state;
    static const struct {
        enum replicate_kind kind;
        double low, high;
        bool is_without_fpc; /* compared with a sample that has none */
    } rows[] = {{REPLICATE_JKN, 0.995, 1.02, false},
                {REPLICATE_BOOTSTRAP, 0.98, 1.03, false},
                {REPLICATE_SUBBOOTSTRAP, 0.98, 1.03, true},
                {REPLICATE_BRR, 0.98, 1.03, true},
                {REPLICATE_FAY, 0.98, 1.03, true}};
    enum { TURNS = 60 };
    struct random r = random_start(14);
    struct world *w = make_world(0.4, &r);
    struct sample *s = calloc(1, sizeof *s);
    double ratio[ARRAY_LEN(rows)] = {0};
    for (int turn = 0; turn < TURNS; turn++) {
        draw_clusters(s, w, 20, &r);
        for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
            struct design design = {s->weight, s->stratum, STRATA,
                                    s->unit,   s->n_units, rows[i].is_without_fpc ? NULL : s->population};
            struct sampling d;
            struct taylor t;
            struct replicates p;
            check_int(sampling_init(&d, &design, (size_t)s->n), DESIGN_OK);
            taylor_init(&t, &d, 0.95);
            replicates_init(&p, &d, &(struct replicate_options){.kind = rows[i].kind, .n = 500, .rho = 0.5, .seed = 3});
            ratio[i] += replicate_mean(&p, &t, s->x).e.se / taylor_mean(&t, s->x).e.se / TURNS;
            replicates_clear(&p);
            taylor_clear(&t);
            sampling_clear(&d);
        }
    }
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct coverage c = {replicate_kind_name(rows[i].kind), ratio[i], 1, true};
        coverage_check(&c, rows[i].low, rows[i].high);
    }
    free(s);
    free(w);
}

int main(void) {
    stats_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stratified),
        cmocka_unit_test(test_clustered),
        cmocka_unit_test(test_post_stratified),
        cmocka_unit_test(test_replicates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
