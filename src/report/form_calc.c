/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hidden sheets: options of all lists; one row a line with where it stands now, what it says and whether it is
   asked; and the compiled model, one row a slot. A line is found by its id, an answer by its code: wording is never
   looked at. */
#include <string.h>

#include "model/qtype.h"
#include "report/form_part.h"

#define DASH " – "

static struct arena *arena_of(const struct form *f) { return &f->doc->arena; }

static struct sheet *hidden_sheet(struct form *f, const char *id, const char *name) {
    struct sheet *s = doc_add_sheet(f->doc, id, name, SHEET_DATA);
    s->is_hidden = s->is_locked = true;
    return s;
}

/* ---- lists ------------------------------------------------------------------------------------------------------- */

static void add_option(struct form *f, const char *list, const char *code, const char *text) {
    struct row *row = table_add_row(f->doc, f->list, NULL);
    row->cell[0] = cell_text(list);
    row->cell[1] = cell_text(code);
    row->cell[2] = cell_text(*code ? doc_text(f->doc, "%s/%s", list, code) : "");
    row->cell[3] = cell_text(text);
}

static void add_choice_list(struct form *f, int list) {
    const struct choice_list *x = &f->questionnaire->list[list];
    f->list_first[list] = (int)f->list->n_rows;
    for (int i = 0; i < x->n; i++) {
        add_option(f, x->name, x->choice[i].name, form_options_text(f, x->choice[i].name, &x->choice[i].label));
    }
}

static void add_yes_no(struct form *f) {
    f->yes_no = (int)f->list->n_rows;
    add_option(f, "yes_no:", "1", form_words_text(f, "1", FORM_WORD_YES));
    add_option(f, "yes_no:", "0", form_words_text(f, "0", FORM_WORD_NO));
    f->yes_no_na = (int)f->list->n_rows;
    add_option(f, "yes_no_na:", "1", form_words_text(f, "1", FORM_WORD_YES));
    add_option(f, "yes_no_na:", "0", form_words_text(f, "0", FORM_WORD_NO));
    add_option(f, "yes_no_na:", "na", form_words_text(f, "na", FORM_WORD_CANNOT));
}

/* The first row is empty: what the head of several options offers. */
static void point_at_list(struct form *f, struct form_line *line) {
    int list = form_question(f, line)->list;
    if (line->kind == LINE_HEAD) {
        line->first = 0;
        line->n = 1;
    } else if (line->kind == LINE_OPTION) {
        line->first = line->twin >= 0 ? f->yes_no_na : f->yes_no;
        line->n = line->twin >= 0 ? 3 : 2;
    } else if (list >= 0) {
        line->first = f->list_first[list];
        line->n = f->questionnaire->list[list].n;
    }
}

void form_add_lists(struct form *f) {
    const struct column columns[] = {{.key = "list", .label = "list", .width = 20},
                                     {.key = "code", .label = "code", .width = 14},
                                     {.key = "key", .label = "key", .width = 24},
                                     {.key = "text", .label = "text", .width = 60, .name = "form_options"}};
    f->list = add_table(f->doc, hidden_sheet(f, "lists", "_lists"), "lists", columns, ARRAY_LEN(columns));
    f->list_first = ARENA_ARRAY(arena_of(f), (size_t)f->questionnaire->n_lists + 1, int);
    add_option(f, "", "", "");
    add_yes_no(f);
    for (int i = 0; i < f->questionnaire->n_lists; i++) {
        add_choice_list(f, i);
    }
    for (size_t i = 0; i < f->n_lines; i++) {
        point_at_list(f, &f->line[i]);
    }
}

/* ---- lines ------------------------------------------------------------------------------------------------------- */

static ex of_row(const struct form *f, const char *what, size_t line) {
    bool is_text = strcmp(what, "said") == 0;
    return expr_cell(arena_of(f), doc_text(f->doc, "%s%zu", what, line), is_text ? EXPR_IS_A_TEXT : EXPR_IS_A_NUMBER);
}

