/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An observation of weight or frequency k is k observations: exactly so for frequencies, which the loader of tables
   repeats; for sampling weights, in what estimates the population, not in what depends on how many were asked. */
#include "check.h"

#include "cli/stat_input.h"
#include "folder.h"
#include "observations.h"

enum { N_ROWS = 48, MOST = 4, N_REPEATED = N_ROWS * MOST, N_ARGS = 32 };

static bool is_near(double a, double b, double tolerance) {
    return fabs(a - b) <= fmax(tolerance * fmax(fabs(a), fabs(b)), 1e-13);
}

/* Weights 0 … 4, and every row as often as it weighs. */
struct twice {
    struct observations weighted, repeated;
};

static size_t repeat(const struct observations *o, size_t *row) {
    size_t n = 0;
    for (size_t i = 0; i < o->n; i++) {
        for (int k = 0; k < o->weight[i]; k++) {
            row[n++] = i;
        }
    }
    return n;
}

static void make_twice(struct twice *t, size_t n, uint64_t seed) {
    size_t row[N_REPEATED];
    observations_make(&t->weighted, n, true, seed);
    for (size_t i = 0; i < n; i++) {
        t->weighted.weight[i] = floor(t->weighted.weight[i] * 2);
    }
    size_t m = repeat(&t->weighted, row);
    observations_pick(&t->repeated, &t->weighted, row, m);
    for (size_t i = 0; i < m; i++) {
        t->repeated.weight[i] = 1;
    }
}

static void clear_twice(struct twice *t) {
    observations_clear(&t->weighted);
    observations_clear(&t->repeated);
}

/* ---- sampling weights ---------------------------------------------------------------------------------------- */
/* What estimates the population, of every statistic that uses weights. "" = nothing does. */
static const struct {
    const char *stat, *keys, *why; /* why nothing, or why without weights another rule holds */
} estimates[] = {
    {"counts", "weight_sum", "unweighted there is no sum of weights"},
    {"mean", "mean", NULL},
    {"variance", "", "n/(n − 1) counts observations, as in survey::svyvar"},
    {"sd", "", "as variance"},
    {"skewness", "skewness_type1", NULL}, /* types 2 and 3 correct for the number of observations */
    {"kurtosis", "kurtosis_type1", NULL},
    {"median", "median", "unweighted, the mean of two middle values"},
    {"quantile", "quantile", "unweighted, types 1 to 9"},
    {"mode", "mode n_modes mode_count", NULL},
    {"entropy", "entropy entropy_nats evenness heterogeneity", NULL},
    {"gini", "gini", NULL},
    {"sum", "sum", NULL},
    {"proportion", "proportion", NULL},
    {"design_mean", "mean", NULL},
    {"design_total", "total", NULL},
    {"design_ratio", "ratio", NULL},
    {"design_share", "share", NULL},
    {"design_quantile", "quantile", NULL},
    {"design_difference", "difference", NULL},
    {"design_t_test", "difference mean", NULL},
    {"design_rank_test", "difference", NULL},
    {"rao_scott", "", "tests and design effects depend on how many were asked"},
    {"kish", "", "the effect of unequal weights: repeated rows have equal ones"},
    {"replicate_mean", "mean", NULL},
    {"replicate_total", "total", NULL},
    {"replicate_ratio", "ratio", NULL},
    {"replicate_quantile", "quantile", NULL},
    {"post_stratify", "mean total", NULL},
    {"rake", "mean total", NULL},
    {"calibrate", "mean total", NULL},
    {"chi_square", "chi_square expected_min expected_under_5", NULL},
    {"likelihood_ratio", "likelihood_ratio", NULL},
    {"fisher", "", "refuses weights"},
    {"cramers_v", "cramers_v", NULL},
    {"phi", "phi contingency contingency_corrected", NULL},
    {"odds_ratio", "odds_ratio", NULL},
    {"relative_risk", "relative_risk risk_reference risk_exposed", NULL},
    {"gamma", "gamma concordant discordant", NULL},
    {"tau_b", "tau_b", NULL},
    {"tau_c", "tau_c", NULL},
    {"somers_d", "somers_d somers_d_reverse somers_d_symmetric", NULL},
    {"lambda", "lambda lambda_reverse lambda_symmetric", NULL},
    {"pearson", "pearson", NULL},
    {"spearman", "", "refuses weights"},
    {"polychoric", "polychoric chi_square", NULL},
    {"mcnemar", "uncorrected_chi_square odds_ratio", NULL},
    {"bowker", "chi_square", NULL},
    {"stuart_maxwell", "chi_square", NULL},
    {"cochran_q", "", "gives no p value with weights"},
    {"mantel_haenszel", "odds_ratio", NULL},
    {"cochran_armitage", "chi_square z slope", NULL},
    {"column_proportions", "share difference", NULL},
    {"column_means", "mean difference", NULL},
    {"column_proportions_rest", "share rest difference", NULL},
    {"column_means_rest", "mean rest difference", NULL},
    {"overlap_proportions", "share difference", NULL},
    {"overlap_means", "mean difference", NULL},
    {"tukey_hsd", "", "gives no p value with weights"},
    {"alpha", "alpha alpha_standardised mean_correlation alpha_without alpha_standardised_without", NULL},
    {"omega", "omega omega_standardised omega_total loading uniqueness", NULL},
    {"items", "floor ceiling mean item_total item_rest correlation", NULL},
    {"kappa", "kappa observed expected", NULL},
    {"weighted_kappa", "kappa observed expected", NULL},
    {"fleiss_kappa", "", "gives no interval with weights"},
    {"krippendorff", "", "gives no interval with weights"},
    {"icc", "", "gives no interval with weights"},
    {"components", "share cumulative", NULL}, /* eigenvalues of covariances have n − 1, as the variance */
    {"parallel_analysis", "eigenvalue", NULL},
    {"regression", "coefficient r_squared", NULL},
    {"ordinal_logit", "coefficient threshold odds_ratio log_likelihood", NULL},
};

