/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/data_root.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

#define BUILD_DEPTH 3 /* folders between the top of the source tree and the program, at most: build/san/psirtgauge */

/* The places looked in, for the message. */
struct search {
    struct arena *arena;
    const char *places;
};

static const char *parent(struct arena *a, const char *path) {
    const char *slash = strrchr(path, '/');
    return arena_strndup(a, path, slash ? (size_t)(slash - path) : 0);
}

static bool has_folder(struct search *s, const char *folder, const char *name) {
    return file_is_directory(file_join(s->arena, folder, name));
}

static const char *look(struct search *s, const char *folder) {
    s->places = *s->places ? arena_printf(s->arena, "%s, %s", s->places, folder) : folder;
    return has_folder(s, folder, "frameworks") ? folder : NULL;
}

/* The program itself without links, or "". */
static const char *own_path(struct arena *a) {
    char path[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path);
    return n > 0 && (size_t)n < sizeof path ? arena_strndup(a, path, (size_t)n) : "";
}

/* A source tree has the sources as well; so the folder above an installed program is never taken for one. */
static const char *source_tree(struct search *s, const char *program) {
    const char *folder = parent(s->arena, program);
    for (int i = 0; i < BUILD_DEPTH && *folder; i++) {
        folder = parent(s->arena, folder);
        if (has_folder(s, folder, "src") && has_folder(s, folder, "frameworks")) {
            return folder;
        }
    }
    return NULL;
}

const char *data_root_find(struct arena *a, struct diags *ds) {
    struct search s = {a, ""};
    const char *named = getenv("PSIRTGAUGE_DATA"), *program = own_path(a), *found;
    if (named && *named) {
        found = look(&s, arena_strdup(a, named));
    } else {
        found = source_tree(&s, program);
        const char *prefix = parent(a, parent(a, program));
        found = found ? found : look(&s, file_join(a, prefix, "share/psirtgauge"));
        found = found ? found : look(&s, PG_DATADIR);
    }
    if (!found) {
        diag_add(ds, DIAG_DATA_ROOT_MISSING, NULL, s.places);
    }
    return found;
}
