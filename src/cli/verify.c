/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/verify.h"

#include <math.h>
#include <string.h>

#include "base/map.h"
#include "base/num.h"
#include "model/filled.h"

#define TOLERANCE 1e-9

/* ---- one cell ---------------------------------------------------------------------------------------------------- */

static const struct score *score_of(const struct verify *v, const struct verify_wanted *w) {
    const struct node_score *n = &v->card[w->card].node[w->node];
    return w->layer < 0 ? &n->total : &n->layer[w->layer];
}

static double on_scale(const struct score *s, double x) { return s->scale ? scale_value(s->scale, x) : x; }

static double value_of(const struct score *s, enum cell_what what) {
    switch (what) {
    case CELL_SHOWN:
        return score_shown(s);
    case CELL_FRACTION:
        return s->value;
    case CELL_LOW:
        return on_scale(s, s->low);
    case CELL_HIGH:
        return on_scale(s, s->high);
    case CELL_LOW_FRACTION:
        return s->low;
    case CELL_HIGH_FRACTION:
        return s->high;
    case CELL_COVERAGE:
        return s->coverage;
    default:
        return on_scale(s, s->value);
    }
}

/* Whether there is anything to compare. */
static bool is_known(const struct score *s, enum cell_what what) {
    bool is_of_score = what == CELL_SCORE || what == CELL_FRACTION;
    return what == CELL_SHOWN ? s->status == SCORE_SCORED
           : is_of_score      ? score_has_value(s)
                              : s->status != SCORE_NA && s->status != SCORE_NOT_ASKED;
}

/* "1.1 (depth)" */
static const char *name_of(const struct verify *v, const struct verify_wanted *w) {
    static const char *const words[] = {"", "", "", ", low", ", high", ", low", ", high", ", coverage"};
    const char *id = v->kit->framework[w->card]->node[w->node].id;
    const char *layer = w->layer < 0 ? "" : v->kit->model->layer[w->layer].id;
    return arena_printf(&v->run->arena, "%s%s%s%s", id, *layer ? ", " : "", layer, words[w->what]);
}

static void tell_state(struct verify *v, const struct map_cell *cell, const struct verify_wanted *w, const char *text) {
    const struct score *s = score_of(v, w);
    v->n_differ++;
    diag_add(&v->run->ds, DIAG_VERIFY_STATE_DIFFERS, &cell->place, *text ? text : "–", score_status_name(s->status),
             name_of(v, w));
}

static void compare_number(struct verify *v, const struct map_cell *cell, const struct verify_wanted *w, double x) {
    char one[NUM_TEXT_MAX], two[NUM_TEXT_MAX];
    double expected = value_of(score_of(v, w), w->what);
    if (fabs(x - expected) > TOLERANCE) {
        v->n_differ++;
        diag_add(&v->run->ds, DIAG_VERIFY_DIFFERS, &cell->place, num_shortest(one, x), num_shortest(two, expected),
                 name_of(v, w));
    }
}

static void tell_no_number(struct verify *v, const struct map_cell *cell, const struct verify_wanted *w,
                           const char *text) {
    if (v->takes_states) {
        tell_state(v, cell, w, text);
    } else if (*text) {
        diag_add(&v->run->ds, DIAG_VERIFY_CELL_TEXT, &cell->place, text, name_of(v, w));
    } else {
        diag_add(&v->run->ds, DIAG_VERIFY_CELL_EMPTY, &cell->place, name_of(v, w));
    }
}

void verify_cell(struct verify *v, const struct map_cell *cell, const struct verify_wanted *w) {
    const char *text = text_trim(&v->run->arena, table_cell(cell->table, cell->row, cell->column));
    double x;
    if (!table_check_value(cell->table, cell->row, &cell->place, &v->run->ds)) {
        return;
    }
    bool is_number = table_kind_of(cell->table, cell->row, cell->column) == TABLE_NUMBER && num_parse(text, &x);
    v->n++;
    if (!is_known(score_of(v, w), w->what)) {
        if (is_number) {
            tell_state(v, cell, w, text);
        }
    } else if (is_number) {
        compare_number(v, cell, w, x);
    } else {
        tell_no_number(v, cell, w, text);
    }
}

/* ---- forms ------------------------------------------------------------------------------------------------------- */

static struct map_cell cell_at(struct verify *v, const struct table_text *t, size_t row, int column) {
    return (struct map_cell){t, row, column, table_place(t, row, column, NULL, &v->run->arena)};
}

struct calc {
    const struct table_text *table;
    struct map rows; /* by name */
};

static void check_calc(struct verify *v, const struct calc *c, const char *stem, struct verify_wanted w) {
    static const struct {
        const char *name;
        enum cell_what what;
    } parts[] = {{"value", CELL_FRACTION},
                 {"low", CELL_LOW_FRACTION},
                 {"high", CELL_HIGH_FRACTION},
                 {"coverage", CELL_COVERAGE}};
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        int row = map_find(&c->rows, arena_printf(&v->run->arena, "%s.%s", stem, parts[i].name));
        const struct score *s = score_of(v, &w);
        bool is_state = s->status == SCORE_NA || s->status == SCORE_NOT_ASKED || !is_known(s, parts[i].what);
        if (row < 0 || is_state) {
            continue; /* the numbers of what has no score stand for nothing */
        }
        struct map_cell cell = cell_at(v, c->table, (size_t)row, 1);
        w.what = parts[i].what;
        verify_cell(v, &cell, &w);
    }
}

