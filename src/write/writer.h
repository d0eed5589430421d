/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writers: each turns a document into a file of one format.

   1. writer_find() by extension or by the name given with --format.
   2. writer_write() writes to 'path', or to 'stream' for standard output.
   A writer never leaves a half-written file under the target's name (file_begin/file_commit), and checks what it wrote.
   Adding one: a file with a 'const struct writer writer_NAME' and a line in writer.def. */
#ifndef PG_WRITE_WRITER_H
#define PG_WRITE_WRITER_H

#include "base/diag.h"
#include "base/file.h"
#include "doc/doc.h"

struct writer_options {
    const char *lang;   /* for messages */
    int terminal_width; /* for text; 0 = 100 */
    bool has_color;     /* ANSI colours in text on a terminal */
};
struct writer {
    const char *name;       /* "xlsx": --format and list */
    const char *extensions; /* blank-separated, first is preferred */
    const char *summary;    /* one line */
    bool is_binary;
    bool is_data_only;                       /* writes doc->data and nothing else: the sheets need not be built */
    const char *(*library)(struct arena *a); /* "libxlsxwriter 1.1.4": what is behind it; may be NULL */
    /* Renders into 'out' (text formats) … */
    bool (*render)(const struct doc *d, const struct writer_options *o, struct buf *out, struct diags *ds);
    /* … or writes the file at 'temp_path' itself (binary formats). */
    bool (*write_file)(const struct doc *d, const struct writer_options *o, const char *temp_path, struct diags *ds);
    /* Checks the finished temporary file before it is renamed; may be NULL. */
    bool (*verify)(const char *temp_path, struct diags *ds);
};

size_t writer_count(void);
const struct writer *writer_at(size_t i);
const struct writer *writer_find(const char *name_or_extension); /* NULL when unknown */

/* Makes the whole file beside 'path' without putting it in its place: file_commit() does, or file_abandon(). False
   after an error, with nothing left to do. */
bool writer_prepare(const struct writer *w, const struct doc *d, const struct writer_options *o, const char *path,
                    struct file_out *file, struct diags *ds);
/* Writes 'd' to 'path' ("-": standard output, given as 'out'), whole or not at all. */
bool writer_write(const struct writer *w, const struct doc *d, const struct writer_options *o, const char *path,
                  FILE *out, struct diags *ds);

#endif
