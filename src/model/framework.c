/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/framework.h"

#include <string.h>

#include "model/hint.h"

#define TREE_DEPTH_MAX 64
#define CYCLE_SHOWN 8
#define NODE(member) offsetof(struct node, member)
#define INFO(member) offsetof(struct framework_info, member)

static const struct field node_fields[] = {
    {"id", FIELD_ID, FIELD_REQUIRED | FIELD_UNIQUE, NODE(id), .help = "stable id, as printed"},
    {"parent", FIELD_ID, FIELD_OPTIONAL, NODE(parent_id), .help = "id of the node above; empty at the top"},
    {"level", FIELD_TEXT, FIELD_REQUIRED, NODE(level), .help = "what kind of node it is"},
    {"label", FIELD_I18N, FIELD_REQUIRED, NODE(label), .help = "title"},
    {"purpose", FIELD_I18N, FIELD_OPTIONAL, NODE(purpose), .help = "what it is for, in own words"},
    {"outcome", FIELD_I18N, FIELD_OPTIONAL, NODE(outcome), .help = "what it leads to, in own words"},
    {"basis", FIELD_TEXT, FIELD_OPTIONAL, NODE(basis), .help = "stated or derived"},
    {"weight", FIELD_WEIGHT, FIELD_OPTIONAL, NODE(weight), .empty = 1, .help = "among its siblings; 0 drops it"},
};
const struct schema framework_node_schema = {
    "nodes", node_fields, ARRAY_LEN(node_fields), sizeof(struct node), "the tree of a framework", false};

static const struct field info_fields[] = {
    {"id", FIELD_ID, FIELD_REQUIRED, INFO(id), .help = "id of the framework"},
    {"version", FIELD_TEXT, FIELD_OPTIONAL, INFO(version), .help = "version of this file"},
    {"label", FIELD_I18N, FIELD_OPTIONAL, INFO(label), .help = "title"},
    {"overlays", FIELD_ID, FIELD_OPTIONAL, INFO(overlays), .help = "in an overlay: id of the framework under it"},
    {"source", FIELD_TEXT, FIELD_OPTIONAL, INFO(source), .help = "where the ids come from"},
    {"attribution", FIELD_I18N, FIELD_OPTIONAL, INFO(attribution), .help = "line that every report prints"},
    {"footer", FIELD_I18N, FIELD_OPTIONAL, INFO(footer), .help = "line at the foot of every page of a report"},
    {"translation", FIELD_I18N, FIELD_OPTIONAL, INFO(translation), .help = "whose translation it is"},
};
const struct schema framework_info_schema = {
    "settings", info_fields, ARRAY_LEN(info_fields), sizeof(struct framework_info), "what the framework is", false};

int framework_find(const struct framework *f, const char *id) { return map_find(&f->by_id, id); }

const char *framework_hint(const struct framework *f, const char *id, struct arena *a) {
    const char **ids = ARENA_ARRAY(a, (size_t)f->n_nodes, const char *);
    for (int i = 0; i < f->n_nodes; i++) {
        ids[i] = f->node[i].id;
    }
    return hint_nearest(id, ids, (size_t)f->n_nodes, a);
}

bool framework_has_children(const struct framework *f, int node) { return f->node[node].end > node + 1; }

int framework_child(const struct framework *f, int node) { return framework_has_children(f, node) ? node + 1 : -1; }

int framework_next(const struct framework *f, int child) {
    int next = f->node[child].end;
    return next < f->node[f->node[child].parent].end ? next : -1;
}

/* The rows as read, before they are put into preorder. */
struct rows {
    struct node *row;
    int n;
    int *parent;                 /* index of the parent's row, −1 at the top */
    int *first, *last, *sibling; /* children lists, −1 ends */
    int top_first, top_last;
};

static void append_child(struct rows *r, int parent, int child) {
    int *first = parent < 0 ? &r->top_first : &r->first[parent];
    int *last = parent < 0 ? &r->top_last : &r->last[parent];
    if (*first < 0) {
        *first = child;
    } else {
        r->sibling[*last] = child;
    }
    *last = child;
}

static void report_parent(const struct framework *f, const struct node *row, struct arena *a, struct diags *ds) {
    struct place at = schema_place(&row->ref, "parent", a);
    diag_add(ds, DIAG_PARENT_UNKNOWN, &at, row->parent_id,
             diags_are_full(ds) ? "" : framework_hint(f, row->parent_id, a));
}

static void link_rows(struct framework *f, struct rows *r, struct arena *a, struct diags *ds) {
    size_t n = (size_t)r->n;
    int **lists[] = {&r->parent, &r->first, &r->last, &r->sibling};
    for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
        *lists[i] = ARENA_ARRAY(a, n, int);
        memset(*lists[i], -1, n * sizeof(int));
    }
    r->top_first = r->top_last = -1;
    for (int i = 0; i < r->n; i++) {
        if (*r->row[i].parent_id) {
            r->parent[i] = map_find(&f->by_id, r->row[i].parent_id);
            if (r->parent[i] < 0) {
                report_parent(f, &r->row[i], a, ds);
            }
        }
        append_child(r, r->parent[i], i);
    }
}

