/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Progress by area, and the scores as the form computes them. */
#include "report/form_part.h"

/* ---- scores ------------------------------------------------------------------------------------------------------ */

static enum unit unit_of(const struct scale *scale) {
    static const enum unit units[] = {UNIT_SCORE0, UNIT_SCORE1, UNIT_SCORE, UNIT_SCORE3};
    return units[scale->decimals > 3 ? 3 : scale->decimals];
}

static const struct scale *scale_of(const struct form *f, int card, int node) {
    return &f->card[card].node[node].scale;
}

static ex on_scale(struct form *f, const struct compiled_score *s, ex share) {
    struct arena *a = &f->doc->arena;
    ex width = expr_two(a, EXPR_SUBTRACT, s->scale_max, s->scale_min);
    return EXPR_OF(a, EXPR_ADD, s->scale_min, EXPR_OF(a, EXPR_MULTIPLY, share, width));
}

static struct cell with(struct cell c, ex formula) {
    c.formula = expr_is_constant(formula) ? NULL : formula;
    return c;
}

struct cell form_score_cell(struct form *f, int card, int node) {
    static const enum num_rounding as[] = {
        [ROUND_HALF_UP] = NUM_HALF_UP, [ROUND_TRUNC] = NUM_TRUNC, [ROUND_HALF_EVEN] = NUM_HALF_EVEN};
    struct arena *a = &f->doc->arena;
    const struct scale *scale = scale_of(f, card, node);
    const struct compiled_score *s = &f->compiled->card[card][node].total;
    const char *word[] = {"",
                          FW(f, NOT_RATED),
                          FW(f, NOT_RATED_BLANK),
                          FW(f, NOT_RATED_BLOCKED),
                          FW(f, NOT_RATED_NA),
                          FW(f, NOT_RATED_NOT_ASKED)};
    static const int place[] = {[SCORE_SCORED] = 0,  [SCORE_NOT_RATED] = 1, [SCORE_BLANK] = 2,
                                [SCORE_BLOCKED] = 3, [SCORE_NA] = 4,        [SCORE_NOT_ASKED] = 5};
    ex part[6] = {expr_round(a, on_scale(f, s, s->value), as[scale->show], scale->decimals)};
    for (size_t i = 1; i < ARRAY_LEN(word); i++) {
        part[i] = expr_text(a, word[i]);
    }
    const struct score *now = &f->card[card].node[node].total;
    bool is_shown = now->status == SCORE_SCORED;
    struct cell c = is_shown ? cell_number(score_shown(now), unit_of(scale)) : cell_text(word[place[now->status]]);
    c.tone = TONE_STRONG;
    c.unit = unit_of(scale); /* of what it may come to be */
    return with(c, expr_pick(a, EXPR_OF(a, EXPR_ADD, s->status, expr_number(a, 1)), part, ARRAY_LEN(word)));
}

static const char *fixed(struct form *f, double value, int decimals) {
    char text[NUM_TEXT_MAX];
    return arena_strdup(&f->doc->arena, num_fixed(text, value, decimals));
}

/* FIXED, since the words of TEXT's formats differ between languages. */
static ex fixed_formula(struct form *f, ex value, int decimals) {
    struct arena *a = &f->doc->arena;
    return EXPR_CALL_OF(a, "FIXED", value, expr_number(a, decimals), expr_number(a, 1));
}

struct cell form_range_cell(struct form *f, int card, int node) {
    struct arena *a = &f->doc->arena;
    const struct scale *scale = scale_of(f, card, node);
    const struct compiled_score *s = &f->compiled->card[card][node].total;
    const struct score *now = &f->card[card].node[node].total;
    ex range = EXPR_OF(a, EXPR_JOIN, fixed_formula(f, on_scale(f, s, s->low), scale->decimals), expr_text(a, " – "),
                       fixed_formula(f, on_scale(f, s, s->high), scale->decimals));
    bool counts = now->status != SCORE_NA && now->status != SCORE_NOT_ASKED;
    const char *text = doc_text(f->doc, "%s – %s", fixed(f, scale_value(scale, now->low), scale->decimals),
                                fixed(f, scale_value(scale, now->high), scale->decimals));
    ex is_in = expr_two(a, EXPR_AT_MOST, s->status, expr_number(a, COMPILED_BLOCKED));
    return with(cell_toned(counts ? text : "–", TONE_STRONG), expr_if(a, is_in, range, expr_text(a, "–")));
}

struct cell form_coverage_cell(struct form *f, int card, int node) {
    struct cell c = cell_number(f->card[card].node[node].total.coverage, UNIT_PERCENT);
    c.tone = TONE_STRONG;
    return with(c, f->compiled->card[card][node].total.coverage);
}

/* ---- progress ---------------------------------------------------------------------------------------------------- */

enum { COL_AREA, COL_LINES, COL_ANSWERED, COL_NA, COL_LEFT, COL_DONE, COL_SCORE, COL_RANGE, COL_COVERAGE, N_COLS };
static const char *const keys[] = {
    [COL_LINES] = "lines", [COL_ANSWERED] = "answered", [COL_NA] = "na", [COL_LEFT] = "left"};

static ex count_formula(struct form *f, const struct form_area *area, enum line_state state) {
    struct arena *a = &f->doc->arena;
    return EXPR_CALL_OF(a, "COUNTIFS", expr_column(a, "lines.area"), expr_text(a, area->table),
                        expr_column(a, "lines.state"), expr_number(a, state));
}

static size_t count(const struct form *f, int area, enum line_state state) {
    size_t n = 0;
    for (size_t i = 0; i < f->n_lines; i++) {
        n += f->line[i].area == area && f->line[i].state == state;
    }
    return n;
}

