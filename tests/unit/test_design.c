/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Designs, domains, tables and replicates beyond what the reference cases reach: refusals, strata that are empty,
   agreement of the fast paths with the plain ones, and results that do not depend on threads or order. */
#include "check.h"

#include <math.h>
#include <string.h>

#include "stats/calibrate.h"
#include "stats/random.h"
#include "stats/rao_scott.h"
#include "stats/replicate.h"
#include "stats/taylor_table.h"

enum { N = 240, STRATA = 6, CLUSTERS = 60, LEVELS = 4, GROUPS = 3 };

/* A made-up sample: stratum 4 is empty, one weight in eleven is 0. */
struct sample {
    double x[N], y[N], weight[N], population[N];
    int stratum[N], cluster[N], level[N], group[N];
    uint8_t in[N];
};

static void make_sample(struct sample *s) {
    struct random r = random_start(42);
    for (int i = 0; i < N; i++) {
        int c = i % CLUSTERS;
        s->cluster[i] = c;
        s->stratum[i] = c % 5 == 4 ? 5 : c % 5;
        s->x[i] = 3 + random_unit(&r) * s->stratum[i];
        s->y[i] = 1 + random_unit(&r);
        s->weight[i] = i % 11 == 0 ? 0 : 0.5 + random_unit(&r);
        s->population[i] = 20 + s->stratum[i];
        s->level[i] = (int)random_below(&r, LEVELS);
        s->group[i] = (int)random_below(&r, GROUPS + 1) - 1;
        s->in[i] = random_below(&r, 4) > 0;
    }
}

static struct design design_of(const struct sample *s) {
    return (struct design){s->weight, s->stratum, STRATA, s->cluster, CLUSTERS, s->population};
}

/* ---- refusals ---------------------------------------------------------------------------------------------- */
static void test_refusals(void **state) {
    (void)state;
    struct sampling s;
    static const double weight[] = {1, 2, 3, 4}, negative[] = {1, -1, 1, 1}, none[] = {1, NAN, 1, 1},
                        zero[] = {0, 0, 0, 0};
    static const double two[] = {9, 9, 8, 9}, small[] = {9, 9, 1, 1}, minus[] = {9, 9, -1, 9};
    static const int stratum[] = {0, 0, 1, 1}, bad[] = {0, 0, 2, 1}, cluster[] = {0, 1, 1, 2}, beyond[] = {0, 1, 5, 2};
    const struct {
        struct design d;
        enum design_error error;
        size_t row;
    } rows[] = {
        {{.weight = weight, .stratum = stratum, .n_strata = 2}, DESIGN_OK, 0},
        {{.weight = negative}, DESIGN_BAD_WEIGHT, 1},
        {{.weight = none}, DESIGN_BAD_WEIGHT, 1},
        {{.weight = zero}, DESIGN_NO_WEIGHT, 3},
        {{.stratum = bad, .n_strata = 2}, DESIGN_BAD_STRATUM, 2},
        {{.cluster = beyond, .n_clusters = 3}, DESIGN_BAD_CLUSTER, 2},
        {{.stratum = stratum, .n_strata = 2, .cluster = cluster, .n_clusters = 3}, DESIGN_SPLIT_CLUSTER, 2},
        {{.population = two}, DESIGN_TWO_POPULATIONS, 2},
        {{.population = small, .stratum = stratum, .n_strata = 2}, DESIGN_SMALL_POPULATION, 2},
        {{.population = minus}, DESIGN_BAD_POPULATION, 2},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        check_int(sampling_init(&s, &rows[i].d, 4), rows[i].error);
        check_true(rows[i].error == DESIGN_OK || rows[i].error == DESIGN_NO_WEIGHT || s.bad_row == rows[i].row);
        sampling_clear(&s);
    }
    check_int(sampling_init(&s, NULL, 0), DESIGN_NO_ROWS);
}

