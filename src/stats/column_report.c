/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/column_report.h"

#include <math.h>

#include "stats/comparison.h"
#include "stats/success.h"

bool column_hits(const struct stat_input *in, struct stat_output *out, double *x, size_t n) {
    struct success s = success_of(&in->x[0], in->options.success);
    for (size_t i = 0; i < n; i++) {
        x[i] = s.status == STAT_OK && is_success(&s, x[i]);
    }
    if (s.status != STAT_OK) {
        stat_note(out, "'%s' has no success '%s'", in->x[0].name, in->options.success ? in->options.success : "1");
    }
    return s.status == STAT_OK;
}

void column_add_wrong_success(struct stat_output *out) {
    stat_method(out, "test of column shares");
    stat_add_status(out, "p_value", UNIT_P, STAT_WRONG_LEVEL);
}

enum banner_correction column_correction(const char *method, struct stat_output *out) {
    enum banner_correction c;
    if (!banner_correction_find(method, &c)) {
        stat_note(out, "no correction is called '%s': Bonferroni's is used", method);
    }
    return c;
}

const char *column_base_words(const struct columns *c) {
    return c->is_weighted ? "weighted, effective base" : "unweighted";
}

struct banner_test *column_new_tests(struct stat_output *out, int n) {
    return ARENA_ARRAY(&out->arena, (size_t)n + 1, struct banner_test);
}

void column_add_number(struct stat_output *out, const char *key, enum unit unit, double value,
                       enum stat_status status) {
    if (status == STAT_OK) {
        stat_add(out, key, unit, value);
    } else {
        stat_add_status(out, key, unit, status);
    }
}

void column_add_cells(struct stat_output *out, const struct columns *c) {
    struct arena *a = &out->arena;
    if (c->k == 0) {
        stat_add_status(out, c->is_share ? "share" : "mean", UNIT_NONE, STAT_TOO_FEW);
    }
    for (int i = 0; i < c->k; i++) {
        const struct banner_cell *cell = &c->cell[i];
        enum stat_status status = cell->w > 0 ? STAT_OK : cell->n ? STAT_NO_WEIGHT : STAT_EMPTY;
        const char *key = arena_printf(a, "%s:%s", c->is_share ? "share" : "mean", c->name[i]);
        column_add_number(out, key, c->is_share ? UNIT_SHARE : UNIT_NONE, cell->mean, status);
        stat_add(out, arena_printf(a, "base:%s", c->name[i]), UNIT_NONE, banner_base(cell));
    }
}

void column_add_test(struct stat_output *out, const struct columns *c, const struct banner_test *t, const char *suffix,
                     bool is_census) {
    struct arena *a = &out->arena;
    enum stat_status status = is_census ? STAT_CENSUS : t->status;
    enum unit unit = c->is_share ? UNIT_SHARE : UNIT_NONE;
    const char *key = arena_printf(a, "difference:%s", suffix);
    if (t->status == STAT_EMPTY || t->status == STAT_NO_WEIGHT || t->status == STAT_TOO_FEW) {
        stat_add_status(out, key, unit, t->status);
    } else if (is_census) {
        stat_add_interval(out, key, unit, t->difference, t->difference, t->difference);
    } else if (isnan(t->low)) {
        stat_add(out, key, unit, t->difference);
    } else {
        stat_add_interval(out, key, unit, t->difference, t->low, t->high);
    }
    bool is_z = c->is_share && t->df < 0;
    column_add_number(out, arena_printf(a, "%s:%s", is_z ? "z" : "t", suffix), UNIT_NONE, t->statistic, status);
    if (is_z) {
        column_add_number(out, arena_printf(a, "chi_square:%s", suffix), UNIT_NONE, t->statistic * t->statistic,
                          status);
    } else {
        column_add_number(out, arena_printf(a, "df:%s", suffix), UNIT_NONE, t->df, status);
    }
    column_add_number(out, arena_printf(a, "p_value:%s", suffix), UNIT_P, t->adjusted, status);
    column_add_number(out, arena_printf(a, "raw_p_value:%s", suffix), UNIT_P, t->p, status);
}

/* "North (A): B C; South (B): –": a column has the letters of those it lies above. */
static void note_letters(struct stat_output *out, const struct columns *c, const struct banner_test *test,
                         double alpha) {
    struct arena *a = &out->arena;
    const char *all = "";
    for (int i = 0; i < c->k; i++) {
        char letter[BANNER_LETTER_MAX];
        const char *above = banner_letters(test, c->k, i, alpha, a);
        all = arena_printf(a, "%s%s%s (%s): %s", all, i ? "; " : "", c->name[i], banner_letter(letter, i),
                           *above ? above : "-");
    }
    stat_note(out, "significantly above at %g (corrected): %s", alpha, all);
}

void column_add_pairs(const struct stat_input *in, struct stat_output *out, const struct columns *c,
                      struct banner_test *test, enum banner_correction correction) {
    bool is_census = compare_is_census(in, out);
    banner_adjust(test, banner_n_pairs(c->k), correction, &out->arena);
    column_add_cells(out, c);
    for (int i = 0; i < c->k; i++) {
        for (int j = i + 1; j < c->k; j++) {
            const char *suffix = arena_printf(&out->arena, "%s:%s", c->name[i], c->name[j]);
            column_add_test(out, c, &test[banner_pair(i, j, c->k)], suffix, is_census);
        }
    }
    double alpha = in->options.alpha > 0 ? in->options.alpha : 1 - in->options.level;
    if (!is_census) {
        note_letters(out, c, test, alpha);
    }
}