/* The cell of a column of the area's sheet in which the line stands now; 'other' when it stands nowhere. */
static ex found(const struct form *f, size_t line, const char *column, ex other, ex (*then)(struct arena *, ex)) {
    struct arena *a = arena_of(f);
    const char *table = f->area[f->line[line].area].table;
    ex at = of_row(f, "at", line), cells = expr_column(a, doc_text(f->doc, "%s.%s", table, column));
    ex missing = expr_two(a, EXPR_EQUAL, at, expr_number(a, 0));
    return expr_if(a, missing, other, then(a, EXPR_CALL_OF(a, "INDEX", cells, at)));
}

static ex with_each(struct arena *a, ex text, const char *const *pair, size_t n) {
    for (size_t i = 0; i + 1 < n; i += 2) {
        text = EXPR_CALL_OF(a, "SUBSTITUTE", text, expr_text(a, pair[i]), expr_text(a, pair[i + 1]));
    }
    return text;
}

/* Digits as Japanese keyboards type them. */
static ex narrow(struct arena *a, ex text) {
    static const char *const digits[] = {"０", "0", "１", "1", "２", "2", "３", "3", "４", "4",
                                         "５", "5", "６", "6", "７", "7", "８", "8", "９", "9"};
    return with_each(a, text, digits, ARRAY_LEN(digits));
}

/* Blanks and dashes as people type and paste them, made those of the lists. */
static ex tidy(struct arena *a, ex cell) {
    static const char *const marks[] = {"　", " ", "\u00A0", " ", " - ", DASH, " — ", DASH, " － ", DASH, " ー ", DASH};
    return with_each(a, cell, marks, ARRAY_LEN(marks));
}

/* The code: what stands in front of the dash. */
static ex code_of(struct arena *a, ex cell) {
    ex dash = expr_text(a, DASH), text = tidy(a, cell), padded = EXPR_OF(a, EXPR_JOIN, text, dash);
    ex end = expr_two(a, EXPR_SUBTRACT, EXPR_CALL_OF(a, "FIND", dash, padded), expr_number(a, 1));
    struct expr *code = (struct expr *)narrow(a, EXPR_CALL_OF(a, "TRIM", EXPR_CALL_OF(a, "LEFT", text, end)));
    code->type = EXPR_IS_A_TEXT;
    return code;
}

/* Of an option: the answers are 1, 0 and na, in any case of letters. */
static ex tick_code_of(struct arena *a, ex cell) {
    struct expr *code = (struct expr *)EXPR_CALL_OF(a, "LOWER", code_of(a, cell));
    code->type = EXPR_IS_A_TEXT;
    return code;
}

/* Also of the text of a number. */
static ex number_of(struct arena *a, ex cell) {
    ex none = expr_text(a, ""), empty = expr_two(a, EXPR_EQUAL, expr_length(a, cell), expr_number(a, 0));
    ex value = EXPR_CALL_OF(a, "IFERROR", EXPR_CALL_OF(a, "VALUE", narrow(a, cell)), none);
    return expr_if(a, expr_is_number(a, cell), cell, expr_if(a, empty, none, value));
}

static ex is_filled(struct arena *a, ex cell) {
    return expr_two(a, EXPR_LESS, expr_number(a, 0), expr_length(a, cell));
}

static ex text_of(struct arena *a, ex cell) { /* a reference to an empty cell is 0 */
    const struct expr *part[] = {cell, expr_text(a, "")};
    return EXPR_CALL_OF(a, "CONCATENATE", part[0], part[1]);
}

static struct cell with(struct cell c, ex formula) {
    c.formula = expr_is_constant(formula) ? NULL : formula;
    return c;
}

static ex says(const struct form *f, size_t line, const char *code) {
    return expr_two(arena_of(f), EXPR_SAME, of_row(f, "said", line), expr_text(arena_of(f), code));
}

static ex left_or(const struct form *f, ex is_left, enum line_state other) {
    struct arena *a = arena_of(f);
    return expr_if(a, is_left, expr_number(a, LINE_LEFT), expr_number(a, other));
}

/* A choice that says "not applicable". */
static ex says_na(const struct form *f, size_t line) {
    const struct choice_list *list = question_list(f->questionnaire, form_question(f, &f->line[line]));
    ex any = expr_truth(arena_of(f), false);
    for (int i = 0; list && i < list->n; i++) {
        if (list->choice[i].state == CHOICE_NA) {
            any = EXPR_OF(arena_of(f), EXPR_OR, any, says(f, line, list->choice[i].name));
        }
    }
    return any;
}

