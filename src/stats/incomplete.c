/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/incomplete.h"

#include <float.h>
#include <math.h>

#define MAX_TERMS 200000
#define LOG_SQRT_2PI 0.918938533204672741780329736406

/* ---- factors in front -------------------------------------------------------------------------------------- */
/* log Γ(z + 1) less Stirling's approximation (z + ½) log z − z + ½ log 2π. */
static double stirling_error(double z) {
    double shift = 0;
    if (z < 1) {
        int sign;
        return z <= 0 ? 0 : lgamma_r(z + 1, &sign) - (z + 0.5) * log(z) + z - LOG_SQRT_2PI;
    }
    for (; z < 16; z++) {
        shift += (z + 0.5) * log1p(1 / z) - 1;
    }
    double r = 1 / (z * z);
    double series =
        1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r * (1.0 / 1188 - r * 691.0 / 360360))));
    return shift + series / z;
}

/* k log(k / m) + m − k without cancellation near k = m. */
static double deviance_at(double k, double m) {
    if (k <= 0) {
        return m;
    }
    if (fabs(k - m) >= 0.1 * (k + m)) {
        return k * log(k / m) + m - k;
    }
    double v = (k - m) / (k + m), sum = (k - m) * v, term = 2 * k * v;
    for (int j = 3; j < 200; j += 2) {
        term *= v * v;
        double next = sum + term / j;
        if (next == sum) {
            break;
        }
        sum = next;
    }
    return sum;
}

double poisson_at(double k, double lambda) {
    if (lambda <= 0 || k <= 0) {
        return k < 0 || (lambda <= 0 && k > 0) ? 0 : exp(-lambda);
    }
    return exp(-stirling_error(k) - deviance_at(k, lambda)) / sqrt(2 * M_PI * k);
}

double binomial_at(double k, double l, double p, double q) {
    if (k < 0 || l < 0) {
        return 0;
    }
    double n = k + l;
    if (k <= 0) {
        return n <= 0 ? 1 : exp(q < 0.5 ? n * log(q) : n * log1p(-p));
    }
    if (l <= 0) {
        return exp(p < 0.5 ? n * log(p) : n * log1p(-q));
    }
    if (p <= 0 || q <= 0) {
        return 0;
    }
    double exponent =
        stirling_error(n) - stirling_error(k) - stirling_error(l) - deviance_at(k, n * p) - deviance_at(l, n * q);
    return exp(exponent) * sqrt(n / (2 * M_PI * k * l));
}

/* ---- incomplete beta --------------------------------------------------------------------------------------- */
/* Keeps a step of Lentz's method away from division by 0. */
static double away_from_zero(double v) { return fabs(v) < DBL_MIN * 1e10 ? DBL_MIN * 1e10 : v; }

/* The continued fraction of I_x(a, b) / (x^a y^b / B) of DiDonato and Morris (1992), Lentz's method; fast for x < (a
   + 1) / (a + b + 2). */
static double beta_fraction(double x, double y, double a, double b) {
    double lead = a > b ? (a + b) * y - b : a - (a + b) * x; /* a − (a + b) x, whichever way cancels less */
    double f = away_from_zero(a / (a + 1) * (lead + 1)), c = f, d = 0;
    for (int n = 1; n < MAX_TERMS; n++) {
        double odd = a + 2.0 * n - 1;
        double alpha = (a + n - 1) / odd * ((a + b + n - 1) / odd) * n * (b - n) * x * x;
        double beta = n + n * (b - n) * x / odd + (a + n) / (odd + 2) * (lead + 1 + n * (1 + y));
        d = 1 / away_from_zero(beta + alpha * d);
        c = away_from_zero(beta + alpha / c);
        f *= d * c;
        if (fabs(d * c - 1) <= DBL_EPSILON) {
            break;
        }
    }
    return 1 / f;
}

