/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dashboard: radar of the branches against the profile, answer mix, services with their low–high range; the figures
   behind them below. */
#include <stdlib.h>
#include <string.h>

#include "doc/palette.h"
#include "report/part.h"

#define AXIS_LABEL_WIDTH 16
#define AXIS_STEPS_MAX 10 /* of a scale that is marked at whole numbers */

/* Charts compare nodes: on their own scale where all of a chart have the same, else as shares of each one's scale. */
struct axis {
    struct scale scale;
    enum unit unit, unit_of_axis;
    double step;
};

static struct axis axis_on(const struct report *r, const struct scale *scale) {
    double width = scale->max - scale->min;
    return (struct axis){*scale, report_score_unit(r), UNIT_LEVEL, width > AXIS_STEPS_MAX ? width / 5 : 1};
}

static struct axis axis_of_shares(void) {
    struct scale share = {0, 1, 0, ROUND_HALF_UP};
    return (struct axis){share, UNIT_PERCENT, UNIT_PERCENT, 0.25};
}

static bool is_on(const struct score *s, const struct scale *scale) {
    return !score_is_shown(s) || (s->scale->min == scale->min && s->scale->max == scale->max);
}

static struct axis axis_of(const struct report *r, const int *nodes, int n, bool has_layer) {
    const struct node_score *node = r->assessment->card[0].node;
    struct scale settings = scoring_scale(r->kit->model);
    const struct scale *scale = n > 0 ? node[nodes[0]].total.scale : &settings;
    for (int i = 0; i < n; i++) {
        const struct node_score *x = &node[nodes[i]];
        if (!is_on(&x->total, scale) || (has_layer && !is_on(&x->layer[0], scale))) {
            return axis_of_shares();
        }
    }
    return axis_on(r, scale);
}

static struct axis axis_of_branches(const struct report *r) {
    const int *nodes;
    int n = list_branches(r, 0, &nodes);
    return axis_of(r, nodes, n, true);
}

static struct axis axis_of_services(const struct report *r) {
    const int *nodes;
    int n = list_services(r, 0, &nodes);
    return axis_of(r, nodes, n, false);
}

/* The level of the second row of nodes, in words; a neutral word where they are of several. */
static const char *service_word(const struct report *r) {
    const int *nodes;
    int n = list_services(r, 0, &nodes);
    const struct framework *f = r->kit->framework[0];
    for (int i = 1; i < n; i++) {
        if (strcmp(f->node[nodes[i]].level, f->node[nodes[0]].level) != 0) {
            return W(r, COL_NODE);
        }
    }
    return n > 0 ? level_word(r, f->node[nodes[0]].level) : W(r, COL_NODE);
}

static bool is_raised(const struct profile_check *check, int minimum) {
    const struct minimum *m = check->minimum[minimum].minimum;
    for (int i = 0; i < check->profile->n_minima; i++) {
        const struct minimum *other = check->minimum[i].minimum;
        bool is_same = other->node == m->node && other->layer == m->layer;
        if (is_same && (other->min > m->min || (other->min == m->min && i < minimum))) {
            return true;
        }
    }
    return false;
}

/* The mean of what the last stage of the profile asks in a branch, 0–1: of each node and layer the highest minimum; −1
   where it asks nothing. */
static double asked_by_profile(const struct report *r, int branch) {
    if (r->kit->n_profiles == 0 || r->kit->profile[0]->card != 0) {
        return -1;
    }
    const struct profile_check *check = &r->assessment->profile[0];
    const struct framework *f = r->assessment->card[0].framework;
    double total = 0;
    int n = 0;
    for (int i = 0; i < check->profile->n_minima; i++) {
        int node = check->minimum[i].minimum->node;
        bool is_asked = profile_asks(check->profile, check->minimum[i].minimum, check->profile->n_stages - 1);
        if (is_asked && node >= branch && node < f->node[branch].end && !is_raised(check, i)) {
            total += check->minimum[i].need;
            n++;
        }
    }
    return n ? total / n : -1;
}

static struct cell chart_number(const struct axis *axis, double fraction) {
    return fraction >= 0 ? cell_number(report_scaled(&axis->scale, fraction), axis->unit) : (struct cell){0};
}

static struct cell chart_score(const struct axis *axis, const struct score *s) {
    return chart_number(axis, score_is_shown(s) ? s->value : -1);
}

