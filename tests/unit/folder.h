/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A temporary folder of one test, for what is loaded by path.

   1. folder_make(&f); 2. folder_write() puts a file there, its subfolders included; 3. folder_remove(&f).
   Paths that are handed out live in the folder's arena. */
#ifndef PG_TESTS_FOLDER_H
#define PG_TESTS_FOLDER_H

#include "base/mem.h"

struct folder {
    struct arena arena;
    char path[200];
};

void folder_make(struct folder *f);
/* The path of 'name' in the folder; nothing is written. */
const char *folder_path(struct folder *f, const char *name);
/* Writes 'text' as file 'name' (such as "frameworks/tree.csv"), replacing it; the file's path. */
const char *folder_write(struct folder *f, const char *name, const char *text);
/* The bytes of a file, "" when it cannot be read. In the arena. */
const char *folder_read(struct folder *f, const char *name);
/* How many entries it has, subfolders not entered. */
int folder_count(const struct folder *f);
void folder_remove(struct folder *f);

#endif
