/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A framework: a tree of nodes that questions refer to and scores are given for.

   1. framework_load() reads a book (sheets settings, nodes); framework_overlay() lays official titles over it.
   2. node[0] is the framework as a whole (level "total"); the others follow in preorder, so the subtree of node i is
      node[i] … node[node[i].end − 1] and a scorecard is an array parallel to 'node'.
   A framework owns its book and arena; framework_free() frees all. */
#ifndef PG_MODEL_FRAMEWORK_H
#define PG_MODEL_FRAMEWORK_H

#include "base/map.h"
#include "table/schema.h"

struct node {
    struct row_ref ref;
    const char *id, *parent_id, *level;
    struct i18n label, purpose, outcome;
    const char *basis; /* "stated" or "derived": whether the source has its own purpose and outcome */
    double weight;     /* among its siblings; 0 drops it */
    int parent;        /* index; −1 for node 0 */
    int end;           /* one past its subtree */
    int depth;         /* 0 for node 0 */
};

struct framework_info {
    struct row_ref ref;
    const char *id, *version, *overlays, *source;
    struct i18n label, attribution, translation, footer;
};

struct overlay {
    struct book book;
    struct overlay *under; /* laid over before; NULL */
};

struct framework {
    struct arena arena;
    struct book book;
    struct overlay *overlay; /* the last that was laid over; NULL */
    struct framework_info info;
    struct node *node;
    int n_nodes; /* node 0 included */
    struct map by_id;
};

/* Columns of the sheets; an overlay has settings and its own nodes. */
extern const struct schema framework_info_schema, framework_node_schema, overlay_node_schema;

/* NULL after at least one error: unknown parent, cycle, duplicate id, ids that a spreadsheet changed, negative
   weight. */
struct framework *framework_load(const char *path, struct diags *ds);
/* Lays the texts of the overlay book at 'path' (settings: overlays = this framework's id) over the nodes. May be
   repeated. */
bool framework_overlay(struct framework *f, const char *path, struct diags *ds);
void framework_free(struct framework *f);

int framework_find(const struct framework *f, const char *id); /* index or −1 */
/* A proposal of the node's id nearest to 'id', or "". Lives in 'a'. */
const char *framework_hint(const struct framework *f, const char *id, struct arena *a);
/* Of the first of 'n' that has one near. */
const char *frameworks_hint(const struct framework *const *f, int n, const char *id, struct arena *a);
bool framework_has_children(const struct framework *f, int node);
/* Steps through the children of 'node': for (c = framework_child(f, node); c >= 0; c = framework_next(f, c)). */
int framework_child(const struct framework *f, int node);
int framework_next(const struct framework *f, int child);

#endif
