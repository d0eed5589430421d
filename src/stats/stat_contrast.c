/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Difference and ratio of two proportions: of one column between two groups, or of two columns over the same rows. */
#include "stats/contrast.h"
#include "stats/estimate.h"
#include "stats/pick.h"
#include "stats/proportions.h"
#include "stats/success.h"
#include "stats/tally.h"

static const char how[] = "Newcombe's hybrid score interval (Wilson limits, no continuity correction)";
static const char how_ratio[] = "MOVER-R interval from Wilson limits";

/* ---- two groups -------------------------------------------------------------------------------------------- */
struct two_groups {
    struct share_sample sample[2];
    const char *name[2];
    enum stat_status status;
};

static struct two_groups two_groups_of(const struct stat_input *in, struct stat_output *out) {
    struct picked p = pick_x(in, out), q = p;
    struct two_groups g = {.name = {"a", "b"}};
    struct success s = success_of(&in->x[0], in->options.success);
    q.weight = NULL;
    q.x = ARENA_ARRAY(&out->arena, p.n + 1, double);
    for (size_t i = 0; i < p.n; i++) {
        q.x[i] = in->by->value[p.row[i]];
    }
    struct tally t = tally_of(in->by, &q, &out->arena);
    g.status = s.status != STAT_OK ? s.status : t.k < 2 ? STAT_EMPTY : t.k > 2 ? STAT_WRONG_LEVEL : STAT_OK;
    if (g.status != STAT_OK) {
        return g;
    }
    for (size_t i = 0; i < p.n; i++) {
        struct share_sample *sample = &g.sample[q.x[i] == t.value[1]];
        sample->n++;
        sample->x += is_success(&s, p.x[i]);
    }
    for (int i = 0; i < 2; i++) {
        g.name[i] = tally_name(in->by, &t, i, &out->arena);
        g.sample[i].population = g.sample[i].n * population_of(in) / (p.n > 0 ? (double)p.n : 1);
    }
    return g;
}

static void add_groups(struct stat_output *out, const struct two_groups *g, double level) {
    for (int i = 0; i < 2 && g->status == STAT_OK; i++) {
        const struct share_sample *s = &g->sample[i];
        const char *key = arena_printf(&out->arena, "proportion:%s", g->name[i]);
        struct estimate e = proportion_of(s->x, s->n, s->population, PROPORTION_WILSON, level);
        stat_add_estimate(out, key, UNIT_SHARE, s->n > 0 ? e : estimate_status(STAT_EMPTY, 0));
    }
}

static void say_population(const struct stat_input *in, struct stat_output *out) {
    if (population_of(in) > 0) {
        stat_note(out, "both groups are taken to be sampled at the same rate n/N");
    }
}

static void run_groups(const struct stat_input *in, struct stat_output *out, const char *key, const char *text,
                       struct estimate (*of)(struct share_sample, struct share_sample, double)) {
    struct two_groups g = two_groups_of(in, out);
    stat_method(out, "%s; %s",
                key[0] == 'd' ? "difference of the first group's share less the second's"
                              : "the first group's share over the second's",
                text);
    struct estimate e = estimate_status(g.status, out->n);
    stat_add_estimate(out, key, key[0] == 'd' ? UNIT_SHARE : UNIT_NONE,
                      g.status == STAT_OK ? of(g.sample[0], g.sample[1], in->options.level) : e);
    add_groups(out, &g, in->options.level);
    say_population(in, out);
    pick_without_design(in, out);
}

static void run_difference(const struct stat_input *in, struct stat_output *out) {
    run_groups(in, out, "difference", how, proportion_difference);
}
static void run_ratio(const struct stat_input *in, struct stat_output *out) {
    run_groups(in, out, "ratio", how_ratio, proportion_ratio);
}

