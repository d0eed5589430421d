/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/design_quantile.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/dist.h"

static const char *const rule_names[N_QUANTILE_RULES] = {"math", "school", "hf1", "hf2", "hf3", "hf4",
                                                         "hf5",  "hf6",    "hf7", "hf8", "hf9"};
static const char *const method_names[N_SHARE_METHODS] = {"logit", "beta", "asin", "mean"};

const char *quantile_rule_name(enum quantile_rule r) { return rule_names[r]; }
const char *share_method_name(enum share_method m) { return method_names[m]; }

static int find_word(const char *const *words, int n, const char *word) {
    int i = 0;
    while (i < n && strcmp(words[i], word) != 0) {
        i++;
    }
    return i;
}

bool quantile_rule_find(const char *name, enum quantile_rule *r) {
    *r = (enum quantile_rule)find_word(rule_names, N_QUANTILE_RULES, name);
    return *r != N_QUANTILE_RULES;
}

bool share_method_find(const char *name, enum share_method *m) {
    *m = (enum share_method)find_word(method_names, N_SHARE_METHODS, strcmp(name, "xlogit") == 0 ? "logit" : name);
    return *m != N_SHARE_METHODS;
}

/* ---- sorted values ----------------------------------------------------------------------------------------- */
struct value_at {
    double x;
    size_t row;
};

static int by_value(const void *p, const void *q) {
    const struct value_at *a = p, *b = q;
    return a->x != b->x ? (a->x > b->x) - (a->x < b->x) : (a->row > b->row) - (a->row < b->row);
}

struct sorted_sample sorted_sample(const struct taylor *t, const double *x, struct arena *a) {
    const struct sampling *s = t->s;
    size_t most = t->domain.n_weighted + 1;
    struct sorted_sample q = {0, ARENA_ARRAY(a, most, size_t), ARENA_ARRAY(a, most, double),
                              ARENA_ARRAY(a, most, double)};
    struct value_at *v = mem_alloc(most, sizeof *v);
    for (size_t i = 0; i < s->n; i++) {
        if ((!t->domain.in || t->domain.in[i]) && s->weight[i] != 0) {
            v[q.n++] = (struct value_at){x[i], i};
        }
    }
    qsort(v, q.n, sizeof *v, by_value);
    for (size_t k = 0; k < q.n; k++) {
        q.row[k] = v[k].row;
        q.x[k] = v[k].x;
        q.weight[k] = s->weight[v[k].row];
    }
    mem_free(v);
    return q;
}

/* ---- rules ------------------------------------------------------------------------------------------------- */
/* The steps of the distribution function around probability p: Σw up to 'low' is the last that is ≤ p·Σw. */
struct step {
    double low, high;    /* values */
    double below, above; /* p − share at 'low'; share at 'high' − p */
    size_t number;       /* of 'low', from 1, among distinct values if wanted */
    bool is_exact;
};

static double weight_sum(const double *weight, size_t n) {
    struct sum sum = {0};
    for (size_t i = 0; i < n; i++) {
        sum_add(&sum, weight[i]);
    }
    return sum_value(&sum);
}

static struct step find_step(const double *x, const double *weight, size_t n, double p, bool is_distinct) {
    double total = weight_sum(weight, n), wanted = p * total, slack = 1e-12 * total, reached = 0;
    struct sum sum = {0};
    struct step s = {.number = 0};
    for (size_t i = 0; i < n;) {
        double value = x[i];
        do {
            sum_add(&sum, weight[i++]);
        } while (i < n && (weight[i] == 0 || (is_distinct && x[i] == value)));
        double now = sum_value(&sum);
        if (now == reached) { /* leading weights of 0 */
            continue;
        }
        bool is_below = now <= wanted + slack;
        if (!is_below && s.number > 0) {
            s.high = value;
            s.above = now / total - p;
            return s;
        }
        s = (struct step){value, value, p - now / total, now / total - p, s.number + 1, fabs(now - wanted) <= slack};
        reached = now;
        if (!is_below) { /* already the first is beyond p: R starts from it all the same */
            s.is_exact = false;
            while (i < n && weight[i] == 0) {
                i++;
            }
            s.high = i < n ? x[i] : value;
            s.above = i < n ? (now + weight[i]) / total - p : s.above;
            s.number = 0;
            return s;
        }
    }
    return s;
}

