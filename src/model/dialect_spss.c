/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPSS .sav: variables with labels, value labels and user-missing values, as table/reader_sav.c gives them in three
   sheets. Multiple-response sets are not in the file's readable part: variables of one name stem (q2_1, q2_2) with
   the same two values are taken for one. */
#include <string.h>

#include "base/num.h"
#include "base/text.h"
#include "model/dialect.h"
#include "model/draft.h"
#include "model/questionnaire.h"

enum { SHEET_DATA, SHEET_VARIABLES, SHEET_VALUES, N_SHEETS };

static struct dialect_match recognise(const struct input *in, struct arena *a) {
    (void)a;
    bool is_sav = in->n_sheets == N_SHEETS && strcmp(in->reader, "sav") == 0;
    return is_sav ? (struct dialect_match){100, "$FL2"} : (struct dialect_match){0};
}

struct spss {
    struct dialect_layout *l;
    const struct table_text *variables, *values;
};

static const char *variable(const struct spss *x, int i, int column) {
    return table_cell(x->variables, (size_t)i + 1, column);
}

/* ---- value labels ------------------------------------------------------------------------------------------------ */

/* Whether a variable's value is user-missing: "97" or "90..99", parted by blanks. */
static bool is_missing(const char *ranges, const char *value) {
    const char *word;
    size_t len;
    double x, low, high;
    struct arena a = {0};
    bool is_number = num_parse(value, &x), is_found = false;
    while (text_next_word(&ranges, &word, &len) && !is_found) {
        char *one = arena_strndup(&a, word, len), *dots = strstr(one, "..");
        if (dots && is_number) {
            *dots = '\0';
            is_found = num_parse(one, &low) && num_parse(dots + 2, &high) && x >= low && x <= high;
        } else {
            is_found = strcmp(one, value) == 0;
        }
    }
    arena_clear(&a);
    return is_found;
}

static int state_of(const char *label) {
    int state = draft_state_of(label);
    return state ? state : CHOICE_DK;
}

static void add_values(struct spss *x, struct structure_question *q, int i) {
    const char *set = variable(x, i, 3), *missing = variable(x, i, 4);
    for (size_t row = 1; *set && row < x->values->n_rows; row++) {
        if (strcmp(table_cell(x->values, row, 0), set) != 0) {
            continue;
        }
        const char *value = table_cell(x->values, row, 1), *label = table_cell(x->values, row, 2);
        struct structure_piece *p = structure_add_option(&x->l->own, q, value);
        i18n_set(&x->l->own.arena, &p->label, "", *label ? label : value);
        p->state = is_missing(missing, value) ? state_of(label) : draft_state_of(label);
    }
}

/* Missing values without a label are options all the same, else they would be read as amounts. */
static void add_missing(struct spss *x, struct structure_question *q, int i) {
    const char *missing = variable(x, i, 4), *word;
    size_t len;
    while (text_next_word(&missing, &word, &len)) {
        const char *value = arena_strndup(&x->l->own.arena, word, len);
        if (!strstr(value, "..") && structure_piece_find(q->option, q->n_options, value) < 0) {
            struct structure_piece *p = structure_add_option(&x->l->own, q, value);
            i18n_set(&x->l->own.arena, &p->label, "", arena_printf(&x->l->own.arena, "missing (%s)", value));
            p->state = CHOICE_DK;
        }
    }
}

/* ---- sets -------------------------------------------------------------------------------------------------------- */

/* Length of the common part of two texts that ends in 'mark', its last occurrence; 0 when there is none. */
static size_t common_part(const char *a, const char *b, const char *mark) {
    size_t same = 0, n = strlen(mark);
    while (a[same] && a[same] == b[same]) {
        same++;
    }
    while (same > 0 && (same < n || strncmp(a + same - n, mark, n) != 0)) {
        same--;
    }
    return same;
}

static bool is_dichotomy(const struct spss *x, int i) {
    size_t n = 0;
    for (size_t row = 1; row < x->l->table->n_rows; row++) {
        const char *cell = table_cell(x->l->table, row, i);
        bool is_tick = !*cell || strcmp(cell, "0") == 0 || strcmp(cell, "1") == 0;
        if (!is_tick) {
            return false;
        }
        n += *cell != '\0';
    }
    return n > 0 || *variable(x, i, 3);
}

static bool has_value(const struct spss *x, const char *set, const char *value, const char *label) {
    for (size_t row = 1; row < x->values->n_rows; row++) {
        bool is_it =
            strcmp(table_cell(x->values, row, 0), set) == 0 && strcmp(table_cell(x->values, row, 1), value) == 0;
        if (is_it) {
            return strcmp(table_cell(x->values, row, 2), label) == 0;
        }
    }
    return false;
}

