/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "write/writer.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"

#define WRITER(name) extern const struct writer writer_##name;
#include "write/writer.def"
#undef WRITER

static const struct writer *const writers[] = {
#define WRITER(name) &writer_##name,
#include "write/writer.def"
#undef WRITER
};

size_t writer_count(void) { return ARRAY_LEN(writers); }

const struct writer *writer_at(size_t i) { return i < ARRAY_LEN(writers) ? writers[i] : NULL; }

const struct writer *writer_find(const char *name_or_extension) {
    for (size_t i = 0; i < ARRAY_LEN(writers); i++) {
        bool is_name = text_equal(writers[i]->name, name_or_extension);
        if (is_name || (name_or_extension && text_has_word(writers[i]->extensions, name_or_extension))) {
            return writers[i];
        }
    }
    return NULL;
}

/* ---- standard output --------------------------------------------------------------------------------------- */
static bool put_bytes(FILE *out, const char *data, size_t n, struct diags *ds) {
    errno = 0;
    if (fwrite(data, 1, n, out) == n && fflush(out) == 0) {
        return true;
    }
    diag_add(ds, DIAG_OUTPUT_FAILED, NULL, strerror(errno));
    return false;
}

static bool copy_to(FILE *out, const char *path, struct diags *ds) {
    struct buf bytes;
    buf_init(&bytes, BUF_MAX_DEFAULT);
    bool is_good = file_read(path, bytes.max, &bytes, ds) && put_bytes(out, bytes.data, bytes.len, ds);
    buf_clear(&bytes);
    return is_good;
}

/* What is said about a temporary name is said about the file that it was to become. */
static void pass_on(const struct diags *from, const char *path, struct diags *ds) {
    for (size_t i = 0; i < from->n; i++) {
        const struct diag *d = &from->item[i];
        struct place at = {.file = path};
        diag_add(ds, d->id, d->place.file ? &d->place : &at, d->arg[0], d->arg[1], d->arg[2], d->arg[3]);
    }
}

static bool verify(const struct writer *w, const char *temp_path, const char *path, struct diags *ds) {
    struct diags inner = {0};
    bool is_good = !w->verify || w->verify(temp_path, &inner);
    pass_on(&inner, path, ds);
    diags_clear(&inner);
    return is_good;
}

/* ---- text formats ------------------------------------------------------------------------------------------ */
static bool render(const struct writer *w, const struct doc *d, const struct writer_options *o, struct buf *text,
                   struct diags *ds) {
    if (!w->render(d, o, text, ds)) {
        return false;
    }
    if (text->is_over) {
        char most[NUM_TEXT_MAX];
        diag_add(ds, DIAG_OUTPUT_TOO_LARGE, NULL, num_fixed(most, (double)text->max, 0));
    }
    return !text->is_over;
}

static bool fill_text(const struct writer *w, const struct doc *d, const struct writer_options *o,
                      struct file_out *file, struct diags *ds) {
    struct buf text;
    buf_init(&text, BUF_MAX_DEFAULT);
    bool is_good = render(w, d, o, &text, ds);
    if (is_good) {
        fwrite(text.data, 1, text.len, file->stream); /* file_complete() looks for errors */
    }
    buf_clear(&text);
    return is_good && file_complete(file, ds);
}

static bool write_binary(const struct writer *w, const struct doc *d, const struct writer_options *o,
                         const struct file_out *file, struct diags *ds) {
    struct diags inner = {0};
    bool is_good = w->write_file(d, o, file->temp_path, &inner);
    pass_on(&inner, file->path, ds);
    diags_clear(&inner);
    return is_good;
}

/* ---- files ------------------------------------------------------------------------------------------------- */
bool writer_prepare(const struct writer *w, const struct doc *d, const struct writer_options *o, const char *path,
                    struct file_out *file, struct diags *ds) {
    if (!file_begin(file, path, w->render != NULL, ds)) {
        return false;
    }
    bool is_good = w->render ? fill_text(w, d, o, file, ds) : write_binary(w, d, o, file, ds);
    if (is_good && verify(w, file->temp_path, path, ds)) {
        return true;
    }
    file_abandon(file);
    return false;
}

static bool write_stream(const struct writer *w, const struct doc *d, const struct writer_options *o, FILE *out,
                         struct diags *ds) {
    struct buf text;
    buf_init(&text, BUF_MAX_DEFAULT);
    bool is_good = render(w, d, o, &text, ds) && put_bytes(out, text.data, text.len, ds);
    buf_clear(&text);
    return is_good;
}

bool writer_write(const struct writer *w, const struct doc *d, const struct writer_options *o, const char *path,
                  FILE *out, struct diags *ds) {
    struct file_out file;
    bool to_stream = strcmp(path, "-") == 0;
    if (to_stream && w->render) {
        return write_stream(w, d, o, out, ds);
    }
    /* Standard output may be a pipe, so a binary file is made in the system's temporary folder first. */
    if (!writer_prepare(w, d, o, to_stream ? P_tmpdir "/psirtgauge" : path, &file, ds)) {
        return false;
    }
    if (!to_stream) {
        return file_commit(&file, ds);
    }
    bool is_good = copy_to(out, file.temp_path, ds);
    file_abandon(&file);
    return is_good;
}