struct tails beta_tails(double x, double y, double a, double b) {
    if (x <= 0 || y <= 0) {
        return x <= 0 ? (struct tails){0, 1, 0} : (struct tails){1, 0, 0};
    }
    double front = a / (a + b) * b * binomial_at(a, b, x, y);
    if (x <= (a + 1) / (a + b + 2)) {
        double lower = fmin(front * beta_fraction(x, y, a, b), 1);
        return (struct tails){lower, 1 - lower, front};
    }
    double upper = fmin(front * beta_fraction(y, x, b, a), 1);
    return (struct tails){1 - upper, upper, front};
}

/* ---- incomplete gamma -------------------------------------------------------------------------------------- */
static double gamma_series(double x, double a) {
    double term = 1, sum = 1;
    for (int m = 1; m < MAX_TERMS && term > sum * DBL_EPSILON / 4; m++) {
        term *= x / (a + m);
        sum += term;
    }
    return sum / a;
}

static double gamma_fraction(double x, double a) {
    double b = x + 1 - a, c = 1 / (DBL_MIN * 1e10), d = 1 / away_from_zero(b), f = d;
    for (int m = 1; m < MAX_TERMS; m++) {
        double k = -m * (m - a);
        b += 2;
        d = 1 / away_from_zero(k * d + b);
        c = away_from_zero(b + k / c);
        f *= d * c;
        if (fabs(d * c - 1) < DBL_EPSILON) {
            break;
        }
    }
    return f;
}

struct tails gamma_tails(double x, double a) {
    if (x <= 0 || isinf(x)) {
        return x <= 0 ? (struct tails){0, 1, 0} : (struct tails){1, 0, 0};
    }
    double front = a * poisson_at(a, x);
    if (x < a + 1) {
        double lower = fmin(front * gamma_series(x, a), 1);
        return (struct tails){lower, 1 - lower, front};
    }
    double upper = fmin(front * gamma_fraction(x, a), 1);
    return (struct tails){1 - upper, upper, front};
}

/* ---- quantiles --------------------------------------------------------------------------------------------- */
struct search {
    double a, b;   /* b < 0: gamma */
    double target; /* the smaller tail */
    bool is_lower;
};

static struct tails search_at(const struct search *s, double u) {
    if (s->b < 0) {
        return gamma_tails(exp(u), s->a);
    }
    double e = exp(-fabs(u)), big = 1 / (1 + e), small = e / (1 + e);
    return u < 0 ? beta_tails(small, big, s->a, s->b) : beta_tails(big, small, s->a, s->b);
}

/* The u at which the wanted tail equals the target: Newton on the tail's logarithm, halving when it leaves the
   bracket. */
static double search_solve(const struct search *s, double u) {
    double low = -740, high = s->b < 0 ? 709 : 740;
    for (int i = 0; i < 400 && high - low > 0; i++) {
        struct tails t = search_at(s, u);
        double tail = s->is_lower ? t.lower : t.upper;
        double miss = tail > 0 ? log(tail / s->target) : -INFINITY; /* > 0: tail too big */
        *(((miss > 0) == s->is_lower) ? &high : &low) = u;
        double step = isfinite(miss) && t.slope > 0 ? miss * tail / t.slope : INFINITY;
        double next = s->is_lower ? u - step : u + step;
        if (fabs(next - u) <= 1e-16 * fmax(1, fabs(u)) || miss == 0) {
            return next;
        }
        u = next > low && next < high ? next : (low + high) / 2;
    }
    return u;
}

struct beta_point beta_point_at(double lower, double upper, double a, double b) {
    if (lower <= 0 || upper <= 0) {
        return lower <= 0 ? (struct beta_point){0, 1} : (struct beta_point){1, 0};
    }
    struct search s = {.a = a, .b = b, .target = fmin(lower, upper), .is_lower = lower <= upper};
    double u = search_solve(&s, log(a / b));
    double e = exp(-fabs(u)), big = 1 / (1 + e), small = e / (1 + e);
    return u < 0 ? (struct beta_point){small, big} : (struct beta_point){big, small};
}

double gamma_point_at(double lower, double upper, double a) {
    if (lower <= 0 || upper <= 0) {
        return lower <= 0 ? 0 : INFINITY;
    }
    struct search s = {.a = a, .b = -1, .target = fmin(lower, upper), .is_lower = lower <= upper};
    return exp(search_solve(&s, log(a)));
}
