/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Distributions against R 4.2.2 (pnorm, qt, pf, phyper, …) at 1e-11 relative, and against each other where R is not
   exact: its ptukey errs by up to 1e-3 for few degrees of freedom, its noncentral pf by 4e-11. */
#include "check.h"

#include "stats/dist.h"

enum function {
    NORMAL_LOWER,
    NORMAL_UPPER,
    NORMAL_QUANTILE,
    T_LOWER,
    T_QUANTILE,
    CHISQ_LOWER,
    CHISQ_UPPER,
    CHISQ_QUANTILE,
    F_LOWER,
    F_UPPER,
    F_QUANTILE,
    BETA_LOWER,
    BETA_QUANTILE,
    NCT_LOWER,
    NCCHISQ_LOWER,
    NCF_LOWER,
    BINOMIAL_LOWER,
    BINOMIAL_PMF,
    HYPER_PMF,
    HYPER_LOWER,
    HYPER_UPPER,
    LOG_CHOOSE,
};

static double value_of(enum function f, const double *a) {
    switch (f) {
    case NORMAL_LOWER:
        return dist_normal_lower(a[0]);
    case NORMAL_UPPER:
        return dist_normal_upper(a[0]);
    case NORMAL_QUANTILE:
        return dist_normal_quantile(a[0]);
    case T_LOWER:
        return dist_t_lower(a[0], a[1]);
    case T_QUANTILE:
        return dist_t_quantile(a[0], a[1]);
    case CHISQ_LOWER:
        return dist_chisq_lower(a[0], a[1]);
    case CHISQ_UPPER:
        return dist_chisq_upper(a[0], a[1]);
    case CHISQ_QUANTILE:
        return dist_chisq_quantile(a[0], a[1]);
    case F_LOWER:
        return dist_f_lower(a[0], a[1], a[2]);
    case F_UPPER:
        return dist_f_upper(a[0], a[1], a[2]);
    case F_QUANTILE:
        return dist_f_quantile(a[0], a[1], a[2]);
    case BETA_LOWER:
        return dist_beta_lower(a[0], a[1], a[2]);
    case BETA_QUANTILE:
        return dist_beta_quantile(a[0], a[1], a[2]);
    case NCT_LOWER:
        return dist_noncentral_t_lower(a[0], a[1], a[2]);
    case NCCHISQ_LOWER:
        return dist_noncentral_chisq_lower(a[0], a[1], a[2]);
    case NCF_LOWER:
        return dist_noncentral_f_lower(a[0], a[1], a[2], a[3]);
    case BINOMIAL_LOWER:
        return dist_binomial_lower((long)a[0], (long)a[1], a[2]);
    case BINOMIAL_PMF:
        return dist_binomial_pmf((long)a[0], (long)a[1], a[2]);
    case HYPER_PMF:
        return dist_hypergeometric_pmf((long)a[0], (long)a[1], (long)a[2], (long)a[3]);
    case HYPER_LOWER:
        return dist_hypergeometric_lower((long)a[0], (long)a[1], (long)a[2], (long)a[3]);
    case HYPER_UPPER:
        return dist_hypergeometric_upper((long)a[0], (long)a[1], (long)a[2], (long)a[3]);
    case LOG_CHOOSE:
        return dist_log_choose(a[0], a[1]);
    }
    return NAN;
}

