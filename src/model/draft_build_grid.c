/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Grids of which nothing is known: a column a row, with one answer or several in its cell; a column a row and scale
   point; or fields that have nothing in common. */
#include <string.h>

#include "model/draft_build.h"
#include "model/draft_split.h"
#include "model/questionnaire.h"

#define SCALE_MAX 15
#define SCALE_LONGEST 120
#define SCALE_SHORT 30
#define SMALL_SAMPLE 12
#define SEPARATOR " - " /* between row and scale point, where each pair has a column */

/* ---- grids with a column for each row and scale point ------------------------------------------------------------ */

struct pair {
    const char *row, *point;
};

/* Cuts "Row - Point" at the k-th separator from the end. */
static bool cut(struct draft_building *x, const char *label, int k, struct pair *p) {
    const char *at = NULL;
    size_t n = strlen(label);
    for (size_t i = n; i-- > 0 && k > 0;) {
        if (strncmp(label + i, SEPARATOR, strlen(SEPARATOR)) == 0) {
            at = label + i;
            k--;
        }
    }
    if (!at || k > 0) {
        return false;
    }
    p->row = arena_strndup(&x->arena, label, (size_t)(at - label));
    p->point = at + strlen(SEPARATOR);
    return true;
}

/* The columns of pairs: all but texts of "other". */
static size_t pair_columns(struct draft_building *x, size_t *column) {
    size_t n = 0;
    for (size_t i = 0; i < x->block->n; i++) {
        if (draft_class_of(x, i) != CLASS_OTHER) {
            column[n++] = i;
        }
    }
    return n;
}

/* The pairs when all labels are pairs, and each row has the same points in the same order; the number of points, or
   0. */
static size_t find_grid(struct draft_building *x, int k, size_t *column, struct pair *p) {
    size_t n = pair_columns(x, column), width = 0;
    for (size_t i = 0; i < n; i++) {
        if (!cut(x, x->block->column[column[i]].label, k, &p[i])) {
            return 0;
        }
    }
    while (width < n && strcmp(p[width].row, p[0].row) == 0) {
        width++;
    }
    if (width < 2 || n % width != 0 || n / width < 2) {
        return 0;
    }
    for (size_t i = 0; i < n; i++) {
        bool is_fit = strcmp(p[i].point, p[i % width].point) == 0 && strcmp(p[i].row, p[i - i % width].row) == 0;
        if (!is_fit) {
            return 0;
        }
    }
    return width;
}

static int begin_group(struct draft_building *x) {
    return draft_add_group(x->d, draft_name(x->d, x->name, "grid"), x->block->label, x->group);
}

/* What was written beside a row "other". */
static void build_pair_texts(struct draft_building *x, const char *base) {
    for (size_t i = 0; i < x->block->n; i++) {
        if (draft_class_of(x, i) == CLASS_OTHER) {
            const char *wanted = arena_printf(&x->arena, "%s_other", base);
            int question = draft_new_question(x, wanted, x->block->column[i].label, DRAFT_TEXT);
            draft_add_source(x->d, question, x->block->column[i].column, -1);
        }
    }
}

static void build_pair_row(struct draft_building *x, const struct pair *p, const size_t *column, size_t width) {
    int list = (int)x->d->n_lists - 1;
    const char *wanted = arena_printf(&x->arena, "%s_%zu", x->d->list[list].name, ++x->n_rows);
    int question = draft_new_question(x, wanted, p->row, DRAFT_ONE);
    x->d->question[question].list = list;
    for (size_t i = 0; i < width; i++) {
        draft_add_source(x->d, question, x->block->column[column[i]].column, (int)i);
    }
    draft_set_flags(x, question);
    if (draft_most_ticks(x->d, &x->d->question[question]) > 1) {
        x->d->question[question].kind = DRAFT_MANY;
    }
}

static void build_pairs(struct draft_building *x, const struct pair *p, size_t *column, size_t width) {
    size_t n = pair_columns(x, column);
    x->group = begin_group(x);
    const char *base = x->d->group[x->group].name;
    int list = draft_add_list(x->d, base);
    for (size_t i = 0; i < width; i++) {
        draft_add_choice(x->d, list, NULL, p[i].point);
    }
    x->n_rows = 0;
    for (size_t row = 0; row < n; row += width) {
        build_pair_row(x, &p[row], &column[row], width);
    }
    build_pair_texts(x, base);
}

bool draft_build_pairs(struct draft_building *x) {
    struct pair *p = ARENA_ARRAY(&x->arena, x->block->n + 1, struct pair);
    size_t *column = ARENA_ARRAY(&x->arena, x->block->n + 1, size_t), width = 0;
    for (int k = 1; k <= 3 && width == 0; k++) {
        width = find_grid(x, k, column, p);
    }
    if (width > 0) {
        build_pairs(x, p, column, width);
    }
    return width > 0;
}

/* ---- grids with a column a row ----------------------------------------------------------------------------------- */

