/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/reader.h"

#include "base/text.h"
#include "table/encoding.h"
#include "table/signature.h"

#include <string.h>

#define READER(name) extern const struct reader reader_##name;
#include "table/reader.def"
#undef READER

static const struct reader *const readers[] = {
#define READER(name) &reader_##name,
#include "table/reader.def"
#undef READER
};

size_t reader_count(void) { return ARRAY_LEN(readers); }

const struct reader *reader_at(size_t i) { return readers[i]; }

static bool has_extension(const struct reader *r, const char *extension) {
    return *extension && text_has_word(r->extensions, extension);
}

bool reader_is_workbook(const char *extension) {
    for (size_t i = 0; i < ARRAY_LEN(readers); i++) {
        if (!readers[i]->is_text && has_extension(readers[i], extension)) {
            return true;
        }
    }
    return false;
}

static const struct reader *by_content(const char *data, size_t n) {
    for (size_t i = 0; i < ARRAY_LEN(readers); i++) {
        if (readers[i]->accepts && readers[i]->accepts(data, n)) {
            return readers[i];
        }
    }
    return NULL;
}

/* The text reader for files without extension: the first. */
static const struct reader *by_extension(const char *extension) {
    for (size_t i = 0; i < ARRAY_LEN(readers); i++) {
        if (readers[i]->is_text && (!*extension || has_extension(readers[i], extension))) {
            return readers[i];
        }
    }
    return NULL;
}

static const char *all_extensions(struct arena *a) {
    const char *all = "";
    for (size_t i = 0; i < ARRAY_LEN(readers); i++) {
        const char *rest = readers[i]->extensions, *word;
        size_t len;
        while (text_next_word(&rest, &word, &len)) {
            all = arena_printf(a, "%s%s.%.*s", all, *all ? ", " : "", (int)len, word);
        }
    }
    return all;
}

/* Files that no reader takes, by what they are. */
static void report_content(const struct input *in, const char *signature, const char *data, size_t n,
                           struct diags *ds) {
    struct place at = {.file = in->path};
    if (signature_is_encrypted(data, n)) {
        diag_add(ds, DIAG_FILE_ENCRYPTED, &at, NULL);
    } else {
        diag_add(ds, DIAG_FILE_BINARY, &at, signature);
    }
}

/* Text under the name of a workbook, or nothing at all. */
static void report_no_workbook(const struct input *in, size_t n, struct diags *ds) {
    struct place at = {.file = in->path};
    if (n == 0) {
        diag_add(ds, DIAG_FILE_EMPTY, &at, ".xlsx");
    } else {
        diag_add(ds, DIAG_ZIP_INVALID, &at, "it does not begin with PK");
    }
}

static const struct reader *find_reader(struct input *in, const char *data, size_t n, struct diags *ds) {
    const struct reader *r = by_content(data, n);
    if (r) {
        return r;
    }
    struct place at = {.file = in->path};
    const char *signature = signature_name(data, n);
    if (signature) {
        report_content(in, signature, data, n, ds);
        return NULL;
    }
    const char *extension = file_extension(&in->arena, in->path);
    r = by_extension(extension);
    if (!r && reader_is_workbook(extension)) {
        report_no_workbook(in, n, ds);
    } else if (!r) {
        diag_add(ds, DIAG_FILE_FORMAT_UNKNOWN, &at, extension, all_extensions(&in->arena));
    }
    return r;
}

static bool read_text(struct input *in, const struct reader *r, struct encoding_text *t, struct diags *ds) {
    struct buf room;
    buf_init(&room, FILE_MAX_DEFAULT * 3); /* a byte becomes at most three */
    bool is_good = encoding_decode(t, in->path, &room, ds);
    in->encoding = encoding_name(t->encoding);
    is_good = is_good && r->read(in, t->data, t->n, ds);
    buf_clear(&room);
    return is_good;
}

static bool open_data(struct input *in, const char *path, const struct encoding_text *bytes,
                      const struct input_hints *hints, struct diags *ds) {
    const char *data = bytes->data;
    size_t n = bytes->n;
    *in = (struct input){.encoding = "", .mark = hints->mark, .leave_out = hints->leave_out};
    in->path = arena_strdup(&in->arena, path);
    file_sha256(data, n, in->sha256);
    const struct reader *r = find_reader(in, data, n, ds);
    bool is_good = false;
    if (r) {
        struct encoding_text t = {.data = data, .n = n};
        t.is_given = hints->encoding && encoding_find(hints->encoding, &t.encoding);
        in->reader = r->name;
        is_good = r->is_text ? read_text(in, r, &t, ds) : r->read(in, data, n, ds);
    }
    if (!is_good) {
        input_close(in);
    }
    return is_good;
}

bool input_open_data(struct input *in, const char *path, const char *data, size_t n, struct diags *ds) {
    struct encoding_text bytes = {.data = data, .n = n};
    return open_data(in, path, &bytes, &(struct input_hints){0}, ds);
}

bool input_open_hinted(struct input *in, const char *path, const struct input_hints *hints, struct diags *ds) {
    struct buf b;
    *in = (struct input){0};
    buf_init(&b, FILE_MAX_DEFAULT);
    bool is_good = file_read(path, FILE_MAX_DEFAULT, &b, ds);
    struct encoding_text bytes = {.data = b.data, .n = b.len};
    is_good = is_good && open_data(in, path, &bytes, hints, ds);
    buf_clear(&b);
    return is_good;
}

bool input_open(struct input *in, const char *path, struct diags *ds) {
    return input_open_hinted(in, path, &(struct input_hints){0}, ds);
}

void input_close(struct input *in) {
    arena_clear(&in->arena);
    *in = (struct input){0};
}

const struct table_text *input_sheet(const struct input *in, const char *name) {
    for (size_t i = 0; i < in->n_sheets; i++) {
        if (text_equal(in->sheet[i].sheet, name)) {
            return &in->sheet[i];
        }
    }
    return NULL;
}
