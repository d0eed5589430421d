/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/recode_check.h"

#include <math.h>
#include <string.h>

#include "base/num.h"
#include "model/hint.h"
#include "model/qtype.h"

static const char *const kind_names[] = {"band", "merge", "drop", "net", "compute"};

static void say(struct questionnaire *q, const struct recode_row *row, const char *field, enum diag_id id,
                struct diags *ds, const char *a, const char *b) {
    struct place at = schema_place(&row->ref, field, &q->arena);
    diag_add(ds, id, &at, a, b);
}

/* ---- cells that a kind needs, and those that mean nothing in it --------------------------------------------- */

enum { CELL_OF = 1, CELL_RESULT = 2, CELL_CHOICES = 4, CELL_ENDS = 8, CELL_EXPRESSION = 16, CELL_NOTE = 32 };
static const struct {
    int needs, allows;
} cells[] = {
    [RECODE_BAND] = {CELL_OF | CELL_RESULT, CELL_ENDS},
    [RECODE_MERGE] = {CELL_OF | CELL_RESULT | CELL_CHOICES, 0},
    [RECODE_DROP] = {CELL_OF | CELL_CHOICES | CELL_NOTE, 0},
    [RECODE_NET] = {CELL_OF | CELL_RESULT | CELL_CHOICES, 0},
    [RECODE_COMPUTE] = {CELL_EXPRESSION, 0},
};

static void check_cell(struct questionnaire *q, const struct recode_row *row, int cell, const char *field,
                       const char *value, struct diags *ds) {
    bool is_needed = cells[row->kind].needs & cell;
    bool is_allowed = is_needed || (cells[row->kind].allows & cell) || cell == CELL_NOTE;
    if (is_needed && !*value) {
        say(q, row, field, DIAG_VALUE_MISSING, ds, field, "");
    } else if (!is_allowed && *value) {
        say(q, row, field, DIAG_RECODE_STRAY, ds, field, kind_names[row->kind]);
    }
}

static void check_cells(struct questionnaire *q, const struct recode_row *row, struct diags *ds) {
    check_cell(q, row, CELL_OF, "of", row->of, ds);
    check_cell(q, row, CELL_RESULT, "result", row->result, ds);
    check_cell(q, row, CELL_CHOICES, "choices", row->choices, ds);
    check_cell(q, row, CELL_ENDS, "low", isinf(row->low) ? "" : "low", ds);
    check_cell(q, row, CELL_ENDS, "high", isinf(row->high) ? "" : "high", ds);
    check_cell(q, row, CELL_EXPRESSION, "expression", row->expression, ds);
    check_cell(q, row, CELL_NOTE, "note", row->note.n > 0 ? "note" : "", ds);
}

/* ---- what it is made of ------------------------------------------------------------------------------------------ */

static bool is_number(const struct questionnaire *q, int question) {
    const struct qtype *type = question >= 0 ? q->question[question].type : NULL;
    return type && (strcmp(type->name, "integer") == 0 || strcmp(type->name, "decimal") == 0);
}

static void find_source(struct questionnaire *q, struct recode_variable *v, struct diags *ds) {
    const struct recode_row *row = &v->row[0];
    v->question = questionnaire_find(q, row->of);
    v->variable = v->question < 0 && v->form == RECODE_BANDS ? recode_find(q, row->of) : -1;
    bool is_computed = v->variable >= 0 && q->variable[v->variable].form == RECODE_COMPUTED;
    if (v->question < 0 && v->variable < 0) {
        struct place at = schema_place(&row->ref, "of", &q->arena);
        diag_add(ds, DIAG_QUESTION_UNKNOWN, &at, row->of, q->info.id, questionnaire_hint(q, row->of, &q->arena));
    } else if (v->form == RECODE_BANDS && !is_computed && !is_number(q, v->question)) {
        say(q, row, "of", DIAG_RECODE_NO_NUMBER, ds, row->of, "");
        v->variable = -1;
    } else if (v->form == RECODE_OPTIONS && !question_list(q, &q->question[v->question])) {
        say(q, row, "of", DIAG_RECODE_NO_CHOICES, ds, row->of, "");
        v->question = -1;
    }
}

static bool check_one_source(struct questionnaire *q, const struct recode_variable *v, struct diags *ds) {
    bool is_good = true;
    for (int i = 1; i < v->n_rows; i++) {
        const struct recode_row *row = &v->row[i], *first = &v->row[0];
        bool is_option = row->kind == RECODE_MERGE || row->kind == RECODE_DROP || row->kind == RECODE_NET;
        bool is_same_form = v->form == (is_option ? RECODE_OPTIONS : RECODE_BANDS) && row->kind != RECODE_COMPUTE;
        if (!is_same_form) {
            say(q, row, "kind", DIAG_RECODE_KINDS, ds, v->name, kind_names[first->kind]);
        } else if (*row->of && strcmp(row->of, first->of) != 0) {
            say(q, row, "of", DIAG_RECODE_SOURCES, ds, v->name, first->of);
        }
        is_good = is_good && is_same_form && strcmp(row->of, first->of) == 0;
    }
    return is_good;
}

/* ---- bands ------------------------------------------------------------------------------------------------------- */

static const char *number(struct questionnaire *q, double x) {
    char text[NUM_TEXT_MAX];
    return isinf(x) ? (x < 0 ? "−∞" : "∞") : arena_strdup(&q->arena, num_shortest(text, x));
}