static void check_all_calc(struct verify *v, const struct calc *c, int card, int node) {
    const char *id = v->kit->framework[card]->node[node].id;
    check_calc(v, c, id, (struct verify_wanted){.card = card, .node = node, .layer = -1});
    for (int layer = 0; layer < v->kit->model->n_layers; layer++) {
        const char *stem = arena_printf(&v->run->arena, "%s.%s", id, v->kit->model->layer[layer].id);
        check_calc(v, c, stem, (struct verify_wanted){.card = card, .node = node, .layer = layer});
    }
}

/* The node that an area's sheet is about, by the top group of its questions. */
static bool area_node(const struct verify *v, const struct filled_table *t, struct verify_wanted *w) {
    const struct questionnaire *q = v->kit->questionnaire;
    struct arena a = {0};
    int group = -1;
    for (size_t row = t->keys + 1; row < t->end && group < 0; row++) {
        int i = questionnaire_find(q, text_clean(&a, filled_cell(t, row, FILLED_ID)));
        group = i >= 0 ? questionnaire_top_group(q, i) : -1;
    }
    arena_clear(&a);
    const char *id = group >= 0 ? q->question[group].node_id : "";
    return id && *id && kit_find_node(v->kit, id, &w->card, &w->node);
}

/* What stands above the lines of an area: the score as it is shown, and the coverage. */
static void check_head(struct verify *v, const struct filled_table *t) {
    struct verify_wanted w = {.layer = -1};
    size_t row = t->keys;
    while (row > 0 && table_row_is_empty(t->table, row - 1)) {
        row--;
    }
    int service = table_find(t->table, t->keys, "service");
    int score = service >= 0 ? service : t->column[FILLED_EVIDENCE], coverage = t->column[FILLED_ANSWER];
    if (row == 0 || score < 0 || !area_node(v, t, &w)) {
        return;
    }
    struct map_cell one = cell_at(v, t->table, row - 1, score), two = cell_at(v, t->table, row - 1, coverage);
    w.what = CELL_SHOWN;
    verify_cell(v, &one, &w);
    w.what = CELL_COVERAGE;
    verify_cell(v, &two, &w);
}

static bool find_calc(struct verify *v, const struct input *in, struct calc *c) {
    struct place at = {.file = in->path};
    c->table = input_sheet(in, "_calc");
    if (!c->table) {
        diag_add(&v->run->ds, DIAG_VERIFY_NOT_LIVE, &at, NULL);
        return false;
    }
    for (size_t row = 1; row < c->table->n_rows; row++) {
        map_add(&c->rows, table_cell(c->table, row, 0), (int)row);
        if (table_kind_of(c->table, row, 1) == TABLE_PENDING) {
            diag_add(&v->run->ds, DIAG_VERIFY_NO_VALUES, &at, NULL);
            return false;
        }
    }
    return true;
}

bool verify_form(struct verify *v, const struct input *in) {
    struct calc c = {.table = NULL};
    const struct filled *form = filled_find(in, &v->run->arena);
    bool is_good = find_calc(v, in, &c);
    for (size_t i = 0; is_good && i < form->n; i++) {
        if (form->table[i].kind == FILLED_LINES) {
            check_head(v, &form->table[i]);
        }
    }
    for (int card = 0; is_good && card < v->kit->n_frameworks; card++) {
        for (int node = 0; node < v->kit->framework[card]->n_nodes; node++) {
            check_all_calc(v, &c, card, node);
        }
    }
    map_clear(&c.rows);
    return is_good;
}

/* ---- reports ----------------------------------------------------------------------------------------------------- */

/* The sheet of scores: the framework's own id begins a line, and numbers follow it in the order of the report. */
enum { COLUMN_SCORE = 3, COLUMN_LOW = 5, COLUMN_HIGH = 6 };

static bool has_scores(const struct verify *v, const struct table_text *t) {
    for (size_t row = 0; row < t->n_rows; row++) {
        if (text_equal(table_cell(t, row, 0), v->kit->framework[0]->info.id) && table_row_width(t, row) > COLUMN_HIGH) {
            return true;
        }
    }
    return false;
}

static void check_line(struct verify *v, const struct table_text *t, size_t row) {
    static const struct {
        int column;
        enum cell_what what;
    } parts[] = {{COLUMN_SCORE, CELL_SCORE}, {COLUMN_LOW, CELL_LOW}, {COLUMN_HIGH, CELL_HIGH}};
    struct verify_wanted w = {.layer = -1};
    if (!kit_find_node(v->kit, table_cell(t, row, 0), &w.card, &w.node)) {
        return;
    }
    const struct score *s = score_of(v, &w);
    for (size_t i = 0; i < ARRAY_LEN(parts) && (s->status == SCORE_SCORED || i == 0); i++) {
        struct map_cell cell = cell_at(v, t, row, parts[i].column);
        w.what = s->status == SCORE_SCORED ? parts[i].what : CELL_SHOWN;
        verify_cell(v, &cell, &w);
    }
}

bool verify_report(struct verify *v, const struct input *in) {
    bool is_found = false;
    for (size_t i = 0; i < in->n_sheets && !is_found; i++) {
        is_found = has_scores(v, &in->sheet[i]);
        for (size_t row = 0; is_found && row < in->sheet[i].n_rows; row++) {
            check_line(v, &in->sheet[i], row);
        }
    }
    struct place at = {.file = in->path};
    if (!is_found) {
        diag_add(&v->run->ds, DIAG_VERIFY_NO_MAP, &at, NULL);
    }
    return is_found;
}
