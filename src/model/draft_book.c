/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The draft questionnaire as a book: an XLSForm with the sheets survey, choices and settings. */
#include <string.h>

#include "model/draft.h"
#include "model/questionnaire.h"

#define LANGUAGES_MAX 12
#define GROUPS_DEEP 8

struct printing {
    const struct draft *d;
    struct buf *out;
    const char *lang[LANGUAGES_MAX];
    size_t n_langs;
    int open[GROUPS_DEEP]; /* groups */
    size_t n_open;
    bool has_conditions;
    struct map begun; /* names of groups, so that one that comes again gets another */
    struct arena a;
};

/* ---- languages --------------------------------------------------------------------------------------------------- */

static void add_languages(struct printing *p, const struct i18n *text) {
    for (int i = 0; i < text->n; i++) {
        bool is_known = false;
        for (size_t k = 0; k < p->n_langs; k++) {
            is_known = is_known || strcmp(p->lang[k], text->item[i].lang) == 0;
        }
        if (!is_known && p->n_langs < LANGUAGES_MAX) {
            p->lang[p->n_langs++] = text->item[i].lang;
        }
    }
}

static void collect_languages(struct printing *p) {
    const struct draft *d = p->d;
    add_languages(p, &d->title);
    for (size_t i = 0; i < d->n_questions; i++) {
        add_languages(p, &d->question[i].label);
    }
    for (size_t i = 0; i < d->n_groups; i++) {
        add_languages(p, &d->group[i].label);
    }
    for (size_t i = 0; i < d->n_lists; i++) {
        for (size_t k = 0; k < d->list[i].n; k++) {
            add_languages(p, &d->list[i].choice[k].label);
        }
    }
    if (p->n_langs == 0) {
        p->lang[p->n_langs++] = "";
    }
}

static const char *language_name(struct arena *a, const char *lang) {
    static const char *const names[][2] = {{"en", "English"},    {"ja", "日本語"},  {"de", "Deutsch"},
                                           {"fr", "Français"},   {"es", "Español"}, {"it", "Italiano"},
                                           {"nl", "Nederlands"}, {"zh", "中文"}};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        if (strcmp(names[i][0], lang) == 0) {
            return arena_printf(a, "%s (%s)", names[i][1], lang);
        }
    }
    return arena_printf(a, "%s (%s)", lang, lang);
}

static void put_language_headers(struct printing *p, const char *name) {
    for (size_t i = 0; i < p->n_langs; i++) {
        buf_putc(p->out, ',');
        buf_puts(p->out, name);
        if (*p->lang[i]) {
            buf_printf(p->out, "::%s", language_name(&p->a, p->lang[i]));
        }
    }
}

/* Line ends make a cell hard to edit; they are blanks in a wording. */
static void put_text(struct printing *p, const char *text) {
    char *flat = arena_strdup(&p->a, text);
    for (char *s = flat; *s; s++) {
        *s = *s == '\n' || *s == '\t' ? ' ' : *s;
    }
    buf_putc(p->out, ',');
    draft_put_field(p->out, flat);
}

static void put_texts(struct printing *p, const struct i18n *text) {
    for (size_t i = 0; i < p->n_langs; i++) {
        const char *found = "";
        for (int k = 0; k < text->n; k++) {
            found = strcmp(text->item[k].lang, p->lang[i]) == 0 ? text->item[k].text : found;
        }
        put_text(p, found);
    }
}

/* ---- the sheet survey -------------------------------------------------------------------------------------------- */

/* The cell 'relevant', where the sheet has the column. */
static void end_row(struct printing *p, const char *relevant) {
    if (p->has_conditions) {
        put_text(p, relevant ? relevant : "");
    }
    buf_putc(p->out, '\n');
}

static void end_group(struct printing *p) {
    buf_puts(p->out, ",end_group,");
    for (size_t i = 0; i < p->n_langs; i++) {
        buf_putc(p->out, ',');
    }
    end_row(p, NULL);
    p->n_open--;
}

static void begin_group(struct printing *p, int group) {
    const struct draft_group *g = &p->d->group[group];
    const char *name = g->name;
    for (int i = 2; !map_add(&p->begun, name, 1); i++) {
        do {
            name = arena_printf(&p->a, "%s_again%d", g->name, i);
        } while (map_find(&p->d->names, name) >= 0 && i++);
    }
    buf_printf(p->out, ",begin_group,%s", name);
    put_texts(p, &g->label);
    end_row(p, NULL);
    p->open[p->n_open++] = group;
}

/* The groups from the outermost to 'group'. */
static size_t path_to(const struct draft *d, int group, int path[GROUPS_DEEP]) {
    int up[GROUPS_DEEP];
    size_t n = 0;
    for (; group >= 0 && n < GROUPS_DEEP; group = d->group[group].parent) {
        up[n++] = group;
    }
    for (size_t i = 0; i < n; i++) {
        path[i] = up[n - 1 - i];
    }
    return n;
}

