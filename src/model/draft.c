/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/draft.h"

#include <ctype.h>
#include <string.h>

#include "model/questionnaire.h"

#define NAME_LONGEST 40
#define CODE_LONGEST 40 /* bytes of a code that is made of a wording */

void draft_init(struct draft *d) {
    *d = (struct draft){.form_id = "imported", .dialect = "", .finished = -1, .lang = ""};
}

void draft_clear(struct draft *d) {
    for (size_t i = 0; i < d->n_questions; i++) {
        mem_free(d->question[i].source);
    }
    for (size_t i = 0; i < d->n_lists; i++) {
        mem_free(d->list[i].choice);
        map_clear(&d->list[i].by_key);
        map_clear(&d->list[i].by_text);
        map_clear(&d->list[i].by_name);
    }
    mem_free(d->question);
    mem_free(d->list);
    mem_free(d->group);
    map_clear(&d->names);
    arena_clear(&d->arena);
    *d = (struct draft){0};
}

/* ---- names ------------------------------------------------------------------------------------------------------- */

static bool is_name_start(char c) { return isalpha((unsigned char)c) || c == '_'; }
static bool is_name_rest(char c) { return isalnum((unsigned char)c) || c == '_' || c == '-'; }

static bool is_xml_name(const char *s) {
    bool is_good = is_name_start(*s) && (unsigned char)*s < 0x80;
    for (; *s; s++) {
        is_good = is_good && is_name_rest(*s) && (unsigned char)*s < 0x80;
    }
    return is_good;
}

