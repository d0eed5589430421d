/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds of every statistic of the registry whatever the data: the order of observations does not matter, nor the
   scale of weights; weights are used or said not to be.
   Seeded: a failure names the statistic, and fails again. Exceptions are tables, each with its reason. */
#include "check.h"

#include "observations.h"
#include "stats/random.h"

enum { N_ROWS = 64, N_SHUFFLES = 2 };

/* ---- comparing outputs --------------------------------------------------------------------------------------- */
/* What is found by iteration, which stops somewhat short of the end. */
static double tolerance_of(const struct setting *s) { return strcmp(s->stat, "omega") == 0 ? 1e-6 : 1e-9; }

static bool is_near(double a, double b, double tolerance) {
    return a == b || fabs(a - b) <= fmax(tolerance * fmax(fabs(a), fabs(b)), 1e-13);
}

/* 'b' is 'a' times 'factor'. */
static bool are_alike(const struct estimate *a, const struct estimate *b, double factor, double tolerance) {
    double se = a->se < 0 ? a->se : a->se * factor;
    return a->status == b->status && a->has_interval == b->has_interval && a->n == b->n &&
           is_near(a->value * factor, b->value, tolerance) && is_near(se, b->se, tolerance) &&
           is_near(a->df, b->df, tolerance) &&
           (!a->has_interval ||
            (is_near(a->low * factor, b->low, tolerance) && is_near(a->high * factor, b->high, tolerance)));
}

static void print_value(const char *what, const struct stat_value *v) {
    const struct estimate *e = &v->e;
    print_error("    %s: %s %.17g [%.17g, %.17g] se %.17g df %.17g n %zu\n", what, stat_status_name(e->status),
                e->value, e->low, e->high, e->se, e->df, e->n);
}

/* One of the values, or 1 where they differ. */
static int differ(const struct setting *s, int drawn, const struct stat_value *x, const struct stat_value *y,
                  double factor) {
    if (y && are_alike(&x->e, &y->e, factor, tolerance_of(s))) {
        return 0;
    }
    struct arena a = {0};
    print_error("%s, drawn %d: %s%s\n", setting_text(s, &a), drawn, x->key, y ? "" : " is gone");
    print_value("first", x);
    if (y) {
        print_value("then", y);
    }
    arena_clear(&a);
    return 1;
}

/* Exceptions: the keys of a statistic ("" for all of them) that a property does not hold for. */
struct exception {
    const char *stat, *keys, *why;
};

static bool is_exception(const struct exception *table, size_t n, const char *stat, const char *key) {
    for (size_t i = 0; i < n; i++) {
        if (strcmp(table[i].stat, stat) == 0 && (!*table[i].keys || keys_have(table[i].keys, key))) {
            return true;
        }
    }
    return false;
}

/* ---- the settings themselves --------------------------------------------------------------------------------- */
static bool has_number(const struct setting *s, enum drawn drawn) {
    struct observations o;
    struct arena a = {0};
    struct stat_output out;
    size_t n_good = 0;
    observations_make(&o, s->rows > 0 ? s->rows : N_ROWS, true, 1);
    struct stat_input in = setting_input(s, &o, drawn, &a);
    bool is_fit = !stat_check(stat_find(s->stat), &in, NULL, &a);
    setting_run(s, &in, &out);
    for (size_t i = 0; i < out.n_values; i++) {
        n_good += out.value[i].e.status == STAT_OK;
    }
    stat_output_clear(&out);
    arena_clear(&a);
    observations_clear(&o);
    return is_fit && n_good > 0;
}

/* Every statistic has a setting, and every setting is fit to run and comes to a number: no property holds of nothing.
   */
static void test_settings(void **state) {
    (void)state;
    for (size_t i = 0; i < stat_count(); i++) {
        bool is_there = false;
        for (size_t k = 0; k < n_settings; k++) {
            is_there |= strcmp(setting[k].stat, stat_at(i)->name) == 0;
        }
        if (!is_there) {
            print_error("%s has no setting in tests/unit/settings.c\n", stat_at(i)->name);
        }
        check_true(is_there);
    }
    for (size_t i = 0; i < n_settings; i++) {
        CHECK_ROW(i);
        check_true(stat_find(setting[i].stat) != NULL);
        check_true(has_number(&setting[i], DRAWN_SIMPLE));
    }
    CHECK_ROW(-1);
}

/* ---- order --------------------------------------------------------------------------------------------------- */
static const struct exception ordered[] = {
    {"kmeans", "starts_alike",
     "the starts are drawn by the rows' numbers; where they end, but for how many, is the same"},
    {"hierarchy", "cluster size silhouette", "clusters are numbered by their first row"},
};

