/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quantiles and the median, unweighted (nine types, order statistic interval) or weighted (inverse of the
   distribution function). */
#include <string.h>

#include "stats/estimate.h"
#include "stats/pick.h"
#include "stats/quantiles.h"

struct sorted {
    struct picked p;
    size_t n;       /* values of positive weight */
    bool is_school; /* weighted: the mean of both neighbours where a quantile lies between them */
    bool is_census; /* all of a finite population: nothing to infer */
    enum stat_status status;
};

static struct sorted sorted_values(const struct stat_input *in, struct stat_output *out) {
    struct sorted s = {.p = pick_x(in, out)};
    const char *method = in->options.method;
    s.is_school = method && strcmp(method, "school") == 0;
    if (s.p.weight) {
        s.n = values_sort_weighted(s.p.x, s.p.weight, s.p.n, &out->arena);
    } else {
        values_sort(s.p.x, s.p.n);
        s.n = s.p.n;
    }
    s.is_census = population_of(in) > 0 && (double)s.p.n >= population_of(in);
    s.status = s.p.n == 0 ? STAT_TOO_FEW : s.n == 0 ? STAT_NO_WEIGHT : STAT_OK;
    return s;
}

static struct estimate sorted_quantile(const struct sorted *s, double prob, int type, double level) {
    if (s->status != STAT_OK) {
        return estimate_status(s->status, s->p.n);
    }
    if (s->p.weight) {
        return estimate_value(quantile_weighted(s->p.x, s->p.weight, s->n, prob, s->is_school), s->p.n);
    }
    struct estimate e = quantile_estimate(s->p.x, s->n, prob, type, level);
    return s->is_census ? estimate_interval(e.value, e.value, e.value, s->n) : e;
}

static void say_method(struct stat_output *out, const struct sorted *s, int type) {
    if (s->p.weight) {
        stat_method(out, "weighted quantile: least value whose cumulated weight reaches p·Σw (%s)",
                    s->is_school ? "rule \"school\": mean with the next value where it is reached exactly"
                                 : "rule \"math\"");
    } else {
        stat_method(out, "quantile type %d of Hyndman and Fan; %s", type,
                    s->is_census ? "full enumeration" : "distribution-free interval from order statistics");
    }
}

static void run_quantile(const struct stat_input *in, struct stat_output *out) {
    static const double quartiles[] = {0, 0.25, 0.5, 0.75, 1};
    const struct stat_options *o = &in->options;
    struct sorted s = sorted_values(in, out);
    const double *prob = o->n_prob > 0 ? o->prob : quartiles;
    int n = o->n_prob > 0 ? o->n_prob : (int)ARRAY_LEN(quartiles);
    say_method(out, &s, o->type);
    for (int i = 0; i < n; i++) {
        char text[NUM_TEXT_MAX];
        const char *key = arena_printf(&out->arena, "quantile:%s", num_shortest(text, prob[i]));
        stat_add_estimate(out, key, UNIT_NONE, sorted_quantile(&s, prob[i], o->type, o->level));
    }
}

static void run_median(const struct stat_input *in, struct stat_output *out) {
    struct sorted s = sorted_values(in, out);
    say_method(out, &s, 7);
    stat_add_estimate(out, "median", UNIT_NONE, sorted_quantile(&s, 0.5, 7, in->options.level));
}

const struct stat stat_quantile = {
    .name = "quantile",
    .family = "descriptives",
    .title = "Quantiles of nine types, or weighted",
    .formula = "type t: (1 − g) x_(j) + g x_(j+1), j + g = a + p (n + 1 − a − b), with a, b and the rounding of type "
               "t; weighted: least x with Σ_{x_i ≤ x} w_i ≥ p Σ w; interval [x_(r), x_(s)] with P(r ≤ Bin(n, p) < s) ≥ "
               "level; p = 0, 0.25, 0.5, 0.75, 1 unless --probs gives others",
    .assumptions = "for the interval, independent draws and an n that is large enough; weighted quantiles have none; "
                   "of a finite population it is too wide, and of width 0 where all answered. --method school (only "
                   "with weights): the mean with the next value where p Σ w is reached exactly",
    .source = "Hyndman and Fan (1996), The American Statistician 50, 361–365; Thompson (1936), Annals of Mathematical "
              "Statistics 7, 122–128 (interval)",
    .r = "quantile(x, .25, type = 7); survey::svyquantile(~x, survey::svydesign(~1, weights = ~w, data = d), .25, "
         "qrule = \"math\")",
    .needs = NEEDS_X | X_NUMERIC,
    .options = "weight type probs level population fpc method",
    .methods = "math school",
    .keys = "quantile:*",
    .run = run_quantile,
    .example = {{"peers10", "--x score --probs 0.25,0.5,0.75 --type 7", "quantile:0.25", 1.2625,
                 "quantile(score, .25, type = 7)"},
                {"peers10", "--x score --probs 0.25 --type 6", "quantile:0.25", 1.2125,
                 "quantile(score, .25, type = 6)"}},
};

const struct stat stat_median = {
    .name = "median",
    .family = "descriptives",
    .title = "Median, weighted where weights are given",
    .formula = "the middle value, or the mean of the two middle ones; weighted: least x with Σ_{x_i ≤ x} w_i ≥ ½ Σ w; "
               "interval [x_(r), x_(s)] with P(r ≤ Bin(n, ½) < s) ≥ level",
    .assumptions = "for the interval, independent draws and an n that is large enough; weighted medians have none; of "
                   "a finite population it is too wide, and of width 0 where all answered. --method school (only with "
                   "weights): the mean with the next value where ½ Σ w is reached exactly",
    .source = "Hyndman and Fan (1996), The American Statistician 50, 361–365; Thompson (1936), Annals of Mathematical "
              "Statistics 7, 122–128 (interval)",
    .r = "median(x); sort(x)[qbinom(c(.025, .975), length(x), .5) + 0:1]; survey::svyquantile(~x, "
         "survey::svydesign(~1, weights = ~w, data = d), .5, qrule = \"math\")",
    .needs = NEEDS_X | X_NUMERIC,
    .options = "weight level population fpc method",
    .methods = "math school",
    .keys = "median",
    .run = run_median,
    .example = {{"council12", "--x q1", "median", 3.5, "median(q1)"}},
};