static double by_step(const double *x, const double *weight, size_t n, double p, enum quantile_rule rule) {
    struct step s = find_step(x, weight, n, p, rule == QUANTILE_HF3);
    bool is_before = s.number == 0;
    if (rule == QUANTILE_HF4) {
        double gamma = s.below / (s.above + s.below);
        return is_before || s.above + s.below == 0 ? s.low : s.low * (1 - gamma) + s.high * gamma;
    }
    if (is_before) {
        return s.low;
    }
    if (rule == QUANTILE_HF3) {
        return s.is_exact && s.number % 2 == 0 ? s.low : s.high;
    }
    bool is_middle = rule == QUANTILE_SCHOOL || rule == QUANTILE_HF2;
    return !s.is_exact ? s.high : is_middle ? s.low + (s.high - s.low) / 2 : s.low;
}

/* Position of a value in types 5 … 9, from the sum of weights before it and its own weight. */
static double position(enum quantile_rule rule, double before, double own) {
    switch (rule) {
    case QUANTILE_HF5:
        return before + own / 2;
    case QUANTILE_HF6:
        return before + own;
    case QUANTILE_HF8:
        return before + own * 2 / 3;
    case QUANTILE_HF9:
        return before + own * 5 / 8;
    default:
        return before;
    }
}

/* What positions are divided by, from the sum of all weights and the last one. */
static double span_of(enum quantile_rule rule, double all, double last) {
    return rule == QUANTILE_HF5   ? all
           : rule == QUANTILE_HF6 ? all + last
           : rule == QUANTILE_HF7 ? all - last
           : rule == QUANTILE_HF8 ? all + last / 3
                                  : all + last / 4;
}

static double by_line(const double *x, const double *weight, size_t n, double p, enum quantile_rule rule) {
    while (n > 0 && weight[n - 1] == 0) {
        n--;
    }
    double all = weight_sum(weight, n), span = span_of(rule, all, weight[n - 1]), wanted = p * span;
    struct sum before = {0};
    double at = 0, value = 0;
    for (size_t i = 0, k = 0; i < n; i++) {
        if (weight[i] == 0) {
            continue;
        }
        double now = position(rule, sum_value(&before), weight[i]);
        if (now >= wanted) {
            return k == 0 || now == at ? x[i] : value + (x[i] - value) * (wanted - at) / (now - at);
        }
        at = now;
        value = x[i];
        sum_add(&before, weight[i]);
        k++;
    }
    return x[n - 1];
}

double quantile_by_rule(const double *x, const double *weight, size_t n, double p, enum quantile_rule rule) {
    if (!(weight_sum(weight, n) > 0) || isnan(p)) {
        return (double)NAN;
    }
    return rule >= QUANTILE_HF5 ? by_line(x, weight, n, p, rule) : by_step(x, weight, n, p, rule);
}

/* ---- intervals of shares ----------------------------------------------------------------------------------- */
static double expit(double u) { return u >= 0 ? 1 / (1 + exp(-u)) : exp(u) / (1 + exp(u)); }

/* Korn and Graubard's interval from an effective sample size. */
static void beta_interval(const struct taylor *t, struct sampled *e, double n) {
    double p = e->e.value, alpha = 1 - t->level;
    e->e.low = p <= 0 ? 0 : dist_beta_quantile(alpha / 2, n * p, n * (1 - p) + 1);
    e->e.high = p >= 1 ? 1 : dist_beta_quantile(1 - alpha / 2, n * p + 1, n * (1 - p));
}

/* The effective sample size at the design's degrees of freedom instead of n − 1. */
static double adjusted_n(const struct taylor *t, double n) {
    double ratio = dist_t_quantile(0.5 + t->level / 2, (double)t->domain.n_weighted - 1) / t->domain.t;
    return n * ratio * ratio;
}