static const struct {
    enum function f;
    double a[4], expected;
} as_in_r[] = {
    /* clang-format off */
    {NORMAL_LOWER, {-37}, 5.7255712225245771e-300},
    {NORMAL_UPPER, {-37}, 1},
    {NORMAL_LOWER, {-3}, 0.0013498980316300946},
    {NORMAL_UPPER, {-3}, 0.9986501019683699},
    {NORMAL_LOWER, {0}, 0.5},
    {NORMAL_UPPER, {0}, 0.5},
    {NORMAL_LOWER, {1.5}, 0.93319279873114191},
    {NORMAL_UPPER, {1.5}, 0.066807201268858071},
    {NORMAL_LOWER, {8}, 0.99999999999999933},
    {NORMAL_UPPER, {8}, 6.2209605742717849e-16},
    {NORMAL_QUANTILE, {1e-300}, -37.047096299361201},
    {NORMAL_QUANTILE, {1e-10}, -6.3613409024040557},
    {NORMAL_QUANTILE, {0.025}, -1.9599639845400538},
    {NORMAL_QUANTILE, {0.3}, -0.52440051270804067},
    {NORMAL_QUANTILE, {0.975}, 1.9599639845400536},
    {T_LOWER, {-40, 1}, 0.007956089912025812},
    {T_LOWER, {-0.5, 1}, 0.35241638234956679},
    {T_LOWER, {2, 1}, 0.85241638234956674},
    {T_QUANTILE, {1e-10, 1}, -3183098861.8379064},
    {T_QUANTILE, {0.025, 1}, -12.706204736174707},
    {T_QUANTILE, {0.6, 1}, 0.32491969623290634},
    {T_QUANTILE, {0.995, 1}, 63.656741162871526},
    {T_LOWER, {-40, 2.5}, 7.0978171452466926e-05},
    {T_LOWER, {-0.5, 2.5}, 0.32884895993485741},
    {T_LOWER, {2, 2.5}, 0.92130425212101708},
    {T_QUANTILE, {1e-10, 2.5}, -8765.4377713645972},
    {T_QUANTILE, {0.025, 2.5}, -3.5746548420036932},
    {T_QUANTILE, {0.6, 2.5}, 0.28145951274854752},
    {T_QUANTILE, {0.995, 2.5}, 7.1637281389488026},
    {T_LOWER, {-40, 30}, 6.8630225972031808e-28},
    {T_LOWER, {-0.5, 30}, 0.31036150244256366},
    {T_LOWER, {2, 30}, 0.97268747751850837},
    {T_QUANTILE, {1e-10, 30}, -9.377489780407144},
    {T_QUANTILE, {0.025, 30}, -2.0422724563012382},
    {T_QUANTILE, {0.6, 30}, 0.25560536495191277},
    {T_QUANTILE, {0.995, 30}, 2.7499956535672254},
    {T_LOWER, {-40, 1e+05}, 0},
    {T_LOWER, {-0.5, 1e+05}, 0.30853808882720901},
    {T_LOWER, {2, 1e+05}, 0.9772485182712467},
    {T_QUANTILE, {1e-10, 1e+05}, -6.3620004198436906},
    {T_QUANTILE, {0.025, 1e+05}, -1.959987707534609},
    {T_QUANTILE, {0.6, 1e+05}, 0.25334777715717988},
    {T_QUANTILE, {0.995, 1e+05}, 2.5758784699083743},
    {T_LOWER, {1, INFINITY}, 0.84134474606854293},
    {T_QUANTILE, {0.975, INFINITY}, 1.9599639845400536},
    {CHISQ_LOWER, {0.1, 0.5}, 0.51655532083046563},
    {CHISQ_UPPER, {0.1, 0.5}, 0.48344467916953437},
    {CHISQ_LOWER, {0.5, 0.5}, 0.74367794473146109},
    {CHISQ_UPPER, {0.5, 0.5}, 0.25632205526853896},
    {CHISQ_LOWER, {0.75, 0.5}, 0.80479911260088022},
    {CHISQ_UPPER, {0.75, 0.5}, 0.19520088739911987},
    {CHISQ_QUANTILE, {1e-04, 0.5}, 1.3499395786223487e-16},
    {CHISQ_QUANTILE, {0.05, 0.5}, 8.4371508405259836e-06},
    {CHISQ_QUANTILE, {0.95, 0.5}, 2.4202322748895178},
    {CHISQ_LOWER, {0.6, 3}, 0.10356762665808861},
    {CHISQ_UPPER, {0.6, 3}, 0.8964323733419115},
    {CHISQ_LOWER, {3, 3}, 0.60837482372891083},
    {CHISQ_UPPER, {3, 3}, 0.39162517627108911},
    {CHISQ_LOWER, {4.5, 3}, 0.78770971263986667},
    {CHISQ_UPPER, {4.5, 3}, 0.21229028736013333},
    {CHISQ_QUANTILE, {1e-04, 3}, 0.0052148323290279776},
    {CHISQ_QUANTILE, {0.05, 3}, 0.35184631774927144},
    {CHISQ_QUANTILE, {0.95, 3}, 7.8147279032511792},
    {CHISQ_LOWER, {20, 100}, 1.8547268838697997e-19},
    {CHISQ_UPPER, {20, 100}, 1},
    {CHISQ_LOWER, {100, 100}, 0.51880831547204331},
    {CHISQ_UPPER, {100, 100}, 0.48119168452795669},
    {CHISQ_LOWER, {150, 100}, 0.99909606795764594},
    {CHISQ_UPPER, {150, 100}, 0.00090393204235400938},
    {CHISQ_QUANTILE, {1e-04, 100}, 55.724598450501695},
    {CHISQ_QUANTILE, {0.05, 100}, 77.929465165017263},
    {CHISQ_QUANTILE, {0.95, 100}, 124.34211340400408},
    {CHISQ_LOWER, {20000, 1e+05}, 0},
    {CHISQ_UPPER, {20000, 1e+05}, 1},
    {CHISQ_LOWER, {1e+05, 1e+05}, 0.50059470810479334},
    {CHISQ_UPPER, {1e+05, 1e+05}, 0.49940529189520672},
    {CHISQ_LOWER, {150000, 1e+05}, 1},
    {CHISQ_UPPER, {150000, 1e+05}, 0},
    {CHISQ_QUANTILE, {1e-04, 1e+05}, 98345.352977246221},
    {CHISQ_QUANTILE, {0.05, 1e+05}, 99265.537878160641},
    {CHISQ_QUANTILE, {0.95, 1e+05}, 100736.73617731901},
    {F_LOWER, {0.1, 1, 1}, 0.19498222904213663},
    {F_UPPER, {0.1, 1, 1}, 0.80501777095786342},
    {F_LOWER, {1, 1, 1}, 0.49999999999999956},
    {F_UPPER, {1, 1, 1}, 0.50000000000000044},
    {F_LOWER, {4, 1, 1}, 0.70483276469913358},
    {F_UPPER, {4, 1, 1}, 0.29516723530086642},
    {F_QUANTILE, {0.05, 1, 1}, 0.0061939586571082561},
    {F_QUANTILE, {0.5, 1, 1}, 1.0000000000000004},
    {F_QUANTILE, {0.99, 1, 1}, 4052.1806954768217},
    {F_LOWER, {0.1, 3, 20}, 0.040925217220824317},
    {F_UPPER, {0.1, 3, 20}, 0.95907478277917568},
    {F_LOWER, {1, 3, 20}, 0.5867480859375398},
    {F_UPPER, {1, 3, 20}, 0.4132519140624602},
    {F_LOWER, {4, 3, 20}, 0.97792300033763757},
    {F_UPPER, {4, 3, 20}, 0.022076999662362429},
    {F_QUANTILE, {0.05, 3, 20}, 0.11547091032312699},
    {F_QUANTILE, {0.5, 3, 20}, 0.81621270843364502},
    {F_QUANTILE, {0.99, 3, 20}, 4.9381933823105362},
    {F_LOWER, {0.1, 100, 2.5}, 2.8611007065558517e-05},
    {F_UPPER, {0.1, 100, 2.5}, 0.99997138899293447},
    {F_LOWER, {1, 100, 2.5}, 0.38560269832626926},
    {F_UPPER, {1, 100, 2.5}, 0.61439730167373074},
    {F_LOWER, {4, 100, 2.5}, 0.82611786641628038},
    {F_UPPER, {4, 100, 2.5}, 0.17388213358371962},
    {F_QUANTILE, {0.05, 100, 2.5}, 0.34938806305334147},
    {F_QUANTILE, {0.5, 100, 2.5}, 1.325009855444262},
    {F_QUANTILE, {0.99, 100, 2.5}, 44.572712239468238},
    {F_LOWER, {0.1, 10000, 50}, 2.3574945196344375e-73},
    {F_UPPER, {0.1, 10000, 50}, 1},
    {F_LOWER, {1, 10000, 50}, 0.47359670492602113},
    {F_UPPER, {1, 10000, 50}, 0.52640329507397887},
    {F_LOWER, {4, 10000, 50}, 0.99999998667875212},
    {F_UPPER, {4, 10000, 50}, 1.3321247916411523e-08},
    {F_QUANTILE, {0.05, 10000, 50}, 0.73996668881019678},
    {F_QUANTILE, {0.5, 10000, 50}, 1.0134129289884388},
    {F_QUANTILE, {0.99, 10000, 50}, 1.68466095564203},
    {BETA_LOWER, {0.05, 0.5, 0.5}, 0.14356629312870622},
    {BETA_LOWER, {0.5, 0.5, 0.5}, 0.49999999999999956},
    {BETA_LOWER, {0.88, 0.5, 0.5}, 0.77480109938157471},
    {BETA_QUANTILE, {0.025, 0.5, 0.5}, 0.0015413331334360124},
    {BETA_QUANTILE, {0.5, 0.5, 0.5}, 0.49999999999999989},
    {BETA_QUANTILE, {0.975, 0.5, 0.5}, 0.99845866686656404},
    {BETA_LOWER, {0.05, 2, 9}, 0.086138355899316496},
    {BETA_LOWER, {0.5, 2, 9}, 0.9892578125},
    {BETA_LOWER, {0.88, 2, 9}, 0.99999995397475927},
    {BETA_QUANTILE, {0.025, 2, 9}, 0.025210726326833362},
    {BETA_QUANTILE, {0.5, 2, 9}, 0.16226272819524618},
    {BETA_QUANTILE, {0.975, 2, 9}, 0.44501611702819543},
    {BETA_LOWER, {0.05, 300, 40}, 0},
    {BETA_LOWER, {0.5, 300, 40}, 2.4637615327665884e-51},
    {BETA_LOWER, {0.88, 300, 40}, 0.42988234944631615},
    {BETA_QUANTILE, {0.025, 300, 40}, 0.84609887676963436},
    {BETA_QUANTILE, {0.5, 300, 40}, 0.88310278575540047},
    {BETA_QUANTILE, {0.975, 300, 40}, 0.91435090887536952},
    {BETA_LOWER, {0.05, 1e+05, 3}, 0},
    {BETA_LOWER, {0.5, 1e+05, 3}, 0},
    {BETA_LOWER, {0.88, 1e+05, 3}, 0},
    {BETA_QUANTILE, {0.025, 1e+05, 3}, 0.99992775645546805},
    {BETA_QUANTILE, {0.5, 1e+05, 3}, 0.99997326002178422},
    {BETA_QUANTILE, {0.975, 1e+05, 3}, 0.99999381335977477},
    {F_LOWER, {3, 4, INFINITY}, 0.98264873476333547},
    {NCT_LOWER, {1, 3, 0.5}, 0.65152833301012425},
    {NCT_LOWER, {3.5, 3, 3}, 0.53519766675713898},
    {NCT_LOWER, {8.5, 3, 8}, 0.45186924240458876},
    {NCT_LOWER, {1, 20, 0.5}, 0.68495397982524653},
    {NCT_LOWER, {3.5, 20, 3}, 0.65449211315631428},
    {NCT_LOWER, {8.5, 20, 8}, 0.58820629670451874},
    {NCT_LOWER, {1, 300, 0.5}, 0.69102279216376461},
    {NCT_LOWER, {3.5, 300, 3}, 0.68866721012347332},
    {NCT_LOWER, {8.5, 300, 8}, 0.67921738117937536},
    {NCCHISQ_LOWER, {3.5, 3, 0.5}, 0.6064493336094775},
    {NCCHISQ_LOWER, {13, 3, 10}, 0.55686441965230871},
    {NCCHISQ_LOWER, {20.5, 20, 0.5}, 0.54203718058249206},
    {NCCHISQ_LOWER, {30, 20, 10}, 0.53729299061242042},
    {NCF_LOWER, {1.5, 3, 20, 0.5}, 0.69247442011155591},
    {NCF_LOWER, {1.5, 3, 20, 10}, 0.084084038925714047},
    {NCF_LOWER, {1.5, 8, 20, 0.5}, 0.74862732627941708},
    {NCF_LOWER, {1.5, 8, 20, 10}, 0.24264430907142401},
    {BINOMIAL_LOWER, {0, 12, 0.3}, 0.013841287200999988},
    {BINOMIAL_LOWER, {3, 12, 0.3}, 0.49251577343500041},
    {BINOMIAL_LOWER, {12, 12, 0.3}, 1},
    {BINOMIAL_PMF, {499000, 1e+06, 0.5}, 0.00010798197801891509},
    {BINOMIAL_LOWER, {499000, 1e+06, 0.5}, 0.022804149932691052},
    {HYPER_PMF, {8, 40, 27, 12}, 0.28412300961220122},
    {HYPER_LOWER, {8, 40, 27, 12}, 0.60884267274537507},
    {HYPER_UPPER, {8, 40, 27, 12}, 0.67528033686682609},
    {HYPER_PMF, {0, 40, 5, 12}, 0.14935988620199142},
    {HYPER_LOWER, {0, 40, 5, 12}, 0.14935988620199142},
    {HYPER_UPPER, {0, 40, 5, 12}, 1},
    {HYPER_PMF, {3, 10, 3, 5}, 0.083333333333333315},
    {HYPER_LOWER, {3, 10, 3, 5}, 1},
    {HYPER_UPPER, {3, 10, 3, 5}, 0.083333333333333315},
    {HYPER_PMF, {300, 10000, 5000, 650}, 0.0041412842740745377},
    {HYPER_LOWER, {300, 10000, 5000, 650}, 0.023390388133155783},
    {HYPER_UPPER, {300, 10000, 5000, 650}, 0.98075089614091882},
    {LOG_CHOOSE, {40, 12}, 22.443682081913973},
    {LOG_CHOOSE, {1e+06, 5e+05}, 693140.04701306368},
    {LOG_CHOOSE, {7, 7}, 0},
    /* clang-format on */
};

