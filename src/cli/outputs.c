/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/outputs.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"

static bool is_stdout(const char *path) { return strcmp(path, "-") == 0; }

static const char *format_names(struct arena *a) {
    const char *all = "";
    for (size_t i = 0; i < writer_count(); i++) {
        all = arena_printf(a, "%s%s%s", all, *all ? ", " : "", writer_at(i)->name);
    }
    return all;
}

static const char *extensions(struct arena *a) {
    const char *all = "", *word;
    size_t len;
    for (size_t i = 0; i < writer_count(); i++) {
        const char *rest = writer_at(i)->extensions;
        while (text_next_word(&rest, &word, &len)) {
            all = arena_printf(a, "%s%s.%.*s", all, *all ? ", " : "", (int)len, word);
        }
    }
    return all;
}

/* ---- which writer ------------------------------------------------------------------------------------------------ */

/* A known extension goes before --format, which is for the rest. */
static const struct writer *find_writer(struct run *r, const char *path, const char *format) {
    const char *extension = is_stdout(path) ? "" : file_extension(&r->arena, path);
    const struct writer *w = *extension ? writer_find(extension) : NULL;
    w = !w && format ? writer_find(format) : w;
    struct place at = {.file = path};
    if (!w && !format && !is_stdout(path) && !*extension) {
        if (file_is_directory(path)) {
            return NULL; /* output_try() tells */
        }
        diag_add(&r->ds, DIAG_EXTENSION_NEEDED, &at, extensions(&r->arena));
    } else if (!w && !format && is_stdout(path)) {
        diag_add(&r->ds, DIAG_FORMAT_NEEDED, NULL, format_names(&r->arena));
    } else if (!w) {
        const char *word = format ? format : extension;
        diag_add(&r->ds, DIAG_FORMAT_UNKNOWN, format ? NULL : &at, word, format_names(&r->arena));
    }
    return w;
}

/* ---- places ------------------------------------------------------------------------------------------------------ */

bool output_try(struct run *r, const char *path) {
    struct file_out file;
    if (is_stdout(path)) {
        return true;
    }
    if (file_is_directory(path)) {
        struct place at = {.file = path};
        diag_add(&r->ds, DIAG_FILE_NOT_WRITABLE, &at, strerror(EISDIR));
        return false;
    }
    if (!file_begin(&file, path, false, &r->ds)) {
        return false;
    }
    file_abandon(&file);
    return true;
}

/* One file under two names, or two names that will be one: a.csv, ./a.csv, a link to either. */
static bool is_same_file(struct run *r, const char *a, const char *b) {
    const char *x = file_resolve(&r->arena, a), *y = file_resolve(&r->arena, b);
    if (strcmp(a, b) == 0 || file_is_same(a, b) || !x || !y) {
        return strcmp(a, b) == 0 || file_is_same(a, b);
    }
    bool has_same_name = strcmp(file_name(x), file_name(y)) == 0;
    return has_same_name && file_is_same(file_folder(&r->arena, x), file_folder(&r->arena, y));
}

bool outputs_keep_off(struct run *r, const struct outputs *o, const char *input) {
    bool is_good = true;
    for (size_t i = 0; i < o->n; i++) {
        if (!is_stdout(o->item[i].path) && is_same_file(r, o->item[i].path, input)) {
            struct place at = {.file = o->item[i].path};
            diag_add(&r->ds, DIAG_OUTPUT_IS_INPUT, &at);
            is_good = false;
        }
    }
    return is_good;
}

static void check_twice(struct run *r, const struct outputs *o, size_t i) {
    for (size_t j = 0; j < i; j++) {
        if (is_same_file(r, o->item[j].path, o->item[i].path)) {
            struct place at = {.file = o->item[i].path};
            diag_add(&r->ds, DIAG_OUTPUT_TWICE, &at);
            return;
        }
    }
}