/* Few values that come again; of few records, short ones will do. */
static bool is_scale_column(const struct draft_column *c) {
    bool repeats = c->n_filled >= 2 * c->n_values || (c->longest <= SCALE_SHORT && c->n_filled <= SMALL_SAMPLE);
    return !c->is_open && c->n_values <= SCALE_MAX && repeats && c->longest <= SCALE_LONGEST &&
           c->n_numbers < c->n_filled;
}

/* The values of all columns that look like a scale. */
static void collect_scale(struct draft_building *x, int list) {
    for (size_t i = 0; i < x->block->n; i++) {
        for (size_t k = 0; is_scale_column(&x->content[i]) && k < x->content[i].n_values; k++) {
            if (draft_find_choice(x->d, list, x->content[i].value[k].text) < 0) {
                draft_add_choice(x->d, list, NULL, x->content[i].value[k].text);
            }
        }
    }
}

static bool has_only(const struct draft *d, int list, const struct draft_column *c) {
    for (size_t k = 0; k < c->n_values; k++) {
        if (draft_find_choice(d, list, c->value[k].text) < 0) {
            return false;
        }
    }
    return !c->is_open;
}

/* Filled cells of the columns that hold nothing but the scale. */
static size_t count_cells(const struct draft_building *x, int list) {
    size_t n = 0;
    for (size_t i = 0; i < x->block->n; i++) {
        n += has_only(x->d, list, &x->content[i]) ? x->content[i].n_filled : 0;
    }
    return n;
}

static enum draft_kind field_kind(const struct draft_column *c) {
    return c->n_filled && c->n_integers == c->n_filled  ? DRAFT_INTEGER
           : c->n_filled && c->n_numbers == c->n_filled ? DRAFT_DECIMAL
                                                        : DRAFT_TEXT;
}

/* The values of all columns of the block as those of one. */
static struct draft_column all_values(struct draft_building *x) {
    struct draft_column all = {0};
    struct map seen = {0};
    size_t n = 0;
    for (size_t i = 0; i < x->block->n; i++) {
        n += x->content[i].n_values;
    }
    all.value = ARENA_ARRAY(&x->arena, n + 1, struct draft_value);
    for (size_t i = 0; i < x->block->n; i++) {
        const struct draft_column *c = &x->content[i];
        for (size_t k = 0; k < c->n_values; k++) {
            int at = map_find(&seen, c->value[k].text);
            if (at < 0) {
                at = (int)all.n_values++;
                map_add(&seen, c->value[k].text, at);
                all.value[at] = (struct draft_value){.text = c->value[k].text};
            }
            all.value[at].n += c->value[k].n;
        }
        all.n_filled += c->n_filled;
        all.is_open = all.is_open || c->is_open;
    }
    map_clear(&seen);
    return all;
}

/* Rows with several answers in a cell; false when there are none. */
static bool build_joined_rows(struct draft_building *x) {
    struct draft_column all = all_values(x);
    struct split_request request = {.separator = x->block->separator};
    struct draft_split split = draft_split_find(&all, &request, &x->arena);
    if (!split.separator) {
        return false;
    }
    x->group = begin_group(x);
    const char *base = x->d->group[x->group].name;
    int list = draft_add_list(x->d, base);
    for (size_t i = 0; i < split.n_options; i++) {
        if (draft_find_choice(x->d, list, split.option[i]) < 0) {
            draft_add_choice(x->d, list, NULL, split.option[i]);
        }
    }
    for (size_t i = 0; i < x->block->n; i++) {
        const char *wanted = arena_printf(&x->arena, "%s_%zu", base, i + 1);
        int question = draft_new_question(x, wanted, x->block->column[i].label, DRAFT_MANY);
        x->d->question[question].list = list;
        draft_add_source(x->d, question, x->block->column[i].column, -1);
        draft_make_joined(x, question, &split, &x->content[i]);
    }
    return true;
}

void draft_build_rows(struct draft_building *x) {
    if (x->block->joins_rows && build_joined_rows(x)) {
        return;
    }
    x->group = begin_group(x);
    const char *base = x->d->group[x->group].name;
    int list = draft_add_list(x->d, base);
    collect_scale(x, list);
    bool has_scale =
        x->d->list[list].n > 0 && x->d->list[list].n <= SCALE_MAX && 2 * x->d->list[list].n <= count_cells(x, list);
    for (size_t i = 0; i < x->block->n; i++) {
        const struct dialect_column *c = &x->block->column[i];
        const char *wanted =
            c->code ? arena_printf(&x->arena, "%s_%s", base, c->code) : arena_printf(&x->arena, "%s_%zu", base, i + 1);
        bool is_scale = has_scale && has_only(x->d, list, &x->content[i]);
        int question = draft_new_question(x, wanted, c->label, is_scale ? DRAFT_ONE : field_kind(&x->content[i]));
        x->d->question[question].list = is_scale ? list : -1;
        draft_add_source(x->d, question, c->column, -1);
    }
}