static void enter(struct printing *p, int group) {
    int path[GROUPS_DEEP];
    size_t n = path_to(p->d, group, path), same = 0;
    while (same < n && same < p->n_open && path[same] == p->open[same]) {
        same++;
    }
    while (p->n_open > same) {
        end_group(p);
    }
    while (p->n_open < n) {
        begin_group(p, path[p->n_open]);
    }
}

static const char *type_of(const struct draft_question *q) {
    static const char *const types[] = {
        [DRAFT_ABOUT] = "text",      [DRAFT_ONE] = "select_one",  [DRAFT_MANY] = "select_multiple",
        [DRAFT_INTEGER] = "integer", [DRAFT_DECIMAL] = "decimal", [DRAFT_DATE] = "date",
        [DRAFT_TEXT] = "text",       [DRAFT_NOTE] = "note"};
    return types[q->kind];
}

/* A list without choices (nobody answered, nothing is known) cannot be asked. */
static bool has_choices(const struct printing *p, const struct draft_question *q) {
    return q->list >= 0 && p->d->list[q->list].n > 0;
}

static void put_question(struct printing *p, const struct draft_question *q) {
    bool is_choice = q->kind == DRAFT_ONE || q->kind == DRAFT_MANY;
    enter(p, q->group);
    buf_printf(p->out, ",%s", is_choice && !has_choices(p, q) ? "text" : type_of(q));
    if (is_choice && has_choices(p, q)) {
        buf_printf(p->out, " %s", p->d->list[q->list].name);
    }
    buf_printf(p->out, ",%s", q->name);
    put_texts(p, &q->label);
    end_row(p, q->relevant);
}

static bool is_asked(const struct draft_question *q) { return q->fate == FATE_KEPT && q->kind != DRAFT_ABOUT; }

static void put_survey(struct printing *p) {
    buf_puts(p->out, "survey\n,type,name");
    put_language_headers(p, "label");
    buf_puts(p->out, p->has_conditions ? ",relevant\n" : "\n");
    for (size_t i = 0; i < p->d->n_questions; i++) {
        if (is_asked(&p->d->question[i])) {
            put_question(p, &p->d->question[i]);
        }
    }
    enter(p, -1);
}

/* ---- the others -------------------------------------------------------------------------------------------------- */

static void put_list(struct printing *p, const struct draft_list *l) {
    static const char *const states[] = {
        [CHOICE_ORDINARY] = "", [CHOICE_NA] = "na", [CHOICE_DK] = "dk", [CHOICE_ALTERNATE] = "alternate"};
    for (size_t i = 0; i < l->n; i++) {
        buf_printf(p->out, ",%s,", l->name);
        draft_put_field(p->out, l->choice[i].name);
        put_texts(p, &l->choice[i].label);
        buf_printf(p->out, ",%s\n", states[l->choice[i].state]);
    }
}

static bool is_used(const struct draft *d, size_t list) {
    for (size_t i = 0; i < d->n_questions; i++) {
        const struct draft_question *q = &d->question[i];
        if (is_asked(q) && q->list == (int)list && (q->kind == DRAFT_ONE || q->kind == DRAFT_MANY)) {
            return true;
        }
    }
    return false;
}

static void put_choices(struct printing *p) {
    bool is_first = true;
    for (size_t i = 0; i < p->d->n_lists; i++) {
        if (!is_used(p->d, i) || p->d->list[i].n == 0) {
            continue;
        }
        if (is_first) {
            buf_puts(p->out, "choices\n,list_name,name");
            put_language_headers(p, "label");
            buf_puts(p->out, ",state\n");
            is_first = false;
        }
        put_list(p, &p->d->list[i]);
    }
}

static void put_settings(struct printing *p) {
    const char *lang = p->lang[0];
    struct i18n title = p->d->title;
    if (i18n_is_empty(&title)) {
        i18n_set(&p->a, &title, "", "Imported survey");
    }
    buf_puts(p->out, "settings\n,form_title,form_id,version,default_language\n");
    put_text(p, i18n_get(&title, lang));
    put_text(p, p->d->form_id);
    buf_puts(p->out, ",draft");
    put_text(p, *lang ? language_name(&p->a, lang) : "");
    buf_putc(p->out, '\n');
}

void draft_print_book(const struct draft *d, struct buf *out) {
    struct printing p = {.d = d, .out = out};
    collect_languages(&p);
    for (size_t i = 0; i < d->n_questions; i++) {
        p.has_conditions = p.has_conditions || (is_asked(&d->question[i]) && d->question[i].relevant);
    }
    put_survey(&p);
    put_choices(&p);
    put_settings(&p);
    map_clear(&p.begun);
    arena_clear(&p.a);
}
