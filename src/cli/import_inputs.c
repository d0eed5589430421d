/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inputs of an import: the export, its dialect, and the structure that goes with it. */
#include <string.h>

#include "cli/importing.h"
#include "model/dialect_sheet.h"
#include "model/hint.h"
#include "model/questionnaire.h"
#include "table/choice.h"
#include "table/encoding.h"

const char *import_option(struct run *r, const char *option) {
    return argument_is_given(&r->args, option) ? argument_text(&r->args, option) : NULL;
}

static const char *const separators[][2] = {{"comma", ","}, {"semicolon", ";"}, {"tab", "\t"}, {",", ","}, {";", ";"}};

bool import_read_hints(struct run *r, struct input_hints *hints) {
    const char *encoding = import_option(r, "encoding"), *separator = import_option(r, "separator");
    enum encoding e;
    bool is_good = true;
    if (encoding && strcmp(encoding, "auto") != 0) {
        hints->encoding = encoding;
        is_good = encoding_find(encoding, &e);
        if (!is_good) {
            diag_add(&r->ds, DIAG_ENCODING_UNKNOWN, NULL, encoding, encoding_words(), "");
        }
    }
    for (size_t i = 0; separator && i < ARRAY_LEN(separators); i++) {
        hints->mark = strcmp(separator, separators[i][0]) == 0 ? separators[i][1][0] : hints->mark;
    }
    if (separator && !hints->mark && strcmp(separator, "auto") != 0) {
        diag_add(&r->ds, DIAG_SEPARATOR_UNKNOWN, NULL, separator);
        is_good = false;
    }
    return is_good;
}

static bool find_dialect(struct importing *x) {
    struct run *r = x->run;
    const char *name = argument_text(&r->args, "dialect");
    struct place at = {.file = x->file};
    if (strcmp(name, "auto") == 0) {
        x->dialect = dialect_detect(&x->input, &r->arena, &x->match);
        if (!x->dialect) {
            diag_add(&r->ds, DIAG_DIALECT_NOT_FOUND, &at, NULL);
        }
        return x->dialect != NULL;
    }
    x->dialect = dialect_find(name);
    if (x->dialect->recognise(&x->input, &r->arena).score == 0) {
        diag_add(&r->ds, DIAG_DIALECT_UNFIT, &at, x->dialect->title, dialect_names(&r->arena));
        return false;
    }
    return true;
}

bool import_check_dialect(struct run *r) {
    const char *name = argument_text(&r->args, "dialect");
    if (strcmp(name, "auto") == 0 || dialect_find(name)) {
        return true;
    }
    const char *names[32];
    size_t n = 0;
    for (; n < dialect_count() && n < ARRAY_LEN(names); n++) {
        names[n] = dialect_at(n)->name;
    }
    diag_add(&r->ds, DIAG_DIALECT_UNKNOWN, NULL, name, dialect_names(&r->arena),
             hint_nearest(name, names, n, &r->arena));
    return false;
}

bool import_read_structure(struct importing *x, const char *path) {
    struct buf b;
    buf_init(&b, FILE_MAX_DEFAULT);
    x->has_structure = file_read(path, FILE_MAX_DEFAULT, &b, &x->run->ds) &&
                       structure_load(b.data, b.len, path, &x->structure, &x->run->ds);
    buf_clear(&b);
    return x->has_structure;
}

/* The structure that --structure or --questionnaire names, if any. */
static bool take_structure(struct importing *x) {
    struct run *r = x->run;
    const char *path = import_option(r, "structure"), *id = import_option(r, "questionnaire");
    if (path) {
        return import_read_structure(x, path);
    }
    const struct library *l = id ? run_library(r) : NULL;
    const char *source = l ? library_find(l, LIBRARY_QUESTIONNAIRE, id, &r->arena, &r->ds) : NULL;
    struct questionnaire *q = source ? questionnaire_load(source, &r->ds) : NULL;
    if (q) {
        structure_from_questionnaire(q, &x->structure);
        x->has_structure = true;
    }
    questionnaire_free(q);
    return !id || x->has_structure;
}

/* The dialect that --dialect names; NULL: any. */
static const struct dialect *named_dialect(const struct run *r) {
    const char *name = argument_text(&r->args, "dialect");
    return strcmp(name, "auto") == 0 ? NULL : dialect_find(name);
}

bool import_open(struct importing *x, const struct input_hints *hints) {
    struct run *r = x->run;
    x->is_open = choice_open_hinted(&x->input, x->path, hints, &r->ds);
    return x->is_open && dialect_take_sheet(&x->input, named_dialect(r), &r->ds) && find_dialect(x) &&
           take_structure(x);
}
