/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many to ask, and what a sample can show. Sizes are real numbers, as R gives them: round up. */
#ifndef PG_STATS_PLANNING_H
#define PG_STATS_PLANNING_H

#include <stdbool.h>

/* Half the width of the normal interval: z √(p (1 − p)/n · (N − n)/(N − 1)), z sd/√n √(1 − n/N). population 0 =
   infinite. */
double margin_proportion(double n, double p, double population, double level);
double margin_mean(double n, double sd, double population, double level);
/* The n at which the margin is reached (Cochran 1977, 4.4 and 4.6). */
double size_proportion(double margin, double p, double population, double level);
double size_mean(double margin, double sd, double population, double level);

/* Two proportions, n per group; normal approximation as R's power.prop.test(strict = FALSE). */
struct two_proportions {
    double p1, p2, alpha;
    bool is_one_sided;
};
double power_proportions(const struct two_proportions *t, double n);
double power_proportions_n(const struct two_proportions *t, double power);

/* Means: one sample, two samples of n each, or n pairs; noncentral t as R's power.t.test(strict = FALSE). */
struct mean_plan {
    double delta, sd, alpha;
    bool is_one_sided, is_two_sample;
};
double power_means(const struct mean_plan *t, double n);
double power_means_n(const struct mean_plan *t, double power); /* 2 … 1e9; NAN where it is not reached */

#endif
