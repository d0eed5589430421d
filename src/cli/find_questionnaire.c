/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/find_questionnaire.h"

#include "model/hint.h"

/* How well the questionnaires of the library fit. */
struct contest {
    const char **id, **path;
    int *n_known;
    size_t n;
};

/* One that cannot be read does not take part; 'check' tells about it. */
static void judge(struct contest *c, const char *path, const struct answers *x, struct arena *a) {
    struct diags quiet = {0};
    struct questionnaire *q = questionnaire_load(path, &quiet);
    int n_names;
    if (q) {
        c->id[c->n] = arena_strdup(a, q->info.id);
        c->path[c->n] = path;
        c->n_known[c->n++] = answers_matches(x, q, &n_names);
    }
    questionnaire_free(q);
    diags_clear(&quiet);
}

static struct contest hold_contest(struct run *r, const struct library *l, const struct answers *x) {
    const char **paths;
    size_t n = library_list(l, LIBRARY_QUESTIONNAIRE, &r->arena, &paths);
    struct contest c = {.id = ARENA_ARRAY(&r->arena, n + 1, const char *),
                        .path = ARENA_ARRAY(&r->arena, n + 1, const char *),
                        .n_known = ARENA_ARRAY(&r->arena, n + 1, int)};
    for (size_t i = 0; i < n; i++) {
        judge(&c, paths[i], x, &r->arena);
    }
    return c;
}

static const char *best_fit(struct run *r, const struct library *l, const struct answers *x) {
    struct contest c = hold_contest(r, l, x);
    struct place at = {.file = x->file};
    size_t best = 0, n_best = 0;
    const char **best_id = ARENA_ARRAY(&r->arena, c.n + 1, const char *);
    for (size_t i = 0; i < c.n; i++) {
        if (c.n_known[i] == 0 || (n_best > 0 && c.n_known[i] < c.n_known[best])) {
            continue;
        }
        n_best = n_best > 0 && c.n_known[i] == c.n_known[best] ? n_best : 0;
        best = i;
        best_id[n_best++] = c.id[i];
    }
    if (n_best == 1) {
        return c.path[best];
    }
    if (n_best == 0) {
        diag_add(&r->ds, DIAG_QUESTIONNAIRE_NOT_FOUND, &at, hint_list(c.id, c.n, c.n, &r->arena));
    } else {
        diag_add(&r->ds, DIAG_QUESTIONNAIRE_AMBIGUOUS, &at, hint_list(best_id, n_best, n_best, &r->arena));
    }
    return NULL;
}

/* Of several editions, also own ones, the one that the answers name; NULL when their version does not tell. */
static const char *edition_of(struct run *r, const struct library *l, const struct answers *x) {
    bool is_own = false;
    for (size_t i = 0; i < l->n_own && *x->info.version; i++) {
        const struct library_file *own = &l->own[i];
        bool is_it = own->kind == LIBRARY_QUESTIONNAIRE && text_equal(own->id, x->info.form_id);
        is_own = is_own || is_it;
        if (is_it && text_equal(own->version, x->info.version)) {
            return own->path;
        }
    }
    struct library shipped = {.root = l->root};
    struct diags quiet = {0};
    const char *path =
        is_own ? library_find(&shipped, LIBRARY_QUESTIONNAIRE, x->info.form_id, &r->arena, &quiet) : NULL;
    diags_clear(&quiet);
    return path && text_equal(book_peek_setting(path, "version", &r->arena), x->info.version) ? path : NULL;
}

const char *find_questionnaire(struct run *r, const char *named, const struct answers *x) {
    const struct library *l = run_library(r);
    if (!l || named) {
        return l ? named : NULL;
    }
    if (!*x->info.form_id) {
        return best_fit(r, l, x);
    }
    struct place at = answers_info_place(x, "form_id", &r->arena);
    const char *edition = edition_of(r, l, x);
    return edition ? edition : run_find(r, LIBRARY_QUESTIONNAIRE, x->info.form_id, &at);
}
