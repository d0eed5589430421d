/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/draft_split.h"

#include <stdlib.h>
#include <string.h>

#define SHARE_SPLIT 0.3 /* of the cells that must hold a semicolon */
#define SHARE_KNOWN 0.6 /* of all pieces that must be options */
#define MERGE_ROUNDS 6
#define LONGEST_OPTION 300

/* ---- taking a cell apart ----------------------------------------------------------------------------------------- */

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n'; }

/* A separator, of one character or two, or the end. ';' needs no blank behind it, ", " does. */
static bool ends_at(const char *s, const char *separator) {
    bool is_mark = s[0] == separator[0] && (!separator[1] || !s[1] || s[1] == separator[1]);
    return !*s || is_mark;
}

static const char *long_end(const char *s, const char *separator, const char *const *option, size_t n) {
    for (size_t i = 0; i < n; i++) {
        size_t len = strlen(option[i]);
        if (strncmp(s, option[i], len) == 0 && ends_at(s + len, separator)) {
            return s + len;
        }
    }
    return NULL;
}

/* Brackets that are never closed part nothing off. */
static const char *plain_end(const char *s, const char *separator) {
    bool minds_brackets = *separator == ',';
    const char *end = s;
    int depth = 0;
    while (*end && !(depth == 0 && ends_at(end, separator))) {
        bool is_open = *end == '(' && strchr(end, ')');
        depth += minds_brackets && is_open;
        depth -= minds_brackets && *end == ')' && depth > 0;
        end++;
    }
    return end;
}

bool draft_split_next(const char **rest, const char *separator, const char *const *long_option, size_t n_long,
                      struct draft_piece *piece) {
    while (**rest) {
        const char *s = *rest;
        while (is_blank(*s)) {
            s++;
        }
        const char *end = long_end(s, separator, long_option, n_long);
        end = end ? end : plain_end(s, separator);
        *rest = *end ? end + 1 : end;
        while (end > s && is_blank(end[-1])) {
            end--;
        }
        if (end > s) {
            *piece = (struct draft_piece){s, (size_t)(end - s)};
            return true;
        }
    }
    return false;
}

/* ---- which pieces are options ------------------------------------------------------------------------------------ */

struct piece_count {
    const char *text;
    size_t n;          /* cells with it */
    size_t n_next;     /* with 'next' right behind it */
    int next;          /* the piece that followed first; −1 none, −2 several */
    bool is_after_one; /* always behind the same piece */
    int before;
};
struct counting {
    struct arena *a;
    const struct draft_column *column;
    const char *separator;
    struct piece_count *piece;
    size_t n, cap;
    struct map by_text;
    const char **merged; /* options with a separator inside */
    size_t n_merged;
    size_t n_several; /* cells with more than one piece */
    size_t n_pieces;  /* in all cells */
};

static int piece_index(struct counting *x, const struct draft_piece *p) {
    int i = map_find_n(&x->by_text, p->text, p->n);
    if (i >= 0) {
        return i;
    }
    VEC_GROW(x->piece, x->n, x->cap);
    x->piece[x->n] = (struct piece_count){.text = arena_strndup(x->a, p->text, p->n), .next = -1, .before = -1};
    map_add(&x->by_text, x->piece[x->n].text, (int)x->n);
    return (int)x->n++;
}

static void count_pair(struct counting *x, int a, int b, size_t n) {
    struct piece_count *first = &x->piece[a], *second = &x->piece[b];
    first->next = first->next == -1 || first->next == b ? b : -2;
    first->n_next += first->next == b ? n : 0;
    second->before = second->before == -1 || second->before == a ? a : -2;
}

static void count_value(struct counting *x, const struct draft_value *v) {
    const char *rest = v->text;
    struct draft_piece p;
    int before = -1;
    size_t n_here = 0;
    while (draft_split_next(&rest, x->separator, x->merged, x->n_merged, &p)) {
        int i = piece_index(x, &p);
        x->piece[i].n += v->n;
        if (before >= 0) {
            count_pair(x, before, i, v->n);
        }
        before = i;
        n_here++;
    }
    x->n_pieces += n_here * v->n;
    x->n_several += n_here > 1 ? v->n : 0;
}

static void count_all(struct counting *x) {
    map_clear(&x->by_text);
    x->n = x->n_several = x->n_pieces = 0;
    for (size_t i = 0; i < x->column->n_values; i++) {
        count_value(x, &x->column->value[i]);
    }
}

static int by_length_down(const void *a, const void *b) {
    const char *const *x = a, *const *y = b;
    size_t n = strlen(*x), m = strlen(*y);
    return n != m ? (n < m) - (n > m) : strcmp(*x, *y);
}

