/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/crosswalk.h"

#include <string.h>

#include "model/hint.h"

#define INFO(member) offsetof(struct crosswalk_info, member)
#define ROW(member) offsetof(struct crosswalk_row, member)

static const struct field info_fields[] = {
    {"id", FIELD_ID, FIELD_REQUIRED, INFO(id), .help = "id of the crosswalk"},
    {"version", FIELD_TEXT, FIELD_OPTIONAL, INFO(version), .help = "version of this file"},
    {"label", FIELD_I18N, FIELD_OPTIONAL, INFO(label), .help = "title"},
    {"from_framework", FIELD_ID, FIELD_REQUIRED, INFO(from_framework), .help = "framework that has the clauses"},
    {"to_framework", FIELD_TEXT, FIELD_REQUIRED, INFO(to_frameworks), .help = "frameworks that have the nodes, by id"},
    {"judge", FIELD_I18N, FIELD_OPTIONAL, INFO(judge), .help = "whose judgement the rows are; reports print it"},
    {"source", FIELD_TEXT, FIELD_OPTIONAL, INFO(source), .help = "where the clauses come from"},
    {"attribution", FIELD_I18N, FIELD_OPTIONAL, INFO(attribution), .help = "line that reports print"},
    {"translation", FIELD_I18N, FIELD_OPTIONAL, INFO(translation), .help = "whose translation it is"},
    {"note", FIELD_I18N, FIELD_OPTIONAL, INFO(note), .help = "how to read it; reports print it"},
};
const struct schema crosswalk_info_schema = {
    "settings", info_fields, ARRAY_LEN(info_fields), sizeof(struct crosswalk_info), "what the crosswalk is", false};

static const char *const extent_words[] = {"full", "partly", "none", NULL};
static const struct field map_fields[] = {
    {"from", FIELD_ID, FIELD_REQUIRED, ROW(from_id), .help = "clause: a node of from_framework"},
    {"to", FIELD_ID, FIELD_OPTIONAL, ROW(to_id), .help = "node of one of to_framework; empty where the extent is none"},
    {"extent", FIELD_WORD, FIELD_REQUIRED, ROW(extent), .words = extent_words,
     .help = "how much of the clause is done when the node is done in full"},
    {"basis", FIELD_I18N, FIELD_OPTIONAL, ROW(basis), .help = "why"},
};
const struct schema crosswalk_map_schema = {
    "map", map_fields, ARRAY_LEN(map_fields), sizeof(struct crosswalk_row), "clauses and the nodes that meet them",
    false};

const char *extent_name(enum extent x) { return extent_words[x]; }

/* ---- frameworks -------------------------------------------------------------------------------------------------- */

/* One that the caller has, one that is here already, or the library's; NULL after an error. */
static const struct framework *find_framework(struct crosswalk *x, const struct crosswalk_sources *sources,
                                              const char *id, struct diags *ds) {
    for (int i = 0; i < sources->n_frameworks; i++) {
        if (strcmp(sources->framework[i]->info.id, id) == 0) {
            return sources->framework[i];
        }
    }
    for (int i = 0; i < x->n_owned; i++) {
        if (strcmp(x->owned[i]->info.id, id) == 0) {
            return x->owned[i];
        }
    }
    const char *path = library_find(sources->library, LIBRARY_FRAMEWORK, id, &x->arena, ds);
    struct framework *f = path ? framework_load(path, ds) : NULL;
    if (f) {
        x->owned[x->n_owned++] = f;
    }
    return f;
}

/* What is not found is told with the setting that names it. */
static const struct framework *find_named(struct crosswalk *x, const struct crosswalk_sources *sources,
                                          const char *setting, const char *id, struct diags *ds) {
    struct diags found = {.max = ds->max};
    const struct framework *f = find_framework(x, sources, id, &found);
    struct place at = schema_place(&x->info.ref, setting, &x->arena);
    for (size_t i = 0; i < found.n; i++) {
        const struct diag *d = &found.item[i];
        diag_add_words(ds, d->id, d->place.file ? &d->place : &at, d->arg);
    }
    diags_clear(&found);
    return f;
}

static void find_frameworks(struct crosswalk *x, const struct crosswalk_sources *sources, struct diags *ds) {
    const char *rest = x->info.to_frameworks, *word;
    size_t len;
    x->standard = find_named(x, sources, "from_framework", x->info.from_framework, ds);
    while (text_next_word(&rest, &word, &len)) {
        if (x->n_frameworks == CROSSWALK_FRAMEWORKS_MAX) {
            struct place at = schema_place(&x->info.ref, "to_framework", &x->arena);
            diag_add(ds, DIAG_NAMED_TOO_MANY, &at, library_kind_name(LIBRARY_FRAMEWORK),
                     arena_printf(&x->arena, "%d", CROSSWALK_FRAMEWORKS_MAX));
            return;
        }
        const struct framework *f = find_named(x, sources, "to_framework", arena_strndup(&x->arena, word, len), ds);
        if (f) {
            x->framework[x->n_frameworks++] = f;
        }
    }
}

/* ---- rows -------------------------------------------------------------------------------------------------------- */

