/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A profile: minimum vectors by stage. Stages are cumulative when the settings say so: a node listed first at a stage
   is expected there and at every later one. A node with a row of its own leaves the mean of the rows above it.
   Sheets: settings, stages, minima. A profile owns its book and arena. */
#ifndef PG_MODEL_PROFILE_H
#define PG_MODEL_PROFILE_H

#include "table/schema.h"

struct stage {
    struct row_ref ref;
    const char *id;
    int order;
    struct i18n label, description;
};
struct minimum {
    struct row_ref ref;
    const char *stage_id, *node_id, *layer_id;
    struct i18n basis; /* what it rests on */
    double min;        /* on the model's display scale */
    int stage;         /* index */
    int node, layer;   /* set by kit */
};
struct profile_info {
    struct row_ref ref;
    const char *id, *version, *framework;
    bool is_cumulative;
    int minimum_of; /* 0: the node without those below that have minima of their own; 1: the whole node */
    struct i18n label, note;
};
struct profile {
    struct arena arena;
    struct book book;
    struct profile_info info;
    struct stage *stage; /* in order */
    int n_stages;
    struct minimum *minimum;
    int n_minima;
    int card; /* set by kit: which framework of the kit */
};

/* Columns of the sheets. */
extern const struct schema profile_info_schema, profile_stage_schema, profile_minimum_schema;

struct profile *profile_load(const char *path, struct diags *ds);
void profile_free(struct profile *p);
int profile_stage(const struct profile *p, const char *id); /* −1 when absent */

#endif
