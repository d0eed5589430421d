/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/profile.h"

#include <stdlib.h>
#include <string.h>

#include "model/hint.h"

#define INFO(member) offsetof(struct profile_info, member)
#define STAGE(member) offsetof(struct stage, member)
#define MINIMUM(member) offsetof(struct minimum, member)

static const char *const minimum_words[] = {"rest", "whole", NULL};
static const struct field info_fields[] = {
    {"id", FIELD_ID, FIELD_REQUIRED, INFO(id), .help = "id of the profile"},
    {"version", FIELD_TEXT, FIELD_OPTIONAL, INFO(version), .help = "version of this file"},
    {"label", FIELD_I18N, FIELD_OPTIONAL, INFO(label), .help = "title"},
    {"framework", FIELD_ID, FIELD_REQUIRED, INFO(framework), .help = "framework it is for"},
    {"cumulative", FIELD_BOOL, FIELD_OPTIONAL, INFO(is_cumulative), .empty = 1, .help = "later stages include earlier"},
    {"minimum_of", FIELD_WORD, FIELD_OPTIONAL, INFO(minimum_of), .words = minimum_words,
     .help = "what a minimum looks at: the node without those below that have their own, or the whole node"},
    {"note", FIELD_I18N, FIELD_OPTIONAL, INFO(note), .help = "whose suggestion it is and what it rests on"},
};
const struct schema profile_info_schema = {
    "settings", info_fields, ARRAY_LEN(info_fields), sizeof(struct profile_info), "what the profile is", false};

static const struct field stage_fields[] = {
    {"id", FIELD_ID, FIELD_REQUIRED | FIELD_UNIQUE, STAGE(id), .help = "id of the stage"},
    {"order", FIELD_INT, FIELD_REQUIRED, STAGE(order), .min = 1, .max = 99, .help = "1, 2, …"},
    {"label", FIELD_I18N, FIELD_OPTIONAL, STAGE(label), .help = "title"},
    {"description", FIELD_I18N, FIELD_OPTIONAL, STAGE(description), .help = "what it means"},
};
const struct schema profile_stage_schema = {
    "stages", stage_fields, ARRAY_LEN(stage_fields), sizeof(struct stage), "the stages of a profile", false};

static const struct field minimum_fields[] = {
    {"stage", FIELD_ID, FIELD_REQUIRED, MINIMUM(stage_id), .help = "stage that first asks it"},
    {"node", FIELD_ID, FIELD_REQUIRED, MINIMUM(node_id), .help = "node of the framework"},
    {"layer", FIELD_TEXT, FIELD_OPTIONAL, MINIMUM(layer_id), .help = "layer; empty: the score itself"},
    {"min", FIELD_NUMBER, FIELD_REQUIRED, MINIMUM(min), .help = "least value, on the display scale"},
    {"basis", FIELD_I18N, FIELD_OPTIONAL, MINIMUM(basis), .help = "what it rests on"},
};
const struct schema profile_minimum_schema = {
    "minima", minimum_fields, ARRAY_LEN(minimum_fields), sizeof(struct minimum), "least values by stage", false};

int profile_stage(const struct profile *p, const char *id) {
    for (int i = 0; i < p->n_stages; i++) {
        if (strcmp(p->stage[i].id, id) == 0) {
            return i;
        }
    }
    return -1;
}

static int by_order(const void *x, const void *y) {
    const struct stage *a = x, *b = y;
    return a->order != b->order ? a->order - b->order : (a->ref.row > b->ref.row) - (a->ref.row < b->ref.row);
}

static void resolve_stage(struct profile *p, struct minimum *m, struct diags *ds) {
    m->node = m->layer = -1;
    m->stage = profile_stage(p, m->stage_id);
    if (m->stage < 0 && *m->stage_id) {
        const char **ids = ARENA_ARRAY(&p->arena, (size_t)p->n_stages + 1, const char *);
        for (int i = 0; i < p->n_stages; i++) {
            ids[i] = p->stage[i].id;
        }
        struct place at = schema_place(&m->ref, "stage", &p->arena);
        diag_add(ds, DIAG_STAGE_UNKNOWN, &at, m->stage_id, hint_list(ids, (size_t)p->n_stages, 12, &p->arena),
                 hint_nearest(m->stage_id, ids, (size_t)p->n_stages, &p->arena));
    }
}

/* Stages are in order. */
static void check_orders(struct profile *p, struct diags *ds) {
    for (int i = 1; i < p->n_stages; i++) {
        if (p->stage[i].order == p->stage[i - 1].order) {
            struct place at = schema_place(&p->stage[i].ref, "order", &p->arena);
            diag_add(ds, DIAG_STAGE_ORDER_TWICE, &at, p->stage[i - 1].id, p->stage[i].id,
                     arena_printf(&p->arena, "%d", p->stage[i].order));
        }
    }
}

static void load_sheets(struct profile *p, struct diags *ds) {
    static const char *const known[] = {"settings", "stages", "minima"};
    book_check_sheets(&p->book, known, ARRAY_LEN(known), ds);
    int n;
    struct profile_info *info = schema_load_sheet(&profile_info_schema, &p->book, &p->arena, &n, ds);
    if (info && n > 0) {
        p->info = info[0];
    }
    p->stage = schema_load_sheet(&profile_stage_schema, &p->book, &p->arena, &p->n_stages, ds);
    if (p->n_stages > 0) {
        qsort(p->stage, (size_t)p->n_stages, sizeof *p->stage, by_order);
        check_orders(p, ds);
    }
    p->minimum = schema_load_sheet(&profile_minimum_schema, &p->book, &p->arena, &p->n_minima, ds);
    for (int i = 0; i < p->n_minima; i++) {
        resolve_stage(p, &p->minimum[i], ds);
    }
}

struct profile *profile_load(const char *path, struct diags *ds) {
    size_t before = ds->n_errors;
    struct profile *p = mem_alloc(1, sizeof *p);
    *p = (struct profile){.card = -1};
    if (book_open(&p->book, path, ds)) {
        load_sheets(p, ds);
    }
    if (ds->n_errors > before) {
        profile_free(p);
        return NULL;
    }
    return p;
}

void profile_free(struct profile *p) {
    if (p) {
        book_close(&p->book);
        arena_clear(&p->arena);
        mem_free(p);
    }
}
