/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dashboard: radar of the branches against the profile, answer mix, services with their low–high range; the figures
   behind them below. */
#include <stdlib.h>
#include <string.h>

#include "doc/palette.h"
#include "report/part.h"

#define AXIS_LABEL_WIDTH 16

/* Charts compare nodes, so all are on the scale of the settings. */
static double scaled(const struct report *r, double x) {
    struct scale scale = scoring_scale(r->kit->model);
    return report_scaled(&scale, x);
}

static double scaled_difference(const struct report *r, double x) {
    const struct scoring_info *m = &r->kit->model->info;
    return x * (m->scale_max - m->scale_min);
}

/* The mean of what the last stage of the profile asks of the services of a branch; −1 where it asks nothing. */
static double asked_by_profile(const struct report *r, int branch) {
    if (r->kit->n_profiles == 0 || r->kit->profile[0]->card != 0) {
        return -1;
    }
    const struct profile *p = r->kit->profile[0];
    const struct framework *f = r->assessment->card[0].framework;
    double total = 0;
    int n = 0;
    for (int i = 0; i < p->n_minima; i++) {
        if (p->minimum[i].node >= branch && p->minimum[i].node < f->node[branch].end) {
            total += p->minimum[i].min;
            n++;
        }
    }
    return n ? total / n : -1;
}

static struct cell number_or_blank(double x, enum unit unit) {
    return x >= 0 ? cell_number(x, unit) : (struct cell){0};
}

static struct cell chart_score(const struct report *r, const struct score *s) {
    return score_is_shown(s) ? cell_number(scaled(r, s->value), report_score_unit(r)) : (struct cell){0};
}

/* Where a label can be broken: at a blank, and behind the particles and dots that join Japanese words. */
static size_t next_seam(const char *label, size_t at) {
    static const char *const joints[] = {"の", "と", "・"};
    for (at++; label[at]; at++) {
        if (label[at] == ' ') {
            return at;
        }
        for (size_t i = 0; i < ARRAY_LEN(joints); i++) {
            size_t n = strlen(joints[i]);
            if (at >= n && strncmp(label + at - n, joints[i], n) == 0) {
                return at;
            }
        }
    }
    return at;
}

/* Axis labels of a radar are long; break them near the middle. */
static const char *broken_label(const struct report *r, const char *label) {
    int width = text_width(label);
    if (width <= AXIS_LABEL_WIDTH) {
        return label;
    }
    size_t best = 0;
    int best_distance = width;
    for (size_t at = next_seam(label, 0); label[at]; at = next_seam(label, at)) {
        const char *left = arena_strndup(&r->doc->arena, label, at);
        int distance = abs(2 * text_width(left) - width);
        if (distance < best_distance) {
            best = at;
            best_distance = distance;
        }
    }
    if (best == 0) {
        return label;
    }
    const char *right = label + best + (label[best] == ' ');
    return doc_text(r->doc, "%.*s\n%s", (int)best, label, right);
}

static void fill_branches(struct report *r, struct table *t) {
    const int *branches;
    for (int i = 0, n = list_branches(r, 0, &branches); i < n; i++) {
        const struct node_score *x = &r->assessment->card[0].node[branches[i]];
        struct row *row = table_add_row(r->doc, t, r->kit->framework[0]->node[branches[i]].id);
        row->cell[0] = cell_text(broken_label(r, node_title(r, 0, branches[i])));
        row->cell[1] = chart_score(r, &x->total);
        row->cell[2] = chart_score(r, &x->layer[0]);
        row->cell[3] = number_or_blank(asked_by_profile(r, branches[i]), report_score_unit(r));
        row->cell[4] = cell_number(x->n_answered, UNIT_COUNT);
        row->cell[5] = cell_number(x->n_not_asked, UNIT_COUNT);
        row->cell[6] = cell_number(x->n_na, UNIT_COUNT);
        row->cell[7] = cell_number(x->n_blank, UNIT_COUNT);
    }
}

static void fill_services(struct report *r, struct table *t) {
    const int *services;
    for (int i = 0, n = list_services(r, 0, &services); i < n; i++) {
        const struct score *s = &r->assessment->card[0].node[services[i]].total;
        struct row *row = table_add_row(r->doc, t, r->kit->framework[0]->node[services[i]].id);
        bool has_range = s->status != SCORE_NA;
        double low = has_range ? s->low : 0, high = has_range ? s->high : 0;
        double middle = s->status == SCORE_BLANK || !has_range ? low : s->value;
        row->cell[0] = cell_text(node_title(r, 0, services[i]));
        row->cell[1] = cell_number(scaled(r, low), report_score_unit(r));
        row->cell[2] = cell_number(scaled_difference(r, middle - low), report_score_unit(r));
        row->cell[3] = cell_number(scaled_difference(r, high - middle), report_score_unit(r));
    }
}