static struct cell chart_difference(const struct axis *axis, double fraction) {
    return cell_number(fraction * (axis->scale.max - axis->scale.min), axis->unit);
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
    struct axis axis = axis_of_branches(r);
    for (int i = 0, n = list_branches(r, 0, &branches); i < n; i++) {
        const struct node_score *x = &r->assessment->card[0].node[branches[i]];
        struct row *row = table_add_row(r->doc, t, r->kit->framework[0]->node[branches[i]].id);
        row->cell[0] = cell_text(broken_label(r, node_title(r, 0, branches[i])));
        row->cell[1] = chart_score(&axis, &x->total);
        row->cell[2] = chart_score(&axis, &x->layer[0]);
        row->cell[3] = chart_number(&axis, asked_by_profile(r, branches[i]));
        row->cell[4] = cell_number(x->n_answered, UNIT_COUNT);
        row->cell[5] = cell_number(x->n_not_asked, UNIT_COUNT);
        row->cell[6] = cell_number(x->n_na, UNIT_COUNT);
        row->cell[7] = cell_number(x->n_blank, UNIT_COUNT);
    }
}

static void fill_services(struct report *r, struct table *t) {
    const int *services;
    struct axis axis = axis_of_services(r);
    for (int i = 0, n = list_services(r, 0, &services); i < n; i++) {
        const struct score *s = &r->assessment->card[0].node[services[i]].total;
        struct row *row = table_add_row(r->doc, t, r->kit->framework[0]->node[services[i]].id);
        bool has_range = s->status != SCORE_NA;
        double low = has_range ? s->low : 0, high = has_range ? s->high : 0;
        double middle = s->status == SCORE_BLANK || !has_range ? low : s->value;
        row->cell[0] = cell_text(node_title(r, 0, services[i]));
        row->cell[1] = chart_number(&axis, low);
        row->cell[2] = chart_difference(&axis, middle - low);
        row->cell[3] = chart_difference(&axis, high - middle);
    }
}

static void add_radar(struct report *r, struct sheet *s) {
    struct axis axis = axis_of_branches(r);
    struct series series[] = {
        {W(r, COL_SCORE), "score", 0, STROKE_FILL},
        {layer_label(r, 0), "layer_1", 2, STROKE_LINE},
        {r->kit->n_profiles
             ? FILL(r, DASH_PROFILE, stage_label(r, 0, r->kit->profile[0]->n_stages - 1), profile_asks_word(r, 0))
             : "",
         "profile", 1, STROKE_DASHED}};
    bool has_profile = r->kit->n_profiles > 0 && r->kit->profile[0]->card == 0;
    struct chart c = {.id = "radar",
                      .title = W(r, DASH_RADAR),
                      .alt = FILL(r, DASH_RADAR_ALT, layer_label(r, 0)),
                      .kind = CHART_RADAR,
                      .table = "branches",
                      .category = "node",
                      .series = series,
                      .n_series = has_profile ? 3 : 2,
                      .axis_max = axis.scale.max,
                      .axis_step = axis.step,
                      .unit = axis.unit_of_axis,
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
    struct axis axis = axis_of_services(r);
    struct series series[] = {{W(r, DASH_SURE), "low", 0, STROKE_FILL},
                              {W(r, DASH_TO_SCORE), "to_score", PALETTE_PLACE_RAMP + 2, STROKE_FILL},
                              {W(r, DASH_TO_HIGH), "to_high", PALETTE_PLACE_RAMP + 1, STROKE_FILL}};
    struct chart c = {.id = "ranges",
                      .title = FILL(r, DASH_RANGES, service_word(r)),
                      .alt = W(r, DASH_RANGES_ALT),
                      .kind = CHART_BAR_STACKED,
                      .table = "services",
                      .category = "node",
                      .series = series,
                      .n_series = ARRAY_LEN(series),
                      .axis_max = axis.scale.max,
                      .axis_step = axis.step,
                      .unit = axis.unit_of_axis,
                      .height = (int)(n_rows * 4 / 5) + 8};
    add_chart(r->doc, s, &c);
}

static void build(struct report *r, struct sheet *s) {
    const struct column branch[] = {{.key = "node", .label = W(r, COL_NODE), .width = 40, .is_wrapped = true},
                                    {.key = "score", .label = W(r, COL_SCORE), .width = 9},
                                    {.key = "layer_1", .label = layer_label(r, 0), .width = 9},
                                    {.key = "profile", .label = W(r, COL_PROFILE), .width = 12},
                                    {.key = "answered", .label = W(r, MIX_ANSWERED), .width = 12},
                                    {.key = "not_asked", .label = W(r, MIX_NOT_ASKED), .width = 12},
                                    {.key = "na", .label = W(r, MIX_NA), .width = 15},
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