bool outputs_plan(struct run *r, struct outputs *o) {
    size_t before = r->ds.n_errors;
    const char *const *paths, *format = argument_text(&r->args, "format");
    o->n = argument_list(&r->args, "output", &paths);
    o->item = ARENA_ARRAY(&r->arena, o->n + 1, struct output);
    if (format && !writer_find(format)) {
        diag_add(&r->ds, DIAG_FORMAT_UNKNOWN, NULL, format, format_names(&r->arena));
        return false;
    }
    for (size_t i = 0; i < o->n; i++) {
        o->item[i] = (struct output){paths[i], find_writer(r, paths[i], format)};
        check_twice(r, o, i);
        output_try(r, paths[i]);
    }
    return r->ds.n_errors == before;
}

void outputs_or_stdout(struct run *r, struct outputs *o) {
    if (o->n == 0) {
        o->item[o->n++] = (struct output){"-", find_writer(r, "-", argument_text(&r->args, "format"))};
    }
}

/* ---- writing ----------------------------------------------------------------------------------------------------- */

bool outputs_are_data_only(const struct outputs *o) {
    for (size_t i = 0; i < o->n; i++) {
        if (!o->item[i].writer->is_data_only) {
            return false;
        }
    }
    return o->n > 0;
}

static struct writer_options options_for(const struct run *r, const char *path) {
    struct writer_options options = {.lang = r->lang};
    if (is_stdout(path)) {
        options.terminal_width = r->width;
        options.has_color = r->has_color_out;
    }
    return options;
}

/* Makes every file beside its place; false after an error, with those that were made left to abandon. */
static bool prepare(struct run *r, const struct outputs *o, const struct doc *d, struct file_out *file) {
    for (size_t i = 0; i < o->n; i++) {
        const struct output *x = &o->item[i];
        struct writer_options options = options_for(r, x->path);
        if (!is_stdout(x->path) && !writer_prepare(x->writer, d, &options, x->path, &file[i], &r->ds)) {
            file[i] = (struct file_out){0};
            return false;
        }
    }
    return true;
}

/* What goes to standard output cannot be taken back: after all files are made, before any is put in its place. */
static bool print(struct run *r, const struct outputs *o, const struct doc *d) {
    for (size_t i = 0; i < o->n; i++) {
        const struct output *x = &o->item[i];
        struct writer_options options = options_for(r, x->path);
        if (is_stdout(x->path) && !writer_write(x->writer, d, &options, x->path, stdout, &r->ds)) {
            return false;
        }
    }
    return true;
}

static const char *names(struct run *r, const struct outputs *o, size_t from, size_t to) {
    const char *all = "";
    for (size_t i = from; i < to; i++) {
        bool is_file = !is_stdout(o->item[i].path);
        all = is_file ? arena_printf(&r->arena, "%s%s%s", all, *all ? ", " : "", o->item[i].path) : all;
    }
    return *all ? all : "–";
}

static bool commit(struct run *r, const struct outputs *o, struct file_out *file) {
    for (size_t i = 0; i < o->n; i++) {
        const char *path = o->item[i].path;
        if (file[i].path && !file_commit(&file[i], &r->ds)) {
            if (o->n > 1) {
                diag_add(&r->ds, DIAG_OUTPUTS_PARTLY, NULL, names(r, o, 0, i), names(r, o, i, o->n));
            }
            return false;
        }
        if (!is_stdout(path)) {
            RUN_SAY(r, DIAG_FILE_WRITTEN, path);
        }
    }
    return true;
}

bool outputs_write(struct run *r, const struct outputs *o, const struct doc *d) {
    struct file_out *file = ARENA_ARRAY(&r->arena, o->n + 1, struct file_out);
    bool is_good = prepare(r, o, d, file) && print(r, o, d) && commit(r, o, file);
    for (size_t i = 0; i < o->n; i++) {
        if (file[i].path) {
            file_abandon(&file[i]);
        }
    }
    return is_good;
}

bool output_put(struct run *r, const char *path, const struct buf *text) {
    struct file_out file;
    if (strcmp(path, "-") == 0) {
        fwrite(text->data, 1, text->len, stdout); /* run_finish() looks for errors */
        return true;
    }
    if (!file_begin(&file, path, true, &r->ds)) {
        return false;
    }
    fwrite(text->data, 1, text->len, file.stream);
    if (!file_commit(&file, &r->ds)) {
        return false;
    }
    RUN_SAY(r, DIAG_FILE_WRITTEN, path);
    return true;
}
