/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/webform.h"

void webform_init(struct webform *w) {
    *w = (struct webform){.title = "", .lang = "en", .author = "", .no_script = ""};
    w->data = json_new_object();
}

void webform_clear(struct webform *w) {
    json_free(w->data);
    if (w->program) {
        program_clear(w->program);
    }
    arena_clear(&w->arena);
    *w = (struct webform){0};
}