/* The loader refuses weights that sum to zero, so no table gets this far; callers within the program may. */
static void test_no_weight(void **state) {
    (void)state;
    static const double value[] = {1, 2, 3, 4, 5}, weight[5] = {0};
    static const struct {
        const char *stat, *key;
    } rows[] = {{"design_mean", "mean"},
                {"design_total", "total"},
                {"replicate_mean", "mean"},
                {"replicate_total", "total"},
                {"kish", "deff"}};
    const struct variable x = {.name = "x", .value = value, .n = 5};
    const struct design d = {.weight = weight};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        struct stat_input in = {.x = &x, .n_x = 1, .design = &d};
        struct stat_output out;
        stat_options_init(&in.options);
        stat_output_init(&out);
        stat_find(rows[i].stat)->run(&in, &out);
        bool is_there = false;
        for (size_t k = 0; k < out.n_values; k++) {
            bool is_key = strcmp(out.value[k].key, rows[i].key) == 0;
            check_true(!is_key || out.value[k].e.status == STAT_NO_WEIGHT);
            is_there |= is_key;
        }
        check_true(is_there);
        stat_output_clear(&out);
    }
    CHECK_ROW(-1);
}

/* ---- domains and tables ------------------------------------------------------------------------------------ */
static void check_same(const struct sampled *a, const struct sampled *b) {
    check_int(a->e.status, b->e.status);
    check_int(a->variance_status, b->variance_status);
    check_int((long)a->e.n, (long)b->e.n);
    check_near(a->e.value, b->e.value, 1e-12);
    check_near(a->e.se, b->e.se, 1e-10);
    check_near(a->e.low, b->e.low, 1e-10);
    check_near(a->e.df, b->e.df, 0);
    check_near(a->srs, b->srs, 1e-10);
}

static void compare_tables(const struct sample *p, struct taylor *t) {
    struct sampled share[GROUPS * LEVELS], mean[GROUPS];
    struct levels level = {p->level, LEVELS}, group = {p->group, GROUPS};
    uint8_t in[N];
    taylor_domain(t, p->in);
    taylor_group_means(t, p->x, p->group, GROUPS, mean);
    taylor_group_shares(t, &level, &group, share);
    for (int g = 0; g < GROUPS; g++) {
        for (int i = 0; i < N; i++) {
            in[i] = p->in[i] && p->group[i] == g;
        }
        taylor_domain(t, in);
        struct sampled one = taylor_mean(t, p->x);
        check_same(&mean[g], &one);
        for (int l = 0; l < LEVELS; l++) {
            one = taylor_share(t, p->level, l);
            check_same(&share[g * LEVELS + l], &one);
        }
    }
}

static void test_tables(void **state) {
    (void)state;
    struct sample p;
    make_sample(&p);
    for (int with = 0; with < 16; with++) {
        struct design d = design_of(&p);
        d.stratum = with & 1 ? d.stratum : NULL;
        d.cluster = with & 2 ? d.cluster : NULL;
        d.population = (with & 5) == 5 && (with & 2) ? d.population : NULL;
        struct sampling s;
        check_int(sampling_init(&s, &d, N), DESIGN_OK);
        if (with & 8) {
            static const double total[LEVELS] = {40, 50, 60, 70};
            struct calibration_report r = calibrate_post(&s, &(struct margin){"level", p.level, LEVELS, total});
            check_int(r.status, STAT_OK);
        }
        struct taylor t;
        taylor_init(&t, &s, 0.95);
        compare_tables(&p, &t);
        taylor_clear(&t);
        sampling_clear(&s);
    }
}

static void test_empty_domain(void **state) {
    (void)state;
    struct sample p;
    make_sample(&p);
    struct design d = design_of(&p);
    struct sampling s;
    struct taylor t;
    uint8_t none[N] = {0};
    check_int(sampling_init(&s, &d, N), DESIGN_OK);
    check_int(s.df, CLUSTERS - 5); /* the empty stratum costs no degree of freedom */
    taylor_init(&t, &s, 0.95);
    taylor_domain(&t, none);
    check_int(taylor_mean(&t, p.x).e.status, STAT_EMPTY);
    check_int(taylor_total(&t, p.x).e.status, STAT_EMPTY);
    check_int(taylor_ratio(&t, p.x, p.y).e.status, STAT_EMPTY);
    check_int(taylor_share(&t, p.level, 0).e.status, STAT_EMPTY);
    check_int(taylor_difference(&t, p.x, p.group, (const int[2]){0, 1}).e.status, STAT_EMPTY);
    check_int(rao_scott(&t, &(struct levels){p.level, LEVELS}, &(struct levels){p.group, GROUPS}).status, STAT_EMPTY);
    none[0] = 1; /* an observation of weight 0 */
    taylor_domain(&t, none);
    check_int(taylor_mean(&t, p.x).e.status, STAT_NO_WEIGHT);
    taylor_clear(&t);
    sampling_clear(&s);
}

