/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each item of a scale: with the sum, with the others, and how many answers sit at its ends. */
#include <math.h>

#include "stats/estimate.h"
#include "stats/scale_input.h"
#include "stats/scales.h"

struct ends {
    double least, most;
};

/* Levels give their first and last; numbers the least and the largest that anybody gave to any item. */
static struct ends ends_of(const struct stat_input *in, const struct scale *s) {
    struct ends e = {INFINITY, -INFINITY};
    for (size_t i = 0; i < s->picked.n * (size_t)in->n_x; i++) {
        e.least = fmin(e.least, s->x[i]);
        e.most = fmax(e.most, s->x[i]);
    }
    for (int j = 0; j < in->n_x; j++) {
        if (in->x[j].measure != MEASURE_NUMERIC) {
            e.least = fmin(e.least, 0);
            e.most = fmax(e.most, in->x[j].n_levels - 1);
        }
    }
    return e;
}

/* Weighted share of the rows in which the columns first … last − 1 all have the value 'end'. */
static double share_at(const struct scale *s, int first, int last, double end) {
    struct sum at = {0};
    for (size_t i = 0; i < s->picked.n; i++) {
        int j = first;
        while (j < last && s->x[i * (size_t)s->c.k + (size_t)j] == end) {
            j++;
        }
        if (j == last) {
            sum_add(&at, s->picked.weight ? s->picked.weight[i] : 1);
        }
    }
    return sum_value(&at) / s->picked.weight_sum;
}

static void put_share(struct stat_output *out, const char *key, double share) { stat_add(out, key, UNIT_SHARE, share); }

static void put_item(struct stat_output *out, const struct variable *item, const struct scale *s, int i,
                     struct ends e) {
    int k = s->c.k;
    enum stat_status status = scale_varies(s, i) ? STAT_OK : STAT_CONSTANT;
    scale_put(out, "mean", item, STAT_OK, s->c.mean[i]);
    scale_put(out, "sd", item, STAT_OK, sqrt(s->c.m[i * k + i]));
    scale_put(out, "item_total", item, status, status == STAT_OK ? scale_item_total(s->c.m, k, i) : 0);
    scale_put(out, "item_rest", item, status, status == STAT_OK ? scale_item_rest(s->c.m, k, i) : 0);
    put_share(out, arena_printf(&out->arena, "floor:%s", item->name), share_at(s, i, i + 1, e.least));
    put_share(out, arena_printf(&out->arena, "ceiling:%s", item->name), share_at(s, i, i + 1, e.most));
}

static void put_pairs(const struct stat_input *in, struct stat_output *out, const struct scale *s) {
    for (int i = 0; i < s->c.k; i++) {
        for (int j = i + 1; j < s->c.k; j++) {
            const char *key = arena_printf(&out->arena, "correlation:%s-%s", in->x[i].name, in->x[j].name);
            double r = s->c.m[i * s->c.k + j] / sqrt(s->c.m[i * s->c.k + i]) / sqrt(s->c.m[j * s->c.k + j]);
            if (scale_varies(s, i) && scale_varies(s, j)) {
                stat_add(out, key, UNIT_NONE, r);
            } else {
                stat_add_status(out, key, UNIT_NONE, STAT_CONSTANT);
            }
        }
    }
}

static void run(const struct stat_input *in, struct stat_output *out) {
    struct scale s = scale_pick(in, out);
    struct ends e = ends_of(in, &s);
    stat_method(out, "items of a scale from %g to %g; item_rest: with the sum of the other items",
                s.picked.n ? e.least : 0, s.picked.n ? e.most : 0);
    if (s.c.status != STAT_OK && s.c.status != STAT_CONSTANT) {
        cross_refuse(out, "floor ceiling", s.c.status);
        return;
    }
    put_share(out, "floor", share_at(&s, 0, s.c.k, e.least));
    put_share(out, "ceiling", share_at(&s, 0, s.c.k, e.most));
    for (int i = 0; i < s.c.k; i++) {
        put_item(out, &in->x[i], &s, i, e);
    }
    put_pairs(in, out, &s);
}

const struct stat stat_items = {
    .name = "items",
    .family = "scales",
    .title = "Item analysis of a scale",
    .formula = "item_total = r(x, Σ all); item_rest = r(x, Σ others), also called corrected; floor:ITEM, ceiling:ITEM: "
               "share of answers at the lowest and highest value of the scale; floor, ceiling: respondents with the "
               "lowest or highest possible sum",
    .assumptions = "items run in one direction and share one scale; for columns of numbers its ends are the least and "
                   "largest value that anybody gave",
    .source = "Nunnally and Bernstein (1994), Psychometric Theory, 3rd ed.; Terwee et al. (2007), Journal of Clinical "
              "Epidemiology 60, 34–42 (floor and ceiling: above 15 %)",
    .r = "psych::alpha(d, check.keys = FALSE)$item.stats[, c(\"raw.r\", \"r.drop\", \"mean\", \"sd\")]; cor(d)",
    .needs = NEEDS_MANY_X | X_NUMERIC,
    .options = "weight",
    .keys = "floor ceiling mean:* sd:* item_total:* item_rest:* floor:* ceiling:* correlation:*",
    .run = run,
    .example = {{"council12", "--x q1,q2,q3,q4", "item_rest:q1", 0.9535012097328589,
                 "psych::alpha(d[, c(\"q1\", \"q2\", \"q3\", \"q4\")])$item.stats[\"q1\", \"r.drop\"]"}},
};