/* ---- pairs ------------------------------------------------------------------------------------------------- */
static struct share_pairs pairs_of(const struct stat_input *in, const struct picked *p, const struct success s[2]) {
    struct share_pairs pairs = {.population = population_of(in)};
    for (size_t i = 0; i < p->n; i++) {
        bool x = is_success(&s[0], p->x[i]), y = is_success(&s[1], p->y[i]);
        *(x ? (y ? &pairs.both : &pairs.first) : (y ? &pairs.second : &pairs.neither)) += 1;
    }
    return pairs;
}

static void run_pairs(const struct stat_input *in, struct stat_output *out, const char *key, const char *text,
                      struct estimate (*of)(struct share_pairs, double)) {
    struct picked p = pick_xy(in, out);
    struct success s[2] = {success_of(&in->x[0], in->options.success), success_of(in->y, in->options.success)};
    enum stat_status status = s[0].status != STAT_OK ? s[0].status : s[1].status;
    stat_method(out, "paired %s of x against y; %s; correlation phi%s", key, text,
                key[0] == 'd' ? " less n/2 in its numerator" : "");
    struct estimate e = estimate_status(status, p.n);
    if (status == STAT_OK) {
        struct share_pairs pairs = pairs_of(in, &p, s);
        e = of(pairs, in->options.level);
    }
    stat_add_estimate(out, key, key[0] == 'd' ? UNIT_SHARE : UNIT_NONE, e);
    pick_without_design(in, out);
}

static void run_difference_paired(const struct stat_input *in, struct stat_output *out) {
    run_pairs(in, out, "difference", how, proportion_difference_paired);
}
static void run_ratio_paired(const struct stat_input *in, struct stat_output *out) {
    run_pairs(in, out, "ratio", how_ratio, proportion_ratio_paired);
}

/* ---- descriptors ------------------------------------------------------------------------------------------- */
const struct stat stat_proportion_difference = {
    .name = "proportion_difference",
    .family = "proportions",
    .title = "Difference of two independent proportions",
    .formula = "d = p₁ − p₂; d − √((p₁ − l₁)² + (u₂ − p₂)²) to d + √((u₁ − p₁)² + (p₂ − l₂)²), l and u Wilson limits",
    .assumptions = "two independent simple random samples, the groups of --by, first minus second; with N both sampled "
                   "at the rate n/N",
    .source = "Newcombe (1998), Statistics in Medicine 17, 873–890, method 10",
    .r =
        "w <- function(x, n) prop.test(x, n, correct = FALSE)$conf.int; p <- tapply(x, g, mean); a <- w(sum(x[g == "
        "1]), sum(g == 1)); b <- w(sum(x[g == 2]), sum(g == 2)); p[1] - p[2] - sqrt((p[1] - a[1])^2 + (b[2] - p[2])^2)",
    .needs = NEEDS_X | NEEDS_BY,
    .options = "success level population fpc",
    .keys = "difference proportion:*",
    .run = run_difference,
    .example = {{"perondi", "--x survived --by dose --freq Freq --success yes", "difference", 6.0 / 34,
                 "7 / 34 - 1 / 34 # Fagerland, Lydersen and Laake (2017), Statistical Analysis of Contingency Tables: "
                 "0.1765"}},
};

const struct stat stat_proportion_ratio = {
    .name = "proportion_ratio",
    .family = "proportions",
    .title = "Ratio of two independent proportions",
    .formula =
        "R = p₁/p₂; limits solve R²(p₂² − B²) − 2 R p₁ p₂ + p₁² − A² = 0, A and B the distances to the Wilson limits",
    .assumptions = "two independent simple random samples, the groups of --by, first over second; the second group has "
                   "a success; with N both sampled at the rate n/N",
    .source = "Donner and Zou (2012), Statistical Methods in Medical Research 21, 347–359; Newcombe (2013), Confidence "
              "Intervals for Proportions and Related Measures of Effect Size",
    .r = "w <- function(x, n) prop.test(x, n, correct = FALSE)$conf.int; p <- tapply(x, g, mean); a <- w(sum(x[g == "
         "1]), sum(g == 1)); b <- w(sum(x[g == 2]), sum(g == 2)); uniroot(function(R) (p[1] - R * p[2])^2 - (p[1] - "
         "a[1])^2 - R^2 * (b[2] - p[2])^2, c(0, p[1] / p[2]), tol = 1e-12)$root",
    .needs = NEEDS_X | NEEDS_BY,
    .options = "success level population fpc",
    .keys = "ratio proportion:*",
    .run = run_ratio,
    .example = {{"perondi", "--x survived --by dose --freq Freq --success yes", "ratio", 7,
                 "7 / 1 # Fagerland, Lydersen and Laake (2017), Statistical Analysis of Contingency Tables: 7.0000"}},
};

