/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/kit_crosswalk.h"

#include <string.h>

#include "model/hint.h"

static bool has_crosswalk(const struct kit *k, const char *id) {
    for (int i = 0; i < k->n_crosswalks; i++) {
        if (strcmp(k->crosswalk[i]->info.id, id) == 0) {
            return true;
        }
    }
    return false;
}

static bool has_framework(const struct kit *k, const struct framework *f) {
    for (int i = 0; i < k->n_frameworks; i++) {
        if (k->framework[i] == f) {
            return true;
        }
    }
    return false;
}

static void check_frameworks(struct kit *k, const struct crosswalk *x, struct diags *ds) {
    for (int i = 0; i < x->n_frameworks; i++) {
        if (has_framework(k, x->framework[i])) {
            return;
        }
    }
    const char *ids[KIT_FRAMEWORKS_MAX];
    for (int i = 0; i < k->n_frameworks; i++) {
        ids[i] = k->framework[i]->info.id;
    }
    struct place at = schema_place(&x->info.ref, "to_framework", &k->arena);
    diag_add(ds, DIAG_CROSSWALK_OTHER_FRAMEWORK, &at, x->info.id, x->info.to_frameworks,
             hint_list(ids, (size_t)k->n_frameworks, KIT_FRAMEWORKS_MAX, &k->arena));
}

void kit_load_crosswalks(struct kit *k, const struct kit_request *request, struct diags *ds) {
    struct crosswalk_sources sources = {k->library, k->framework, k->n_frameworks};
    for (int i = 0; i < request->n_crosswalks; i++) {
        const char *path = library_find(k->library, LIBRARY_CROSSWALK, request->crosswalk[i], &k->arena, ds);
        struct crosswalk *x = path ? crosswalk_load(path, &sources, ds) : NULL;
        if (x && has_crosswalk(k, x->info.id)) {
            crosswalk_free(x); /* named twice */
        } else if (x && k->n_crosswalks == KIT_CROSSWALKS_MAX) {
            crosswalk_free(x);
            diag_add(ds, DIAG_NAMED_TOO_MANY, NULL, library_kind_name(LIBRARY_CROSSWALK),
                     arena_printf(&k->arena, "%d", KIT_CROSSWALKS_MAX));
            return;
        } else if (x) {
            k->crosswalk[k->n_crosswalks++] = x;
            check_frameworks(k, x, ds);
        }
    }
}