static void values_agree_with_r(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof as_in_r / sizeof as_in_r[0]; i++) {
        CHECK_ROW(i);
        check_near(value_of(as_in_r[i].f, as_in_r[i].a), as_in_r[i].expected, 1e-11);
    }
    CHECK_ROW(-1);
}

/* The studentized range of two means is |t| · √2. */
static void range_of_two_is_t(void **state) {
    (void)state;
    for (double q = 0.1; q < 12; q *= 1.5) {
        for (double df = 1; df < 1e4; df *= 3) {
            check_near(dist_tukey_upper(q, 2, df), dist_t_two_sided(q / sqrt(2), df), 1e-9);
        }
        check_near(dist_tukey_upper(q, 2, INFINITY), 2 * dist_normal_upper(q / sqrt(2)), 1e-12);
    }
}

/* R: 1 - integrate(function(z) 30 * dnorm(z) * (pnorm(z) - pnorm(z - 3.5))^29, -9, 14)$value, and the same over the
   scale; ptukey(3.5, 3, 10, lower.tail = FALSE). */
static void range_agrees_with_r(void **state) {
    (void)state;
    check_near(dist_tukey_upper(3.5, 30, INFINITY), 0.79791284522526174, 1e-12);
    check_near(dist_tukey_upper(3.5, 3, 10), 0.077103310838411848, 1e-10);
    check_near(dist_tukey_upper(3.5, 3, 10), 0.077103310838660399, 1e-9);
    check_near(dist_tukey_quantile(0.95, 3, 10), 3.87677675001782, 1e-9); /* uniroot() of ptukey, tol = 1e-14 */
}