const struct stat stat_proportion_difference_paired = {
    .name = "proportion_difference_paired",
    .family = "proportions",
    .title = "Difference of two paired proportions",
    .formula =
        "d = p₁ − p₂; as for independent ones with −2 φ (p₁ − l₁)(u₂ − p₂) and −2 φ (u₁ − p₁)(p₂ − l₂) under the "
        "roots; φ = (a d − b c)/√(product of the margins), the numerator less n/2, but not below 0, where positive",
    .assumptions = "a simple random sample of pairs: x and y of the same row",
    .source = "Newcombe (1998), Statistics in Medicine 17, 2635–2650, method 10",
    .r = "w <- function(x, n) prop.test(x, n, correct = FALSE)$conf.int; n <- length(x); p <- mean(x); q <- mean(y); a "
         "<- w(sum(x), n); b <- w(sum(y), n); t <- table(x, y); f <- t[1, 1] * t[2, 2] - t[1, 2] * t[2, 1]; f <- if (f "
         "> 0) max(f - n / 2, 0) else f; f <- f / sqrt(prod(rowSums(t), colSums(t))); p - q - sqrt((p - a[1])^2 + "
         "(b[2] - q)^2 - 2 * f * (p - a[1]) * (b[2] - q))",
    .needs = NEEDS_X | NEEDS_Y,
    .options = "success level population fpc",
    .keys = "difference",
    .run = run_difference_paired,
    .example = {{"cavo", "--x before --y after --freq Freq --success yes", "difference", -10.0 / 161,
                 "65 / 161 - 75 / 161 # Fagerland, Lydersen and Laake (2017), Statistical Analysis of Contingency "
                 "Tables: -0.0621"}},
};

const struct stat stat_proportion_ratio_paired = {
    .name = "proportion_ratio_paired",
    .family = "proportions",
    .title = "Ratio of two paired proportions",
    .formula = "R = p₁/p₂; limits solve R²(p₂² − B²) − 2 R (p₁ p₂ − φ A B) + p₁² − A² = 0, A and B the distances to "
               "the Wilson limits, φ not corrected",
    .assumptions = "a simple random sample of pairs: x and y of the same row; y has a success",
    .source = "Fagerland, Lydersen and Laake (2014), Statistics in Medicine 33, 2850–2875",
    .r = "w <- function(x, n) prop.test(x, n, correct = FALSE)$conf.int; n <- length(x); p <- mean(x); q <- mean(y); A "
         "<- p - w(sum(x), n)[1]; B <- w(sum(y), n)[2] - q; uniroot(function(R) (p - R * q)^2 - A^2 - R^2 * B^2 + 2 * "
         "cor(x, y) * A * R * B, c(0, p / q), tol = 1e-12)$root",
    .needs = NEEDS_X | NEEDS_Y,
    .options = "success level population fpc",
    .keys = "ratio",
    .run = run_ratio_paired,
    .example = {{"cavo", "--x before --y after --freq Freq --success yes", "ratio", 65.0 / 75,
                 "65 / 75 # Fagerland, Lydersen and Laake (2017), Statistical Analysis of Contingency Tables: 0.8667"}},
};
