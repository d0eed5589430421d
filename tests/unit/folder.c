/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "folder.h"

#include "check.h"

#include <dirent.h>
#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

void folder_make(struct folder *f) {
    const char *top = getenv("TMPDIR");
    *f = (struct folder){0};
    snprintf(f->path, sizeof f->path, "%s/psirtgauge-unit.XXXXXX", top && *top ? top : "/tmp");
    assert_non_null(mkdtemp(f->path));
}

const char *folder_path(struct folder *f, const char *name) { return file_join(&f->arena, f->path, name); }

/* Makes the folders that lead to 'path'. */
static void make_parents(struct folder *f, const char *path) {
    for (const char *slash = strchr(path + strlen(f->path) + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        mkdir(arena_strndup(&f->arena, path, (size_t)(slash - path)), 0777);
    }
}

const char *folder_write(struct folder *f, const char *name, const char *text) {
    const char *path = folder_path(f, name);
    make_parents(f, path);
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(text, 1, strlen(text), out), strlen(text));
    assert_int_equal(fclose(out), 0);
    return path;
}

const char *folder_read(struct folder *f, const char *name) {
    struct buf b;
    struct diags ds = {0};
    buf_init(&b, BUF_MAX_DEFAULT);
    file_read(folder_path(f, name), FILE_MAX_DEFAULT, &b, &ds);
    const char *text = arena_strndup(&f->arena, b.data, b.len);
    buf_clear(&b);
    diags_clear(&ds);
    return text;
}

int folder_count(const struct folder *f) {
    int n = 0;
    DIR *dir = opendir(f->path);
    for (struct dirent *entry; dir && (entry = readdir(dir)) != NULL;) {
        n += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    }
    if (dir) {
        closedir(dir);
    }
    return n;
}

static int remove_entry(const char *path, const struct stat *st, int kind, struct FTW *where) {
    (void)st, (void)kind, (void)where;
    return remove(path);
}

void folder_remove(struct folder *f) {
    nftw(f->path, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
    arena_clear(&f->arena);
}
