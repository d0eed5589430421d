/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/kit.h"

#include <string.h>

#include "base/num.h"
#include "model/hint.h"
#include "model/answers.h"
#include "model/kit_check.h"
#include "model/kit_crosswalk.h"
#include "model/kit_example.h"
#include "model/qtype.h"

bool kit_find_node(const struct kit *k, const char *id, int *card, int *node) {
    for (int c = 0; c < k->n_frameworks; c++) {
        int found = framework_find(k->framework[c], id);
        if (found >= 0) {
            *card = c;
            *node = found;
            return true;
        }
    }
    return false;
}

static int find_framework(const struct kit *k, const char *id) {
    for (int i = 0; i < k->n_frameworks; i++) {
        if (strcmp(k->framework[i]->info.id, id) == 0) {
            return i;
        }
    }
    return -1;
}

static void report_too_many(struct kit *k, enum library_kind kind, int max, struct diags *ds) {
    diag_add(ds, DIAG_NAMED_TOO_MANY, NULL, library_kind_name(kind), arena_printf(&k->arena, "%d", max));
}

static void add_framework(struct kit *k, const char *id, struct diags *ds) {
    const char *path = library_find(k->library, LIBRARY_FRAMEWORK, id, &k->arena, ds);
    struct framework *f = path ? framework_load(path, ds) : NULL;
    if (f && find_framework(k, f->info.id) >= 0) {
        framework_free(f); /* named twice */
    } else if (f && k->n_frameworks == KIT_FRAMEWORKS_MAX) {
        framework_free(f);
        report_too_many(k, LIBRARY_FRAMEWORK, KIT_FRAMEWORKS_MAX, ds);
    } else if (f) {
        k->framework[k->n_frameworks++] = f;
    }
}

/* What a book says it lays over, "" when it is a framework itself or cannot be read. */
static const char *overlaid_id(struct kit *k, const char *path) {
    struct book b;
    struct diags quiet = {0};
    const char *id = "";
    if (book_open(&b, path, &quiet)) {
        id = arena_strdup(&k->arena, book_setting(&b, "overlays"));
        book_close(&b);
    }
    diags_clear(&quiet);
    return id;
}

static void load_named_frameworks(struct kit *k, struct diags *ds) {
    const char *rest = k->questionnaire->info.frameworks, *word;
    size_t len;
    while (text_next_word(&rest, &word, &len)) {
        const char *id = arena_strndup(&k->arena, word, len);
        if (find_framework(k, id) < 0) {
            add_framework(k, id, ds);
        }
    }
}

/* Place of a framework among those that the questionnaire names; −1 for another. */
static int named_place(const struct kit *k, const struct framework *f) {
    const char *rest = k->questionnaire->info.frameworks, *word;
    size_t len;
    for (int place = 0; text_next_word(&rest, &word, &len); place++) {
        if (strlen(f->info.id) == len && strncmp(f->info.id, word, len) == 0) {
            return place;
        }
    }
    return -1;
}

/* The first framework has the total that counts: one that was named besides goes before those of the questionnaire;
   these keep its order, from whichever file each of them was read. */
static void order_frameworks(struct kit *k) {
    for (int i = 1; i < k->n_frameworks; i++) {
        struct framework *f = k->framework[i];
        int at = i;
        for (; at > 0 && named_place(k, k->framework[at - 1]) > named_place(k, f); at--) {
            k->framework[at] = k->framework[at - 1];
        }
        k->framework[at] = f;
    }
}

struct overlay_file {
    const char *path, *over; /* id of the framework under it */
};

static void lay_over(struct kit *k, const struct overlay_file *x, struct diags *ds) {
    int under = find_framework(k, x->over);
    struct place at = {.file = x->path, .sheet = "settings"};
    if (under >= 0) {
        framework_overlay(k->framework[under], x->path, ds);
    } else {
        diag_add(ds, DIAG_OVERLAY_OTHER_FRAMEWORK, &at, x->over, k->questionnaire->info.frameworks);
    }
}

/* Named frameworks first (they may replace the questionnaire's by id), then the questionnaire's, then overlays. */
static void load_frameworks(struct kit *k, const struct kit_request *request, struct diags *ds) {
    struct overlay_file *overlay = ARENA_ARRAY(&k->arena, (size_t)request->n_frameworks + 1, struct overlay_file);
    int n_overlays = 0;
    size_t before = ds->n_errors;
    for (int i = 0; i < request->n_frameworks; i++) {
        const char *path = library_find(k->library, LIBRARY_FRAMEWORK, request->framework[i], &k->arena, ds);
        const char *over = path ? overlaid_id(k, path) : "";
        if (*over) {
            overlay[n_overlays++] = (struct overlay_file){path, over};
        } else if (path) {
            add_framework(k, path, ds);
        }
    }
    if (ds->n_errors > before) {
        return; /* what the questionnaire names may be what could not be read */
    }
    load_named_frameworks(k, ds);
    order_frameworks(k);
    if (n_overlays > KIT_FRAMEWORKS_MAX) {
        report_too_many(k, LIBRARY_FRAMEWORK, KIT_FRAMEWORKS_MAX, ds);
        return;
    }
    for (int i = 0; i < n_overlays; i++) {
        lay_over(k, &overlay[i], ds);
    }
}