static bool set_certain(const struct taylor *t, struct sampled *e) {
    if (t->s->is_census) {
        e->e.low = e->e.high = e->e.value;
        return false;
    }
    struct kish k = kish_of(t->s->weight, t->domain.in, t->s->n);
    beta_interval(t, e, adjusted_n(t, k.effective_n));
    return true;
}

bool share_interval(const struct taylor *t, struct sampled *e, enum share_method method) {
    if (!e->e.has_interval || t->s->is_census) {
        return false;
    }
    double p = e->e.value, q = 1 - p, half = t->domain.t * e->e.se;
    if (e->variance == 0 || p <= 0 || q <= 0) {
        return set_certain(t, e);
    }
    if (method == SHARE_LOGIT) {
        double u = log(p / q);
        e->e.low = expit(u - half / (p * q));
        e->e.high = expit(u + half / (p * q));
    } else if (method == SHARE_BETA) {
        beta_interval(t, e, adjusted_n(t, p * q / e->variance));
    } else if (method == SHARE_ASIN) {
        double u = asin(sqrt(p)), d = half / (2 * sqrt(p * q));
        double from = fmax(u - d, 0), to = fmin(u + d, M_PI_2); /* beyond 0 and 1 the sine turns back */
        e->e.low = sin(from) * sin(from);
        e->e.high = sin(to) * sin(to);
    }
    return false;
}

/* ---- quantiles --------------------------------------------------------------------------------------------- */
/* The share of the domain at or below a value. */
static struct sampled share_below(struct taylor *t, const double *x, double value) {
    const double *w = t->s->weight;
    struct sum in = {0}, out = {0};
    for (size_t i = 0; i < t->s->n; i++) {
        if (!t->domain.in || t->domain.in[i]) {
            sum_add(x[i] <= value ? &in : &out, w[i]);
        }
    }
    double W = sum_value(&in) + sum_value(&out), share = sum_value(&in) / W, rest = sum_value(&out) / W;
    for (size_t i = 0; i < t->s->n; i++) {
        t->z[i] = !t->domain.in || t->domain.in[i] ? w[i] * (x[i] <= value ? rest : -share) / W : 0;
    }
    return taylor_from_z(t, share);
}

struct sampled taylor_quantile(struct taylor *t, const double *x, const struct sorted_sample *sorted, double p,
                               enum quantile_rule rule, enum share_method interval) {
    struct sampled e = {.e = {.se = -1, .df = -1, .n = t->domain.n}, .variance = -1, .srs = -1, .srs_replace = -1};
    if (sorted->n == 0) {
        e.e.status = e.variance_status = t->domain.n == 0 ? STAT_EMPTY : STAT_NO_WEIGHT;
        return e;
    }
    e.e.value = quantile_by_rule(sorted->x, sorted->weight, sorted->n, p, rule);
    struct sampled share = share_below(t, x, e.e.value);
    e.variance_status = share.variance_status;
    e.e.df = share.e.df;
    if (!share.e.has_interval) {
        return e;
    }
    bool is_certain = share.variance == 0;
    if (interval != SHARE_MEAN && !is_certain) {
        share_interval(t, &share, interval);
    }
    e.e.has_interval = share.e.low >= 0 && share.e.high <= 1 && (!is_certain || t->s->is_census);
    if (!e.e.has_interval) {
        e.variance_status = STAT_UNDEFINED;
        return e;
    }
    e.e.low = is_certain ? e.e.value : quantile_by_rule(sorted->x, sorted->weight, sorted->n, share.e.low, rule);
    e.e.high = is_certain ? e.e.value : quantile_by_rule(sorted->x, sorted->weight, sorted->n, share.e.high, rule);
    e.e.se = t->domain.t > 0 ? (e.e.high - e.e.low) / (2 * t->domain.t) : 0;
    e.variance = e.e.se * e.e.se;
    return e;
}
