/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/inputs.h"

#include <assert.h>
#include <string.h>

#define OF_CROSSWALKS (KIT_CROSSWALKS_MAX * (CROSSWALK_FRAMEWORKS_MAX + 2)) /* each with its frameworks */
#define INPUTS_MAX (2 * KIT_FRAMEWORKS_MAX + KIT_PROFILES_MAX + OF_CROSSWALKS + 16)

struct inputs inputs_new(struct arena *a, const struct library *l, size_t n_more) {
    size_t max = INPUTS_MAX + n_more;
    return (struct inputs){.arena = a,
                           .library = l,
                           .max = max,
                           .item = ARENA_ARRAY(a, max, struct report_input),
                           .path = ARENA_ARRAY(a, max, const char *)};
}

/* A data file is named below the data folder, so that a report has the same bytes wherever the program is installed. */
static const char *name_of(const struct inputs *x, const char *path) {
    size_t len = strlen(x->library->root);
    bool is_inside = strncmp(path, x->library->root, len) == 0 && path[len] == '/';
    return is_inside ? path + len + 1 : path;
}

static void add(struct inputs *x, const char *role, const char *path, const char *sha256) {
    assert(x->n < x->max);
    bool is_data = !text_has_word("answers about consensus units baseline", role);
    x->path[x->n] = path;
    x->item[x->n++] = (struct report_input){.path = is_data ? name_of(x, path) : path, .role = role, .sha256 = sha256};
}

void inputs_add(struct inputs *x, const char *role, const struct input *file) {
    add(x, role, file->path, file->sha256);
}

void inputs_add_brand(struct inputs *x, const struct brand_file *b) {
    inputs_add(x, "brand", &b->book.input);
    if (b->logo_path) {
        add(x, "logo", b->logo_path, b->logo_sha256);
    }
}

static void add_crosswalk(struct inputs *x, const struct crosswalk *c) {
    inputs_add(x, "crosswalk", &c->book.input);
    for (int i = 0; i < c->n_owned; i++) {
        bool is_standard = c->owned[i] == c->standard;
        inputs_add(x, is_standard ? "standard" : "framework", &c->owned[i]->book.input);
    }
}

void inputs_add_kit(struct inputs *x, const struct kit *k) {
    inputs_add(x, "questionnaire", &k->questionnaire->book.input);
    for (int i = 0; i < k->n_frameworks; i++) {
        inputs_add(x, "framework", &k->framework[i]->book.input);
        for (const struct overlay *over = k->framework[i]->overlay; over; over = over->under) {
            inputs_add(x, "overlay", &over->book.input);
        }
    }
    inputs_add(x, "model", &k->model->book.input);
    for (int i = 0; i < k->n_profiles; i++) {
        inputs_add(x, "profile", &k->profile[i]->book.input);
    }
    for (int i = 0; i < k->n_crosswalks; i++) {
        add_crosswalk(x, k->crosswalk[i]);
    }
    if (k->organisation) {
        inputs_add(x, "profile_questionnaire", &k->about->book.input);
        inputs_add(x, "organisation", &k->organisation->book.input);
    }
}

bool inputs_guard(struct run *r, const struct inputs *x, const struct outputs *o) {
    bool is_good = true;
    for (size_t i = 0; i < x->n; i++) {
        is_good = outputs_keep_off(r, o, x->path[i]) && is_good;
    }
    return is_good;
}