static void quantiles_invert(void **state) {
    (void)state;
    static const double p[] = {1e-12, 1e-5, 0.025, 0.5, 0.8, 0.975, 0.99999};
    for (size_t i = 0; i < sizeof p / sizeof p[0]; i++) {
        for (double df = 0.5; df < 1e6; df *= 7) {
            check_near(dist_t_lower(dist_t_quantile(p[i], df), df), p[i], 1e-12);
            check_near(dist_chisq_lower(dist_chisq_quantile(p[i], df), df), p[i], 1e-11);
            check_near(dist_f_lower(dist_f_quantile(p[i], df, 7), df, 7), p[i], 1e-11);
            check_near(dist_beta_lower(dist_beta_quantile(p[i], 3, 3 + df), 3, 3 + df), p[i], 1e-11);
        }
        check_near(dist_tukey_upper(dist_tukey_quantile(p[i], 4, 12), 4, 12), 1 - p[i], 1e-9);
    }
}

static void tails_sum_to_one(void **state) {
    (void)state;
    for (double x = 0.01; x < 40; x *= 1.7) {
        check_near(dist_normal_lower(x) + dist_normal_upper(x), 1, 1e-15);
        check_near(dist_t_lower(x, 7) + dist_t_upper(x, 7), 1, 1e-15);
        check_near(dist_chisq_lower(x, 5) + dist_chisq_upper(x, 5), 1, 1e-15);
        check_near(dist_f_lower(x, 5, 9) + dist_f_upper(x, 5, 9), 1, 1e-15);
    }
    for (long k = 0; k <= 12; k++) {
        double pmf = dist_hypergeometric_pmf(k, 40, 27, 12);
        check_near(dist_hypergeometric_lower(k, 40, 27, 12) + dist_hypergeometric_upper(k, 40, 27, 12) - pmf, 1, 1e-13);
    }
}

