/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scales, rounding and bands of a scoring model. */
#include <math.h>
#include <string.h>

#include "base/num.h"
#include "model/scoring.h"

/* ---- scales ------------------------------------------------------------------------------------------------------ */

struct scale scoring_scale(const struct scoring *m) {
    return (struct scale){m->info.scale_min, m->info.scale_max, m->info.decimals, (enum rounding)m->info.show};
}

bool rule_has_steps(const struct rule *rule) {
    return rule->aggregate == AGGREGATE_GATES || rule->aggregate == AGGREGATE_GATE_HIGHEST;
}

int scoring_steps(const struct scoring *m, const char *level) {
    int n = 0;
    for (int i = 0; i < m->n_gates; i++) {
        n = strcmp(m->gate[i].level, level) == 0 && m->gate[i].step > n ? m->gate[i].step : n;
    }
    return n;
}

struct scale scoring_rule_scale(const struct scoring *m, const char *level, const struct rule *rule, bool *is_stated) {
    struct scale scale = scoring_scale(m);
    *is_stated = rule && (!isnan(rule->scale_max) || !isnan(rule->scale_min));
    if (!rule) {
        return scale;
    }
    int n_steps = rule_has_steps(rule) ? scoring_steps(m, level) : 0;
    if (n_steps > 0) {
        scale = (struct scale){0, n_steps, 0, scale.show};
    }
    scale.min = isnan(rule->scale_min) ? scale.min : rule->scale_min;
    scale.max = isnan(rule->scale_max) ? scale.max : rule->scale_max;
    scale.decimals = rule->decimals < 0 ? scale.decimals : rule->decimals;
    return scale;
}

void rule_open_ends(const struct rule *rule, bool *is_low_open, bool *is_high_open) {
    bool is_sum = rule && rule->aggregate == AGGREGATE_SUM && isnan(rule->scale_min) && isnan(rule->scale_max);
    bool is_deduction = rule && rule->aggregate == AGGREGATE_DEDUCT && isnan(rule->scale_min);
    *is_low_open = is_sum || is_deduction;
    *is_high_open = is_sum;
}

double scoring_round(double x, enum rounding how, int decimals) {
    static const enum num_rounding as[] = {
        [ROUND_HALF_UP] = NUM_HALF_UP, [ROUND_TRUNC] = NUM_TRUNC, [ROUND_HALF_EVEN] = NUM_HALF_EVEN};
    return how == ROUND_NONE ? x : num_round_as(x, as[how], decimals);
}

double scale_value(const struct scale *s, double score) { return s->min + score * (s->max - s->min); }

static bool is_outside(const struct scale *s, double value, double unit) {
    return value > s->max + unit * 1e-6 || value < s->min - unit * 1e-6;
}

/* An end with more decimals than are shown can be rounded out of the scale: the next number inside is shown then, where
   there is one. */
double scale_shown(const struct scale *s, double score) {
    double shown = scoring_round(scale_value(s, score), s->show, s->decimals), unit = pow(10, -s->decimals);
    if (!is_outside(s, shown, unit)) {
        return shown;
    }
    double inside = num_round(shown > s->max ? shown - unit : shown + unit, s->decimals);
    return is_outside(s, inside, unit) ? shown : inside;
}

double scale_fraction(const struct scale *s, double value) {
    return s->max == s->min ? 0 : (value - s->min) / (s->max - s->min);
}

/* ---- bands ------------------------------------------------------------------------------------------------------- */

static bool has_own_bands(const struct scoring *m, const char *level) {
    for (int i = 0; i < m->n_bands; i++) {
        if (strcmp(m->band[i].level, level) == 0) {
            return true;
        }
    }
    return false;
}

const struct band *scoring_band(const struct scoring *m, const char *level, const struct scale *scale, double score) {
    double value = m->info.band_on ? scale_value(scale, score) : scale_shown(scale, score);
    const char *of = has_own_bands(m, level) ? level : "";
    const struct band *last = NULL;
    bool is_other_scale = scale->min != m->info.scale_min || scale->max != m->info.scale_max;
    if (!*of && is_other_scale) {
        return NULL;
    }
    for (int i = 0; i < m->n_bands; i++) {
        const struct band *band = &m->band[i];
        if (strcmp(band->level, of) == 0) {
            if (value >= band->low && value < band->high) {
                return band;
            }
            last = band;
        }
    }
    return last && value >= last->low && value <= last->high ? last : NULL;
}