const char *draft_ascii(struct arena *a, const char *text) {
    static const char *const pairs[][2] = {{"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"Ä", "Ae"}, {"Ö", "Oe"}, {"Ü", "Ue"},
                                           {"ß", "ss"}, {"é", "e"},  {"è", "e"},  {"ê", "e"},  {"ë", "e"},  {"á", "a"},
                                           {"à", "a"},  {"â", "a"},  {"ã", "a"},  {"å", "a"},  {"ç", "c"},  {"í", "i"},
                                           {"î", "i"},  {"ï", "i"},  {"ñ", "n"},  {"ó", "o"},  {"ô", "o"},  {"õ", "o"},
                                           {"ø", "o"},  {"ú", "u"},  {"û", "u"},  {"’", ""},   {"'", ""}};
    char *plain = arena_alloc(a, strlen(text) + 1, 1);
    size_t n = 0;
    while (*text) {
        const char *to = NULL;
        for (size_t i = 0; i < ARRAY_LEN(pairs) && !to; i++) {
            size_t len = strlen(pairs[i][0]);
            if (strncmp(text, pairs[i][0], len) == 0) {
                to = pairs[i][1];
                text += len;
            }
        }
        if (to) {
            memcpy(plain + n, to, strlen(to));
            n += strlen(to);
        } else {
            plain[n++] = *text++;
        }
    }
    return plain;
}

/* Letters, digits, _ and - stay; runs of all else become one _. */
static char *xml_name(struct arena *a, const char *wanted) {
    char *name = arena_alloc(a, strlen(wanted) + 2, 1);
    size_t n = 0, longest = is_xml_name(wanted) ? strlen(wanted) : NAME_LONGEST;
    for (const char *s = wanted; *s && n < longest; s++) {
        bool is_kept = is_name_rest(*s) && (unsigned char)*s < 0x80;
        if (is_kept && n == 0 && !is_name_start(*s)) {
            name[n++] = 'q';
        }
        if (is_kept) {
            name[n++] = *s;
        } else if (n > 0 && name[n - 1] != '_') {
            name[n++] = '_';
        }
    }
    while (n > 0 && name[n - 1] == '_' && !is_xml_name(wanted)) {
        n--;
    }
    name[n] = '\0';
    return name;
}

const char *draft_name(struct draft *d, const char *wanted, const char *fallback) {
    const char *name = xml_name(&d->arena, draft_ascii(&d->arena, wanted));
    name = *name ? name : xml_name(&d->arena, fallback);
    const char *unused = name;
    for (int i = 2; !map_add(&d->names, unused, 1); i++) {
        unused = arena_printf(&d->arena, "%s_%d", name, i);
    }
    return unused;
}

/* ---- parts ------------------------------------------------------------------------------------------------------- */

int draft_add_question(struct draft *d, const char *name, const char *label, enum draft_kind kind) {
    VEC_GROW(d->question, d->n_questions, d->questions_cap);
    struct draft_question *q = &d->question[d->n_questions];
    *q = (struct draft_question){.name = name, .kind = kind, .list = -1, .group = -1, .header = label};
    q->other = q->other_column = q->twin = q->known = -1;
    if (label && *label) {
        i18n_set(&d->arena, &q->label, d->lang, arena_strdup(&d->arena, label));
    }
    return (int)d->n_questions++;
}

void draft_add_source(struct draft *d, int question, int column, int choice) {
    struct draft_question *q = &d->question[question];
    VEC_GROW(q->source, q->n_sources, q->cap);
    q->source[q->n_sources++] = (struct draft_source){column, choice};
}

int draft_add_group(struct draft *d, const char *name, const char *label, int parent) {
    VEC_GROW(d->group, d->n_groups, d->groups_cap);
    struct draft_group *g = &d->group[d->n_groups];
    *g = (struct draft_group){.name = name, .parent = parent};
    if (label && *label) {
        i18n_set(&d->arena, &g->label, d->lang, arena_strdup(&d->arena, label));
    }
    return (int)d->n_groups++;
}

int draft_add_list(struct draft *d, const char *name) {
    VEC_GROW(d->list, d->n_lists, d->lists_cap);
    d->list[d->n_lists] = (struct draft_list){.name = name};
    return (int)d->n_lists++;
}

/* ---- choices ----------------------------------------------------------------------------------------------------- */

/* Curly apostrophes are written as often as straight ones. */
static const char *plain_fold(struct arena *a, const char *text) {
    char *folded = arena_strdup(a, text_fold(a, text)), *to = folded;
    for (const char *s = folded; *s; s++) {
        bool is_curly = strncmp(s, "\xE2\x80\x99", 3) == 0;
        *to++ = is_curly ? '\'' : *s;
        s += is_curly ? 2 : 0;
    }
    *to = '\0';
    return folded;
}

int draft_state_of(const char *text) {
    static const struct {
        const char *word;
        bool is_start; /* more may follow */
        int state;
    } words[] = {
        {"n/a", false, CHOICE_NA},           {"na", false, CHOICE_NA},          {"not applicable", true, CHOICE_NA},
        {"does not apply", true, CHOICE_NA}, {"該当なし", true, CHOICE_NA},     {"該当しない", true, CHOICE_NA},
        {"非該当", true, CHOICE_NA},         {"dk", false, CHOICE_DK},          {"don't know", true, CHOICE_DK},
        {"do not know", true, CHOICE_DK},    {"not sure", false, CHOICE_DK},    {"unsure", false, CHOICE_DK},
        {"weiß nicht", true, CHOICE_DK},     {"keine angabe", true, CHOICE_DK}, {"わからない", true, CHOICE_DK},
        {"分からない", true, CHOICE_DK},     {"わかりません", true, CHOICE_DK}, {"分かりません", true, CHOICE_DK}};
    struct arena a = {0};
    const char *folded = plain_fold(&a, text);
    int state = CHOICE_ORDINARY;
    for (size_t i = 0; i < ARRAY_LEN(words) && state == CHOICE_ORDINARY; i++) {
        bool is_it = words[i].is_start ? text_starts_with(folded, words[i].word) : strcmp(folded, words[i].word) == 0;
        state = is_it ? words[i].state : state;
    }
    arena_clear(&a);
    return state;
}

/* Quotation marks, dashes and the like, which fold to no ASCII. */
static bool is_mark(const char *s) {
    static const char *const marks[] = {"“",  "”",  "„",  "‘",  "’",  "–",  "—", "…", "「",
                                        "」", "『", "』", "、", "。", "・", "•", "●", "○"};
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        if (strncmp(s, marks[i], strlen(marks[i])) == 0) {
            return true;
        }
    }
    return false;
}

