/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/library.h"

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

size_t library_list(const struct library *l, enum library_kind kind, struct arena *a, const char ***paths) {
    const char *folder = file_join(a, l->root, kinds[kind].folder);
    size_t n = file_list(a, folder, ".csv", paths);
    for (size_t i = 0; i < n; i++) {
        (*paths)[i] = file_join(a, folder, (*paths)[i]);
    }
    return n;
}

static void report_missing(const struct library *l, enum library_kind kind, const char *id, struct arena *a,
                           struct diags *ds) {
    const char **names;
    const char *folder = file_join(a, l->root, kinds[kind].folder);
    size_t n = file_list(a, folder, ".csv", &names);
    for (size_t i = 0; i < n; i++) {
        names[i] = arena_strndup(a, names[i], strlen(names[i]) - strlen(".csv"));
    }
    const char *hint = hint_nearest(id, names, n, a);
    if (!*hint && n > 0) {
        hint = arena_printf(a, " (there is: %s)", hint_list(names, n, 12, a));
    }
    diag_add(ds, DIAG_DATA_NOT_FOUND, NULL, kinds[kind].name, id, hint, folder);
}

const char *library_find(const struct library *l, enum library_kind kind, const char *id_or_path, struct arena *a,
                         struct diags *ds) {
    const char *name = arena_printf(a, "%s.csv", id_or_path);
    const char *path = file_join(a, file_join(a, l->root, kinds[kind].folder), name);
    bool is_named_file = strchr(id_or_path, '/') || (*file_extension(a, id_or_path) && file_exists(id_or_path));
    if (is_named_file) {
        return arena_strdup(a, id_or_path);
    }
    if (file_exists(path)) {
        return path;
    }
    report_missing(l, kind, id_or_path, a, ds);
    return NULL;
}
