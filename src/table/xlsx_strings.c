/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/xlsx_strings.h"

#include <string.h>

#include "table/builder.h"
#include "table/xlsx_text.h"

struct strings_reading {
    struct shared_strings *s;
    struct package *p;
    struct table_builder builder; /* copies the texts */
    struct text_run run;
    bool is_in_item;
    struct diags *ds;
};

static bool fail(struct strings_reading *r, enum diag_id id, const char *word) {
    struct place at = {.file = r->p->file};
    diag_add(r->ds, id, &at, word);
    return false;
}

static bool on_start(void *ctx, const char *name, const char *const *attr) {
    struct strings_reading *r = ctx;
    (void)attr;
    if (r->is_in_item) {
        text_run_start(&r->run, name);
    } else if (strcmp(name, "si") == 0) {
        text_run_reset(&r->run);
        r->is_in_item = true;
    }
    return true;
}

static bool on_end(void *ctx, const char *name) {
    struct strings_reading *r = ctx;
    if (!r->is_in_item) {
        return true;
    }
    if (r->run.skipped > 0 || strcmp(name, "si") != 0) {
        text_run_end(&r->run, name);
        return true;
    }
    r->is_in_item = false;
    if (r->s->n == STRINGS_MAX) {
        return fail(r, DIAG_XLSX_TOO_LARGE, arena_printf(&r->p->arena, "%zu", STRINGS_MAX));
    }
    text_run_finish(&r->run);
    if (r->run.text.is_over) {
        return fail(r, DIAG_XLSX_INVALID, "a shared string is longer than any cell");
    }
    VEC_GROW(r->s->text, r->s->n, r->s->cap);
    r->s->text[r->s->n++] = builder_copy(&r->builder, r->run.text.data, r->run.text.len);
    return true;
}

static bool on_text(void *ctx, const char *s, size_t n) {
    struct strings_reading *r = ctx;
    if (r->is_in_item) {
        text_run_add(&r->run, s, n);
    }
    return true;
}

bool strings_read(struct shared_strings *s, struct package *p, long part, struct arena *a, struct diags *ds) {
    struct strings_reading r = {.s = s, .p = p, .ds = ds};
    struct xml_events events = {.start = on_start, .end = on_end, .text = on_text};
    *s = (struct shared_strings){0};
    builder_init(&r.builder, a);
    text_run_init(&r.run);
    bool is_good = package_stream(p, part, &events, &r, ds);
    text_run_clear(&r.run);
    builder_clear(&r.builder);
    return is_good;
}

void strings_clear(struct shared_strings *s) {
    mem_free(s->text);
    *s = (struct shared_strings){0};
}