static ex state_of(const struct form *f, size_t i) {
    struct arena *a = arena_of(f);
    const struct form_line *line = &f->line[i];
    ex na = line->kind == LINE_OPTION ? says(f, i, "na") : says_na(f, i);
    ex empty = expr_not(a, is_filled(a, of_row(f, "said", i))), is_left = empty;
    if (line->kind == LINE_OPTION) {
        is_left = expr_not(a, EXPR_OF(a, EXPR_OR, says(f, i, "1"), says(f, i, "0")));
        na = line->twin >= 0 ? na : expr_truth(a, false);
    } else if (line->n > 0 && f->compiled) { /* a code that the list does not have is none */
        is_left = expr_two(a, EXPR_EQUAL, f->compiled->input[f->compiled->question[line->question].first_input].ref,
                           expr_number(a, 0));
    }
    ex state = expr_if(a, na, expr_number(a, LINE_NA), left_or(f, is_left, LINE_ANSWERED));
    ex asked = of_row(f, "asked", i), is_out = expr_two(a, EXPR_EQUAL, asked, expr_number(a, 0));
    return expr_if(a, is_out, expr_number(a, LINE_NOT_ASKED), state);
}

static void add_row(struct form *f, struct table *t, size_t i) {
    struct arena *a = arena_of(f);
    const struct form_line *line = &f->line[i];
    struct row *row = table_add_row(f->doc, t, line->id);
    const char *ids = doc_text(f->doc, "%s.question", f->area[line->area].table);
    ex zero = expr_number(a, 0), match = EXPR_CALL_OF(a, "MATCH", expr_text(a, line->id), expr_column(a, ids), zero);
    bool is_list = line->n > 0;
    row->cell[0] = cell_text(line->id);
    row->cell[1] = with(cell_number((double)line->row + 1, UNIT_COUNT), EXPR_CALL_OF(a, "IFERROR", match, zero));
    row->cell[1].id = doc_text(f->doc, "at%zu", i);
    ex (*as)(struct arena *, ex) = line->kind == LINE_OPTION ? tick_code_of : is_list ? code_of : text_of;
    ex said = found(f, i, "answer", expr_text(a, ""), as);
    row->cell[2] = with(cell_text(line->said), said);
    row->cell[2].id = doc_text(f->doc, "said%zu", i);
    row->cell[3] = cell_number(line->first, UNIT_COUNT);
    row->cell[4] = cell_number(line->n, UNIT_COUNT);
    row->cell[5] = cell_number(line->kind, UNIT_COUNT);
    row->cell[6] = cell_text(f->area[line->area].table);
    ex asked = f->compiled ? f->compiled->question[line->question].asked : expr_number(a, 1);
    row->cell[7] = with(cell_number(line->is_asked, UNIT_COUNT), asked);
    row->cell[7].id = doc_text(f->doc, "asked%zu", i);
    row->cell[8] = cell_number(line->state, UNIT_COUNT);
    if (line->kind != LINE_HEAD) {
        row->cell[8] = with(row->cell[8], state_of(f, i));
    }
}

void form_add_lines(struct form *f) {
    const struct column columns[] = {{.key = "id", .label = "id", .width = 24, .name = "form_id"},
                                     {.key = "at", .label = "at", .width = 8},
                                     {.key = "said", .label = "said", .width = 20},
                                     {.key = "first", .label = "first", .width = 8, .name = "form_first"},
                                     {.key = "count", .label = "count", .width = 8, .name = "form_count"},
                                     {.key = "kind", .label = "kind", .width = 8, .name = "form_kind"},
                                     {.key = "area", .label = "area", .width = 10},
                                     {.key = "asked", .label = "asked", .width = 8, .name = "form_asked"},
                                     {.key = "state", .label = "state", .width = 8, .name = "form_state"}};
    struct table *t = add_table(f->doc, hidden_sheet(f, "lines", "_lines"), "lines", columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < f->n_lines; i++) {
        add_row(f, t, i);
    }
}

/* ---- inputs ------------------------------------------------------------------------------------------------------ */

/* The line of a question, or of its option; n_lines when there is none. */
static size_t line_of(const struct form *f, int question, int choice) {
    size_t i = 0;
    while (i < f->n_lines && !(f->line[i].question == question && f->line[i].choice == choice)) {
        i++;
    }
    return i;
}

