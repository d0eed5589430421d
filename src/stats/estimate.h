/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Short ways to fill a struct estimate. */
#ifndef PG_STATS_ESTIMATE_H
#define PG_STATS_ESTIMATE_H

#include "stats/stat.h"

static inline struct estimate estimate_status(enum stat_status status, size_t n) {
    return (struct estimate){.status = status, .se = -1, .df = -1, .n = n};
}
static inline struct estimate estimate_value(double value, size_t n) {
    return (struct estimate){.value = value, .se = -1, .df = -1, .n = n};
}
static inline struct estimate estimate_interval(double value, double low, double high, size_t n) {
    return (struct estimate){
        .value = value, .low = low, .high = high, .has_interval = true, .se = -1, .df = -1, .n = n};
}

/* N of a sample without strata: the option's, else the one in the design's column; 0 = infinite. */
static inline double population_of(const struct stat_input *in) {
    const struct design *d = in->design;
    bool is_in_column = d && d->population && !d->stratum && in->n_x > 0 && in->x[0].n > 0;
    return in->options.population > 0 ? in->options.population : is_in_column ? d->population[0] : 0;
}

#endif
