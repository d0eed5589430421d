/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Column tests of banner tables whose columns have no respondent in common: all pairs, and each column against the
   rest. */
#include "stats/banner.h"
#include "stats/column_report.h"
#include "stats/comparison.h"

/* False when it cannot be told what a success is. */
static bool columns_apart(const struct stat_input *in, struct stat_output *out, struct columns *c,
                          struct banner_cell *total) {
    struct compare_groups g = compare_groups_of(in, out);
    *c = (struct columns){g.k, g.level, ARENA_ARRAY(&out->arena, (size_t)g.k + 1, struct banner_cell), c->is_share,
                          g.weight != NULL};
    if (c->is_share && !column_hits(in, out, g.x, g.n)) {
        column_add_wrong_success(out);
        return false;
    }
    for (int i = 0; i < g.k; i++) {
        size_t from = g.start[i];
        c->cell[i] = banner_cell_of(g.x + from, g.weight ? g.weight + from : NULL, g.start[i + 1] - from);
    }
    *total = banner_cell_of(g.x, g.weight, g.n);
    return true;
}

static const char *test_words(const struct columns *c) {
    return c->is_share ? "z test of shares with pooled variance, no continuity correction, Newcombe interval"
                       : "Welch's t test of means, t interval";
}

static void run_pairs(const struct stat_input *in, struct stat_output *out, bool is_share) {
    struct banner_cell total;
    struct columns c = {.is_share = is_share};
    if (!columns_apart(in, out, &c, &total)) {
        return;
    }
    struct banner_test *test = column_new_tests(out, banner_n_pairs(c.k));
    enum banner_correction correction = column_correction(in->options.method, out);
    banner_pairs(c.cell, c.k, is_share ? BANNER_SHARES : BANNER_MEANS, in->options.level, test);
    stat_method(out, "all pairs of %d columns: %s; %s; p values two-sided, correction: %s", c.k, test_words(&c),
                column_base_words(&c), banner_correction_name(correction));
    column_add_pairs(in, out, &c, test, correction);
}

static void run_rest(const struct stat_input *in, struct stat_output *out, bool is_share) {
    struct banner_cell total;
    struct columns c = {.is_share = is_share};
    if (!columns_apart(in, out, &c, &total)) {
        return;
    }
    struct banner_test *test = column_new_tests(out, c.k);
    bool is_census = compare_is_census(in, out);
    column_add_cells(out, &c);
    for (int i = 0; i < c.k; i++) {
        struct banner_cell rest = banner_cell_rest(&total, &c.cell[i]);
        test[i] = is_share ? banner_shares(&c.cell[i], &rest, in->options.level)
                           : banner_means(&c.cell[i], &rest, false, in->options.level);
        const char *key = arena_printf(&out->arena, "rest:%s", c.name[i]);
        column_add_number(out, key, is_share ? UNIT_SHARE : UNIT_NONE, rest.mean, rest.n ? STAT_OK : STAT_EMPTY);
    }
    enum banner_correction correction = column_correction(in->options.method, out);
    banner_adjust(test, c.k, correction, &out->arena);
    for (int i = 0; i < c.k; i++) {
        column_add_test(out, &c, &test[i], c.name[i], is_census);
    }
    stat_method(
        out,
        "each of %d columns against the rest (the total less the column): %s; %s; p values two-sided, correction: %s",
        c.k, test_words(&c), column_base_words(&c), banner_correction_name(correction));
}

static void run_pairs_shares(const struct stat_input *in, struct stat_output *out) { run_pairs(in, out, true); }
static void run_pairs_means(const struct stat_input *in, struct stat_output *out) { run_pairs(in, out, false); }
static void run_rest_shares(const struct stat_input *in, struct stat_output *out) { run_rest(in, out, true); }
static void run_rest_means(const struct stat_input *in, struct stat_output *out) { run_rest(in, out, false); }