static void add_radar(struct report *r, struct sheet *s) {
    const struct scoring *m = r->kit->model;
    struct series series[] = {
        {W(r, COL_SCORE), "score", 0, STROKE_FILL},
        {report_text(r, &m->layer[0].label), "layer_1", 2, STROKE_LINE},
        {r->kit->n_profiles ? FILL(r, DASH_PROFILE, stage_label(r, 0, r->kit->profile[0]->n_stages - 1)) : "",
         "profile", 1, STROKE_DASHED}};
    bool has_profile = r->kit->n_profiles > 0 && r->kit->profile[0]->card == 0;
    struct chart c = {.id = "radar",
                      .title = W(r, DASH_RADAR),
                      .alt = W(r, DASH_RADAR_ALT),
                      .kind = CHART_RADAR,
                      .table = "branches",
                      .category = "node",
                      .series = series,
                      .n_series = has_profile ? 3 : 2,
                      .axis_max = m->info.scale_max,
                      .axis_step = 1,
                      .unit = UNIT_LEVEL,
                      .height = 20};
    add_chart(r->doc, s, &c)->width = 6;
}

static void add_mix(struct report *r, struct sheet *s) {
    struct series series[] = {{W(r, MIX_ANSWERED), "answered", 0, STROKE_FILL},
                              {W(r, MIX_NOT_ASKED), "not_asked", 7, STROKE_FILL},
                              {W(r, MIX_NA), "na", 4, STROKE_FILL},
                              {W(r, MIX_BLANK), "blank", 1, STROKE_FILL}};
    struct chart c = {.id = "mix",
                      .title = W(r, DASH_MIX),
                      .alt = W(r, DASH_MIX_ALT),
                      .kind = CHART_BAR_FULL,
                      .table = "branches",
                      .category = "node",
                      .series = series,
                      .n_series = ARRAY_LEN(series),
                      .axis_max = 1,
                      .axis_step = 0.25,
                      .unit = UNIT_PERCENT,
                      .height = 20};
    add_chart(r->doc, s, &c)->width = 6;
}

static void add_ranges(struct report *r, struct sheet *s, size_t n_rows) {
    struct series series[] = {{W(r, DASH_SURE), "low", 0, STROKE_FILL},
                              {W(r, DASH_TO_SCORE), "to_score", PALETTE_PLACE_RAMP + 2, STROKE_FILL},
                              {W(r, DASH_TO_HIGH), "to_high", PALETTE_PLACE_RAMP + 1, STROKE_FILL}};
    struct chart c = {.id = "ranges",
                      .title = W(r, DASH_RANGES),
                      .alt = W(r, DASH_RANGES_ALT),
                      .kind = CHART_BAR_STACKED,
                      .table = "services",
                      .category = "node",
                      .series = series,
                      .n_series = ARRAY_LEN(series),
                      .axis_max = r->kit->model->info.scale_max,
                      .axis_step = 1,
                      .unit = UNIT_LEVEL,
                      .height = (int)(n_rows * 4 / 5) + 8};
    add_chart(r->doc, s, &c);
}

static void build(struct report *r, struct sheet *s) {
    const struct scoring *m = r->kit->model;
    const struct column branch[] = {{.key = "node", .label = W(r, COL_NODE), .width = 40, .is_wrapped = true},
                                    {.key = "score", .label = W(r, COL_SCORE), .width = 9},
                                    {.key = "layer_1", .label = report_text(r, &m->layer[0].label), .width = 9},
                                    {.key = "profile", .label = W(r, COL_PROFILE), .width = 12},
                                    {.key = "answered", .label = W(r, MIX_ANSWERED), .width = 12},
                                    {.key = "not_asked", .label = W(r, MIX_NOT_ASKED), .width = 12},
                                    {.key = "na", .label = W(r, MIX_NA), .width = 12},
                                    {.key = "blank", .label = W(r, MIX_BLANK), .width = 12}};
    const struct column service[] = {{.key = "node", .label = W(r, COL_NODE), .width = 60, .is_wrapped = true},
                                     {.key = "low", .label = W(r, DASH_SURE), .width = 20},
                                     {.key = "to_score", .label = W(r, DASH_TO_SCORE), .width = 20},
                                     {.key = "to_high", .label = W(r, DASH_TO_HIGH), .width = 20}};
    const int *services;
    int n_services = list_services(r, 0, &services);
    add_sheet_head(r, s);
    add_radar(r, s);
    add_mix(r, s);
    add_ranges(r, s, (size_t)n_services);
    add_page_break(r->doc, s);
    add_heading(r->doc, s, 2, W(r, DASH_FIGURES));
    fill_branches(r, add_table(r->doc, s, "branches", branch, ARRAY_LEN(branch)));
    fill_services(r, add_table(r->doc, s, "services", service, ARRAY_LEN(service)));
}

const struct report_sheet report_sheet_dashboard = {
    .id = "dashboard", .summary = "radar, answer mix, ranges of the services", .kind = SHEET_PAGE, .build = build};
