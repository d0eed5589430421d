/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/choice.h"

#include <string.h>

#include "base/text.h"

/* What stands behind the mark of "FILE.xlsx#SHEET", where that names no file; NULL otherwise. */
static const char *sheet_part(const char *path) {
    struct arena a = {0};
    const char *mark = strchr(path, '#');
    while (mark && !reader_is_workbook(file_extension(&a, arena_strndup(&a, path, (size_t)(mark - path))))) {
        mark = strchr(mark + 1, '#');
    }
    arena_clear(&a);
    return mark && !file_exists(path) ? mark + 1 : NULL;
}

const char *choice_file(const char *path, struct arena *a) {
    const char *sheet = sheet_part(path);
    return sheet ? arena_strndup(a, path, (size_t)(sheet - path) - 1) : path;
}

bool choice_open_hinted(struct input *in, const char *path, const struct input_hints *hints, struct diags *ds) {
    struct arena a = {0};
    const char *sheet = sheet_part(path);
    struct input_hints all = *hints;
    all.leave_out = sheet ? NULL : hints->leave_out;
    bool is_good = input_open_hinted(in, choice_file(path, &a), &all, ds);
    if (is_good && sheet) {
        in->wanted = arena_strdup(&in->arena, sheet);
    }
    arena_clear(&a);
    return is_good;
}

bool choice_open(struct input *in, const char *path, struct diags *ds) {
    return choice_open_hinted(in, path, &(struct input_hints){0}, ds);
}

static const char *name_of(const struct table_text *t, struct arena *a) {
    return text_fold(a, t->sheet ? t->sheet : "");
}

static const struct table_text *sheet_called(const struct input *in, const char *name) {
    struct arena a = {0};
    const char *wanted = text_fold(&a, name);
    const struct table_text *found = NULL;
    for (size_t i = 0; i < in->n_sheets && !found; i++) {
        found = strcmp(name_of(&in->sheet[i], &a), wanted) == 0 ? &in->sheet[i] : NULL;
    }
    arena_clear(&a);
    return found;
}

static bool is_shown(const struct table_text *t) { return !t->is_hidden && t->n_rows > 0; }

/* "'Data', 'Notes'" */
static const char *list_sheets(const struct input *in, bool is_all, struct arena *a) {
    const char *all = "";
    for (size_t i = 0; i < in->n_sheets; i++) {
        const struct table_text *t = &in->sheet[i];
        if (is_all || is_shown(t)) {
            all = arena_printf(a, "%s%s'%s'", all, *all ? ", " : "", t->sheet ? t->sheet : "");
        }
    }
    return all;
}

static void report_missing(const struct input *in, struct diags *ds) {
    struct arena a = {0};
    struct place at = {.file = in->path};
    const char **names = ARENA_ARRAY(&a, in->n_sheets + 1, const char *);
    for (size_t i = 0; i < in->n_sheets; i++) {
        names[i] = in->sheet[i].sheet ? in->sheet[i].sheet : "";
    }
    const char *near = text_nearest(in->wanted, names, in->n_sheets);
    diag_add(ds, DIAG_SHEET_NOT_THERE, &at, in->wanted, diag_proposal(&a, near), list_sheets(in, true, &a));
    arena_clear(&a);
}

void choice_say(const struct input *in, const struct table_text *taken, struct diags *ds) {
    size_t n = 0;
    for (size_t i = 0; i < in->n_sheets; i++) {
        n += is_shown(&in->sheet[i]);
    }
    if (n > 1) {
        struct arena a = {0};
        struct place at = {.file = in->path};
        diag_add(ds, DIAG_SHEET_TAKEN, &at, taken->sheet, in->path, list_sheets(in, false, &a));
        arena_clear(&a);
    }
}

const struct table_text *choice_table(const struct input *in, const char *usual, struct diags *ds) {
    if (in->wanted) {
        const struct table_text *t = sheet_called(in, in->wanted);
        if (!t) {
            report_missing(in, ds);
        }
        return t;
    }
    const struct table_text *t = usual ? sheet_called(in, usual) : NULL;
    if (t) {
        return t;
    }
    for (size_t i = 0; i < in->n_sheets && !t; i++) {
        t = is_shown(&in->sheet[i]) ? &in->sheet[i] : NULL;
    }
    if (t && t->has_cells) {
        choice_say(in, t, ds);
    }
    return t;
}
