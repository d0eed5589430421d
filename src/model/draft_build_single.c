/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blocks of one column: numbers, dates, one answer, several answers joined in the cell, or text. */
#include <string.h>

#include "model/draft_build.h"
#include "model/draft_split.h"
#include "model/questionnaire.h"

#define CHOICES_MAX 30
#define CHOICE_LONGEST 300
#define SMALL_SAMPLE 20
#define SHORT_TEXT 40

static bool all(size_t n, const struct draft_column *c) { return c->n_filled > 0 && n == c->n_filled; }

static bool is_choice_like(const struct draft_column *c) {
    bool is_few = !c->is_open && c->n_values <= CHOICES_MAX && c->longest <= CHOICE_LONGEST;
    /* of few records: short texts of which some come again */
    bool is_small =
        c->n_filled < SMALL_SAMPLE && c->n_values < c->n_filled && c->n_values <= 6 && c->longest <= SHORT_TEXT;
    return is_few && (c->n_filled >= 2 * c->n_values || all(c->n_flags, c) || is_small);
}

/* "3 – documented": the number is the code, where each value has its own. */
static const char *leading_number(struct arena *a, const char *text) {
    size_t n = strspn(text, "0123456789");
    static const char *const marks[] = {" - ", " – ", ". ", ": ", ") ", "："};
    for (size_t i = 0; i < ARRAY_LEN(marks) && n > 0 && n <= 3; i++) {
        if (strncmp(text + n, marks[i], strlen(marks[i])) == 0) {
            return arena_strndup(a, text, n);
        }
    }
    return n > 0 && n <= 3 && !text[n] ? text : NULL;
}

static bool have_numbers(struct arena *a, const struct draft_column *c) {
    struct map seen = {0};
    bool is_good = true;
    for (size_t i = 0; i < c->n_values && is_good; i++) {
        const char *number = leading_number(a, c->value[i].text);
        is_good = number && map_add(&seen, number, 0);
    }
    map_clear(&seen);
    return is_good;
}

/* XLSForm tools write codes; what others write are wordings. */
static bool holds_codes(const struct draft_building *x) {
    return x->block->separator && strcmp(x->block->separator, " ") == 0;
}

static int observed_list(struct draft_building *x, const char *name, const struct draft_column *c) {
    int list = draft_add_list(x->d, name);
    bool is_numbered = have_numbers(&x->arena, c);
    for (size_t i = 0; i < c->n_values; i++) {
        const char *text = c->value[i].text;
        const char *number = is_numbered ? leading_number(&x->d->arena, text) : NULL;
        if (draft_find_choice(x->d, list, text) < 0) {
            draft_add_choice(x->d, list, holds_codes(x) ? text : number, text);
        }
    }
    return list;
}

static enum draft_kind open_kind(const struct draft_column *c) {
    return all(c->n_integers, c)  ? DRAFT_INTEGER
           : all(c->n_numbers, c) ? DRAFT_DECIMAL
           : all(c->n_dates, c)   ? DRAFT_DATE
                                  : DRAFT_TEXT;
}

/* The rows of a grid have one list, and one option "other" in it. */
static int other_of_list(struct draft *d, int list) {
    for (size_t i = 0; i < d->n_questions; i++) {
        if (d->question[i].list == list && d->question[i].other >= 0) {
            return d->question[i].other;
        }
    }
    int other = draft_add_choice(d, list, "other", "");
    i18n_set(&d->arena, &d->list[list].choice[other].label, d->lang, "Other");
    return other;
}

/* A question that holds what a joined cell has beyond its options. */
static void add_rest(struct draft_building *x, int question) {
    const char *base = x->d->question[question].name;
    const char *name = draft_name(x->d, arena_printf(&x->d->arena, "%s_other", base), "other");
    const char *header = x->d->question[question].header;
    int rest = draft_add_question(x->d, name, "", DRAFT_TEXT);
    struct draft_question *q = &x->d->question[rest];
    q->is_text_of_other = true;
    q->twin = question;
    q->group = x->group;
    q->header = header;
    i18n_set(&x->d->arena, &q->label, x->d->lang, "Other");
    draft_add_source(x->d, rest, x->d->question[question].source[0].column, -1);
    x->d->question[question].other = other_of_list(x->d, x->d->question[question].list);
}

/* Whether any cell has a piece that is no option. */
static bool has_rest(const struct draft *d, const struct draft_question *q, const struct draft_column *c) {
    for (size_t i = 0; i < c->n_values; i++) {
        const char *rest = c->value[i].text;
        struct draft_piece p;
        struct arena a = {0};
        bool is_rest = false;
        while (draft_split_next(&rest, q->separator, q->piece, q->n_pieces, &p)) {
            is_rest = is_rest || draft_find_choice(d, q->list, arena_strndup(&a, p.text, p.n)) < 0;
        }
        arena_clear(&a);
        if (is_rest) {
            return true;
        }
    }
    return c->is_open;
}

