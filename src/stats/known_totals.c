/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/known_totals.h"

#include <string.h>

/* The part of 'text' about 'name', without the name: ":A=20,B=12" or "=1000"; NULL when there is none. */
static const char *part_of(const char *text, const char *name, size_t *len) {
    size_t n = strlen(name);
    while (text && *text) {
        size_t part = strcspn(text, ";");
        if (part > n && strncmp(text, name, n) == 0 && (text[n] == ':' || text[n] == '=')) {
            *len = part - n;
            return text + n;
        }
        text += part + (text[part] == ';');
    }
    return NULL;
}

static int level_of(const struct variable *v, const char *name, size_t len) {
    for (int l = 0; l < v->n_levels; l++) {
        if (strlen(v->level[l]) == len && strncmp(v->level[l], name, len) == 0) {
            return l;
        }
    }
    return -1;
}

/* One "level=total"; the last "=" counts, since a level may contain others. */
static bool take_level(const char *item, size_t len, const struct variable *v, double *total, struct arena *a) {
    size_t at = len;
    while (at > 0 && item[at - 1] != '=') {
        at--;
    }
    int l = at > 0 ? level_of(v, item, at - 1) : -1;
    return l >= 0 && num_parse(arena_strndup(a, item + at, len - at), &total[l]);
}

double *known_totals(const char *text, const struct variable *v, struct arena *a, const char **why) {
    size_t len;
    const char *part = part_of(text, v->name, &len);
    bool is_numeric = v->measure == MEASURE_NUMERIC;
    if (!part || (*part == '=') != is_numeric) {
        *why = arena_printf(
            a, is_numeric ? "--totals says nothing of '%s': %s=TOTAL" : "--totals says nothing of '%s': %s:LEVEL=N,…",
            v->name, v->name);
        return NULL;
    }
    double *total = ARENA_ARRAY(a, (size_t)v->n_levels + 1, double);
    if (is_numeric) {
        *why = arena_printf(a, "--totals: the total of '%s' is no number", v->name);
        return num_parse(arena_strndup(a, part + 1, len - 1), total) ? total : NULL;
    }
    for (size_t at = 1; at < len;) {
        size_t n = 0;
        while (at + n < len && part[at + n] != ',') {
            n++;
        }
        if (!take_level(part + at, n, v, total, a)) {
            *why = arena_printf(a, "--totals: '%.*s' is no LEVEL=N of '%s'", (int)n, part + at, v->name);
            return NULL;
        }
        at += n + 1;
    }
    return total;
}