static void report_cycle(const struct rows *r, int start, struct arena *a, struct diags *ds) {
    const char *path = r->row[start].id;
    int shown = 0;
    for (int i = r->parent[start]; i != start && shown <= CYCLE_SHOWN; i = r->parent[i], shown++) {
        path = arena_printf(a, "%s → %s", path, shown < CYCLE_SHOWN ? r->row[i].id : "…");
    }
    path = arena_printf(a, "%s → %s", path, r->row[start].id);
    struct place at = schema_place(&r->row[start].ref, "parent", a);
    diag_add(ds, DIAG_TREE_CYCLE, &at, r->row[start].id, path);
}

/* Walks up from each row; a walk that meets itself is a cycle. 'seen' holds the walk that last came by. */
static void find_cycles(const struct rows *r, struct arena *a, struct diags *ds) {
    int *seen = ARENA_ARRAY(a, (size_t)r->n, int);
    for (int i = 0; i < r->n; i++) {
        int at = i;
        while (at >= 0 && seen[at] == 0) {
            seen[at] = i + 1;
            at = r->parent[at];
        }
        if (at >= 0 && seen[at] == i + 1) {
            report_cycle(r, at, a, ds);
        }
    }
}

static void find_depths(const struct rows *r, struct arena *a, struct diags *ds) {
    for (int i = 0; i < r->n; i++) {
        int depth = 0;
        for (int at = i; at >= 0 && depth <= TREE_DEPTH_MAX; at = r->parent[at]) {
            depth++;
        }
        if (depth > TREE_DEPTH_MAX) {
            struct place at = schema_place(&r->row[i].ref, "parent", a);
            diag_add(ds, DIAG_TREE_DEEP, &at, r->row[i].id, arena_printf(a, "%d", TREE_DEPTH_MAX));
            return;
        }
    }
}

static int place_subtree(struct framework *f, const struct rows *r, int row, int parent, int at) {
    for (; row >= 0; row = r->sibling[row]) {
        struct node *node = &f->node[at];
        *node = r->row[row];
        node->parent = parent;
        node->depth = f->node[parent].depth + 1;
        int here = at;
        at = place_subtree(f, r, r->first[row], here, at + 1);
        node->end = at;
    }
    return at;
}

static void index_nodes(struct framework *f) {
    map_clear(&f->by_id);
    for (int i = 0; i < f->n_nodes; i++) {
        map_add(&f->by_id, f->node[i].id, i);
    }
}

/* The framework as a whole is a node too, so no other may have its id. */
static void check_root(const struct framework *f, struct diags *ds) {
    int same = framework_find(f, f->info.id);
    if (same >= 0) {
        struct arena a = {0};
        struct place at = schema_place(&f->node[same].ref, "id", &a), first = schema_place(&f->info.ref, "id", &a);
        diag_add(ds, DIAG_ID_DUPLICATE, &at, f->info.id, arena_printf(&a, "%ld", first.line));
        arena_clear(&a);
    }
}

/* The level of the whole; a node that has it too shares its rules. */
static void check_level_total(const struct rows *r, struct arena *a, struct diags *ds) {
    for (int i = 0; i < r->n; i++) {
        if (strcmp(r->row[i].level, "total") == 0) {
            struct place at = schema_place(&r->row[i].ref, "level", a);
            diag_add(ds, DIAG_NODE_LEVEL_TOTAL, &at, r->row[i].id);
        }
    }
}

static void build_tree(struct framework *f, struct rows *r, struct diags *ds) {
    f->node = r->row; /* hints look here while the rows are linked */
    f->n_nodes = r->n;
    index_nodes(f);
    check_root(f, ds);
    check_level_total(r, &f->arena, ds);
    link_rows(f, r, &f->arena, ds);
    find_cycles(r, &f->arena, ds);
    if (!diags_has_errors(ds)) {
        find_depths(r, &f->arena, ds);
    }
    if (diags_has_errors(ds)) {
        return;
    }
    f->node = ARENA_ARRAY(&f->arena, (size_t)r->n + 1, struct node);
    f->n_nodes = r->n + 1;
    f->node[0] = (struct node){.ref = f->info.ref,
                               .id = f->info.id,
                               .parent_id = "",
                               .level = "total",
                               .label = f->info.label,
                               .basis = "",
                               .weight = 1,
                               .parent = -1,
                               .end = f->n_nodes};
    place_subtree(f, r, r->top_first, 0, 1);
    index_nodes(f);
}

static void load_settings(struct framework *f, struct diags *ds) {
    static const char *const known[] = {"settings", "nodes"};
    book_check_sheets(&f->book, known, ARRAY_LEN(known), ds);
    int n;
    struct framework_info *info = schema_load_sheet(&framework_info_schema, &f->book, &f->arena, &n, ds);
    if (info && n > 0) {
        f->info = info[0];
    }
}