static const char *framework_ids(struct kit *k) {
    const char *ids[KIT_FRAMEWORKS_MAX];
    for (int i = 0; i < k->n_frameworks; i++) {
        ids[i] = k->framework[i]->info.id;
    }
    return hint_list(ids, (size_t)k->n_frameworks, KIT_FRAMEWORKS_MAX, &k->arena);
}

/* Only a question may have the reserved layer, which has no score. */
static int resolve_layer(struct kit *k, const struct row_ref *ref, const char *id, bool is_question, struct diags *ds) {
    int layer = scoring_layer(k->model, id);
    if (layer < 0 || (layer == LAYER_NOT_APPLICABLE && !is_question)) {
        const char *ids[LAYERS_MAX];
        for (int i = 0; i < k->model->n_layers; i++) {
            ids[i] = k->model->layer[i].id;
        }
        struct place at = schema_place(ref, "layer", &k->arena);
        diag_add(ds, DIAG_LAYER_UNKNOWN, &at, id, hint_list(ids, (size_t)k->model->n_layers, LAYERS_MAX, &k->arena),
                 hint_nearest(id, ids, (size_t)k->model->n_layers, &k->arena));
    }
    return layer;
}

static void resolve_question(struct kit *k, struct question *x, struct diags *ds) {
    if (!question_is_answered(x) || (!*x->node_id && !*x->layer_name)) {
        return;
    }
    if (!*x->node_id) {
        struct place at = schema_place(&x->ref, "node", &k->arena);
        diag_add(ds, DIAG_QUESTION_NO_NODE, &at, x->name);
        return;
    }
    if (!kit_find_node(k, x->node_id, &x->card, &x->node)) {
        struct place at = schema_place(&x->ref, "node", &k->arena);
        diag_add(
            ds, DIAG_NODE_UNKNOWN, &at, x->node_id, framework_ids(k),
            frameworks_hint((const struct framework *const *)k->framework, k->n_frameworks, x->node_id, &k->arena));
        return;
    }
    if (!*x->layer_name) {
        struct place at = schema_place(&x->ref, "layer", &k->arena);
        diag_add(ds, DIAG_QUESTION_NO_LAYER, &at, x->name);
        return;
    }
    x->layer = resolve_layer(k, &x->ref, x->layer_name, true, ds);
    if (x->layer >= 0 && x->layer != LAYER_NOT_APPLICABLE) {
        kit_check_scorable(k, x, ds);
    }
    if (x->weight == 0) { /* weight 0 drops */
        x->layer = -1;
    }
}

/* Chains the questions of one node and layer. */
static void chain_questions(struct kit *k) {
    struct map last = {0};
    struct questionnaire *q = k->questionnaire;
    for (int i = q->n_questions - 1; i >= 0; i--) {
        struct question *x = &q->question[i];
        if (x->layer < 0) {
            continue;
        }
        const char *key = arena_printf(&k->arena, "%d %d %d", x->card, x->node, x->layer);
        x->next = map_find(&last, key);
        map_put(&last, key, i);
    }
    map_clear(&last);
}

static void resolve_minimum(struct kit *k, struct profile *p, struct minimum *m, struct diags *ds) {
    const struct framework *f = k->framework[p->card];
    m->node = framework_find(f, m->node_id);
    if (m->node < 0) {
        struct place at = schema_place(&m->ref, "node", &k->arena);
        diag_add(ds, DIAG_NODE_UNKNOWN, &at, m->node_id, f->info.id, framework_hint(f, m->node_id, &k->arena));
    }
    m->layer = *m->layer_id ? resolve_layer(k, &m->ref, m->layer_id, false, ds) : -1;
    struct scale scale = m->node >= 0 ? kit_check_scale(k, f->node[m->node].level) : scoring_scale(k->model);
    if (m->min < scale.min || m->min > scale.max) {
        char value[3][NUM_TEXT_MAX];
        struct place at = schema_place(&m->ref, "min", &k->arena);
        diag_add(ds, DIAG_VALUE_OUT_OF_RANGE, &at, num_shortest(value[0], m->min), num_shortest(value[1], scale.min),
                 num_shortest(value[2], scale.max));
    }
}

static void join_profile(struct kit *k, struct profile *p, struct diags *ds) {
    p->card = find_framework(k, p->info.framework);
    if (p->card < 0) {
        struct place at = schema_place(&p->info.ref, "framework", &k->arena);
        diag_add(ds, DIAG_PROFILE_OTHER_FRAMEWORK, &at, p->info.id, p->info.framework, framework_ids(k));
        return;
    }
    for (int i = 0; i < p->n_minima; i++) {
        resolve_minimum(k, p, &p->minimum[i], ds);
        kit_check_minimum_twice(k, p, i, ds);
    }
    kit_check_minima(k, p, ds);
}

