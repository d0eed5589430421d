/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Column tests of banner tables whose columns may share respondents, as those of a question with several answers do. */
#include <string.h>

#include "stats/banner.h"
#include "stats/column_report.h"
#include "stats/pick.h"
#include "stats/success.h"

/* Values x[0] and membership in the columns x[1 …], of the respondents who have all of them. */
struct members {
    size_t n;
    double *x, *weight;
    uint8_t **in; /* one array a column */
    int k;
};

static struct members members_of(const struct stat_input *in, struct stat_output *out) {
    struct picked p;
    double *m = pick_matrix(in, out, &p);
    struct arena *a = &out->arena;
    int k = in->n_x - 1;
    struct members r = {.n = p.n,
                        .x = ARENA_ARRAY(a, p.n + 1, double),
                        .weight = p.weight,
                        .in = ARENA_ARRAY(a, (size_t)k, uint8_t *),
                        .k = k};
    for (size_t i = 0; i < p.n; i++) {
        r.x[i] = m[i * (size_t)in->n_x];
    }
    for (int g = 0; g < k; g++) {
        struct success member = success_of(&in->x[g + 1], NULL);
        r.in[g] = ARENA_ARRAY(a, p.n + 1, uint8_t);
        for (size_t i = 0; i < p.n; i++) {
            r.in[g][i] = member.status == STAT_OK && is_success(&member, m[i * (size_t)in->n_x + (size_t)g + 1]);
        }
    }
    return r;
}

static struct banner_cell member_cell(const struct members *m, const uint8_t *in, struct arena *a) {
    double *x = ARENA_ARRAY(a, m->n + 1, double), *w = m->weight ? ARENA_ARRAY(a, m->n + 1, double) : NULL;
    size_t n = 0;
    for (size_t i = 0; i < m->n; i++) {
        if (in[i]) {
            x[n] = m->x[i];
            if (w) {
                w[n] = m->weight[i];
            }
            n++;
        }
    }
    return banner_cell_of(x, w, n);
}

static struct banner_overlap overlap_of(const struct members *m, const uint8_t *a, const uint8_t *b) {
    struct banner_overlap o = {0};
    struct sum ww = {0};
    for (size_t i = 0; i < m->n; i++) {
        if (a[i] && b[i]) {
            o.n++;
            sum_add(&ww, m->weight ? m->weight[i] * m->weight[i] : 1);
        }
    }
    o.ww = sum_value(&ww);
    return o;
}

struct plan {
    bool is_linear;
    const char *correction; /* NULL = the default */
    double level;
};

/* The words of --method: "holm", "linear", "linear+holm". */
static struct plan plan_of(const struct stat_options *o, struct arena *a) {
    const char *method = o->method;
    struct plan p = {.level = o->level};
    while (method && *method) {
        size_t n = strcspn(method, "+");
        const char *word = arena_strndup(a, method, n);
        if (strcmp(word, "linear") == 0 || strcmp(word, "direct") == 0) {
            p.is_linear = *word == 'l';
        } else {
            p.correction = word;
        }
        method += n + (method[n] == '+');
    }
    return p;
}

static struct banner_test overlap_test(const struct members *m, const struct columns *c, int i, int j,
                                       const struct plan *plan) {
    struct banner_overlap common = overlap_of(m, m->in[i], m->in[j]);
    if (plan->is_linear) {
        struct banner_sample s = {m->x, m->weight, m->in[i], m->in[j], m->n};
        return banner_linear(&s, plan->level);
    }
    return c->is_share ? banner_shares_overlap(&c->cell[i], &c->cell[j], &common, plan->level)
                       : banner_means_overlap(&c->cell[i], &c->cell[j], &common, false, plan->level);
}

static struct columns columns_of(const struct stat_input *in, struct stat_output *out, const struct members *m,
                                 bool is_share) {
    struct arena *a = &out->arena;
    size_t k = (size_t)m->k + 1;
    struct columns c = {m->k, ARENA_ARRAY(a, k, const char *), ARENA_ARRAY(a, k, struct banner_cell), is_share,
                        m->weight != NULL};
    for (int i = 0; i < m->k; i++) {
        c.name[i] = in->x[i + 1].name;
        c.cell[i] = member_cell(m, m->in[i], a);
    }
    return c;
}

static void run_overlap(const struct stat_input *in, struct stat_output *out, bool is_share) {
    struct members m = members_of(in, out);
    struct plan plan = plan_of(&in->options, &out->arena);
    if (is_share && !column_hits(in, out, m.x, m.n)) {
        column_add_wrong_success(out);
        return;
    }
    struct columns c = columns_of(in, out, &m, is_share);
    struct banner_test *test = column_new_tests(out, banner_n_pairs(m.k));
    for (int i = 0; i < m.k; i++) {
        for (int j = i + 1; j < m.k; j++) {
            test[banner_pair(i, j, m.k)] = overlap_test(&m, &c, i, j, &plan);
        }
    }
    enum banner_correction correction = column_correction(plan.correction, out);
    stat_method(out, "all pairs of %d columns that may share respondents: %s; %s; p values two-sided, correction: %s",
                m.k,
                plan.is_linear ? "t test of the difference of domain means, variance linearised over all respondents"
                : is_share ? "z test of shares, pooled variance less the common respondents' covariance, Wald interval"
                           : "partially overlapping samples t test, unequal variances, t interval",
                column_base_words(&c), banner_correction_name(correction));
    column_add_pairs(in, out, &c, test, correction);
}

