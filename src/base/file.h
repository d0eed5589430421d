/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files: read whole with a ceiling, write so that an old file is never half replaced, fingerprint.

   Writing: 1. file_begin() opens a temporary file in the target's folder (a link at the name stays, what it leads to is
   replaced); 2. the writer fills 'out.stream' or writes to 'out.temp_path' itself; 3. file_complete() flushes and
   checks; 4. file_commit() does that too where it is still to be done, and renames; file_abandon() removes the
   temporary file. */
#ifndef PG_BASE_FILE_H
#define PG_BASE_FILE_H

#include "base/diag.h"

#include <stdio.h>

#define SHA256_TEXT_LEN 64
#define FILE_MAX_DEFAULT ((size_t)256 << 20)

/* The bytes of 'path' ("-" is standard input) into 'b' (initialised by the caller). Adds an error for a missing file, a
   directory, a device or pipe, no permission, or more than 'max' bytes. */
bool file_read(const char *path, size_t max, struct buf *b, struct diags *ds);

/* Lower-case hexadecimal SHA-256 of the bytes. Source: FIPS 180-4, nettle. */
void file_sha256(const void *data, size_t n, char text[SHA256_TEXT_LEN + 1]);
void file_sha256_text(const uint8_t digest[SHA256_TEXT_LEN / 2], char text[SHA256_TEXT_LEN + 1]);

bool file_exists(const char *path);
/* Whether both names lead to one file that exists. */
bool file_is_same(const char *a, const char *b);
bool file_is_directory(const char *path);
/* The text after the last dot of the last component, lower case; "" when there is none. Lives in 'a'. */
const char *file_extension(struct arena *a, const char *path);
/* The last component. Points into 'path'. */
const char *file_name(const char *path);
/* The folder that 'path' lies in, "." for a bare name. Lives in 'a'. */
const char *file_folder(struct arena *a, const char *path);
/* The path that writing to 'path' reaches: links followed, also those that lead to nothing yet. Lives in 'a'; NULL for
   links that go round in circles. */
const char *file_resolve(struct arena *a, const char *path);
const char *file_join(struct arena *a, const char *folder, const char *name);
/* Names of the regular files in 'folder' that end in 'suffix', sorted by bytes; 0 when it cannot be read. In 'a'. */
size_t file_list(struct arena *a, const char *folder, const char *suffix, const char ***names);

struct file_out {
    struct arena arena;
    struct file_out *next; /* of those begun and not finished; so the struct stays where it is until then */
    const char *path, *temp_path;
    const char *target; /* what the links at 'path' lead to; 'path' itself when it is none */
    FILE *stream;       /* NULL when the writer opens temp_path itself */
};
/* False with an error when the folder is missing or not writable, or the target is a directory, a device or a pipe. */
bool file_begin(struct file_out *out, const char *path, bool wants_stream, struct diags *ds);
/* True when all bytes are in the temporary file; after false with an error, file_abandon() is still to be called. */
bool file_complete(struct file_out *out, struct diags *ds);
/* True when the new file stands complete under its name; false (and nothing changed) with an error otherwise. */
bool file_commit(struct file_out *out, struct diags *ds);
void file_abandon(struct file_out *out);
/* Removes the temporary files of all that is begun and not finished: for a process that must end at once. Safe in a
   signal handler; nothing else may be done with these files afterwards. */
void file_remove_unfinished(void);

#endif
