/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/options.h"

#include <assert.h>
#include <string.h>

#include "base/num.h"
#include "model/hint.h"

/* One command line on its way through. */
struct parsing {
    struct arguments *x;
    char *const *next; /* the argument to read; NULL ends */
    struct diags *ds;
};

/* ---- rows -------------------------------------------------------------------------------------------------------- */

static void collect_rows(struct arguments *x, const struct option_group *const *groups, size_t n_arguments) {
    size_t n = 0;
    for (const struct option_group *const *g = groups; *g; g++) {
        n += (*g)->n;
    }
    x->value = ARENA_ARRAY(&x->arena, n + 1, struct option_value);
    for (const struct option_group *const *g = groups; *g; g++) {
        for (size_t i = 0; i < (*g)->n; i++) {
            struct option_value *v = &x->value[x->n_values++];
            v->row = &(*g)->row[i];
            v->text = ARENA_ARRAY(&x->arena, n_arguments + 1, const char *);
        }
    }
}

static struct option_value *find_name(const struct arguments *x, const char *name, size_t len) {
    for (size_t i = 0; i < x->n_values; i++) {
        const char *own = x->value[i].row->name;
        if (strlen(own) == len && strncmp(own, name, len) == 0) {
            return &x->value[i];
        }
    }
    return NULL;
}

static struct option_value *find_letter(const struct arguments *x, char letter) {
    for (size_t i = 0; i < x->n_values; i++) {
        if (x->value[i].row->letter == letter) {
            return &x->value[i];
        }
    }
    return NULL;
}

/* ---- one argument ------------------------------------------------------------------------------------------------ */

static void report_unknown(struct parsing *p, const char *given) {
    struct arguments *x = p->x;
    const char **names = ARENA_ARRAY(&x->arena, x->n_values + 1, const char *);
    for (size_t i = 0; i < x->n_values; i++) {
        names[i] = arena_printf(&x->arena, "--%s", x->value[i].row->name);
    }
    const char *word =
        arena_printf(&x->arena, "--%.*s", (int)strcspn(given + strspn(given, "-"), "="), given + strspn(given, "-"));
    diag_add(p->ds, DIAG_OPTION_UNKNOWN, NULL, given, hint_nearest(word, names, x->n_values, &x->arena));
}

static const char *list_words(struct arena *a, const char *words) {
    const char *all = "", *word;
    size_t len;
    while (text_next_word(&words, &word, &len)) {
        all = arena_printf(a, "%s%s%.*s", all, *all ? ", " : "", (int)len, word);
    }
    return all;
}

static bool is_whole(const char *text) {
    long value;
    return num_parse_int(text, &value) && value >= 0;
}

static void store(struct parsing *p, struct option_value *v, const char *text) {
    const struct option_row *row = v->row;
    if (row->type == OPTION_INTEGER && !is_whole(text)) {
        diag_add(p->ds, DIAG_OPTION_NOT_WHOLE, NULL, row->name, text);
    } else if (row->type == OPTION_WORD && !text_has_word(row->words, text)) {
        diag_add(p->ds, DIAG_OPTION_NOT_WORD, NULL, row->name, text, list_words(&p->x->arena, row->words));
    } else {
        v->n = row->type == OPTION_LIST ? v->n : 0;
        v->text[v->n++] = text;
    }
}

/* 'text' is what stands behind '=', or NULL: then the next argument is the value. */
static void take_value(struct parsing *p, struct option_value *v, const char *text) {
    if (v->row->type == OPTION_FLAG) {
        if (text) {
            diag_add(p->ds, DIAG_OPTION_NO_VALUE, NULL, v->row->name);
        }
        v->n = 1;
        return;
    }
    if (!text && *p->next) {
        text = *p->next++;
    }
    if (text_is_empty(text)) {
        diag_add(p->ds, DIAG_OPTION_NEEDS_VALUE, NULL, v->row->name, v->row->argument);
    } else {
        store(p, v, text);
    }
}

static void take_option(struct parsing *p, const char *given) {
    const char *name = given + (given[1] == '-' ? 2 : 1);
    size_t len = strcspn(name, "=");
    bool is_long = given[1] == '-';
    struct option_value *v = is_long ? find_name(p->x, name, len) : name[1] ? NULL : find_letter(p->x, *name);
    if (v) {
        take_value(p, v, is_long && name[len] ? name + len + 1 : NULL);
    } else {
        report_unknown(p, given);
    }
}

bool arguments_parse(struct arguments *x, const struct option_group *const *groups, char *const *argv,
                     struct diags *ds) {
    size_t before = ds->n_errors, n = 0;
    while (argv[n]) {
        n++;
    }
    *x = (struct arguments){0};
    collect_rows(x, groups, n);
    x->file = ARENA_ARRAY(&x->arena, n + 1, const char *);
    struct parsing p = {x, argv, ds};
    bool is_over = false;
    while (*p.next) {
        const char *given = *p.next++;
        if (!is_over && strcmp(given, "--") == 0) {
            is_over = true;
        } else if (!is_over && given[0] == '-' && given[1]) {
            take_option(&p, given);
        } else {
            x->file[x->n_files++] = given;
        }
    }
    return ds->n_errors == before;
}

void arguments_clear(struct arguments *x) {
    arena_clear(&x->arena);
    *x = (struct arguments){0};
}

/* ---- values ------------------------------------------------------------------------------------------------------ */

static const struct option_value *value_of(const struct arguments *x, const char *name) {
    const struct option_value *v = find_name(x, name, strlen(name));
    assert(v);
    return v;
}

bool argument_is_given(const struct arguments *x, const char *name) { return value_of(x, name)->n > 0; }

bool argument_flag(const struct arguments *x, const char *name) { return argument_is_given(x, name); }

const char *argument_text(const struct arguments *x, const char *name) {
    const struct option_value *v = value_of(x, name);
    return v->n ? v->text[0] : v->row->fallback;
}

long argument_integer(const struct arguments *x, const char *name) {
    long value = 0;
    num_parse_int(argument_text(x, name), &value);
    return value;
}

size_t argument_list(const struct arguments *x, const char *name, const char *const **list) {
    const struct option_value *v = value_of(x, name);
    *list = v->text;
    return v->n;
}
