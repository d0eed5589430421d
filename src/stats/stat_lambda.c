/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goodman and Kruskal's lambda. */
#include "stats/cross.h"
#include "stats/nominal.h"

#define KEYS "lambda lambda_reverse lambda_symmetric"

static void run(const struct stat_input *in, struct stat_output *out) {
    struct cross c = cross_pick(in, out);
    stat_method(out,
                "Goodman and Kruskal's lambda of y given x (reverse: of x given y; symmetric), asymptotic standard "
                "error, %g %% normal interval",
                100 * in->options.level);
    if (c.status != STAT_OK) {
        cross_refuse(out, KEYS, c.status);
        return;
    }
    double level = in->options.level;
    cross_put_interval(out, c.inference, "lambda", lambda_given_rows(&c.table, level));
    cross_put_interval(out, c.inference, "lambda_reverse", lambda_given_columns(&c.table, level, &out->arena));
    cross_put_interval(out, c.inference, "lambda_symmetric", lambda_symmetric(&c.table, level));
}

const struct stat stat_lambda = {
    .name = "lambda",
    .family = "association",
    .title = "Goodman and Kruskal's lambda",
    .formula = "λ(y|x) = (Σ largest of each row − L)/(n − L), L the largest column sum; variance (n − Σ largest)/(n − "
               "L)³ · (Σ largest + L − 2 Σ largest of the rows whose largest is in the largest column); reverse with "
               "rows and columns exchanged",
    .assumptions = "nominal variables; where several are largest the first counts; 0 does not mean independence. "
                   "Interval: simple random sample",
    .source = "Goodman and Kruskal (1954), Journal of the American Statistical Association 49, 732–764 (measure and "
              "example), (1963), 58, 310–364 and (1972), 67, 415–421 (variance)",
    .r = "t <- table(x, y); (sum(apply(t, 1, max)) - max(colSums(t))) / (sum(t) - max(colSums(t)))",
    .needs = NEEDS_X | NEEDS_Y | TAKES_DESIGN,
    .options = "level weight strata cluster fpc population",
    .keys = KEYS,
    .run = run,
    .example = {{"goodman_kruskal", "--x eye --y hair --freq Freq", "lambda", 0.19239486275497356,
                 "t <- table(eye, hair); (sum(apply(t, 1, max)) - max(colSums(t))) / (sum(t) - max(colSums(t)))"}},
};
