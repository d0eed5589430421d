/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rank tests of several groups: Kruskal-Wallis (independent), Friedman and Quade (blocks). */
#include <math.h>

#include "stats/comparison.h"
#include "stats/dist.h"
#include "stats/pick.h"

struct comparison kruskal_test(const double *x, const size_t *start, int k, struct arena *scratch) {
    size_t n = start[k];
    if (k < 2 || n < 2) {
        return comparison_failed(n < 2 ? STAT_TOO_FEW : STAT_EMPTY);
    }
    double *rank = ARENA_ARRAY(scratch, n, double), total = 0, size = (double)n;
    double ties = ranks_of(x, n, rank, scratch);
    double untied = 1 - ties / (size * size * size - size);
    struct comparison c = comparison_failed(ties == size * size * size - size ? STAT_CONSTANT : STAT_OK);
    if (c.status != STAT_OK) {
        return c;
    }
    for (int g = 0; g < k; g++) {
        double sum = 0, m = (double)(start[g + 1] - start[g]);
        for (size_t i = start[g]; i < start[g + 1]; i++) {
            sum += rank[i];
        }
        double off = sum / m - (size + 1) / 2; /* from the mean rank: no cancellation */
        total += m * off * off;
    }
    c.statistic = 12 * total / (size * (size + 1)) / untied;
    c.df = k - 1;
    c.p = dist_chisq_upper(c.statistic, c.df);
    return c;
}

struct comparison friedman_test(const double *matrix, size_t n, int k, struct arena *scratch) {
    if (n < 1 || k < 2) {
        return comparison_failed(STAT_TOO_FEW);
    }
    double *sum = ARENA_ARRAY(scratch, (size_t)k, double), *rank = ARENA_ARRAY(scratch, (size_t)k, double);
    double ties = 0, size = (double)n, square = 0;
    for (size_t i = 0; i < n; i++) {
        ties += ranks_of(matrix + i * (size_t)k, (size_t)k, rank, scratch);
        for (int j = 0; j < k; j++) {
            sum[j] += rank[j];
        }
    }
    for (int j = 0; j < k; j++) {
        double off = sum[j] - size * (k + 1) / 2.0;
        square += off * off;
    }
    double below = size * k * (k + 1) - ties / (k - 1);
    struct comparison c = comparison_failed(below > 0 ? STAT_OK : STAT_CONSTANT);
    if (below > 0) {
        c.statistic = 12 * square / below;
        c.df = k - 1;
        c.p = dist_chisq_upper(c.statistic, c.df);
    }
    return c;
}

/* Ranges of the rows, ranked: the weights of Quade's test. */
static double *range_ranks(const double *matrix, size_t n, int k, struct arena *a) {
    double *range = ARENA_ARRAY(a, n, double), *q = ARENA_ARRAY(a, n, double);
    for (size_t i = 0; i < n; i++) {
        double low = INFINITY, high = -INFINITY;
        for (int j = 0; j < k; j++) {
            low = fmin(low, matrix[i * (size_t)k + (size_t)j]);
            high = fmax(high, matrix[i * (size_t)k + (size_t)j]);
        }
        range[i] = high - low;
    }
    ranks_of(range, n, q, a);
    return q;
}

struct comparison quade_test(const double *matrix, size_t n, int k, struct arena *scratch) {
    if (n < 2 || k < 2) {
        return comparison_failed(STAT_TOO_FEW);
    }
    double *q = range_ranks(matrix, n, k, scratch), all = 0, between = 0, b = (double)n;
    double *sum = ARENA_ARRAY(scratch, (size_t)k, double), *rank = ARENA_ARRAY(scratch, (size_t)k, double);
    for (size_t i = 0; i < n; i++) {
        ranks_of(matrix + i * (size_t)k, (size_t)k, rank, scratch);
        for (int j = 0; j < k; j++) {
            double s = q[i] * (rank[j] - (k + 1) / 2.0);
            sum[j] += s;
            all += s * s;
        }
    }
    for (int j = 0; j < k; j++) {
        between += sum[j] * sum[j] / b;
    }
    struct comparison c = comparison_failed(all - between > 1e-12 * all ? STAT_OK
                                            : all > 0                   ? STAT_UNDEFINED
                                                                        : STAT_CONSTANT);
    if (c.status == STAT_OK) {
        c.statistic = (b - 1) * between / (all - between);
        c.df = k - 1;
        c.df2 = (b - 1) * (k - 1);
        c.p = dist_f_upper(c.statistic, c.df, c.df2);
    }
    return c;
}

/* ---- descriptors ---------------------------------------------------------------------------------------------- */
static void run_kruskal(const struct stat_input *in, struct stat_output *out) {
    struct compare_groups g = compare_groups_of(in, out);
    struct comparison c = kruskal_test(g.x, g.start, g.k, &out->arena);
    bool is_census = compare_is_simple_census(in, out);
    stat_method(
        out,
        "Kruskal-Wallis rank sum test of %d groups, corrected for ties, chi-square approximation; epsilon² = H/(n - 1)",
        g.k);
    comparison_add(out, &c, (struct comparison_keys){NULL, "chi_square", is_census});
    if (c.status == STAT_OK) {
        stat_add(out, "epsilon_squared", UNIT_NONE, c.statistic / ((double)g.n - 1));
    } else {
        stat_add_status(out, "epsilon_squared", UNIT_NONE, c.status);
    }
}