static void bad_arguments_give_nan(void **state) {
    (void)state;
    assert_true(isnan(dist_t_lower(1, 0)));
    assert_true(isnan(dist_t_quantile(1.5, 3)));
    assert_true(isnan(dist_normal_quantile(-0.1)));
    assert_true(isnan(dist_chisq_upper(1, -1)));
    assert_true(isnan(dist_f_upper(NAN, 1, 1)));
    assert_true(isnan(dist_beta_quantile(0.5, 0, 1)));
    assert_true(isnan(dist_binomial_lower(1, 3, 2)));
    assert_true(isnan(dist_hypergeometric_pmf(1, 5, 6, 2)));
    assert_true(isnan(dist_tukey_upper(1, 1, 5)));
    assert_true(isinf(dist_log_choose(3, 4)));
    assert_true(isinf(dist_t_quantile(1, 4)) && isinf(dist_chisq_quantile(1, 4)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_agree_with_r), cmocka_unit_test(range_of_two_is_t),
        cmocka_unit_test(range_agrees_with_r), cmocka_unit_test(quantiles_invert),
        cmocka_unit_test(tails_sum_to_one),    cmocka_unit_test(bad_arguments_give_nan),
    };
    return cmocka_run_group_tests_name("dist", tests, NULL, NULL);
}
