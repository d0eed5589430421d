/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every statistic on data that has little or nothing to say: each number is finite, or a status says why there is none;
   an interval holds its estimate; nothing crashes. A full enumeration leaves nothing to infer. */
#include "check.h"

#include "observations.h"

/* Intervals that are not built around the estimate: where they end up is the data's to say. */
static const struct {
    const char *stat, *why;
} loose[] = {
    {"anova",
     "epsilon and omega squared may be negative; their interval is that of the population's share of variance"},
};

static bool may_lie_outside(const struct setting *s) {
    for (size_t i = 0; i < ARRAY_LEN(loose); i++) {
        if (strcmp(loose[i].stat, s->stat) == 0) {
            return true;
        }
    }
    return false;
}

static const char *fault_of_number(const struct estimate *e) {
    return !isfinite(e->value)                                           ? "the value is not finite"
           : !isfinite(e->se) || (e->se < 0 && e->se != -1)              ? "the standard error is not finite"
           : !isfinite(e->df) || (e->df <= 0 && e->df != -1)             ? "the degrees of freedom are none"
           : e->status != STAT_OK && (e->value != 0 || e->has_interval)  ? "a status and a number"
           : e->has_interval && !(isfinite(e->low) && isfinite(e->high)) ? "an end is not finite"
           : e->has_interval && !(e->low <= e->high)                     ? "the interval's ends"
                                                                         : NULL;
}

static const char *fault_of(const struct setting *s, const struct stat_output *out, size_t i) {
    const struct stat_value *v = &out->value[i];
    const char *fault = v->e.status < N_STAT_STATUS ? fault_of_number(&v->e) : "no such status";
    double slack = 1e-9 * fabs(v->e.value);
    bool is_inside = v->e.low <= v->e.value + slack && v->e.value - slack <= v->e.high;
    if (!fault && v->e.has_interval && !is_inside && !may_lie_outside(s)) {
        fault = "the estimate lies outside its interval";
    }
    if (!fault && v->unit == UNIT_P && !(v->e.value >= 0 && v->e.value <= 1)) {
        fault = "no probability";
    }
    for (size_t k = 0; k < i && !fault; k++) {
        fault = strcmp(out->value[k].key, v->key) == 0 ? "the key comes twice" : NULL;
    }
    return fault;
}

static int check_output(const struct setting *s, const struct stat_output *out, const char *where, struct arena *a) {
    int n_bad = out->n_values == 0 || !*out->method;
    if (n_bad) {
        print_error("%s, %s: no value or no method\n", setting_text(s, a), where);
    }
    for (size_t i = 0; i < out->n_values; i++) {
        const struct estimate *e = &out->value[i].e;
        const char *fault = fault_of(s, out, i);
        if (fault) {
            print_error("%s, %s: %s: %s: %s %g [%g, %g] se %g df %g\n", setting_text(s, a), where, out->value[i].key,
                        fault, stat_status_name(e->status), e->value, e->low, e->high, e->se, e->df);
            n_bad++;
        }
    }
    return n_bad;
}

static int run_all(const struct observations *o, const char *what) {
    int n_bad = 0;
    for (size_t i = 0; i < n_settings; i++) {
        for (int drawn = 0; drawn < N_DRAWN; drawn++) {
            struct arena a = {0};
            struct stat_output out;
            const struct stat *stat = stat_find(setting[i].stat);
            struct stat_input in = setting_input(&setting[i], o, (enum drawn)drawn, &a);
            if (!stat_check(stat, &in, NULL, &a)) {
                stat_output_init(&out);
                stat->run(&in, &out);
                n_bad += check_output(&setting[i], &out, arena_printf(&a, "%s, drawn %d", what, drawn), &a);
                stat_output_clear(&out);
            }
            arena_clear(&a);
        }
    }
    return n_bad;
}

/* Rows with gaps and levels that do not occur, or complete ones with the levels that do. */
static int spoil_and_run(size_t n, enum spoiled how, bool has_gaps) {
    struct observations o;
    struct arena a = {0};
    observations_make(&o, n, has_gaps, 11);
    observations_spoil(&o, how);
    if (!has_gaps) {
        observations_drop_levels(&o);
    }
    int n_bad = run_all(&o, arena_printf(&a, "%zu rows%s, spoiled %d", n, has_gaps ? " with gaps" : "", how));
    arena_clear(&a);
    observations_clear(&o);
    return n_bad;
}

static void test_degenerate(void **state) {
    (void)state;
    static const size_t sizes[] = {1, 2, 3, 16};
    int n_bad = spoil_and_run(0, SPOILED_NOT, true) + spoil_and_run(0, SPOILED_NOT, false);
    for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
        for (int how = 0; how < N_SPOILED; how++) {
            n_bad += spoil_and_run(sizes[i], (enum spoiled)how, true);
            n_bad += spoil_and_run(sizes[i], (enum spoiled)how, false);
        }
    }
    check_int(n_bad, 0);
}

/* ---- full enumeration ---------------------------------------------------------------------------------------- */
/* p_adjust gets its p values from elsewhere; standard errors of parallel_analysis are those of its random draws. */
static bool infers_otherwise(const char *stat) {
    return strcmp(stat, "p_adjust") == 0 || strcmp(stat, "parallel_analysis") == 0;
}

/* Methods that say that they leave the finite population out; --population says otherwise than the design. */
static bool knows_population(const struct setting *s) {
    return s->population == 0 && !(s->method && keys_have("brr fay subbootstrap", s->method));
}

/* Where everybody was asked, intervals have width 0, standard errors are 0, and there is no p value. */
static void test_census(void **state) {
    (void)state;
    int n_bad = 0;
    for (size_t i = 0; i < n_settings; i++) {
        const struct setting *s = &setting[i];
        struct observations o;
        struct arena a = {0};
        struct stat_output out;
        observations_make(&o, s->rows > 0 ? s->rows : 64, false, 6);
        struct stat_input in = setting_input(s, &o, DRAWN_CENSUS, &a);
        setting_run(s, &in, &out);
        for (size_t k = 0; k < out.n_values && knows_population(s); k++) {
            const struct stat_value *v = &out.value[k];
            bool is_sure = !(v->e.se > 0) && (!v->e.has_interval || v->e.high - v->e.low <= 1e-12 * fabs(v->e.value));
            bool has_p = v->unit == UNIT_P && v->e.status == STAT_OK;
            if ((!is_sure || has_p) && !infers_otherwise(s->stat)) {
                print_error("%s: %s infers from a full enumeration\n", setting_text(s, &a), v->key);
                n_bad++;
            }
        }
        stat_output_clear(&out);
        arena_clear(&a);
        observations_clear(&o);
    }
    check_int(n_bad, 0);
}

int main(void) {
    stats_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_degenerate),
        cmocka_unit_test(test_census),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
