/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/bivariate.h"

#include <math.h>

#include "stats/dist.h"

/* Gauss-Legendre, 20 points: the ten positive ones. */
static const double node[10] = {0.9931285991850949, 0.9639719272779138, 0.9122344282513259, 0.8391169718222188,
                                0.7463319064601508, 0.6360536807265150, 0.5108670019508271, 0.3737060887154196,
                                0.2277858511416451, 0.0765265211334973};
static const double weight[10] = {0.0176140071391521, 0.0406014298003869, 0.0626720483341091, 0.0832767415767048,
                                  0.1019301198172404, 0.1181945319615184, 0.1316886384491766, 0.1420961093183820,
                                  0.1491729864726037, 0.1527533871307258};

/* ∂P/∂r is the density: integrate it from 0 to r over the angle asin r. */
static double moderate(double h, double k, double r) {
    double half = (h * h + k * k) / 2, angle = asin(r), sum = 0;
    for (int i = 0; i < 10; i++) {
        for (int side = -1; side <= 1; side += 2) {
            double s = sin(angle * (1 + side * node[i]) / 2);
            sum += weight[i] * exp((s * h * k - half) / (1 - s * s));
        }
    }
    return sum * angle / (4 * M_PI) + dist_normal_upper(h) * dist_normal_upper(k);
}

/* Near |r| = 1 the integrand has a peak: what is left after the first terms of its expansion about r = 1 is
   integrated. */
static double peak(double h, double k, double r) {
    double hk = h * k, as = (1 - r) * (1 + r), a = sqrt(as), bs = (h - k) * (h - k), c = (4 - hk) / 8,
           d = (12 - hk) / 16;
    double e = -(bs / as + hk) / 2, sum = 0;
    if (e > -100) {
        sum = a * exp(e) * (1 - c * (bs - as) * (1 - d * bs / 5) / 3 + c * d * as * as / 5);
    }
    if (hk > -100) {
        double b = sqrt(bs);
        sum -= exp(-hk / 2) * sqrt(2 * M_PI) * dist_normal_lower(-b / a) * b * (1 - c * bs * (1 - d * bs / 5) / 3);
    }
    for (int i = 0; i < 10; i++) {
        for (int side = -1; side <= 1; side += 2) {
            double x = a / 2 * (1 + side * node[i]), xs = x * x, rs = sqrt(1 - xs);
            e = -(bs / xs + hk) / 2;
            if (e > -100) {
                double expanded = 1 + c * xs * (1 + d * xs);
                sum += a / 2 * weight[i] * exp(e) * (exp(-hk * xs / (2 * (1 + rs) * (1 + rs))) / rs - expanded);
            }
        }
    }
    return -sum / (2 * M_PI);
}

/* P(X > h, Y > k). */
static double upper(double h, double k, double r) {
    if (fabs(r) < 0.925) {
        return moderate(h, k, r);
    }
    if (r > 0) {
        return (r < 1 ? peak(h, k, r) : 0) + dist_normal_upper(fmax(h, k));
    }
    double p = r > -1 ? -peak(h, -k, -r) : 0;
    return h < -k ? p + (h < 0 ? dist_normal_lower(-k) - dist_normal_lower(h)
                               : dist_normal_upper(h) - dist_normal_upper(-k))
                  : p;
}

double bivariate_lower(double x, double y, double r) {
    if (isinf(x) || isinf(y)) {
        return x == -INFINITY || y == -INFINITY ? 0 : isinf(x) ? dist_normal_lower(y) : dist_normal_lower(x);
    }
    return fmax(0, upper(-x, -y, r));
}

double bivariate_density(double x, double y, double r) {
    double s = (1 - r) * (1 + r);
    return isinf(x) || isinf(y) ? 0 : exp(-(x * x - 2 * r * x * y + y * y) / (2 * s)) / (2 * M_PI * sqrt(s));
}
