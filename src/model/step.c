/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/step.h"

#include <math.h>

#include "base/map.h"
#include "base/num.h"

#define STEP(member) offsetof(struct step, member)

static const struct field fields[] = {
    {"node", FIELD_ID, FIELD_REQUIRED, STEP(node_id), .help = "node, or a level: every node of it"},
    {"layer", FIELD_ID, FIELD_REQUIRED, STEP(layer_id), .help = "layer that it raises"},
    {"from", FIELD_NUMBER, FIELD_REQUIRED, STEP(from), .min = -1e6, .max = 1e6, .empty = NAN,
     .help = "level that it begins at, on the scale of the node's level; of an option 0"},
    {"to", FIELD_NUMBER, FIELD_REQUIRED, STEP(to), .min = -1e6, .max = 1e6, .empty = NAN,
     .help = "level that it reaches"},
    {"effort", FIELD_NUMBER, FIELD_REQUIRED, STEP(effort), .min = 0, .max = 1e6, .help = "person-days"},
    {"requires", FIELD_TEXT, FIELD_OPTIONAL, STEP(requires),
     .help = "what must be there before: NODE:LAYER:LEVEL, separated by blanks"},
    {"owner", FIELD_I18N, FIELD_OPTIONAL, STEP(owner),
     .help = "role that does it; of a model where the answers name none, of --steps always"},
    {"label", FIELD_I18N, FIELD_OPTIONAL, STEP(label), .help = "what is done"},
};
const struct schema step_schema = {
    "steps", fields, ARRAY_LEN(fields), sizeof(struct step), "what raises a node from level to level, and its effort",
    false};

void steps_check(const struct step *step, int n, struct arena *a, struct diags *ds) {
    struct map seen = {0};
    char from[NUM_TEXT_MAX], to[NUM_TEXT_MAX];
    for (int i = 0; i < n; i++) {
        const struct step *s = &step[i];
        num_shortest(from, s->from);
        if (s->from >= s->to) {
            struct place at = schema_place(&s->ref, "to", a);
            diag_add(ds, DIAG_STEP_NOT_UP, &at, num_shortest(to, s->to), from);
        }
        const char *key = arena_printf(a, "%s %s %s", s->node_id, s->layer_id, from);
        if (!map_add(&seen, key, i)) {
            struct place at = schema_place(&s->ref, "from", a),
                         first = schema_place(&step[map_find(&seen, key)].ref, "from", a);
            diag_add(ds, DIAG_STEP_TWICE, &at, s->node_id, from, arena_printf(a, "%ld", first.line));
        }
    }
    map_clear(&seen);
}

struct steps_file *steps_load(const char *path, struct diags *ds) {
    static const char *const known[] = {"settings", "steps"};
    size_t before = ds->n_errors;
    struct steps_file *f = mem_alloc(1, sizeof *f);
    *f = (struct steps_file){0};
    if (book_open(&f->book, path, ds)) {
        book_check_sheets(&f->book, known, ARRAY_LEN(known), ds);
        f->step = schema_load_sheet(&step_schema, &f->book, &f->arena, &f->n_steps, ds);
        steps_check(f->step, f->n_steps, &f->arena, ds);
    }
    if (ds->n_errors > before) {
        steps_free(f);
        return NULL;
    }
    return f;
}

void steps_free(struct steps_file *f) {
    if (f) {
        book_close(&f->book);
        arena_clear(&f->arena);
        mem_free(f);
    }
}