static int find_estimates(const char *stat) {
    for (size_t i = 0; i < ARRAY_LEN(estimates); i++) {
        if (strcmp(estimates[i].stat, stat) == 0) {
            return (int)i;
        }
    }
    return -1;
}

/* Types 4 to 9 put a value at the middle of its weight, so to speak, or on a line between values. */
static bool is_between_values(const struct setting *s) {
    return strcmp(s->stat, "design_quantile") == 0 && s->method && keys_have("hf4 hf5 hf6 hf7 hf8 hf9", s->method);
}

/* Number of estimates that agree; fails where one does not. */
static int same_estimates(const struct setting *s, const struct stat_output *x, const struct stat_output *y,
                          const char *keys) {
    int n = 0;
    for (size_t i = 0; i < x->n_values; i++) {
        const struct stat_value *v = &x->value[i], *w = output_find(y, v->key);
        if (v->e.status != STAT_OK || !keys_have(keys, v->key)) {
            continue;
        }
        bool is_same =
            w && w->e.status == STAT_OK && is_near(v->e.value, w->e.value, strcmp(s->stat, "omega") == 0 ? 1e-6 : 1e-9);
        if (!is_same) {
            print_error("%s %s: %s: weighted %.17g, repeated %s %.17g\n", s->stat, s->method ? s->method : "", v->key,
                        v->e.value, w ? stat_status_name(w->e.status) : "none", w ? w->e.value : NAN);
        }
        check_true(is_same);
        n++;
    }
    return n;
}

static int compare_drawn(const struct setting *s, const struct twice *t, enum drawn drawn, const char *keys) {
    struct arena a = {0};
    struct stat_output x, y;
    struct stat_input in = setting_input(s, &t->weighted, DRAWN_WEIGHTED, &a),
                      then = setting_input(s, &t->repeated, drawn, &a);
    setting_run(s, &in, &x);
    setting_run(s, &then, &y);
    int n = same_estimates(s, &x, &y, keys);
    stat_output_clear(&x);
    stat_output_clear(&y);
    arena_clear(&a);
    return n;
}

/* Against repeated rows of weight 1 and, where that is not another rule, against repeated rows without weights. */
static void test_weights(void **state) {
    (void)state;
    struct twice t;
    int n_checked[ARRAY_LEN(estimates)] = {0};
    make_twice(&t, N_ROWS, 21);
    for (size_t i = 0; i < n_settings; i++) {
        int at = find_estimates(setting[i].stat);
        bool is_fit = setting[i].population == 0 && !is_between_values(&setting[i]); /* repeated, more than it has */
        if (at >= 0 && *estimates[at].keys && is_fit) {
            n_checked[at] += compare_drawn(&setting[i], &t, DRAWN_WEIGHTED, estimates[at].keys);
            n_checked[at] += estimates[at].why ? 0 : compare_drawn(&setting[i], &t, DRAWN_SIMPLE, estimates[at].keys);
        }
    }
    clear_twice(&t);
    for (size_t i = 0; i < ARRAY_LEN(estimates); i++) {
        CHECK_ROW(i);
        check_true(n_checked[i] > 0 || !*estimates[i].keys);
    }
    CHECK_ROW(-1);
}

/* No statistic whose numbers change with the weights is missing above. */
static void test_all_are_listed(void **state) {
    (void)state;
    struct observations o;
    observations_make(&o, N_ROWS, true, 21);
    for (size_t i = 0; i < n_settings; i++) {
        struct arena a = {0};
        struct stat_output x, y;
        struct stat_input in = setting_input(&setting[i], &o, DRAWN_SIMPLE, &a),
                          then = setting_input(&setting[i], &o, DRAWN_WEIGHTED, &a);
        setting_run(&setting[i], &in, &x);
        setting_run(&setting[i], &then, &y);
        bool is_same = x.n_values == y.n_values;
        for (size_t k = 0; k < x.n_values && is_same; k++) {
            is_same = x.value[k].e.status == y.value[k].e.status && x.value[k].e.value == y.value[k].e.value;
        }
        if (!is_same && find_estimates(setting[i].stat) < 0) {
            print_error("%s uses weights, but is not in the table of estimates\n", setting[i].stat);
        }
        check_true(is_same || find_estimates(setting[i].stat) >= 0);
        stat_output_clear(&x);
        stat_output_clear(&y);
        arena_clear(&a);
    }
    observations_clear(&o);
}

