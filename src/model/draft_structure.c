/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/draft_structure.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The first character that is no blank; NUL when there is none. */
static char first_mark(const char *data, size_t n) {
    size_t at = n >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (at < n && data[at] && strchr(" \t\r\n", data[at])) {
        at++;
    }
    return at < n ? data[at] : '\0';
}

bool structure_accepts(const char *data, size_t n) {
    char mark = first_mark(data, n);
    return mark == '<' || mark == '{';
}

bool structure_load(const char *data, size_t n, const char *file, struct structure *s, struct diags *ds) {
    size_t mark = n >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    *s = (struct structure){0};
    s->file = arena_strdup(&s->arena, file);
    bool is_xml = n > mark && first_mark(data + mark, n - mark) == '<';
    bool is_good = false;
    if (!structure_accepts(data, n)) {
        struct place at = {.file = file};
        diag_add(ds, DIAG_STRUCTURE_UNKNOWN, &at, NULL);
    } else if (is_xml) {
        is_good = structure_read_lss(data + mark, n - mark, file, s, ds);
    } else {
        is_good = structure_read_qsf(data + mark, n - mark, file, s, ds);
    }
    if (!is_good) {
        structure_clear(s);
    }
    return is_good;
}

void structure_clear(struct structure *s) {
    for (size_t i = 0; i < s->n_questions; i++) {
        mem_free(s->question[i].row);
        mem_free(s->question[i].option);
    }
    mem_free(s->question);
    mem_free(s->group);
    mem_free(s->remark);
    map_clear(&s->by_key);
    arena_clear(&s->arena);
    *s = (struct structure){0};
}

struct structure_question *structure_add(struct structure *s, const char *code) {
    VEC_GROW(s->question, s->n_questions, s->cap);
    struct structure_question *q = &s->question[s->n_questions++];
    *q = (struct structure_question){.id = "", .code = arena_strdup(&s->arena, code), .group = -1};
    return q;
}

struct structure_piece *structure_add_row(struct structure *s, struct structure_question *q, const char *code) {
    VEC_GROW(q->row, q->n_rows, q->rows_cap);
    q->row[q->n_rows] = (struct structure_piece){.code = arena_strdup(&s->arena, code)};
    return &q->row[q->n_rows++];
}

struct structure_piece *structure_add_option(struct structure *s, struct structure_question *q, const char *code) {
    VEC_GROW(q->option, q->n_options, q->options_cap);
    q->option[q->n_options] = (struct structure_piece){.code = arena_strdup(&s->arena, code)};
    return &q->option[q->n_options++];
}

struct structure_piece *structure_add_group(struct structure *s, const char *code) {
    VEC_GROW(s->group, s->n_groups, s->groups_cap);
    s->group[s->n_groups] = (struct structure_piece){.code = arena_strdup(&s->arena, code)};
    return &s->group[s->n_groups++];
}

void structure_add_remark(struct structure *s, const char *code, const char *words) {
    VEC_GROW(s->remark, s->n_remarks, s->remarks_cap);
    s->remark[s->n_remarks++] = (struct structure_remark){code, words};
}

/* ---- texts ------------------------------------------------------------------------------------------------------- */

static size_t put_entity(const char *s, struct buf *out) {
    static const struct {
        const char *name, *text;
    } entities[] = {{"&amp;", "&"},   {"&lt;", "<"},     {"&gt;", ">"},    {"&quot;", "\""}, {"&#39;", "'"},
                    {"&apos;", "'"},  {"&nbsp;", " "},   {"&auml;", "ä"},  {"&ouml;", "ö"},  {"&uuml;", "ü"},
                    {"&Auml;", "Ä"},  {"&Ouml;", "Ö"},   {"&Uuml;", "Ü"},  {"&szlig;", "ß"}, {"&ndash;", "–"},
                    {"&mdash;", "—"}, {"&hellip;", "…"}, {"&bdquo;", "„"}, {"&ldquo;", "“"}, {"&rdquo;", "”"},
                    {"&lsquo;", "‘"}, {"&rsquo;", "’"},  {"&shy;", ""}};
    for (size_t i = 0; i < ARRAY_LEN(entities); i++) {
        size_t n = strlen(entities[i].name);
        if (strncmp(s, entities[i].name, n) == 0) {
            buf_puts(out, entities[i].text);
            return n;
        }
    }
    buf_putc(out, *s);
    return 1;
}

/* What <style> and <script> hold is no text. */
static size_t hidden_length(const char *s) {
    static const char *const names[][2] = {{"<style", "</style"}, {"<script", "</script"}};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        const char *end = strncasecmp(s, names[i][0], strlen(names[i][0])) == 0 ? strcasestr(s, names[i][1]) : NULL;
        if (end) {
            return (size_t)(end - s);
        }
    }
    return 0;
}

