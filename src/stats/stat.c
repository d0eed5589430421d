/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/stat.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <string.h>

#include <gsl/gsl_errno.h>
#include <gsl/gsl_version.h>

#define STAT(name) extern const struct stat stat_##name;
#include "stats/stat.def"
#undef STAT

static const struct stat *const stats[] = {
#define STAT(name) &stat_##name,
#include "stats/stat.def"
#undef STAT
};

static const struct {
    const char *name, *text;
} statuses[N_STAT_STATUS] = {
#define STAT_STATUS(id, name, text) {name, text},
#include "stats/status.def"
#undef STAT_STATUS
};

const char *stat_status_name(enum stat_status s) { return statuses[s].name; }
const char *stat_status_text(enum stat_status s) { return statuses[s].text; }

void stats_init(void) { gsl_set_error_handler_off(); }

const char *stats_library(struct arena *a) { return arena_printf(a, "gsl %s", gsl_version); }

size_t stat_count(void) { return ARRAY_LEN(stats); }
const struct stat *stat_at(size_t i) { return stats[i]; }

const struct stat *stat_find(const char *name) {
    for (size_t i = 0; i < ARRAY_LEN(stats); i++) {
        if (strcmp(stats[i]->name, name) == 0) {
            return stats[i];
        }
    }
    return NULL;
}

/* ---- outputs ----------------------------------------------------------------------------------------------- */
void stat_output_init(struct stat_output *out) { *out = (struct stat_output){.method = ""}; }

void stat_output_clear(struct stat_output *out) {
    mem_free(out->value);
    arena_clear(&out->arena);
    *out = (struct stat_output){.method = ""};
}

/* A number that is none becomes a status here, so that no NaN ever reaches a writer. */
static struct estimate made_safe(struct estimate e) {
    bool is_bad = e.status == STAT_OK && !isfinite(e.value);
    if (is_bad) {
        e.status = STAT_UNDEFINED;
    }
    if (e.status != STAT_OK) {
        e.value = e.low = e.high = 0;
        e.has_interval = false;
    }
    if (!isfinite(e.se)) { /* of squares that overflow, say; an interval made of it means nothing */
        e.se = -1;
        e.has_interval = false;
    }
    e.df = isfinite(e.df) ? e.df : -1;
    e.has_interval = e.has_interval && isfinite(e.low) && isfinite(e.high);
    e.value += 0.0; /* no negative zero */
    return e;
}

void stat_add_estimate(struct stat_output *out, const char *key, enum unit unit, struct estimate e) {
    VEC_GROW(out->value, out->n_values, out->cap_values);
    out->value[out->n_values++] = (struct stat_value){arena_strdup(&out->arena, key), unit, made_safe(e)};
}

void stat_add(struct stat_output *out, const char *key, enum unit unit, double value) {
    stat_add_estimate(out, key, unit, (struct estimate){.value = value, .se = -1, .df = -1, .n = out->n});
}

void stat_add_interval(struct stat_output *out, const char *key, enum unit unit, double value, double low,
                       double high) {
    struct estimate e = {
        .value = value, .low = low, .high = high, .has_interval = true, .se = -1, .df = -1, .n = out->n};
    stat_add_estimate(out, key, unit, e);
}

void stat_add_status(struct stat_output *out, const char *key, enum unit unit, enum stat_status status) {
    stat_add_estimate(out, key, unit, (struct estimate){.status = status, .se = -1, .df = -1, .n = out->n});
}

void stat_method(struct stat_output *out, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    out->method = arena_vprintf(&out->arena, fmt, ap);
    va_end(ap);
}

void stat_note(struct stat_output *out, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    const char *note = arena_vprintf(&out->arena, fmt, ap);
    va_end(ap);
    if ((size_t)out->n_notes < ARRAY_LEN(out->note)) {
        out->note[out->n_notes++] = note;
    }
}

void stat_options_init(struct stat_options *o) {
    *o = (struct stat_options){.level = 0.95,
                               .type = 7,
                               .seed = 1,
                               .effect = -1,
                               .power = -1,
                               .alpha = -1,
                               .n = -1,
                               .n2 = -1,
                               .margin = -1,
                               .p1 = -1,
                               .p2 = -1,
                               .sd = -1,
                               .response = -1,
                               .bound_low = -INFINITY,
                               .bound_high = INFINITY,
                               .rho = 0.5,
                               .threads = 1};
}

/* ---- checking ---------------------------------------------------------------------------------------------- */
static const char *lacking(const struct stat *s, const struct stat_input *in) {
    if ((s->needs & (NEEDS_X | NEEDS_MANY_X)) && in->n_x == 0) {
        return "--x is missing";
    }
    if ((s->needs & NEEDS_MANY_X) && in->n_x < 2) {
        return "it needs several columns: --x A,B,…";
    }
    if ((s->needs & NEEDS_Y) && !in->y) {
        return "--y is missing";
    }
    return (s->needs & NEEDS_BY) && !in->by ? "--by is missing" : NULL;
}

/* What is wrong with the variable for these needs (the X_… ones, also of y); NULL when it fits. */
static const char *misfit(const struct variable *v, bool wants_number, bool wants_levels, bool wants_two,
                          struct arena *a) {
    if (wants_number && v->measure == MEASURE_NOMINAL) {
        return arena_printf(a, "'%s' is not numeric", v->name);
    }
    if (wants_levels && v->measure == MEASURE_NUMERIC) {
        return arena_printf(a, "'%s' has numbers, not levels", v->name);
    }
    bool is_binary = v->measure != MEASURE_NUMERIC && v->n_levels == 2;
    return wants_two && !is_binary ? arena_printf(a, "'%s' has %d levels, not 2", v->name, v->n_levels) : NULL;
}

const char *stat_check(const struct stat *s, const struct stat_input *in, const struct variable **which,
                       struct arena *a) {
    const char *lack = lacking(s, in);
    const struct variable *unfit = NULL;
    for (int i = 0; i < in->n_x && !lack; i++) {
        unfit = &in->x[i];
        lack = misfit(unfit, s->needs & X_NUMERIC, s->needs & X_LEVELS, s->needs & X_BINARY, a);
    }
    if (!lack && in->y) {
        unfit = in->y;
        lack = misfit(unfit, s->needs & Y_NUMERIC, s->needs & Y_LEVELS, false, a);
    }
    if (which) {
        *which = lack ? unfit : NULL;
    }
    return lack;
}