/* Place in its list, 0 for none. */
static ex place_of(const struct form *f, size_t i) {
    struct arena *a = arena_of(f);
    const struct form_line *line = &f->line[i];
    const char *list = f->questionnaire->list[form_question(f, line)->list].name;
    ex said = of_row(f, "said", i), zero = expr_number(a, 0);
    ex key = EXPR_OF(a, EXPR_JOIN, expr_text(a, doc_text(f->doc, "%s/", list)), said);
    ex match = EXPR_CALL_OF(a, "MATCH", key, expr_column(a, "lists.key"), zero);
    ex place = expr_two(a, EXPR_SUBTRACT, match, expr_number(a, line->first));
    return expr_if(a, is_filled(a, said), EXPR_CALL_OF(a, "IFERROR", place, zero), zero);
}

/* "None of these": all options are answered, and none with yes. */
static ex is_none(const struct form *f, int question) {
    struct arena *a = arena_of(f);
    ex all = expr_truth(a, true);
    for (size_t i = 0; i < f->n_lines; i++) {
        if (f->line[i].question == question && f->line[i].kind == LINE_OPTION) {
            all = EXPR_OF(a, EXPR_AND, all, expr_not(a, says(f, i, "1")), is_filled(a, of_row(f, "said", i)));
        }
    }
    return all;
}

static ex tick_of(const struct form *f, int question, int choice) {
    size_t i = line_of(f, question, choice);
    if (i < f->n_lines) {
        return says(f, i, "1");
    }
    if (line_of(f, question, -1) < f->n_lines) {
        return is_none(f, question);
    }
    for (i = 0; i < f->n_lines; i++) { /* a twin: its options are answers to another question's */
        if (f->line[i].twin == question && f->line[i].twin_choice == choice) {
            return says(f, i, "na");
        }
    }
    return expr_truth(arena_of(f), false);
}

static ex input_formula(const struct form *f, const struct compiled_input *in) {
    size_t i = line_of(f, in->question, -1);
    switch (in->kind) {
    case INPUT_CHOICE:
        return place_of(f, i);
    case INPUT_TICK:
        return tick_of(f, in->question, in->choice);
    case INPUT_NUMBER:
        return found(f, i, "answer", expr_text(arena_of(f), ""), number_of);
    case INPUT_TEXT:
        return of_row(f, "said", i);
    default:
        return found(f, i, "na_reason", expr_truth(arena_of(f), false), is_filled);
    }
}

/* ---- the compiled model ------------------------------------------------------------------------------------------ */

static const char *input_name(const struct form *f, const struct compiled_input *in) {
    static const char *const words[] = {"choice", "tick", "number", "text", "reason"};
    const struct question *q = &f->questionnaire->question[in->question];
    const char *choice = in->choice >= 0 ? question_list(f->questionnaire, q)->choice[in->choice].name : "";
    return doc_text(f->doc, "%s%s%s: %s", q->name, *choice ? "/" : "", choice, words[in->kind]);
}

void form_add_calc(struct form *f) {
    const struct column columns[] = {{.key = "name", .label = "name", .width = 40},
                                     {.key = "value", .label = "value", .width = 14}};
    struct table *t = add_table(f->doc, hidden_sheet(f, "calc", "_calc"), "calc", columns, ARRAY_LEN(columns));
    const struct program *p = &f->compiled->program;
    const struct compiled_input **input = ARENA_ARRAY(arena_of(f), (size_t)p->n + 1, const struct compiled_input *);
    for (int i = 0; i < f->compiled->n_inputs; i++) {
        input[f->compiled->input[i].ref->slot] = &f->compiled->input[i];
    }
    for (int i = 0; i < p->n; i++) {
        struct row *row = table_add_row(f->doc, t, NULL);
        const char *name = p->slot[i].name;
        ex tree = input[i] ? input_formula(f, input[i]) : p->slot[i].tree;
        row->cell[0] = cell_text(input[i] ? input_name(f, input[i]) : name ? name : "");
        row->cell[1] =
            f->value[i].is_text ? cell_text(f->value[i].text) : cell_number(f->value[i].number, UNIT_STATISTIC);
        row->cell[1] = with(row->cell[1], tree);
    }
    f->doc->slots = "calc";
}