static void add_merged(struct counting *x, const char *text) {
    if (x->n_merged < SPLIT_OPTIONS_MAX && strlen(text) <= LONGEST_OPTION) {
        x->merged[x->n_merged++] = text;
        qsort(x->merged, x->n_merged, sizeof *x->merged, by_length_down);
    }
}

/* Two pieces that are never seen apart are one. */
static bool merge_one(struct counting *x) {
    for (size_t i = 0; i < x->n; i++) {
        const struct piece_count *p = &x->piece[i];
        const struct piece_count *next = p->next >= 0 ? &x->piece[p->next] : NULL;
        bool is_one = next && p->n >= 2 && next->before == (int)i && p->n == next->n && p->n_next == p->n;
        /* in few cells that may be chance: the second must not look like a new option */
        bool is_continued = is_one && next->text[0] >= 'a' && next->text[0] <= 'z';
        if (is_continued) {
            const char *text =
                arena_printf(x->a, "%s%s%s%s", p->text, x->separator, x->separator[1] ? "" : " ", next->text);
            size_t before = x->n_merged;
            add_merged(x, text);
            return x->n_merged > before;
        }
    }
    return false;
}

static const char *separator_of(const struct draft_column *c) {
    size_t n_semicolon = 0, n_comma = 0;
    for (size_t i = 0; i < c->n_values; i++) {
        n_semicolon += strchr(c->value[i].text, ';') ? c->value[i].n : 0;
        n_comma += strstr(c->value[i].text, ", ") ? c->value[i].n : 0;
    }
    bool is_semicolon = (double)n_semicolon >= SHARE_SPLIT * (double)c->n_filled && n_semicolon > 0;
    return is_semicolon ? ";" : n_comma > 0 ? ", " : NULL;
}

static bool is_option(const struct counting *x, const struct piece_count *p, const struct split_request *r) {
    for (size_t i = 0; i < r->n_known; i++) {
        if (strcmp(r->known[i], p->text) == 0) {
            return true;
        }
    }
    bool is_plain = *x->separator == ';' && x->n <= SPLIT_OPTIONS_MAX;
    return r->n_known == 0 && strlen(p->text) <= LONGEST_OPTION && (p->n >= 2 || is_plain);
}

static void take_options(struct counting *x, const struct split_request *r, struct draft_split *s, size_t *covered) {
    s->option = ARENA_ARRAY(x->a, x->n + 1, const char *);
    for (size_t i = 0; i < x->n && s->n_options < SPLIT_OPTIONS_MAX; i++) {
        if (is_option(x, &x->piece[i], r)) {
            s->option[s->n_options++] = x->piece[i].text;
            *covered += x->piece[i].n;
        }
    }
    s->long_option = x->merged;
    s->n_long = x->n_merged;
}

/* One answer with a comma in it gives as many different pieces as values; several answers give more values. */
static bool is_several(const struct counting *x, const struct draft_split *s, size_t covered) {
    bool is_combined = s->n_options >= 2 && s->n_options < x->column->n_values + x->column->is_open;
    bool is_used = x->n_several >= 2 && (double)covered >= SHARE_KNOWN * (double)x->n_pieces;
    bool are_codes = *x->separator != ' ' || covered == x->n_pieces;
    for (size_t i = 0; i < x->n && *x->separator == ' '; i++) {
        are_codes = are_codes && (draft_looks(x->piece[i].text) & LOOKS_CODE);
    }
    return is_used && are_codes && (is_combined || *x->separator == ';');
}

struct draft_split draft_split_find(const struct draft_column *c, const struct split_request *request,
                                    struct arena *a) {
    struct draft_split s = {0};
    const char *separator = request->separator ? request->separator : separator_of(c);
    if (!separator && !request->is_sure) {
        return s;
    }
    struct counting x = {.a = a, .column = c, .separator = separator ? separator : ", "};
    x.merged = ARENA_ARRAY(a, SPLIT_OPTIONS_MAX, const char *);
    for (size_t i = 0; i < request->n_known; i++) {
        if (strstr(request->known[i], x.separator)) {
            add_merged(&x, request->known[i]);
        }
    }
    count_all(&x);
    for (int round = 0; round < MERGE_ROUNDS && request->n_known == 0 && *x.separator == ',' && merge_one(&x);
         round++) {
        count_all(&x);
    }
    size_t covered = 0;
    take_options(&x, request, &s, &covered);
    if (request->is_sure || is_several(&x, &s, covered)) {
        s.separator = x.separator;
    }
    mem_free(x.piece);
    map_clear(&x.by_text);
    return s;
}