static size_t tag_length(const char *s) {
    bool is_tag =
        s[0] == '<' && (s[1] == '/' || s[1] == '!' || (s[1] >= 'a' && s[1] <= 'z') || (s[1] >= 'A' && s[1] <= 'Z'));
    const char *end = is_tag ? strchr(s, '>') : NULL;
    return end ? (size_t)(end - s) + 1 : 0;
}

/* Inline tags stand inside words; the others end them. */
static bool ends_word(const char *tag) {
    static const char *const inline_tags[] = {"<b>", "</b>", "<i>",      "</i>",      "<em>",  "</em>",
                                              "<u>", "</u>", "<strong>", "</strong>", "<span", "</span",
                                              "<a ", "</a",  "<font",    "</font",    "<sup",  "</sup"};
    for (size_t i = 0; i < ARRAY_LEN(inline_tags); i++) {
        if (strncmp(tag, inline_tags[i], strlen(inline_tags[i])) == 0) {
            return false;
        }
    }
    return true;
}

const char *structure_plain(struct arena *a, const char *html) {
    struct buf out, folded;
    buf_init(&out, BUF_MAX_DEFAULT);
    buf_init(&folded, BUF_MAX_DEFAULT);
    while (*html) {
        html += hidden_length(html);
        size_t tag = tag_length(html);
        if (tag && ends_word(html)) {
            buf_putc(&out, ' ');
        }
        html += tag ? tag : *html == '&' ? put_entity(html, &out) : (buf_putc(&out, *html), (size_t)1);
    }
    for (const char *s = out.data; *s; s++) {
        bool is_wide = strncmp(s, "\xC2\xA0", 2) == 0;
        bool is_blank = is_wide || strchr(" \t\r\n", *s);
        s += is_wide;
        if (!is_blank || (folded.len && folded.data[folded.len - 1] != ' ')) {
            buf_putc(&folded, is_blank ? ' ' : *s);
        }
    }
    const char *plain = text_trim(a, arena_strdup(a, folded.data));
    buf_clear(&out);
    buf_clear(&folded);
    return plain;
}

/* ---- looking up -------------------------------------------------------------------------------------------------- */

static void add_key(struct structure *s, const char *key, size_t question) {
    if (key && *key) {
        map_add(&s->by_key, text_fold(&s->arena, key), (int)question);
    }
}

static void index_questions(struct structure *s) {
    for (size_t i = 0; i < s->n_questions; i++) {
        add_key(s, s->question[i].code, i);
        add_key(s, s->question[i].id, i);
    }
    for (size_t i = 0; i < s->n_questions; i++) {
        const struct i18n *label = &s->question[i].label;
        for (int k = 0; k < label->n; k++) {
            add_key(s, label->item[k].text, i);
        }
    }
}

struct structure_question *structure_find(struct structure *s, const char *key) {
    struct arena a = {0};
    if (s->by_key.n == 0) {
        index_questions(s);
    }
    int found = map_find(&s->by_key, text_fold(&a, structure_plain(&a, key)));
    arena_clear(&a);
    return found >= 0 ? &s->question[found] : NULL;
}

static bool has_label(const struct i18n *label, const char *folded, struct arena *a) {
    for (int k = 0; k < label->n; k++) {
        if (strcmp(text_fold(a, label->item[k].text), folded) == 0) {
            return true;
        }
    }
    return false;
}

struct structure_question *structure_find_unused(struct structure *s, const char *wording, const bool *is_used) {
    struct structure_question *first = structure_find(s, wording), *found = first;
    struct arena a = {0};
    const char *folded = text_fold(&a, structure_plain(&a, wording));
    for (size_t i = 0; first && i < s->n_questions && is_used[found - s->question]; i++) {
        bool is_next = !is_used[i] && has_label(&s->question[i].label, folded, &a);
        found = is_next ? &s->question[i] : found;
    }
    arena_clear(&a);
    return first && is_used[found - s->question] ? first : found;
}

int structure_piece_find(const struct structure_piece *p, size_t n, const char *key) {
    struct arena a = {0};
    const char *folded = text_fold(&a, structure_plain(&a, key));
    int by_label = -1, by_id = -1, by_code = -1;
    for (size_t i = n; i-- > 0;) {
        by_code = strcmp(p[i].code, key) == 0 ? (int)i : by_code;
        by_label = has_label(&p[i].label, folded, &a) ? (int)i : by_label;
        by_id = p[i].id && strcmp(p[i].id, key) == 0 ? (int)i : by_id;
    }
    arena_clear(&a);
    return by_code >= 0 ? by_code : by_label >= 0 ? by_label : by_id;
}