static void load_profiles(struct kit *k, const struct kit_request *request, struct diags *ds) {
    const char *const fallback[] = {k->model->info.profile};
    bool is_named = request->n_profiles > 0;
    int n = is_named ? request->n_profiles : *k->model->info.profile ? 1 : 0;
    if (n > KIT_PROFILES_MAX) {
        report_too_many(k, LIBRARY_PROFILE, KIT_PROFILES_MAX, ds);
        return;
    }
    for (int i = 0; i < n; i++) {
        const char *id = is_named ? request->profile[i] : fallback[i];
        const char *path = library_find(k->library, LIBRARY_PROFILE, id, &k->arena, ds);
        struct profile *p = path ? profile_load(path, ds) : NULL;
        bool is_for_other = p && !is_named && find_framework(k, p->info.framework) < 0;
        if (is_for_other) { /* the model's default does not fit this questionnaire: do without */
            profile_free(p);
        } else if (p) {
            k->profile[k->n_profiles++] = p;
            join_profile(k, p, ds);
        }
    }
}

static void load_organisation(struct kit *k, struct diags *ds) {
    const char *path = library_find(k->library, LIBRARY_MODEL, k->model->info.organisation, &k->arena, ds);
    struct book b;
    if (!path || !book_open(&b, path, ds)) {
        return;
    }
    const char *id = book_setting(&b, "questionnaire");
    const char *about = library_find(k->library, LIBRARY_QUESTIONNAIRE, id, &k->arena, ds);
    k->about = about ? questionnaire_load(about, ds) : NULL;
    if (k->about) {
        k->organisation = organisation_from_book(&b, k->about, ds);
    } else {
        book_close(&b);
    }
}

static void load_model(struct kit *k, const struct kit_request *request, struct diags *ds) {
    const char *id = request->model ? request->model : k->questionnaire->info.model;
    if (!*id) {
        struct place at = schema_place(&k->questionnaire->info.ref, "model", &k->arena);
        diag_add(ds, DIAG_VALUE_MISSING, &at, "model");
        return;
    }
    const char *path = library_find(k->library, LIBRARY_MODEL, id, &k->arena, ds);
    k->model = path ? scoring_load(path, ds) : NULL;
}

static void load_all(struct kit *k, const struct kit_request *request, struct diags *ds) {
    const char *path = library_find(k->library, LIBRARY_QUESTIONNAIRE, request->questionnaire, &k->arena, ds);
    k->questionnaire = path ? questionnaire_load(path, ds) : NULL;
    if (!k->questionnaire) {
        return;
    }
    size_t before = ds->n_errors;
    load_frameworks(k, request, ds);
    if (k->n_frameworks == 0 && ds->n_errors == before) {
        struct place at = schema_place(&k->questionnaire->info.ref, "framework", &k->arena);
        diag_add(ds, DIAG_VALUE_MISSING, &at, "framework");
    }
    load_model(k, request, ds);
    if (!k->model || k->n_frameworks == 0) {
        return;
    }
    kit_check_levels(k, ds);
    for (int i = 0; i < k->questionnaire->n_questions; i++) {
        resolve_question(k, &k->questionnaire->question[i], ds);
    }
    kit_check_rules(k, ds);
    kit_check_steps(k, ds);
    chain_questions(k);
    kit_check_nested_items(k, ds);
    load_profiles(k, request, ds);
    kit_load_crosswalks(k, request, ds);
    kit_load_examples(k, request, ds);
    if (request->wants_about && *k->model->info.organisation) {
        load_organisation(k, ds);
    }
}

struct kit *kit_load(const struct library *library, const struct kit_request *request, struct diags *ds) {
    size_t before = ds->n_errors;
    struct kit *k = mem_alloc(1, sizeof *k);
    *k = (struct kit){.library = library};
    load_all(k, request, ds);
    if (ds->n_errors > before || !k->questionnaire || !k->model) {
        kit_free(k);
        return NULL;
    }
    return k;
}

void kit_free(struct kit *k) {
    if (!k) {
        return;
    }
    for (int i = 0; i < k->n_examples; i++) {
        answers_free(k->example[i]);
    }
    questionnaire_free(k->questionnaire);
    questionnaire_free(k->about);
    organisation_free(k->organisation);
    scoring_free(k->model);
    for (int i = 0; i < k->n_crosswalks; i++) {
        crosswalk_free(k->crosswalk[i]);
    }
    for (int i = 0; i < k->n_frameworks; i++) {
        framework_free(k->framework[i]);
    }
    for (int i = 0; i < k->n_profiles; i++) {
        profile_free(k->profile[i]);
    }
    arena_clear(&k->arena);
    mem_free(k);
}
