/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/import_sav.h"

#include <string.h>

#include "base/map.h"
#include "base/num.h"
#include "model/questionnaire.h"
#include "write/write_sav.h"

/* Which part of which question a variable holds. */
struct sav_column {
    const struct draft_question *question;
    int choice; /* of several answers; −1 */
};
struct sav_building {
    struct responses *r;
    const struct sav_request *request;
    struct arena a;
    struct map names;
    struct sav_column *column;
    struct sav_variable *variable;
    size_t n;
    const char **cell;
    size_t n_cells, cells_cap, n_rows;
};

/* SPSS names: letters, digits, _ and . only, other than in case. */
static const char *variable_name(struct sav_building *b, const char *wanted) {
    char *name = arena_strndup(&b->a, wanted, SAV_NAME_MAX - 4);
    size_t n = text_valid_prefix(name, strlen(name));
    name[n] = '\0';
    for (char *s = name; *s; s++) {
        *s = *s == '-' || (unsigned char)*s >= 0x80 ? '_' : *s;
    }
    while (*name == '_') {
        name++;
    }
    name = *name ? name : arena_strdup(&b->a, "v");
    const char *unused = name;
    for (int i = 2; !map_add(&b->names, text_fold(&b->a, unused), 1); i++) {
        unused = arena_printf(&b->a, "%s_%d", name, i);
    }
    return unused;
}

static const struct draft_list *list_of(const struct sav_building *b, const struct draft_question *q) {
    return q->list >= 0 ? &b->r->draft->list[q->list] : NULL;
}

static const char *choice_label(const struct sav_building *b, const struct draft_choice *c) {
    const char *label = i18n_get(&c->label, b->request->lang);
    return *label ? label : c->name;
}

static bool are_numbers(const struct draft_list *l) {
    long value;
    for (size_t i = 0; i < l->n; i++) {
        if (!l->choice[i].state && !num_parse_int(l->choice[i].name, &value)) {
            return false;
        }
    }
    return true;
}

/* The number that stands for a choice: its own where all have one, else its place; states from 97 down. */
static double choice_number(const struct draft_list *l, size_t i) {
    long value;
    if (num_parse_int(l->choice[i].name, &value) && are_numbers(l)) {
        return (double)value;
    }
    return l->choice[i].state ? -1 - (double)i : (double)i + 1;
}

static void add_values(struct sav_building *b, struct sav_variable *v, const struct draft_list *l) {
    struct sav_value *values = ARENA_ARRAY(&b->a, l->n + 1, struct sav_value);
    for (size_t i = 0; i < l->n; i++) {
        values[i] = (struct sav_value){choice_number(l, i), choice_label(b, &l->choice[i]),
                                       l->choice[i].state == CHOICE_NA || l->choice[i].state == CHOICE_DK};
    }
    v->value = values;
    v->n_values = l->n;
}

static struct sav_variable *add_variable(struct sav_building *b, const struct draft_question *q, int choice,
                                         const char *name) {
    b->column[b->n] = (struct sav_column){q, choice};
    b->variable[b->n] = (struct sav_variable){.name = variable_name(b, name), .width = 1};
    b->variable[b->n].label = i18n_get(&q->label, b->request->lang);
    return &b->variable[b->n++];
}

static void add_options(struct sav_building *b, const struct draft_question *q) {
    static const struct sav_value ticks[] = {{0, "Not chosen", false}, {1, "Chosen", false}};
    const struct draft_list *l = list_of(b, q);
    for (size_t i = 0; i < l->n; i++) {
        struct sav_variable *v = add_variable(b, q, (int)i, arena_printf(&b->a, "%s_%s", q->name, l->choice[i].name));
        const char *label = i18n_get(&q->label, b->request->lang);
        v->label = arena_printf(&b->a, "%s: %s", *label ? label : q->name, choice_label(b, &l->choice[i]));
        v->value = ticks;
        v->n_values = ARRAY_LEN(ticks);
    }
}

static void add_question(struct sav_building *b, const struct draft_question *q) {
    if (q->kind == DRAFT_MANY && q->list >= 0) {
        add_options(b, q);
        return;
    }
    struct sav_variable *v = add_variable(b, q, -1, q->name);
    bool is_choice = q->kind == DRAFT_ONE && q->list >= 0;
    v->is_text = !is_choice && q->kind != DRAFT_INTEGER && q->kind != DRAFT_DECIMAL && q->role != ABOUT_WEIGHT;
    if (is_choice) {
        add_values(b, v, list_of(b, q));
    }
}

static void add_variables(struct sav_building *b) {
    const struct draft *d = b->r->draft;
    size_t n = 0;
    for (size_t i = 0; i < d->n_questions; i++) {
        const struct draft_question *q = &d->question[i];
        n += 1 + (q->list >= 0 ? d->list[q->list].n : 0);
    }
    b->column = ARENA_ARRAY(&b->a, n + 1, struct sav_column);
    b->variable = ARENA_ARRAY(&b->a, n + 1, struct sav_variable);
    for (size_t i = 0; i < d->n_questions; i++) {
        if (responses_has_column(&d->question[i])) {
            add_question(b, &d->question[i]);
        }
    }
}

/* ---- cells ------------------------------------------------------------------------------------------------------- */

static const char *number_of(struct sav_building *b, const struct draft_list *l, const char *name) {
    char text[NUM_TEXT_MAX];
    int choice = map_find(&l->by_name, name);
    return choice >= 0 ? arena_strdup(&b->a, num_shortest(text, choice_number(l, (size_t)choice))) : "";
}

static const char *cell_of(struct sav_building *b, const struct sav_column *c, const char *canonical) {
    const struct draft_list *l = list_of(b, c->question);
    if (c->choice >= 0) {
        return !*canonical ? "" : text_has_word(canonical, l->choice[c->choice].name) ? "1" : "0";
    }
    return c->question->kind == DRAFT_ONE && l ? number_of(b, l, canonical) : arena_strdup(&b->a, canonical);
}

static void add_row(struct sav_building *b, size_t row, struct diags *ds) {
    const struct draft_question *last = NULL;
    const char *canonical = "";
    for (size_t i = 0; i < b->n; i++) {
        if (b->column[i].question != last) {
            last = b->column[i].question;
            canonical = responses_cell(b->r, row, last, ds);
        }
        const char *cell = cell_of(b, &b->column[i], canonical);
        size_t width = strlen(cell) < SAV_TEXT_MAX ? strlen(cell) : SAV_TEXT_MAX;
        b->variable[i].width = width > b->variable[i].width ? width : b->variable[i].width;
        VEC_GROW(b->cell, b->n_cells, b->cells_cap);
        b->cell[b->n_cells++] = cell;
    }
    b->n_rows++;
}

bool import_sav(struct responses *r, const struct sav_request *request, struct buf *out, struct diags *ds) {
    struct sav_building b = {.r = r, .request = request};
    add_variables(&b);
    for (size_t row = r->draft->first_row; row < r->draft->table->n_rows; row++) {
        if (responses_begin_row(r, row)) {
            add_row(&b, row, ds);
        }
    }
    struct sav_data data = {b.variable, b.n, b.n_rows, b.cell, r->draft->form_id, request->created};
    bool is_good = write_sav(&data, request->path, out, ds);
    mem_free(b.cell);
    map_clear(&b.names);
    arena_clear(&b.a);
    return is_good;
}
