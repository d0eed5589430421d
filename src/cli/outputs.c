/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/outputs.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/text.h"

static bool is_stdout(const char *path) { return strcmp(path, "-") == 0; }

static const char *format_names(struct arena *a) {
    const char *all = "";
    for (size_t i = 0; i < writer_count(); i++) {
        all = arena_printf(a, "%s%s%s", all, *all ? ", " : "", writer_at(i)->name);
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
        diag_add(&r->ds, DIAG_EXTENSION_NEEDED, &at, format_names(&r->arena));
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

static bool is_same_inode(const char *a, const char *b) {
    struct stat x, y;
    return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

/* One file under two names, or two names that will be one: a.csv, ./a.csv. */
static bool is_same_file(struct run *r, const char *a, const char *b) {
    bool has_same_name = strcmp(file_name(a), file_name(b)) == 0;
    return strcmp(a, b) == 0 || is_same_inode(a, b) ||
           (has_same_name && is_same_inode(file_folder(&r->arena, a), file_folder(&r->arena, b)));
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

/* ---- writing ----------------------------------------------------------------------------------------------------- */

bool outputs_are_data_only(const struct outputs *o) {
    for (size_t i = 0; i < o->n; i++) {
        if (!o->item[i].writer->is_data_only) {
            return false;
        }
    }
    return o->n > 0;
}

bool outputs_write(struct run *r, const struct outputs *o, const struct doc *d) {
    for (size_t i = 0; i < o->n; i++) {
        struct writer_options options = {.lang = r->lang};
        if (is_stdout(o->item[i].path)) {
            options.terminal_width = r->width;
            options.has_color = r->has_color_out;
        }
        if (!writer_write(o->item[i].writer, d, &options, o->item[i].path, stdout, &r->ds)) {
            return false;
        }
        if (!is_stdout(o->item[i].path)) {
            RUN_SAY(r, DIAG_FILE_WRITTEN, o->item[i].path);
        }
    }
    return true;
}