static const char *framework_ids(struct crosswalk *x) {
    const char *ids[CROSSWALK_FRAMEWORKS_MAX];
    for (int i = 0; i < x->n_frameworks; i++) {
        ids[i] = x->framework[i]->info.id;
    }
    return hint_list(ids, (size_t)x->n_frameworks, CROSSWALK_FRAMEWORKS_MAX, &x->arena);
}

static void resolve_from(struct crosswalk *x, struct crosswalk_row *row, struct diags *ds) {
    row->from = framework_find(x->standard, row->from_id);
    if (row->from < 0 && *row->from_id) {
        struct place at = schema_place(&row->ref, "from", &x->arena);
        diag_add(ds, DIAG_NODE_UNKNOWN, &at, row->from_id, x->standard->info.id,
                 diags_are_full(ds) ? "" : framework_hint(x->standard, row->from_id, &x->arena));
    }
}

static void resolve_to(struct crosswalk *x, struct crosswalk_row *row, struct diags *ds) {
    row->framework = row->to = -1;
    for (int i = 0; i < x->n_frameworks && row->to < 0; i++) {
        row->to = framework_find(x->framework[i], row->to_id);
        row->framework = row->to < 0 ? -1 : i;
    }
    if (row->to < 0) {
        struct place at = schema_place(&row->ref, "to", &x->arena);
        diag_add(ds, DIAG_NODE_UNKNOWN, &at, row->to_id, framework_ids(x),
                 diags_are_full(ds) ? "" : frameworks_hint(x->framework, x->n_frameworks, row->to_id, &x->arena));
    }
}

static void resolve_row(struct crosswalk *x, struct crosswalk_row *row, struct diags *ds) {
    struct place at = schema_place(&row->ref, "to", &x->arena);
    row->framework = row->to = -1;
    resolve_from(x, row, ds);
    if (row->extent == EXTENT_NONE && *row->to_id) {
        diag_add(ds, DIAG_CROSSWALK_NONE, &at, row->from_id, row->to_id);
    } else if (row->extent != EXTENT_NONE && !*row->to_id) {
        diag_add(ds, DIAG_CROSSWALK_NO_NODE, &at, row->from_id, extent_name((enum extent)row->extent));
    } else if (row->extent != EXTENT_NONE) {
        resolve_to(x, row, ds);
    }
}

static void check_twice(struct crosswalk *x, struct diags *ds) {
    struct map pairs = {0};
    for (int i = 0; i < x->n_rows; i++) {
        const struct crosswalk_row *row = &x->map[i];
        const char *key = arena_printf(&x->arena, "%s %s", row->from_id, row->to_id);
        int first = map_find(&pairs, key);
        map_add(&pairs, key, i);
        if (first >= 0 && *row->from_id) {
            struct place at = schema_place(&row->ref, "from", &x->arena);
            struct place before = schema_place(&x->map[first].ref, "from", &x->arena);
            diag_add(ds, DIAG_CROSSWALK_TWICE, &at, row->from_id, *row->to_id ? row->to_id : "–",
                     arena_printf(&x->arena, "%ld", before.line));
        }
    }
    map_clear(&pairs);
}

/* ---- loading ----------------------------------------------------------------------------------------------------- */

static void load_sheets(struct crosswalk *x, const struct crosswalk_sources *sources, struct diags *ds) {
    static const char *const known[] = {"settings", "map"};
    size_t before = ds->n_errors;
    int n;
    book_check_sheets(&x->book, known, ARRAY_LEN(known), ds);
    struct crosswalk_info *info = schema_load_sheet(&crosswalk_info_schema, &x->book, &x->arena, &n, ds);
    if (info && n > 0) {
        x->info = info[0];
    }
    bool is_complete = ds->n_errors == before; /* rows of a sheet with errors have defaults that would mislead */
    x->map = schema_load_sheet(&crosswalk_map_schema, &x->book, &x->arena, &x->n_rows, ds);
    bool has_rows = ds->n_errors == before;
    if (is_complete && n > 0) {
        find_frameworks(x, sources, ds);
    }
    bool can_resolve = has_rows && ds->n_errors == before;
    for (int i = 0; can_resolve && i < x->n_rows; i++) {
        resolve_row(x, &x->map[i], ds);
    }
    if (has_rows) {
        check_twice(x, ds);
    }
}

struct crosswalk *crosswalk_load(const char *path, const struct crosswalk_sources *sources, struct diags *ds) {
    size_t before = ds->n_errors;
    struct crosswalk *x = mem_alloc(1, sizeof *x);
    *x = (struct crosswalk){0};
    if (book_open(&x->book, path, ds)) {
        load_sheets(x, sources, ds);
    }
    if (ds->n_errors > before) {
        crosswalk_free(x);
        return NULL;
    }
    return x;
}

void crosswalk_free(struct crosswalk *x) {
    if (x) {
        for (int i = 0; i < x->n_owned; i++) {
            framework_free(x->owned[i]);
        }
        book_close(&x->book);
        arena_clear(&x->arena);
        mem_free(x);
    }
}