/* ---- properties -------------------------------------------------------------------------------------------- */
static void test_scale_and_order(void **state) {
    (void)state;
    struct sample p, q;
    make_sample(&p);
    struct sampled first = {0};
    for (int turn = 0; turn < 4; turn++) {
        static const double scale[] = {1, 1e-12, 1e12, 1};
        for (int i = 0; i < N; i++) {
            int j = turn == 3 ? N - 1 - i : i;
            q.x[i] = p.x[j];
            q.weight[i] = p.weight[j] * scale[turn];
            q.stratum[i] = p.stratum[j];
            q.cluster[i] = p.cluster[j];
        }
        struct design d = design_of(&q);
        d.population = NULL;
        struct sampling s;
        struct taylor t;
        check_int(sampling_init(&s, &d, N), DESIGN_OK);
        taylor_init(&t, &s, 0.95);
        struct sampled e = taylor_mean(&t, q.x);
        first = turn == 0 ? e : first;
        check_near(e.e.value, first.e.value, 1e-13);
        check_near(e.e.se, first.e.se, 1e-12);
        taylor_clear(&t);
        sampling_clear(&s);
    }
}

static void test_threads(void **state) {
    (void)state;
    struct sample p;
    make_sample(&p);
    struct design d = design_of(&p);
    struct sampling s;
    check_int(sampling_init(&s, &d, N), DESIGN_OK);
    const double *x[] = {p.x, p.y, p.x};
    const uint8_t *in[] = {NULL, p.in, p.in};
    struct sampled first[3], again[3];
    double quantile = 0;
    for (int n_threads = 1; n_threads <= 5; n_threads += 2) {
        struct replicate_options o = {.kind = REPLICATE_BOOTSTRAP, .n = 101, .seed = 5, .n_threads = n_threads};
        struct replicates r;
        struct taylor t;
        replicates_init(&r, &s, &o);
        replicate_means(&r, x, in, 3, 0.95, n_threads == 1 ? first : again);
        taylor_init(&t, &s, 0.95);
        double se = replicate_quantile(&r, &t, p.x, 0.5).e.se;
        quantile = n_threads == 1 ? se : quantile;
        check_true(se == quantile && se > 0);
        for (int j = 0; j < 3 && n_threads > 1; j++) {
            check_true(again[j].e.se == first[j].e.se && again[j].e.value == first[j].e.value);
        }
        taylor_clear(&t);
        replicates_clear(&r);
    }
    sampling_clear(&s);
}

/* For a total, the jackknife is the linearised variance, digit for digit but rounding. */
static void test_jackknife_of_total(void **state) {
    (void)state;
    struct sample p;
    make_sample(&p);
    struct design d = design_of(&p);
    struct sampling s;
    struct taylor t;
    struct replicates r;
    check_int(sampling_init(&s, &d, N), DESIGN_OK);
    taylor_init(&t, &s, 0.95);
    taylor_domain(&t, p.in);
    replicates_init(&r, &s, &(struct replicate_options){.kind = REPLICATE_JKN});
    struct sampled a = taylor_total(&t, p.x), b = replicate_total(&r, &t, p.x);
    check_near(a.e.value, b.e.value, 1e-12);
    check_near(a.e.se, b.e.se, 1e-12);
    check_near(a.e.high, b.e.high, 1e-12);
    replicates_clear(&r);
    taylor_clear(&t);
    sampling_clear(&s);
}