static void run_overlap_shares(const struct stat_input *in, struct stat_output *out) { run_overlap(in, out, true); }
static void run_overlap_means(const struct stat_input *in, struct stat_output *out) { run_overlap(in, out, false); }

const struct stat stat_overlap_proportions = {
    .name = "overlap_proportions",
    .family = "comparison",
    .title = "Column proportions test of columns that overlap",
    .formula =
        "z = (p₁ − p₂)/√(p (1 − p)(1/n₁ + 1/n₂ − 2 c)), p = (n₁ p₁ + n₂ p₂)/(n₁ + n₂), c = n₁₂/(n₁ n₂); weighted: n = "
        "(Σ w)²/Σ w², c = Σ₁₂ w²/(Σ₁ w Σ₂ w); interval p₁ − p₂ ± z √(p₁ q₁/n₁ + p₂ q₂/n₂ − 2 c √(p₁ q₁ p₂ q₂)); "
        "linear: t = (p₁ − p₂)/√(n/(n − 1) Σ u²), u = w ([1] (x − p₁)/W₁ − [2] (x − p₂)/W₂), df = n − 1",
    .assumptions = "independent respondents, each with one answer that counts in every column it is a member of. --x "
                   "ANSWER,GROUP1,GROUP2,… with 1 (or the last level) for members. --method is the correction of the p "
                   "values, and the variance: of the columns, or linearised over all respondents",
    .source = "Derrick, Dobson-McKittrick, Toher and White (2015), Journal of Applied Quantitative Methods 10(3), with "
              "correlation 1; Kish (1965), Survey Sampling, section 11.7 (effective base); Särndal, Swensson and "
              "Wretman (1992), Model Assisted Survey Sampling, ch. 5 (linear)",
    .r = "na <- sum(a); nb <- sum(b); p1 <- mean(x[a == 1]); p2 <- mean(x[b == 1]); p <- (na * p1 + nb * p2) / (na + "
         "nb); (p1 - p2) / sqrt(p * (1 - p) * (1 / na + 1 / nb - 2 * sum(a * b) / (na * nb)))",
    .needs = NEEDS_X | NEEDS_MANY_X | TAKES_DESIGN,
    .options = "success method level alpha weight population fpc",
    .methods = "bonferroni holm bh none; direct linear",
    .keys = "p_value share:* base:* difference:* z:* chi_square:* t:* df:* p_value:* raw_p_value:*",
    .run = run_overlap_shares,
    .example = {{"overlap", "--x answer,a,b --success yes", "z:a:b", 1.4698678048165974,
                 "x <- answer == \"yes\"; na <- sum(a); nb <- sum(b); p1 <- mean(x[a == 1]); p2 <- mean(x[b == 1]); p "
                 "<- (na * p1 + nb * p2) / (na + nb); (p1 - p2) / sqrt(p * (1 - p) * (1 / na + 1 / nb - 2 * sum(a * b) "
                 "/ (na * nb)))"}},
};

const struct stat stat_overlap_means = {
    .name = "overlap_means",
    .family = "comparison",
    .title = "Column means test of columns that overlap",
    .formula = "t = (m₁ − m₂)/√(s₁²/n₁ + s₂²/n₂ − 2 s₁ s₂ c), c = n₁₂/(n₁ n₂); df = n₁₂ − 1 + (f − n₁₂ + 1)/(n₁ + n₂) "
               "(n₁ + n₂ − 2 n₁₂), f Welch's df; weighted: n = (Σ w)²/Σ w², c = Σ₁₂ w²/(Σ₁ w Σ₂ w), n₁₂ = c n₁ n₂; "
               "linear: as overlap_proportions",
    .assumptions = "independent respondents, each with one value that counts in every column it is a member of. --x "
                   "VALUE,GROUP1,GROUP2,… with 1 (or the last level) for members. --method is the correction of the p "
                   "values, and the variance: of the columns, or linearised over all respondents",
    .source = "Derrick, Russ, Toher and White (2017), Journal of Modern Applied Statistical Methods 16(1), 137–157, "
              "with correlation 1; Kish (1965), Survey Sampling, section 11.7 (effective base); Särndal, Swensson and "
              "Wretman (1992), Model Assisted Survey Sampling, ch. 5 (linear)",
    .r = "na <- sum(a); nb <- sum(b); va <- var(x[a == 1]); vb <- var(x[b == 1]); (mean(x[a == 1]) - mean(x[b == 1])) "
         "/ sqrt(va / na + vb / nb - 2 * sqrt(va * vb) * sum(a * b) / (na * nb))",
    .needs = NEEDS_X | NEEDS_MANY_X | X_NUMERIC | TAKES_DESIGN,
    .options = "method level alpha weight population fpc",
    .methods = "bonferroni holm bh none; direct linear",
    .keys = "mean:* base:* difference:* t:* df:* p_value:* raw_p_value:*",
    .run = run_overlap_means,
    .example = {{"overlap", "--x score,a,b", "t:a:b", 0.17061169835837595,
                 "na <- sum(a); nb <- sum(b); va <- var(score[a == 1]); vb <- var(score[b == 1]); (mean(score[a == 1]) "
                 "- mean(score[b == 1])) / sqrt(va / na + vb / nb - 2 * sqrt(va * vb) * sum(a * b) / (na * nb))"}},
};