static void check_bands(struct questionnaire *q, const struct recode_variable *v, struct diags *ds) {
    for (int i = 0; i < v->n_rows; i++) {
        const struct recode_row *row = &v->row[i];
        double end = i > 0 ? v->row[i - 1].high : row->low;
        if (row->high <= row->low) {
            say(q, row, "high", DIAG_RECODE_BAND_EMPTY, ds, number(q, row->low), number(q, row->high));
        } else if (row->low > end) {
            say(q, row, "low", DIAG_BANDS_HOLE, ds, number(q, end), number(q, row->low));
        } else if (row->low < end) {
            say(q, row, "low", DIAG_BANDS_OVERLAP, ds, number(q, row->low), number(q, end));
        }
    }
}

/* ---- options ----------------------------------------------------------------------------------------------------- */

static void unknown_choice(struct questionnaire *q, const struct recode_variable *v, const struct recode_row *row,
                           const char *name, struct diags *ds) {
    const struct choice_list *list = question_list(q, &q->question[v->question]);
    const char **names = ARENA_ARRAY(&q->arena, (size_t)list->n + 1, const char *);
    for (int i = 0; i < list->n; i++) {
        names[i] = list->choice[i].name;
    }
    struct place at = schema_place(&row->ref, "choices", &q->arena);
    const char *hint = hint_nearest(name, names, (size_t)list->n, &q->arena);
    diag_add(ds, DIAG_RECODE_CHOICE_UNKNOWN, &at, name, q->question[v->question].name, hint);
}

/* Merged and dropped options go one way; 'taken' has the row's number + 1 by choice. */
static void take_choice(struct questionnaire *q, struct recode_variable *v, int i, int choice, int *taken,
                        struct diags *ds) {
    struct recode_row *row = &v->row[i];
    const char *name = question_list(q, &q->question[v->question])->choice[choice].name;
    if (row->has[choice] || (row->kind != RECODE_NET && taken[choice] > 0)) {
        struct place first = schema_place(&v->row[row->has[choice] ? i : taken[choice] - 1].ref, "choices", &q->arena);
        say(q, row, "choices", DIAG_RECODE_CHOICE_TWICE, ds, name, arena_printf(&q->arena, "%ld", first.line));
    }
    row->has[choice] = true;
    taken[choice] = row->kind != RECODE_NET ? i + 1 : taken[choice];
}

static void read_choices(struct questionnaire *q, struct recode_variable *v, int i, int *taken, struct diags *ds) {
    struct recode_row *row = &v->row[i];
    const struct question *x = &q->question[v->question];
    const char *rest = row->choices, *word;
    size_t len;
    row->has = ARENA_ARRAY(&q->arena, (size_t)question_list(q, x)->n + 1, bool);
    while (text_next_word(&rest, &word, &len)) {
        const char *name = arena_strndup(&q->arena, word, len);
        int choice = question_choice(q, x, name);
        if (choice < 0) {
            unknown_choice(q, v, row, name, ds);
        } else {
            take_choice(q, v, i, choice, taken, ds);
        }
    }
}

/* A result has a name that no option has that is still there beside it. */
static void check_option_results(struct questionnaire *q, const struct recode_variable *v, const int *taken,
                                 struct diags *ds) {
    for (int i = 0; i < v->n_rows; i++) {
        int choice = *v->row[i].result ? question_choice(q, &q->question[v->question], v->row[i].result) : -1;
        if (choice >= 0 && taken[choice] == 0) {
            say(q, &v->row[i], "result", DIAG_RECODE_RESULT_TAKEN, ds, v->row[i].result, q->question[v->question].name);
        }
    }
}

static void check_options(struct questionnaire *q, struct recode_variable *v, struct diags *ds) {
    const struct choice_list *list = question_list(q, &q->question[v->question]);
    int *taken = ARENA_ARRAY(&q->arena, (size_t)list->n + 1, int);
    for (int i = 0; i < v->n_rows; i++) {
        read_choices(q, v, i, taken, ds);
    }
    check_option_results(q, v, taken, ds);
}

static void check_results(struct questionnaire *q, const struct recode_variable *v, struct diags *ds) {
    struct map seen = {0};
    for (int i = 0; i < v->n_rows; i++) {
        const char *result = v->row[i].result;
        if (*result && !map_add(&seen, result, i)) {
            struct place first = schema_place(&v->row[map_find(&seen, result)].ref, "result", &q->arena);
            say(q, &v->row[i], "result", DIAG_ID_DUPLICATE, ds, result, arena_printf(&q->arena, "%ld", first.line));
        }
    }
    map_clear(&seen);
}

void recode_check(struct questionnaire *q, struct recode_variable *v, struct diags *ds) {
    size_t before = ds->n_errors;
    if (questionnaire_find(q, v->name) >= 0) {
        say(q, &v->row[0], "variable", DIAG_RECODE_NAME_TAKEN, ds, v->name, "");
    }
    for (int i = 0; i < v->n_rows; i++) {
        check_cells(q, &v->row[i], ds);
    }
    check_results(q, v, ds);
    if (!check_one_source(q, v, ds) || v->form == RECODE_COMPUTED || ds->n_errors > before) {
        return;
    }
    find_source(q, v, ds);
    if (v->form == RECODE_BANDS) {
        check_bands(q, v, ds);
    } else if (v->question >= 0) {
        check_options(q, v, ds);
    }
}
