/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/success.h"

#include <string.h>

static bool is_zero_one(const struct variable *v) {
    for (size_t i = 0; i < v->n; i++) {
        if (variable_has(v, i) && v->value[i] != 0 && v->value[i] != 1) {
            return false;
        }
    }
    return true;
}

struct success success_of(const struct variable *v, const char *name) {
    struct success s = {.status = STAT_WRONG_LEVEL};
    if (v->measure == MEASURE_NUMERIC) {
        s.value = 1;
        bool is_fit = name ? num_parse(name, &s.value) : is_zero_one(v);
        s.status = is_fit ? STAT_OK : STAT_WRONG_LEVEL;
        return s;
    }
    for (int i = 0; i < v->n_levels; i++) {
        if (name ? strcmp(v->level[i], name) == 0 : i == v->n_levels - 1) {
            return (struct success){STAT_OK, i};
        }
    }
    return s;
}