static void run_blocks(const struct stat_input *in, struct stat_output *out, bool is_quade) {
    struct picked p;
    double *m = pick_matrix(in, out, &p);
    struct comparison c =
        is_quade ? quade_test(m, p.n, in->n_x, &out->arena) : friedman_test(m, p.n, in->n_x, &out->arena);
    bool is_census = compare_is_simple_census(in, out);
    if (is_quade) {
        stat_method(out, "Quade test of %d columns in %zu complete rows, F distribution", in->n_x, p.n);
    } else {
        stat_method(
            out,
            "Friedman rank sum test of %d columns in %zu complete rows, corrected for ties, chi-square approximation; "
            "Kendall's W = chi²/(n (k - 1))",
            in->n_x, p.n);
    }
    comparison_add(out, &c, (struct comparison_keys){NULL, is_quade ? "f" : "chi_square", is_census});
    if (!is_quade && c.status == STAT_OK) {
        stat_add(out, "kendall_w", UNIT_NONE, c.statistic / ((double)p.n * (in->n_x - 1)));
    } else if (!is_quade) {
        stat_add_status(out, "kendall_w", UNIT_NONE, c.status);
    }
}

static void run_friedman(const struct stat_input *in, struct stat_output *out) { run_blocks(in, out, false); }
static void run_quade(const struct stat_input *in, struct stat_output *out) { run_blocks(in, out, true); }

const struct stat stat_kruskal_wallis = {
    .name = "kruskal_wallis",
    .family = "comparison",
    .title = "Kruskal-Wallis rank sum test",
    .formula =
        "H = 12/(N (N + 1)) Σ n_i (mean rank_i − (N + 1)/2)²/(1 − Σ (t³ − t)/(N³ − N)), df = k − 1; ε² = H/(N − 1)",
    .assumptions = "independent observations; groups that are not small (chi-square approximation); as a test of "
                   "medians, distributions of the same shape",
    .source = "Kruskal and Wallis (1952), Journal of the American Statistical Association 47, 583–621; Tomczak and "
              "Tomczak (2014), Trends in Sport Sciences 21, 19–25 (ε²)",
    .r = "kruskal.test(x ~ g)",
    .needs = NEEDS_X | NEEDS_BY | X_NUMERIC,
    .options = "population fpc",
    .keys = "chi_square df p_value epsilon_squared",
    .run = run_kruskal,
    .example = {{"council12", "--x q1 --by sector", "chi_square", 2.6712345679012297,
                 "kruskal.test(q1 ~ sector)$statistic"}},
};

const struct stat stat_friedman = {
    .name = "friedman",
    .family = "comparison",
    .title = "Friedman rank sum test",
    .formula = "χ² = 12 Σ (R_j − n (k + 1)/2)²/(n k (k + 1) − Σ (t³ − t)/(k − 1)), df = k − 1, R_j the sum of column "
               "j's ranks within rows; W = χ²/(n (k − 1))",
    .assumptions = "independent rows (respondents), each with all columns; not few rows (chi-square approximation)",
    .source = "Friedman (1937), Journal of the American Statistical Association 32, 675–701; Kendall and Babington "
              "Smith (1939), Annals of Mathematical Statistics 10, 275–287 (W)",
    .r = "friedman.test(as.matrix(d))",
    .needs = NEEDS_X | NEEDS_MANY_X | X_NUMERIC,
    .options = "population fpc",
    .keys = "chi_square df p_value kendall_w",
    .run = run_friedman,
    .example = {{"council12", "--x q1,q2,q3,q4", "chi_square", 6.3068181818181817,
                 "friedman.test(cbind(q1, q2, q3, q4))$statistic"}},
};

const struct stat stat_quade = {
    .name = "quade",
    .family = "comparison",
    .title = "Quade test",
    .formula = "s_ij = Q_i (r_ij − (k + 1)/2), Q_i the rank of row i's range, r_ij the rank within the row; F = (n − "
               "1) B/(A − B), A = Σ s², B = Σ S_j²/n, S_j the column sums; df k − 1 and (n − 1)(k − 1)",
    .assumptions = "independent rows, each with all columns, ranges comparable between rows",
    .source = "Quade (1979), Journal of the American Statistical Association 74, 680–683; Conover (1999), Practical "
              "Nonparametric Statistics, 3rd ed., 373–380",
    .r = "quade.test(as.matrix(d))",
    .needs = NEEDS_X | NEEDS_MANY_X | X_NUMERIC,
    .options = "population fpc",
    .keys = "f df1 df2 p_value",
    .run = run_quade,
    .example = {{"council12", "--x q1,q2,q3,q4", "f", 1.0397204854726003,
                 "quade.test(cbind(q1, q2, q3, q4))$statistic"}},
};
