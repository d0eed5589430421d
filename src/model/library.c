/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/library.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "model/hint.h"

static const struct {
    const char *name, *folder;
} kinds[N_LIBRARY_KINDS] = {
    [LIBRARY_FRAMEWORK] = {"framework", "frameworks"},
    [LIBRARY_QUESTIONNAIRE] = {"questionnaire", "questionnaires"},
    [LIBRARY_MODEL] = {"model", "frameworks/models"},
    [LIBRARY_PROFILE] = {"profile", "frameworks/profiles"},
    [LIBRARY_CROSSWALK] = {"crosswalk", "frameworks/crosswalks"},
    [LIBRARY_REPORT] = {"report", "reports"},
};

const char *library_kind_name(enum library_kind k) { return kinds[k].name; }

/* The extensions of data files, the one that goes before another of the same name first. */
static const char *const extensions[] = {".csv", ".xlsx"};

static int by_bytes(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

static const char *without_extension(struct arena *a, const char *name) {
    return arena_strndup(a, name, (size_t)(strrchr(name, '.') - name));
}

static const char *file_of(struct arena *a, const char *folder, const char *id) {
    for (size_t i = 0; i < ARRAY_LEN(extensions); i++) {
        const char *path = file_join(a, folder, arena_printf(a, "%s%s", id, extensions[i]));
        if (file_exists(path)) {
            return path;
        }
    }
    return NULL;
}

/* Names of the files in a folder, sorted; of two that differ in the extension only the one that an id finds. */
static size_t list_names(struct arena *a, const char *folder, const char ***names) {
    const char **all[ARRAY_LEN(extensions)];
    size_t n[ARRAY_LEN(extensions)], n_all = 0;
    for (size_t i = 0; i < ARRAY_LEN(extensions); i++) {
        n[i] = file_list(a, folder, extensions[i], &all[i]);
        n_all += n[i];
    }
    *names = ARENA_ARRAY(a, n_all + 1, const char *);
    n_all = 0;
    for (size_t i = 0; i < ARRAY_LEN(extensions); i++) {
        for (size_t k = 0; k < n[i]; k++) {
            const char *found = file_of(a, folder, without_extension(a, all[i][k]));
            if (found && strcmp(file_name(found), all[i][k]) == 0) {
                (*names)[n_all++] = all[i][k];
            }
        }
    }
    qsort(*names, n_all, sizeof **names, by_bytes);
    return n_all;
}

static const char *own_of(const struct library *l, enum library_kind kind, const char *id) {
    for (size_t i = 0; i < l->n_own; i++) {
        if (l->own[i].kind == kind && strcmp(l->own[i].id, id) == 0) {
            return l->own[i].path;
        }
    }
    return NULL;
}

size_t library_list(const struct library *l, enum library_kind kind, struct arena *a, const char ***paths) {
    const char **names, *folder = file_join(a, l->root, kinds[kind].folder);
    size_t n_names = list_names(a, folder, &names), n = 0;
    *paths = ARENA_ARRAY(a, l->n_own + n_names + 1, const char *);
    for (size_t i = 0; i < l->n_own; i++) {
        if (l->own[i].kind == kind && own_of(l, kind, l->own[i].id) == l->own[i].path) {
            (*paths)[n++] = l->own[i].path;
        }
    }
    for (size_t i = 0; i < n_names; i++) {
        if (!own_of(l, kind, without_extension(a, names[i]))) {
            (*paths)[n++] = file_join(a, folder, names[i]);
        }
    }
    return n;
}

static void report_missing(const struct library *l, enum library_kind kind, const char *id, struct arena *a,
                           struct diags *ds) {
    const char **names;
    const char *folder = file_join(a, l->root, kinds[kind].folder);
    size_t n = list_names(a, folder, &names);
    for (size_t i = 0; i < n; i++) {
        names[i] = without_extension(a, names[i]);
    }
    const char *hint = hint_nearest(id, names, n, a);
    if (!*hint && n > 0) {
        hint = arena_printf(a, " (there is: %s)", hint_list(names, n, 12, a));
    }
    diag_add(ds, DIAG_DATA_NOT_FOUND, NULL, kinds[kind].name, id, hint, folder);
}

/* No id ends so: whoever writes it means a file. */
static bool has_data_extension(struct arena *a, const char *name) {
    const char *extension = file_extension(a, name);
    for (size_t i = 0; i < ARRAY_LEN(extensions); i++) {
        if (strcmp(extension, extensions[i] + 1) == 0) {
            return true;
        }
    }
    return false;
}

const char *library_find(const struct library *l, enum library_kind kind, const char *id_or_path, struct arena *a,
                         struct diags *ds) {
    bool is_named_file = strchr(id_or_path, '/') || has_data_extension(a, id_or_path) ||
                         (*file_extension(a, id_or_path) && file_exists(id_or_path));
    if (is_named_file) {
        return arena_strdup(a, id_or_path);
    }
    const char *own = own_of(l, kind, id_or_path);
    const char *path = own ? own : file_of(a, file_join(a, l->root, kinds[kind].folder), id_or_path);
    if (!path) {
        report_missing(l, kind, id_or_path, a, ds);
    }
    return path;
}
