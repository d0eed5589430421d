/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Readers: each turns a file of one format into sheets of text. Found by content first, then by extension.

   1. input_open() reads the bytes, hashes them, finds the reader, decodes text to UTF-8 (encoding.h), and parses.
   2. input.sheet[] are the tables; a CSV file has one, without a name.
   Adding one: a file with a 'const struct reader reader_NAME' and a line in reader.def. */
#ifndef PG_TABLE_READER_H
#define PG_TABLE_READER_H

#include "base/file.h"
#include "table/table.h"

/* One input file, read whole. Everything lives in its arena. */
struct input {
    struct arena arena;
    const char *path;
    const char *wanted; /* the sheet that was asked for; NULL when none was (choice.h) */
    char sha256[SHA256_TEXT_LEN + 1];
    const char *reader;    /* name of the reader */
    const char *encoding;  /* "UTF-8", "UTF-8 with BOM", … ; "" where the format has its own */
    char mark;             /* what parts the fields of text: as asked for, else (0) as found */
    const char *leave_out; /* hidden sheets to leave empty (struct input_hints); NULL */
    struct table_text *sheet;
    size_t n_sheets;
};

struct reader {
    const char *name, *extensions, *summary; /* extensions: separated by blanks */
    bool is_text; /* read() gets valid UTF-8 without byte order mark or NUL, not the file's bytes */
    const char *(*library)(struct arena *a); /* "libcsv 3.0.3": what is behind it; may be NULL */
    /* Whether these first bytes are this format. NULL for text: the extension decides. */
    bool (*accepts)(const char *data, size_t n);
    /* Parses into in->sheet; false after an error. Should go on after an error to report others. */
    bool (*read)(struct input *in, const char *data, size_t n, struct diags *ds);
};
size_t reader_count(void);
const struct reader *reader_at(size_t i);
/* Whether files of this extension have named sheets. */
bool reader_is_workbook(const char *extension);

/* What a user says of a text file that would else be guessed. Zeroed: nothing. */
struct input_hints {
    const char *encoding;  /* a name that encoding_find() knows; NULL: guess */
    char mark;             /* ',', ';' or '\t'; 0: guess */
    const char *leave_out; /* hidden sheets that are not needed, separated by blanks: they stay empty; NULL: none */
};
bool input_open_hinted(struct input *in, const char *path, const struct input_hints *hints, struct diags *ds);

/* False after at least one error; 'in' is then cleared. input_close() frees. */
bool input_open(struct input *in, const char *path, struct diags *ds);
/* The same for bytes in memory; 'path' is for messages and its extension. */
bool input_open_data(struct input *in, const char *path, const char *data, size_t n, struct diags *ds);
void input_close(struct input *in);
/* By its name, letter by letter; NULL when there is none. */
const struct table_text *input_sheet(const struct input *in, const char *name);

#endif