void draft_make_joined(struct draft_building *x, int question, const struct draft_split *s,
                       const struct draft_column *c) {
    int list = x->d->question[question].list;
    if (list < 0) {
        list = draft_add_list(x->d, x->d->question[question].name);
        for (size_t i = 0; i < s->n_options; i++) {
            if (draft_find_choice(x->d, list, s->option[i]) < 0) {
                draft_add_choice(x->d, list, holds_codes(x) ? s->option[i] : NULL, s->option[i]);
            }
        }
    }
    struct draft_question *q = &x->d->question[question];
    q->kind = DRAFT_MANY;
    q->reading = READ_JOINED;
    q->list = list;
    q->separator = arena_strdup(&x->d->arena, s->separator);
    q->piece = ARENA_ARRAY(&x->d->arena, s->n_long + 1, const char *);
    for (size_t i = 0; i < s->n_long; i++) {
        q->piece[q->n_pieces++] = arena_strdup(&x->d->arena, s->long_option[i]);
    }
    if (has_rest(x->d, q, c)) {
        add_rest(x, question);
    }
}

static bool says_several(const char *label) {
    static const char *const words[] = {"select all",   "all that apply", "select up to", "choose all",
                                        "check all",    "複数回答",       "すべて選",     "全て選",
                                        "すべてお選び", "あてはまるもの", "mehrfach"};
    struct arena a = {0};
    const char *folded = text_fold(&a, label);
    bool is_several = false;
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        is_several = is_several || strstr(folded, words[i]);
    }
    arena_clear(&a);
    return is_several;
}

void draft_join_known(struct draft_building *x, int question) {
    const struct draft_list *l = &x->d->list[x->d->question[question].list];
    size_t n = 0, n_texts = 0;
    for (size_t i = 0; i < l->n; i++) {
        n_texts += (size_t)l->choice[i].label.n;
    }
    const char **known = ARENA_ARRAY(&x->arena, n_texts + 1, const char *);
    for (size_t i = 0; i < l->n; i++) {
        for (int k = 0; k < l->choice[i].label.n; k++) {
            known[n++] = l->choice[i].label.item[k].text;
        }
    }
    struct split_request request = {.separator = x->block->separator, .known = known, .n_known = n, .is_sure = true};
    struct draft_split split = draft_split_find(&x->content[0], &request, &x->arena);
    draft_make_joined(x, question, &split, &x->content[0]);
}

static struct draft_split find_split(struct draft_building *x, const struct draft_column *c) {
    const struct dialect_block *b = x->block;
    struct split_request request = {.separator = b->separator, .is_sure = b->is_multiple || says_several(b->label)};
    bool is_possible = b->fill == FILL_JOINED || b->fill == FILL_ANY;
    return is_possible ? draft_split_find(c, &request, &x->arena) : (struct draft_split){0};
}

/* Canonical cells are codes already, several of them parted by blanks. */
static void make_verbatim(struct draft_building *x, int question, const struct draft_column *c) {
    struct draft_question *q = &x->d->question[question];
    struct split_request request = {.separator = " "};
    q->reading = READ_VERBATIM;
    q->kind = open_kind(c);
    if (!all(c->n_codes, c) && q->kind == DRAFT_TEXT) {
        struct draft_split s = draft_split_find(c, &request, &x->arena);
        bool are_codes = s.n_options > 0 && s.separator;
        for (size_t i = 0; i < s.n_options; i++) {
            are_codes = are_codes && (draft_looks(s.option[i]) & LOOKS_CODE);
        }
        if (are_codes && s.n_options <= CHOICES_MAX && !c->is_open) {
            int list = draft_add_list(x->d, q->name);
            for (size_t i = 0; i < s.n_options; i++) {
                draft_add_choice(x->d, list, s.option[i], s.option[i]);
            }
            q->list = list;
            q->kind = DRAFT_MANY;
        }
    } else if (q->kind == DRAFT_TEXT && is_choice_like(c)) {
        int list = draft_add_list(x->d, q->name);
        for (size_t i = 0; i < c->n_values; i++) {
            draft_add_choice(x->d, list, c->value[i].text, c->value[i].text);
        }
        q->list = list;
        q->kind = DRAFT_ONE;
    }
}

void draft_build_single(struct draft_building *x, size_t column) {
    const struct dialect_column *from = &x->block->column[column];
    const struct draft_column *c = &x->content[column];
    bool is_whole = x->block->n == 1 || column == 0;
    const char *wanted = is_whole ? x->name : arena_printf(&x->arena, "%s_%zu", x->name, column + 1);
    const char *label = *from->label ? from->label : x->block->label;
    int question = draft_add_question(x->d, draft_name(x->d, wanted, "q"), label, open_kind(c));
    struct draft_question *q = &x->d->question[question];
    q->group = x->group;
    q->header = x->block->label;
    draft_add_source(x->d, question, from->column, -1);
    if (x->block->fill == FILL_VERBATIM) {
        make_verbatim(x, question, c);
        return;
    }
    struct draft_split split =
        q->kind == DRAFT_TEXT && !all(c->n_flags, c) ? find_split(x, c) : (struct draft_split){0};
    if (split.separator) {
        draft_make_joined(x, question, &split, c);
    } else if (is_choice_like(c) && (q->kind == DRAFT_TEXT || all(c->n_codes, c)) && q->kind != DRAFT_DATE &&
               q->kind != DRAFT_INTEGER && q->kind != DRAFT_DECIMAL) {
        int list = observed_list(x, q->name, c);
        x->d->question[question].list = list;
        x->d->question[question].kind = DRAFT_ONE;
    }
}