/* Folded; marks and blanks become _, letters of any language stay. Cut between words, or between characters. */
static char *slug(struct arena *a, const char *text) {
    const char *s = draft_ascii(a, text_fold(a, text));
    char *code = arena_alloc(a, strlen(s) + 1, 1);
    size_t n = 0;
    bool is_cut = false;
    while (*s && !is_cut) {
        size_t len = 1;
        while (((unsigned char)s[len] & 0xC0) == 0x80) {
            len++;
        }
        bool is_kept = len > 1 ? !is_mark(s) : isalnum((unsigned char)*s) != 0;
        is_cut = n + len > CODE_LONGEST;
        if (is_kept && !is_cut) {
            memcpy(code + n, s, len);
            n += len;
        } else if (n > 0 && code[n - 1] != '_' && !is_cut) {
            code[n++] = '_';
        }
        s += len;
    }
    n -= n > 0 && code[n - 1] == '_';
    code[n] = '\0';
    char *last = is_cut ? strrchr(code, '_') : NULL;
    if (last && last > code + CODE_LONGEST / 2) {
        *last = '\0';
    }
    return code;
}

/* "A1", "SQ001", "mail", "USA": no word of a wording. */
static bool is_bare_code(const char *s) {
    bool has_upper = false, has_lower = false, has_digit = false;
    for (const char *c = s; *c; c++) {
        has_upper = has_upper || isupper((unsigned char)*c);
        has_lower = has_lower || islower((unsigned char)*c);
        has_digit = has_digit || isdigit((unsigned char)*c) || *c == '_';
    }
    return (draft_looks(s) & LOOKS_CODE) && (has_digit || !has_upper || !has_lower);
}

static const char *code_of(struct draft *d, const struct draft_list *l, const char *code, const char *text) {
    int state = draft_state_of(text);
    const char *word = state == CHOICE_NA ? "na" : state == CHOICE_DK ? "dk" : NULL;
    if (!code && word && map_find(&l->by_name, word) < 0) {
        return word;
    }
    bool is_fit = code ? (draft_looks(code) & LOOKS_CODE) != 0 : is_bare_code(text);
    code = code ? code : text;
    const char *name = is_fit ? arena_strdup(&d->arena, code) : slug(&d->arena, code);
    return *name ? name : "option";
}

int draft_add_choice(struct draft *d, int list, const char *code, const char *text) {
    struct draft_list *l = &d->list[list];
    const char *name = code_of(d, l, code, text), *unused = name;
    for (int i = 2; !map_add(&l->by_name, unused, (int)l->n); i++) {
        unused = arena_printf(&d->arena, "%s_%d", name, i);
    }
    VEC_GROW(l->choice, l->n, l->cap);
    l->choice[l->n] = (struct draft_choice){.name = unused, .state = draft_state_of(text)};
    if (*text) {
        i18n_set(&d->arena, &l->choice[l->n].label, d->lang, arena_strdup(&d->arena, text));
        draft_add_key(d, list, (int)l->n, text);
    }
    if (code) {
        draft_add_key(d, list, (int)l->n, code);
    }
    return (int)l->n++;
}

void draft_add_key(struct draft *d, int list, int choice, const char *text) {
    if (*text) {
        bool is_new = map_add(&d->list[list].by_key, text_fold(&d->arena, text), choice);
        if (is_new) { /* else the text belongs to the choice that had the key first */
            map_add(&d->list[list].by_text, arena_strdup(&d->arena, text), choice);
        }
    }
}

int draft_find_choice(const struct draft *d, int list, const char *text) {
    struct arena a = {0};
    int found = map_find(&d->list[list].by_text, text);
    if (found < 0) {
        found = map_find(&d->list[list].by_key, text_fold(&a, text));
        arena_clear(&a);
    }
    return found;
}