const struct stat stat_column_proportions = {
    .name = "column_proportions",
    .family = "comparison",
    .title = "Column proportions test of a banner",
    .formula = "z = (p₁ − p₂)/√(p (1 − p)(1/n₁ + 1/n₂)), p = (n₁ p₁ + n₂ p₂)/(n₁ + n₂); weighted: n = (Σ w)²/Σ w²; χ² "
               "= z²; interval of the difference by Newcombe's method 10; letters: the columns that a column lies "
               "significantly above (--alpha, else 1 − level)",
    .assumptions = "independent respondents, columns without common respondents; expected counts of 5 or more. "
                   "--method is the correction of the p values",
    .source = "Agresti (2013), Categorical Data Analysis, 3rd ed., ch. 3; Kish (1965), Survey Sampling, section 11.7 "
              "(effective base); Newcombe (1998), Statistics in Medicine 17, 873–890, method 10 (interval)",
    .r = "x1 <- x[g == \"a\"]; x2 <- x[g == \"b\"]; prop.test(c(sum(x1), sum(x2)), c(length(x1), length(x2)), correct "
         "= FALSE); pairwise.prop.test(tapply(x, g, sum), table(g), p.adjust.method = \"bonferroni\", correct = FALSE)",
    .needs = NEEDS_X | NEEDS_BY | TAKES_DESIGN,
    .options = "success method level alpha weight population fpc",
    .methods = "bonferroni holm bh none",
    .keys = "p_value share:* base:* difference:* z:* chi_square:* p_value:* raw_p_value:*",
    .run = run_pairs_shares,
    .example = {{"shares50", "--x answer --by group --success yes --freq Freq", "chi_square:a:b", 5.7692307692307692,
                 "prop.test(c(30, 18), c(50, 50), correct = FALSE)$statistic"},
                {"shares50", "--x answer --by group --success yes --freq Freq", "p_value:a:b", 0.016309171877754988,
                 "prop.test(c(30, 18), c(50, 50), correct = FALSE)$p.value"}},
};

const struct stat stat_column_means = {
    .name = "column_means",
    .family = "comparison",
    .title = "Column means test of a banner",
    .formula = "Welch's t of each pair; weighted: n = (Σ w)²/Σ w², s² = Σ w (x − m)²/Σ w · n/(n − 1); letters: the "
               "columns that a column lies significantly above (--alpha, else 1 − level)",
    .assumptions = "independent respondents, columns without common respondents; normal distributions or columns that "
                   "are not small. --method is the correction of the p values",
    .source = "Welch (1947), Biometrika 34, 28–35; Kish (1965), Survey Sampling, section 11.7 (effective base)",
    .r = "t.test(x[g == 1], x[g == 2]); pairwise.t.test(x, g, p.adjust.method = \"bonferroni\", pool.sd = FALSE)",
    .needs = NEEDS_X | NEEDS_BY | X_NUMERIC | TAKES_DESIGN,
    .options = "method level alpha weight population fpc",
    .methods = "bonferroni holm bh none",
    .keys = "mean:* base:* difference:* t:* df:* p_value:* raw_p_value:*",
    .run = run_pairs_means,
    .example = {{"sleep", "--x extra --by group", "p_value:1:2", 0.079394140187358173,
                 "t.test(extra ~ group, sleep)$p.value"}},
};

const struct stat stat_column_proportions_rest = {
    .name = "column_proportions_rest",
    .family = "comparison",
    .title = "Column proportions against the rest of the total",
    .formula = "z test of column_proportions of the column against the total less the column",
    .assumptions = "as column_proportions; the column is part of the total, so the total itself would be no "
                   "independent group. --method is the correction of the p values",
    .source = "Agresti (2013), Categorical Data Analysis, 3rd ed., ch. 3; Kish (1965), Survey Sampling, section 11.7 "
              "(effective base); Newcombe (1998), Statistics in Medicine 17, 873–890, method 10 (interval)",
    .r = "a <- x[g == \"a\"]; b <- x[g != \"a\"]; prop.test(c(sum(a), sum(b)), c(length(a), length(b)), correct = "
         "FALSE)",
    .needs = NEEDS_X | NEEDS_BY | TAKES_DESIGN,
    .options = "success method level weight population fpc",
    .methods = "bonferroni holm bh none",
    .keys = "p_value share:* base:* rest:* difference:* z:* chi_square:* p_value:* raw_p_value:*",
    .run = run_rest_shares,
    .example = {{"shares50", "--x answer --by group --success yes --freq Freq", "chi_square:a", 5.7692307692307692,
                 "prop.test(c(30, 18), c(50, 50), correct = FALSE)$statistic"}},
};

const struct stat stat_column_means_rest = {
    .name = "column_means_rest",
    .family = "comparison",
    .title = "Column means against the rest of the total",
    .formula = "Welch's t test of the column against the total less the column; weighted as column_means",
    .assumptions = "as column_means",
    .source = "Welch (1947), Biometrika 34, 28–35; Kish (1965), Survey Sampling, section 11.7 (effective base)",
    .r = "t.test(x[g == 1], x[g != 1])",
    .needs = NEEDS_X | NEEDS_BY | X_NUMERIC | TAKES_DESIGN,
    .options = "method level weight population fpc",
    .methods = "bonferroni holm bh none",
    .keys = "mean:* base:* rest:* difference:* t:* df:* p_value:* raw_p_value:*",
    .run = run_rest_means,
    .example = {{"sleep", "--x extra --by group", "t:1", -1.8608134674868531,
                 "t.test(extra ~ group, sleep)$statistic"}},
};