/* Half samples and bootstraps take sampling units by their numbers; observations are units where there are no clusters,
   which have numbers of their own. */
static bool draws_by_row(const struct setting *s, enum drawn drawn) {
    bool is_drawn = s->method && keys_have("brr fay bootstrap subbootstrap", s->method);
    return strncmp(s->stat, "replicate_", 10) == 0 && is_drawn && drawn != DRAWN_CLUSTERED;
}

static void shuffle(size_t *row, size_t n, struct random *r) {
    for (size_t i = 0; i < n; i++) {
        row[i] = i;
    }
    for (size_t i = n; i > 1; i--) {
        size_t at = random_below(r, (uint32_t)i), last = row[i - 1];
        row[i - 1] = row[at];
        row[at] = last;
    }
}

/* Some keys end in the number of a row, from 1: "cluster:12". The key of that row in its new place. */
static const char *moved_key(const char *key, const size_t *row, size_t n, struct arena *a) {
    size_t prefix = keys_have("cluster p_adjusted", key) ? strcspn(key, ":") + 1 : 0;
    long number;
    if (prefix > 0 && num_parse_int(key + prefix, &number)) {
        for (size_t i = 0; i < n; i++) {
            if (row[i] + 1 == (size_t)number) {
                return arena_printf(a, "%.*s%zu", (int)prefix, key, i + 1);
            }
        }
    }
    return key;
}

static int shuffled(const struct setting *s, const struct observations *o, const size_t *row, enum drawn drawn) {
    struct observations other;
    struct arena a = {0};
    struct stat_output x, y;
    observations_pick(&other, o, row, o->n);
    struct stat_input in = setting_input(s, o, drawn, &a), then = setting_input(s, &other, drawn, &a);
    setting_run(s, &in, &x);
    setting_run(s, &then, &y);
    int n_bad = x.n != y.n || x.n_values != y.n_values || memcmp(x.missing, y.missing, sizeof x.missing) != 0;
    for (size_t i = 0; i < x.n_values; i++) {
        if (!is_exception(ordered, ARRAY_LEN(ordered), s->stat, x.value[i].key)) {
            n_bad += differ(s, drawn, &x.value[i], output_find(&y, moved_key(x.value[i].key, row, o->n, &a)), 1);
        }
    }
    stat_output_clear(&x);
    stat_output_clear(&y);
    arena_clear(&a);
    observations_clear(&other);
    return n_bad;
}

static void test_order(void **state) {
    (void)state;
    struct random r = random_start(7);
    int n_bad = 0;
    for (size_t i = 0; i < n_settings; i++) {
        for (int turn = 0; turn < N_SHUFFLES; turn++) {
            struct observations o;
            size_t row[N_ROWS];
            observations_make(&o, setting[i].rows > 0 ? setting[i].rows : N_ROWS, true, 100 + (uint64_t)turn);
            shuffle(row, o.n, &r);
            for (int drawn = 0; drawn < N_DRAWN; drawn++) {
                n_bad += draws_by_row(&setting[i], (enum drawn)drawn) ? 0 : shuffled(&setting[i], &o, row, drawn);
            }
            observations_clear(&o);
        }
    }
    check_int(n_bad, 0);
}

/* ---- scale of weights ---------------------------------------------------------------------------------------- */
/* Weights times k make these k^power times as large; all others stay what they are. */
static const struct {
    const char *stat, *keys;
    double power;
} scaled[] = {
    {"counts", "weight_sum", 1},
    {"mode", "mode_count", 1},
    {"sum", "sum", 1},
    {"design_total", "total se", 1},
    {"replicate_total", "total se se_error", 1},
    {"post_stratify", "ratio_min ratio_max", -1}, /* the totals are given: old weights do not matter */
    {"rake", "ratio_min ratio_max", -1},
    {"calibrate", "ratio_min ratio_max", -1},
    {"chi_square", "chi_square expected_min", 1}, /* of a table of weights; there is no p value then */
    {"likelihood_ratio", "likelihood_ratio", 1},
    {"gamma", "concordant discordant", 2},
    {"polychoric", "chi_square", 1},
    {"mcnemar", "uncorrected_chi_square", 1},
    {"bowker", "chi_square", 1},
    {"stuart_maxwell", "chi_square", 1},
    {"cochran_armitage", "chi_square", 1},
    {"cochran_armitage", "z", 0.5},
    {"regression", "sigma", 0.5},
    {"ordinal_logit", "log_likelihood deviance", 1},
};
#define SRS "as in R, compared with a simple random sample without replacement from a population of Σw"
static const struct exception scaled_otherwise[] = {
    {"design_mean", "deff", SRS},
    {"design_total", "deff", SRS},
    {"design_ratio", "deff", SRS},
    {"design_share", "deff", SRS},
    {"chi_square", "yates expected_under_5", "a correction by half an observation, a limit of five of them"},
    {"mcnemar", "chi_square", "a correction by one observation"},
    {"ordinal_logit", "aic", "twice the number of parameters is added"},
    {"calibrate", "iterations max_discrepancy", "farther away, more steps, and other rounding at their end"},
};