static ex cell_called(struct form *f, int column, int area) {
    return expr_cell(&f->doc->arena, doc_text(f->doc, "%s.%d", keys[column], area), EXPR_IS_A_NUMBER);
}

/* Lines and share of what is done, from the three counts of the row. */
static void add_sums(struct form *f, struct row *row, int area) {
    struct arena *a = &f->doc->arena;
    double answered = row->cell[COL_ANSWERED].number, na = row->cell[COL_NA].number, left = row->cell[COL_LEFT].number;
    double lines = answered + na + left;
    ex done = EXPR_OF(a, EXPR_ADD, cell_called(f, COL_ANSWERED, area), cell_called(f, COL_NA, area));
    ex all = EXPR_OF(a, EXPR_ADD, done, cell_called(f, COL_LEFT, area)), zero = expr_number(a, 0);
    row->cell[COL_LINES] = with(cell_number(lines, UNIT_COUNT), all);
    row->cell[COL_LINES].id = doc_text(f->doc, "lines.%d", area);
    ex some = expr_two(a, EXPR_LESS, zero, cell_called(f, COL_LINES, area));
    ex share = expr_two(a, EXPR_DIVIDE, done, cell_called(f, COL_LINES, area));
    row->cell[COL_DONE] =
        with(cell_number(lines > 0 ? (answered + na) / lines : 0, UNIT_PERCENT), expr_if(a, some, share, zero));
}

static void add_scores(struct form *f, struct row *row, int card, int node) {
    if (f->is_live && node >= 0) {
        row->cell[COL_SCORE] = form_score_cell(f, card, node);
        row->cell[COL_RANGE] = form_range_cell(f, card, node);
        row->cell[COL_COVERAGE] = form_coverage_cell(f, card, node);
    }
}

static void add_area(struct form *f, struct table *t, int area) {
    static const enum line_state states[] = {
        [COL_ANSWERED] = LINE_ANSWERED, [COL_NA] = LINE_NA, [COL_LEFT] = LINE_LEFT};
    const struct form_area *x = &f->area[area];
    struct row *row = table_add_row(f->doc, t, x->table);
    row->cell[COL_AREA] =
        cell_text(x->group >= 0 ? form_text(f, &f->questionnaire->question[x->group].label) : FW(f, QUESTIONS));
    row->cell[COL_AREA].link = x->sheet;
    for (int c = COL_ANSWERED; c <= COL_LEFT; c++) {
        row->cell[c] = with(cell_number((double)count(f, area, states[c]), UNIT_COUNT), count_formula(f, x, states[c]));
        row->cell[c].id = doc_text(f->doc, "%s.%d", keys[c], area);
    }
    add_sums(f, row, area);
    add_scores(f, row, x->card, x->node);
}

static void add_total(struct form *f, struct table *t) {
    struct row *row = table_add_row(f->doc, t, "total");
    row->role = ROW_TOTAL;
    row->cell[COL_AREA] = cell_text(FW(f, TOTAL));
    for (int c = COL_ANSWERED; c <= COL_LEFT; c++) {
        ex *part = ARENA_ARRAY(&f->doc->arena, (size_t)f->n_areas + 1, ex);
        double sum = 0;
        for (int i = 0; i < f->n_areas; i++) {
            part[i] = cell_called(f, c, i);
            sum += t->row[i].cell[c].number;
        }
        row->cell[c] = with(cell_number(sum, UNIT_COUNT), expr_many(&f->doc->arena, EXPR_ADD, part, f->n_areas));
        row->cell[c].id = doc_text(f->doc, "%s.%d", keys[c], f->n_areas);
    }
    add_sums(f, row, f->n_areas);
    add_scores(f, row, 0, f->card ? 0 : -1);
    if (f->is_live) {
        row->cell[COL_SCORE].name = "live_score";
    }
}

void form_add_progress(struct form *f) {
    const struct column columns[N_COLS] = {
        [COL_AREA] = {.key = "area", .label = FW(f, AREA), .width = 44, .is_wrapped = true},
        [COL_LINES] = {.key = "lines", .label = FW(f, LINES), .width = 10},
        [COL_ANSWERED] = {.key = "answered", .label = FW(f, ANSWERED), .width = 12},
        [COL_NA] = {.key = "na", .label = FW(f, NOT_APPLICABLE), .width = 12},
        [COL_LEFT] = {.key = "left", .label = FW(f, LEFT), .width = 10},
        [COL_DONE] = {.key = "done", .label = FW(f, DONE), .width = 14, .paint = PAINT_BAR, .paint_high = 1},
        [COL_SCORE] =
            {.key = "score", .label = FW(f, SCORE_NOW), .width = 22, .align = ALIGN_RIGHT, .is_wrapped = true},
        [COL_RANGE] = {.key = "range", .label = FW(f, RANGE), .width = 18, .align = ALIGN_RIGHT},
        [COL_COVERAGE] = {.key = "coverage", .label = FW(f, COVERAGE), .width = 12}};
    struct sheet *s = doc_add_sheet(f->doc, "progress", fw_first(f, FORM_WORD_PROGRESS), SHEET_DATA);
    s->is_landscape = s->is_locked = true;
    add_heading(f->doc, s, 1, FW(f, PROGRESS));
    add_text(f->doc, s, FW(f, PROGRESS_TEXT), TONE_PLAIN);
    struct table *t = add_table(f->doc, s, "progress", columns, f->is_live ? N_COLS : COL_SCORE);
    for (int i = 0; i < f->n_areas; i++) {
        add_area(f, t, i);
    }
    add_total(f, t);
}