/* Files have a set a variable, so that equal ones differ in name only. */
static bool has_same_labels(const struct spss *x, int i, int k) {
    const char *a = variable(x, i, 3), *b = variable(x, k, 3);
    if (strcmp(a, b) == 0 || !*a != !*b) {
        return strcmp(a, b) == 0;
    }
    for (size_t row = 1; row < x->values->n_rows; row++) {
        const char *set = table_cell(x->values, row, 0);
        const char *other = strcmp(set, a) == 0 ? b : strcmp(set, b) == 0 ? a : NULL;
        if (other && !has_value(x, other, table_cell(x->values, row, 1), table_cell(x->values, row, 2))) {
            return false;
        }
    }
    return true;
}

/* Variables that belong together: how many, and how much of their names and labels is the question's. */
struct spss_set {
    int n;
    size_t name, label;
};

/* Those that hold nothing but 0 and 1, have the same value labels, names that begin alike up to a _, and labels that
   begin alike up to a colon, where the first two do. */
static struct spss_set find_set(const struct spss *x, int first) {
    struct spss_set set = {.n = 1};
    int end = x->l->table->n_columns;
    for (int i = first + 1; is_dichotomy(x, first) && i < end && is_dichotomy(x, i); i++) {
        size_t name = common_part(variable(x, first, 0), variable(x, i, 0), "_");
        size_t label = common_part(variable(x, first, 1), variable(x, i, 1), ": ");
        bool is_first = i == first + 1;
        bool is_fit = name > 1 && has_same_labels(x, first, i) && (is_first || (set.label == 0) == (label == 0));
        if (!is_fit) {
            break;
        }
        set.name = is_first || name < set.name ? name : set.name;
        set.label = is_first || label < set.label ? label : set.label;
        set.n++;
    }
    return set;
}

/* "Channels: e-mail" gives both; a label without a colon is the option's. */
static void add_set(struct spss *x, int first, const struct spss_set *set) {
    const char *label = variable(x, first, 1), *name = variable(x, first, 0);
    const char *code = arena_strndup(&x->l->arena, name, set->name - 1);
    const char *wording = set->label ? arena_strndup(&x->l->arena, label, set->label - 2) : code;
    struct dialect_block *b = dialect_add_block(x->l, code, wording);
    b->fill = FILL_FLAGS;
    b->is_multiple = true;
    for (int i = first; i < first + set->n; i++) {
        const char *own = variable(x, i, 1);
        struct dialect_column c = {.column = i, .code = variable(x, i, 0) + set->name};
        c.label = *own ? own + set->label : variable(x, i, 0);
        dialect_add_column(x->l, b, c);
    }
}

static void add_variable(struct spss *x, int i) {
    const char *name = variable(x, i, 0), *label = variable(x, i, 1);
    struct dialect_block *b = dialect_add_single(x->l, name, *label ? label : name, i);
    b->role = dialect_role_of(name, &x->l->arena);
    if (b->role == ABOUT_QUESTION && dialect_role_of(label, &x->l->arena) >= ABOUT_PERSON) {
        b->role = dialect_role_of(label, &x->l->arena);
    }
    bool has_options = *variable(x, i, 3) || *variable(x, i, 4);
    if (has_options && b->role == ABOUT_QUESTION) {
        struct structure_question *q = structure_add(&x->l->own, name);
        i18n_set(&x->l->own.arena, &q->label, "", *label ? label : name);
        q->kind = STRUCTURE_ONE;
        add_values(x, q, i);
        add_missing(x, q, i);
    }
}

static bool arrange(const struct input *in, struct dialect_layout *l, struct diags *ds) {
    (void)ds;
    struct spss x = {.l = l, .variables = &in->sheet[SHEET_VARIABLES], .values = &in->sheet[SHEET_VALUES]};
    l->table = &in->sheet[SHEET_DATA];
    l->first_row = 1;
    for (int i = 0; i < l->table->n_columns;) {
        struct spss_set set = find_set(&x, i);
        if (set.n > 1) {
            add_set(&x, i, &set);
            i += set.n;
        } else {
            add_variable(&x, i++);
        }
    }
    if (l->own.n_questions && !l->structure) {
        l->structure = &l->own;
    }
    return true;
}

static const char *const examples[] = {NULL};

const struct dialect dialect_spss = {
    .name = "spss",
    .title = "SPSS .sav",
    .summary = "variables with labels, value labels and user-missing values",
    .layout = "a .sav or .zsav file; user-missing values become options with a state; variables `q2_1`, `q2_2` that "
              "hold only 0 and 1 "
              "are one multiple answer",
    .example = examples,
    .recognise = recognise,
    .arrange = arrange,
};