static double power_of(const char *stat, const char *key) {
    for (size_t i = 0; i < ARRAY_LEN(scaled); i++) {
        if (strcmp(scaled[i].stat, stat) == 0 && keys_have(scaled[i].keys, key)) {
            return scaled[i].power;
        }
    }
    return 0;
}

static int rescaled(const struct setting *s, const struct observations *o, double scale, enum drawn drawn) {
    struct arena a = {0};
    struct stat_output x, y;
    struct stat_input in = setting_input(s, o, drawn, &a), then = in;
    struct design d = in.design ? *in.design : (struct design){0};
    double *weight = ARENA_ARRAY(&a, o->n + 1, double);
    for (size_t i = 0; i < o->n; i++) {
        weight[i] = o->weight[i] * scale;
    }
    d.weight = weight;
    then.design = &d;
    setting_run(s, &in, &x);
    setting_run(s, &then, &y);
    int n_bad = 0;
    for (size_t i = 0; i < x.n_values; i++) {
        const char *key = x.value[i].key;
        if (!is_exception(scaled_otherwise, ARRAY_LEN(scaled_otherwise), s->stat, key)) {
            n_bad += differ(s, drawn, &x.value[i], output_find(&y, key), pow(scale, power_of(s->stat, key)));
        }
    }
    stat_output_clear(&x);
    stat_output_clear(&y);
    arena_clear(&a);
    return n_bad;
}

/* Every other time the weights are whole, and their sums meet quantiles exactly; times a third, but for rounding. */
static void test_scale(void **state) {
    (void)state;
    static const double scale[] = {1e-6, 7, 1e6, 1e6 / 3, 1e-13};
    int n_bad = 0;
    for (size_t i = 0; i < n_settings; i++) {
        for (uint64_t seed = 10; seed < 14; seed++) {
            struct observations o;
            observations_make(&o, N_ROWS, true, seed);
            for (size_t k = 0; k < o.n && seed % 2; k++) {
                o.weight[k] = ceil(o.weight[k]);
            }
            for (size_t k = 0; k < ARRAY_LEN(scale); k++) {
                n_bad += rescaled(&setting[i], &o, scale[k], DRAWN_WEIGHTED);
            }
            n_bad += rescaled(&setting[i], &o, scale[seed % ARRAY_LEN(scale)], DRAWN_CLUSTERED);
            observations_clear(&o);
        }
    }
    check_int(n_bad, 0);
}

/* ---- weights that are not used ------------------------------------------------------------------------------- */
static bool says(const struct stat_output *out, const char *words) {
    bool is_said = strstr(out->method, words) != NULL;
    for (int i = 0; i < out->n_notes; i++) {
        is_said |= strstr(out->note[i], words) != NULL;
    }
    return is_said;
}

static bool has_same_numbers(const struct stat_output *x, const struct stat_output *y) {
    for (size_t i = 0; i < x->n_values; i++) {
        const struct stat_value *v = output_find(y, x->value[i].key);
        if (!v || !are_alike(&x->value[i].e, &v->e, 1, 1e-12)) {
            return false;
        }
    }
    return x->n_values == y->n_values;
}

/* Who gives weights gets other numbers, or is told why not. Rows of p_adjust are tests, and a plan has none. */
static void test_unused_weights(void **state) {
    (void)state;
    for (size_t i = 0; i < n_settings; i++) {
        const struct setting *s = &setting[i];
        struct observations o;
        struct arena a = {0};
        struct stat_output x, y;
        observations_make(&o, s->rows > 0 ? s->rows : N_ROWS, true, 4);
        struct stat_input in = setting_input(s, &o, DRAWN_SIMPLE, &a), then = setting_input(s, &o, DRAWN_WEIGHTED, &a);
        setting_run(s, &in, &x);
        setting_run(s, &then, &y);
        bool is_free = !s->x || strcmp(s->stat, "p_adjust") == 0;
        bool is_told = says(&y, "not used") || says(&y, "weighted");
        if (!is_free && has_same_numbers(&x, &y) && !is_told) {
            print_error("%s passes over weights without a word\n", setting_text(s, &a));
            fail();
        }
        stat_output_clear(&x);
        stat_output_clear(&y);
        arena_clear(&a);
        observations_clear(&o);
    }
}

int main(void) {
    stats_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_settings),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_scale),
        cmocka_unit_test(test_unused_weights),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