struct framework *framework_load(const char *path, struct diags *ds) {
    size_t before = ds->n_errors;
    struct framework *f = mem_alloc(1, sizeof *f);
    *f = (struct framework){0};
    if (book_open(&f->book, path, ds)) {
        load_settings(f, ds);
        struct rows r = {0};
        r.row = schema_load_sheet(&framework_node_schema, &f->book, &f->arena, &r.n, ds);
        if (ds->n_errors == before) {
            struct diags tree = {.max = ds->max};
            build_tree(f, &r, &tree);
            diags_append(ds, &tree);
            diags_clear(&tree);
        }
    }
    if (ds->n_errors > before) {
        framework_free(f);
        return NULL;
    }
    return f;
}

static void lay_over(struct arena *a, struct i18n *under, const struct i18n *over) {
    for (int i = 0; i < over->n; i++) {
        if (*over->item[i].text) {
            i18n_set(a, under, over->item[i].lang, over->item[i].text);
        }
    }
}

/* An overlay needs ids and texts only; what else a node has comes from the framework under it. */
static const struct field overlay_fields[] = {
    {"id", FIELD_ID, FIELD_REQUIRED | FIELD_UNIQUE, NODE(id), .help = "id of the node below"},
    {"label", FIELD_I18N, FIELD_OPTIONAL, NODE(label), .help = "title that replaces the one below"},
    {"purpose", FIELD_I18N, FIELD_OPTIONAL, NODE(purpose), .help = "purpose that replaces the one below"},
    {"outcome", FIELD_I18N, FIELD_OPTIONAL, NODE(outcome), .help = "outcome that replaces the one below"},
};
const struct schema overlay_node_schema = {
    "nodes", overlay_fields, ARRAY_LEN(overlay_fields), sizeof(struct node), "texts laid over a framework", false};

static bool has_text(const struct node *over) { return over->label.n + over->purpose.n + over->outcome.n > 0; }

static void overlay_row(struct framework *f, const struct node *over, struct diags *ds) {
    int at = framework_find(f, over->id);
    if (at < 0) {
        struct place where = schema_place(&over->ref, "id", &f->arena);
        diag_add(ds, DIAG_NODE_UNKNOWN, &where, over->id, f->info.id, framework_hint(f, over->id, &f->arena));
        return;
    }
    lay_over(&f->arena, &f->node[at].label, &over->label);
    lay_over(&f->arena, &f->node[at].purpose, &over->purpose);
    lay_over(&f->arena, &f->node[at].outcome, &over->outcome);
}

static bool overlay_fits(struct framework *f, const struct framework_info *info, struct diags *ds) {
    struct place at = {.file = f->overlay->book.input.path, .sheet = "settings"};
    if (!text_equal(info->overlays, f->info.id)) {
        diag_add(ds, DIAG_OVERLAY_OTHER_FRAMEWORK, &at, info->overlays, f->info.id);
        return false;
    }
    lay_over(&f->arena, &f->info.label, &info->label);
    lay_over(&f->arena, &f->info.attribution, &info->attribution);
    lay_over(&f->arena, &f->info.translation, &info->translation);
    f->node[0].label = f->info.label;
    return true;
}

bool framework_overlay(struct framework *f, const char *path, struct diags *ds) {
    size_t before = ds->n_errors;
    struct overlay *over = ARENA_NEW(&f->arena, struct overlay);
    if (!book_open(&over->book, path, ds)) {
        return false;
    }
    over->under = f->overlay;
    f->overlay = over;
    int n;
    struct framework_info *info = schema_load_sheet(&framework_info_schema, &over->book, &f->arena, &n, ds);
    if (!info || n == 0 || !overlay_fits(f, &info[0], ds)) {
        return false;
    }
    struct node *row = schema_load_sheet(&overlay_node_schema, &over->book, &f->arena, &n, ds);
    bool is_used = false;
    for (int i = 0; i < n; i++) {
        overlay_row(f, &row[i], ds);
        is_used = is_used || has_text(&row[i]);
    }
    if (!is_used && ds->n_errors == before) {
        struct place at = {.file = path};
        diag_add(ds, DIAG_OVERLAY_NOTHING, &at);
    }
    return ds->n_errors == before;
}

void framework_free(struct framework *f) {
    if (f) {
        for (struct overlay *over = f->overlay; over; over = over->under) {
            book_close(&over->book);
        }
        book_close(&f->book);
        map_clear(&f->by_id);
        arena_clear(&f->arena);
        mem_free(f);
    }
}

const char *frameworks_hint(const struct framework *const *f, int n, const char *id, struct arena *a) {
    const char *hint = "";
    for (int i = 0; i < n && !*hint; i++) {
        hint = framework_hint(f[i], id, a);
    }
    return hint;
}