/* ---- frequencies --------------------------------------------------------------------------------------------- */
static void put_cell(struct buf *b, const struct variable *v, size_t i) {
    static const char *const missing[N_VALUE_STATES] = {"", "", "", "NA", "DK", "NaN"};
    char text[NUM_TEXT_MAX];
    buf_puts(b, !variable_has(v, i)             ? missing[v->state[i]]
                : v->measure == MEASURE_NUMERIC ? num_shortest(text, v->value[i])
                                                : v->level[(int)v->value[i]]);
    buf_putc(b, ',');
}

/* The columns and, last, the weights as "freq". */
static const char *write_table(struct folder *f, const char *name, const struct observations *o) {
    struct buf b;
    buf_init(&b, BUF_MAX_DEFAULT);
    for (int c = 0; c < N_COLUMNS; c++) {
        buf_printf(&b, "%s,", o->column[c].name);
    }
    buf_puts(&b, "freq\n");
    for (size_t i = 0; i < o->n; i++) {
        for (int c = 0; c < N_COLUMNS; c++) {
            put_cell(&b, &o->column[c], i);
        }
        buf_printf(&b, "%.0f\n", o->weight[i]);
    }
    const char *path = folder_write(f, name, b.data);
    buf_clear(&b);
    return path;
}

static int add_argument(char **argv, int n, const char *option, const char *value) {
    if (value) {
        argv[n++] = (char *)option;
        argv[n++] = (char *)value;
    }
    return n;
}

/* The output of a setting on a table, by the way of the command line. */
struct loaded {
    struct arguments args;
    struct stat_source source;
    struct stat_output out;
};

static void load(struct loaded *l, const struct setting *s, const char *path, const char *freq) {
    static const struct option_group *const groups[] = {&options_stat, NULL};
    char *argv[N_ARGS], type[] = "7";
    struct diags ds = {0};
    type[0] = (char)('0' + (s->type > 0 ? s->type : 7));
    int n = add_argument(argv, 0, "--x", s->x);
    n = add_argument(argv, n, "--y", s->y);
    n = add_argument(argv, n, "--by", s->by);
    n = add_argument(argv, n, "--method", s->method);
    n = add_argument(argv, n, "--totals", s->totals);
    n = add_argument(argv, n, "--member", s->member);
    n = add_argument(argv, n, "--freq", freq);
    n = add_argument(argv, n, "--type", type);
    n = add_argument(argv, n, "--draws", "50");
    n = add_argument(argv, n, "--levels", "grade=poor,fair,good,best");
    n = add_argument(argv, n, "--levels", "grade_too=poor,fair,good,best");
    argv[n] = NULL;
    bool is_good = arguments_parse(&l->args, groups, argv, &ds) &&
                   stat_input_open(&l->source, stat_find(s->stat), path, &l->args, &ds);
    check_no_diags(&ds);
    check_true(is_good);
    setting_run(s, &l->source.in, &l->out);
    diags_clear(&ds);
}

static void unload(struct loaded *l) {
    stat_output_clear(&l->out);
    stat_input_close(&l->source);
    arguments_clear(&l->args);
}

static void check_same(const struct stat_output *x, const struct stat_output *y) {
    check_int(x->n_values, y->n_values);
    check_int(x->n, y->n);
    check_true(memcmp(x->missing, y->missing, sizeof x->missing) == 0);
    for (size_t i = 0; i < x->n_values; i++) {
        const struct estimate *e = &x->value[i].e, *f = &y->value[i].e;
        check_text(x->value[i].key, y->value[i].key);
        check_int(e->status, f->status);
        check_true(e->value == f->value && e->se == f->se && e->df == f->df && e->n == f->n);
        check_true(e->has_interval == f->has_interval);
        check_true(!e->has_interval || (e->low == f->low && e->high == f->high));
    }
}

/* --freq, and the same rows written out: every number of every statistic is the same to the last bit. */
static void test_frequencies(void **state) {
    (void)state;
    struct folder f;
    folder_make(&f);
    for (size_t i = 0; i < n_settings; i++) {
        struct twice t;
        struct loaded once, repeated;
        if (!setting[i].x) {
            continue; /* a plan has no rows */
        }
        CHECK_ROW(i);
        make_twice(&t, setting[i].rows > 0 ? 8 : N_ROWS, 22);
        load(&once, &setting[i], write_table(&f, "once.csv", &t.weighted), "freq");
        load(&repeated, &setting[i], write_table(&f, "repeated.csv", &t.repeated), NULL);
        check_int(once.source.in.x[0].n, t.repeated.n);
        check_same(&once.out, &repeated.out);
        unload(&once);
        unload(&repeated);
        clear_twice(&t);
    }
    CHECK_ROW(-1);
    folder_remove(&f);
}

int main(void) {
    stats_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_weights),
        cmocka_unit_test(test_all_are_listed),
        cmocka_unit_test(test_frequencies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
