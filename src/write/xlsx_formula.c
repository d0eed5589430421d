/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What cells compute, what may be entered, and what they look like by what is entered. All of it refers to places on
   other sheets, so it is written when every sheet has been laid out. */
#include <string.h>

#include "base/text.h"
#include "doc/palette.h"
#include "write/contrast.h"
#include "write/expr_excel.h"
#include "write/xlsx.h"

/* ---- places ------------------------------------------------------------------------------------------------ */

/* Where a formula stands: places on its own sheet are said without the sheet; 'row' is that of EXPR_HERE. */
struct stand {
    struct xlsx_book *book;
    const struct sheet *sheet;
    lxw_row_t row;
};

static const char *on_sheet(const struct stand *at, const struct sheet *sheet, const char *address) {
    struct arena *a = &at->book->arena;
    return sheet == at->sheet ? address : arena_printf(a, "'%s'!%s", xlsx_quoted_sheet(a, sheet->name), address);
}

static const char *range_of(struct arena *a, struct xlsx_area at) {
    char first[LXW_MAX_CELL_NAME_LENGTH], last[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell_abs(first, at.row, at.col, LXW_TRUE, LXW_TRUE);
    lxw_rowcol_to_cell_abs(last, at.last_row, at.last_col, LXW_TRUE, LXW_TRUE);
    bool is_one = at.row == at.last_row && at.col == at.last_col;
    return is_one ? arena_strdup(a, first) : arena_printf(a, "%s:%s", first, last);
}

/* Place and column of "TABLE.COLUMN"; NULL when there is none. */
static const struct xlsx_place *find_column(const struct stand *at, const char *name, int *column) {
    const char *dot = strchr(name, '.');
    int i = dot ? map_find_n(&at->book->place_of, name, (size_t)(dot - name)) : -1;
    const struct xlsx_place *p = i >= 0 ? &at->book->place[i] : NULL;
    *column = p ? table_find_column(p->table, dot + 1) : -1;
    return *column >= 0 ? p : NULL;
}

static struct xlsx_area column_area(const struct xlsx_place *p, int column) {
    lxw_row_t last = p->first_row + (lxw_row_t)(p->table->n_rows > 0 ? p->table->n_rows - 1 : 0);
    return (struct xlsx_area){p->first_row, last, p->col[column], p->col[column]};
}

static const char *column_place(const struct stand *at, const struct expr *e) {
    struct arena *a = &at->book->arena;
    int column;
    const struct xlsx_place *p = find_column(at, e->text, &column);
    if (!p) {
        return NULL;
    }
    if (e->kind == EXPR_COLUMN) {
        const char *name = p->table->column[column].name;
        return name ? name : on_sheet(at, p->sheet, range_of(a, column_area(p, column)));
    }
    char cell[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell_abs(cell, at->row, p->col[column], LXW_FALSE, LXW_TRUE);
    return arena_strdup(a, cell);
}

static const char *slot_place(const struct stand *at, int first, int n) {
    const struct xlsx_book *b = at->book;
    int i = map_find(&b->place_of, b->doc->slots ? b->doc->slots : ""), column;
    const struct xlsx_place *p = i >= 0 ? &b->place[i] : NULL;
    column = p ? table_find_column(p->table, "value") : -1;
    if (column < 0 || (size_t)(first + n) > p->table->n_rows) {
        return NULL;
    }
    struct xlsx_area area = column_area(p, column);
    area.row += (lxw_row_t)first;
    area.last_row = area.row + (lxw_row_t)n - 1;
    return on_sheet(at, p->sheet, range_of(&at->book->arena, area));
}

static const char *cell_place(const struct stand *at, const char *id) {
    int i = map_find(&at->book->cell_of, id);
    const struct xlsx_cell_place *c = i >= 0 ? &at->book->cell[i] : NULL;
    struct xlsx_area area = c ? (struct xlsx_area){c->row, c->row, c->col, c->col} : (struct xlsx_area){0};
    return c ? on_sheet(at, c->sheet, range_of(&at->book->arena, area)) : NULL;
}

static const char *find_place(const void *context, const struct expr *e, struct arena *a) {
    const struct stand *at = context;
    (void)a;
    switch (e->kind) {
    case EXPR_REF:
        return e->slot >= 0 ? slot_place(at, e->slot, 1) : cell_place(at, e->text);
    case EXPR_COLUMN:
    case EXPR_HERE:
        return column_place(at, e);
    default:
        return slot_place(at, e->slot, e->n);
    }
}

/* "=…"; NULL after noting an error. */
static const char *formula_at(const struct stand *at, const struct expr *e) {
    struct expr_places places = {find_place, at};
    const char *formula = expr_excel(e, &places, &at->book->arena);
    if (!formula) {
        xlsx_try(at->book, LXW_ERROR_PARAMETER_VALIDATION);
        return NULL;
    }
    return arena_printf(&at->book->arena, "=%s", formula);
}

/* ---- formulas ---------------------------------------------------------------------------------------------- */

void xlsx_note_cell(struct xlsx_sheet *s, struct xlsx_area at, const char *id) {
    struct xlsx_book *b = s->book;
    VEC_GROW(b->cell, b->n_cells, b->cap_cells);
    b->cell[b->n_cells] = (struct xlsx_cell_place){s->sheet, at.row, at.col};
    (void)map_add(&b->cell_of, id, (int)b->n_cells++);
}

void xlsx_add_formula(struct xlsx_sheet *s, struct xlsx_area at, const struct cell *c, lxw_format *format) {
    struct xlsx_book *b = s->book;
    VEC_GROW(b->formula, b->n_formulas, b->cap_formulas);
    b->formula[b->n_formulas++] = (struct xlsx_formula){s->sheet, s->ws, at.row, at.col, c, format};
}

static void write_formula(struct xlsx_book *b, const struct xlsx_formula *f) {
    struct stand at = {b, f->sheet, f->row};
    const char *formula = formula_at(&at, f->cell->formula);
    if (!formula) {
        return;
    }
    if (f->cell->kind == CELL_NUMBER) {
        xlsx_try(b, worksheet_write_formula_num(f->ws, f->row, f->col, formula, f->format, f->cell->number));
    } else {
        const char *text = xlsx_text(b, xlsx_shown(b, f->cell));
        xlsx_try(b, worksheet_write_formula_str(f->ws, f->row, f->col, formula, f->format, text));
    }
}

/* ---- what may be entered ----------------------------------------------------------------------------------- */

/* The library takes texts that it could change, but does not. */
static char *words_of(struct xlsx_book *b, const char *text) {
    return text ? arena_strdup(&b->arena, xlsx_text(b, text)) : NULL;
}

static void set_check(struct xlsx_book *b, const struct entry_rule *rule, const struct stand *at,
                      lxw_data_validation *v) {
    v->criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
    v->minimum_number = rule->low;
    v->maximum_number = rule->high;
    switch (rule->kind) {
    case ENTRY_LIST:
        v->validate = rule->source ? LXW_VALIDATION_TYPE_LIST_FORMULA : LXW_VALIDATION_TYPE_LIST;
        v->value_formula = rule->source ? arena_strdup(&b->arena, formula_at(at, rule->source)) : NULL;
        v->value_list = (char **)(uintptr_t)rule->words;
        break;
    case ENTRY_NUMBER:
        v->validate = rule->is_whole ? LXW_VALIDATION_TYPE_INTEGER : LXW_VALIDATION_TYPE_DECIMAL;
        break;
    case ENTRY_DATE:
        v->validate = LXW_VALIDATION_TYPE_DATE;
        v->criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO;
        v->value_datetime = (lxw_datetime){.year = 2000, .month = 1, .day = 1};
        break;
    case ENTRY_TEXT:
        v->validate = LXW_VALIDATION_TYPE_LENGTH;
        v->criteria = LXW_VALIDATION_CRITERIA_LESS_THAN_OR_EQUAL_TO;
        v->value_number = rule->high;
        break;
    case ENTRY_NONE:
        v->validate = LXW_VALIDATION_TYPE_CUSTOM_FORMULA;
        v->value_formula = arena_strdup(&b->arena, "=1=0");
        break;
    }
}

static void add_check(const struct xlsx_place *p, struct xlsx_book *b, const struct entry_rule *rule,
                      struct xlsx_area area) {
    struct stand at = {b, p->sheet, area.row};
    lxw_data_validation v = {.ignore_blank = LXW_VALIDATION_ON,
                             .show_input = rule->message ? LXW_VALIDATION_ON : LXW_VALIDATION_OFF,
                             .show_error = LXW_VALIDATION_ON,
                             .error_type = LXW_VALIDATION_ERROR_TYPE_STOP,
                             .dropdown = LXW_VALIDATION_ON,
                             .input_title = words_of(b, rule->title),
                             .input_message = words_of(b, rule->message),
                             .error_title = words_of(b, rule->title),
                             .error_message = words_of(b, rule->error)};
    set_check(b, rule, &at, &v);
    xlsx_try(b, worksheet_data_validation_range(p->ws, area.row, area.col, area.last_row, area.last_col, &v));
}

/* A column's rule holds for all its cells but those that have one of their own. */
static void add_checks(struct xlsx_book *b, const struct xlsx_place *p) {
    for (int c = 0; c < p->table->n_columns; c++) {
        struct xlsx_area area = column_area(p, c);
        bool has_own = false;
        for (size_t r = 0; r < p->table->n_rows; r++) {
            const struct entry_rule *own = p->table->row[r].cell[c].entry;
            lxw_row_t row = p->first_row + (lxw_row_t)r;
            has_own = has_own || own;
            if (own) {
                add_check(p, b, own, (struct xlsx_area){row, row, area.col, area.col});
            }
        }
        if (p->table->column[c].entry && !has_own && p->table->n_rows > 0) {
            add_check(p, b, p->table->column[c].entry, area);
        }
    }
}

/* ---- what it looks like then ------------------------------------------------------------------------------- */

static lxw_format *emphasis_format(struct xlsx_book *b, const struct emphasis *x) {
    struct tone_colours colours = palette_tone(b->doc, x->tone);
    lxw_format *format = workbook_add_format(b->wb);
    if (!x->is_pale) {
        format_set_font_color(format, colours.ink ? colours.ink : LXW_COLOR_BLACK);
    }
    if (x->tone == TONE_STRONG) {
        format_set_bold(format);
    }
    uint32_t paper = x->tone == TONE_MUTED    ? 0xE3E6EAU
                     : x->tone == TONE_STRONG ? 0xEEF2F6U
                     : x->tone == TONE_ACCENT ? contrast_tint(palette_accent(b->doc), 0.18)
                                              : colours.paper;
    if (paper != NO_PAPER) { /* of a conditional format the background is what is seen */
        format_set_bg_color(format, paper);
        format_set_pattern(format, LXW_PATTERN_SOLID);
    }
    return format;
}

static void add_emphasis(struct xlsx_book *b, const struct xlsx_place *p, const struct emphasis *x) {
    const struct table *t = p->table;
    int column = x->column ? table_find_column(t, x->column) : -1;
    struct xlsx_area area = column_area(p, column < 0 ? 0 : column);
    area.last_col = column < 0 ? p->col[t->n_columns - 1] : area.last_col;
    struct stand at = {b, p->sheet, area.row};
    const char *formula = formula_at(&at, x->when);
    if (formula) {
        lxw_conditional_format rule = {.type = LXW_CONDITIONAL_TYPE_FORMULA,
                                       .value_string = arena_strdup(&b->arena, formula),
                                       .format = emphasis_format(b, x),
                                       .stop_if_true = LXW_TRUE};
        xlsx_try(b, worksheet_conditional_format_range(p->ws, area.row, area.col, area.last_row, area.last_col, &rule));
    }
}

static void name_columns(struct xlsx_book *b, const struct xlsx_place *p) {
    for (int c = 0; c < p->table->n_columns; c++) {
        const char *name = p->table->column[c].name;
        struct stand nowhere = {b, NULL, 0};
        if (name && map_add(&b->names, text_fold(&b->arena, name), 0)) {
            const char *range = on_sheet(&nowhere, p->sheet, range_of(&b->arena, column_area(p, c)));
            xlsx_try(b, workbook_define_name(b->wb, name, arena_printf(&b->arena, "=%s", range)));
        }
    }
}

void xlsx_write_formulas(struct xlsx_book *b) {
    for (size_t i = 0; i < b->n_formulas; i++) {
        write_formula(b, &b->formula[i]);
    }
    for (size_t i = 0; i < b->n_places; i++) {
        const struct xlsx_place *p = &b->place[i];
        name_columns(b, p);
        add_checks(b, p);
        for (int e = 0; e < p->table->n_emphases && p->table->n_rows > 0; e++) {
            add_emphasis(b, p, &p->table->emphasis[e]);
        }
    }
}