/* A total that the weights are calibrated to has no variance left. */
static void test_calibrated_total(void **state) {
    (void)state;
    static const double total[] = {40, 50, 60, 70};
    struct sample p;
    make_sample(&p);
    double x[2 * N], totals[] = {220, 900};
    for (int i = 0; i < N; i++) {
        x[i] = 1;
        x[N + i] = p.x[i];
    }
    for (int kind = 0; kind < 3; kind++) {
        struct design d = design_of(&p);
        struct sampling s;
        struct taylor t;
        check_int(sampling_init(&s, &d, N), DESIGN_OK);
        struct margin m = {"level", p.level, LEVELS, total};
        struct calibration_options o = {.method = CALIBRATION_LINEAR, .low = -INFINITY, .high = INFINITY};
        struct calibration_report r = kind == 0   ? calibrate_post(&s, &m)
                                      : kind == 1 ? calibrate_rake(&s, &m, 1, NULL)
                                                  : calibrate_to(&s, x, totals, 2, &o);
        check_int(r.status, STAT_OK);
        taylor_init(&t, &s, 0.95);
        double ones[N];
        for (int i = 0; i < N; i++) {
            ones[i] = kind < 2 ? p.level[i] == 2 : p.x[i];
        }
        struct sampled e = taylor_total(&t, ones);
        check_near(e.e.value, kind < 2 ? 60 : 900, 1e-9);
        check_true(e.e.se < 1e-6);
        taylor_clear(&t);
        sampling_clear(&s);
    }
}

/* Totals that some weights within the bounds are known to reach, many of them on a bound, are always reached. */
static void test_bounds(void **state) {
    (void)state;
    static const double low[] = {0.6, 0.6, 0.5}, high[] = {1.5, 1.7, 2};
    struct random r = random_start(9);
    for (int turn = 0; turn < 150; turn++) {
        double x[3 * N], weight[N], total[3] = {0}, eta[3];
        enum calibration_method method = (enum calibration_method)(turn % 3);
        double L = low[method], U = high[method], A = (U - L) / ((U - 1) * (1 - L));
        for (int j = 0; j < 3; j++) {
            eta[j] = 2 * random_unit(&r) - 1;
        }
        for (int i = 0; i < N; i++) {
            weight[i] = 0.2 + random_unit(&r);
            x[i] = 1;
            x[N + i] = (double)random_below(&r, 2);
            x[2 * N + i] = 2 * random_unit(&r) - 1;
            double u = eta[0] + eta[1] * x[N + i] + 2 * eta[2] * x[2 * N + i], e = exp(A * u);
            double F = method == CALIBRATION_LINEAR   ? 1 + u
                       : method == CALIBRATION_RAKING ? exp(u)
                                                      : (L * (U - 1) + U * (1 - L) * e) / (U - 1 + (1 - L) * e);
            for (int j = 0; j < 3; j++) {
                total[j] += weight[i] * fmin(fmax(F, L), U) * x[j * N + i];
            }
        }
        struct sampling s;
        check_int(sampling_init(&s, &(struct design){.weight = weight}, N), DESIGN_OK);
        struct calibration_options o = {.method = method, .low = L, .high = U};
        struct calibration_report report = calibrate_to(&s, x, total, 3, &o);
        CHECK_ROW(turn);
        check_int(report.status, STAT_OK);
        check_true(report.ratio_min >= L - 1e-9 && report.ratio_max <= U + 1e-9 && report.max_discrepancy <= 1e-10);
        check_true(report.iterations < 60);
        sampling_clear(&s);
    }
    CHECK_ROW(-1);
}

static void test_kish(void **state) {
    (void)state;
    static const double weight[] = {1, 1, 2, 0};
    struct kish k = kish_of(weight, NULL, 4);
    check_int((long)k.n, 3);
    check_near(k.effective_n, 16.0 / 6, 1e-14);
    check_near(k.deff, 18.0 / 16, 1e-14);
    check_int(kish_of(weight + 3, NULL, 1).status, STAT_NO_WEIGHT);
}

int main(void) {
    stats_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_no_weight),
        cmocka_unit_test(test_tables),
        cmocka_unit_test(test_empty_domain),
        cmocka_unit_test(test_scale_and_order),
        cmocka_unit_test(test_threads),
        cmocka_unit_test(test_jackknife_of_total),
        cmocka_unit_test(test_calibrated_total),
        cmocka_unit_test(test_bounds),
        cmocka_unit_test(test_kish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
