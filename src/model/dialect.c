/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/dialect.h"

#include <string.h>

#include "base/text.h"
#include "model/draft_column.h"
#include "model/hint.h"

#define DIALECT(name) extern const struct dialect dialect_##name;
#include "model/dialect.def"
#undef DIALECT

static const struct dialect *const dialects[] = {
#define DIALECT(name) &dialect_##name,
#include "model/dialect.def"
#undef DIALECT
};

size_t dialect_count(void) { return ARRAY_LEN(dialects); }
const struct dialect *dialect_at(size_t i) { return dialects[i]; }

const struct dialect *dialect_find(const char *name) {
    for (size_t i = 0; i < ARRAY_LEN(dialects); i++) {
        if (strcmp(dialects[i]->name, name) == 0) {
            return dialects[i];
        }
    }
    return NULL;
}

const struct dialect *dialect_detect(const struct input *in, struct arena *a, struct dialect_match *match) {
    const struct dialect *best = NULL;
    *match = (struct dialect_match){0};
    for (size_t i = 0; i < ARRAY_LEN(dialects); i++) {
        struct dialect_match m = dialects[i]->recognise(in, a);
        if (m.score > match->score) {
            *match = m;
            best = dialects[i];
        }
    }
    return best;
}

const char *dialect_names(struct arena *a) {
    const char *names[ARRAY_LEN(dialects)];
    for (size_t i = 0; i < ARRAY_LEN(dialects); i++) {
        names[i] = dialects[i]->name;
    }
    return hint_list(names, ARRAY_LEN(dialects), ARRAY_LEN(dialects), a);
}

/* ---- layouts ----------------------------------------------------------------------------------------------------- */

void dialect_layout_clear(struct dialect_layout *l) {
    for (size_t i = 0; i < l->n_blocks; i++) {
        mem_free(l->block[i].column);
    }
    mem_free(l->block);
    structure_clear(&l->own);
    arena_clear(&l->arena);
    *l = (struct dialect_layout){0};
}

struct dialect_block *dialect_add_block(struct dialect_layout *l, const char *code, const char *label) {
    VEC_GROW(l->block, l->n_blocks, l->cap);
    struct dialect_block *b = &l->block[l->n_blocks++];
    *b = (struct dialect_block){.code = code, .label = label};
    return b;
}

void dialect_add_column(struct dialect_layout *l, struct dialect_block *b, struct dialect_column c) {
    (void)l;
    c.label = c.label ? c.label : "";
    VEC_GROW(b->column, b->n, b->cap);
    b->column[b->n++] = c;
}

struct dialect_block *dialect_add_single(struct dialect_layout *l, const char *code, const char *label, int column) {
    struct dialect_block *b = dialect_add_block(l, code, label);
    dialect_add_column(l, b, (struct dialect_column){.column = column});
    return b;
}

const char *dialect_header(struct dialect_layout *l, size_t row, int column) {
    size_t n;
    const char *s = draft_cell(l->table, row, column, &n);
    return arena_strndup(&l->arena, s, n);
}

bool dialect_is_other(const char *label) {
    static const char *const words[] = {"other",
                                        "other (please specify)",
                                        "other (please specify):",
                                        "others",
                                        "sonstiges",
                                        "sonstige",
                                        "andere",
                                        "その他",
                                        "autre",
                                        "other (specify)",
                                        "その他(具体的に)",
                                        "other:"};
    struct arena a = {0};
    const char *folded = text_fold(&a, label);
    bool is_other = strstr(folded, "other") == folded && strstr(folded, "please specify");
    is_other = is_other || (strstr(folded, "その他") == folded && text_width(folded) <= 30);
    for (size_t i = 0; i < ARRAY_LEN(words) && !is_other; i++) {
        is_other = strcmp(folded, words[i]) == 0;
    }
    arena_clear(&a);
    return is_other;
}

bool dialect_split_brackets(const char *header, const char **wording, const char **inner, struct arena *a) {
    size_t n = strlen(header);
    if (n < 3 || header[n - 1] != ']') {
        return false;
    }
    int depth = 0;
    size_t at = n;
    while (at-- > 0) {
        depth += header[at] == ']';
        depth -= header[at] == '[';
        if (depth == 0) {
            break;
        }
    }
    if (depth != 0 || at == 0) {
        return false;
    }
    *wording = text_trim(a, arena_strndup(a, header, at));
    *inner = text_trim(a, arena_strndup(a, header + at + 1, n - at - 2));
    return true;
}

size_t dialect_count_records(const struct table_text *t, size_t first_row) {
    size_t n = 0;
    for (size_t row = first_row; row < t->n_rows; row++) {
        n += !table_row_is_empty(t, row);
    }
    return n;
}

bool dialect_has_header(const struct table_text *t, size_t row, const char *word, struct arena *a) {
    for (int c = 0; row < t->n_rows && c < t->n_fields[row]; c++) {
        if (strcmp(text_fold(a, table_cell(t, row, c)), word) == 0) {
            return true;
        }
    }
    return false;
}

void dialect_arrange_plain(const struct input *in, struct dialect_layout *l) {
    l->table = &in->sheet[0];
    l->first_row = 1;
    for (int c = 0; c < l->table->n_columns; c++) {
        const char *header = dialect_header(l, 0, c);
        struct dialect_block *b = dialect_add_single(l, NULL, header, c);
        b->role = dialect_role_of(header, &l->arena);
    }
}
