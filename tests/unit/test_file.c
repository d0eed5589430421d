/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files: reading with a ceiling, and writing so that an old file is never half replaced. */
#include "check.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

#include "folder.h"

struct fixture {
    struct folder folder;
    struct diags ds;
    struct buf b;
};

static int set_up(void **state) {
    struct fixture *x = calloc(1, sizeof *x);
    folder_make(&x->folder);
    buf_init(&x->b, BUF_MAX_DEFAULT);
    *state = x;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *x = *state;
    folder_remove(&x->folder);
    buf_clear(&x->b);
    diags_clear(&x->ds);
    free(x);
    return 0;
}

static void test_read(void **state) {
    struct fixture *x = *state;
    const char *path = folder_write(&x->folder, "a.csv", "12345");
    static const struct {
        const char *name;
        size_t max;
        enum diag_id error; /* N_DIAGS: none */
    } rows[] = {
        {"a.csv", FILE_MAX_DEFAULT, N_DIAGS}, {"a.csv", 5, N_DIAGS},
        {"a.csv", 4, DIAG_FILE_TOO_LARGE},    {"none.csv", 5, DIAG_FILE_MISSING},
        {"none/a.csv", 5, DIAG_FILE_MISSING}, {"a.csv/b.csv", 5, DIAG_FILE_MISSING},
        {".", 5, DIAG_FILE_IS_DIRECTORY},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        const char *row_path = folder_path(&x->folder, rows[i].name);
        buf_reset(&x->b);
        check_true(file_read(row_path, rows[i].max, &x->b, &x->ds) == (rows[i].error == N_DIAGS));
        if (rows[i].error == N_DIAGS) {
            check_no_diags(&x->ds);
            check_text(x->b.data, "12345");
        } else {
            check_int(x->ds.n, 1);
            check_diag(&x->ds, rows[i].error, 0);
            check_text(x->ds.item[0].place.file, row_path);
        }
        diags_clear(&x->ds);
    }
    check_true(!file_read("/proc/self/mem", 5, &x->b, &x->ds)); /* opens, but cannot be read from its start */
    check_diag(&x->ds, DIAG_FILE_UNREADABLE, 0);
    check_true(file_exists(path) && !file_is_directory(path) && file_is_directory(x->folder.path));
}

static void test_read_large_and_stdin(void **state) {
    struct fixture *x = *state;
    struct buf text;
    buf_init(&text, BUF_MAX_DEFAULT);
    for (int i = 0; i < 30000; i++) {
        buf_printf(&text, "%d,", i);
    }
    const char *path = folder_write(&x->folder, "large.csv", text.data);
    check_true(file_read(path, FILE_MAX_DEFAULT, &x->b, &x->ds));
    check_int(x->b.len, text.len);
    check_true(memcmp(x->b.data, text.data, text.len) == 0);
    int saved = dup(STDIN_FILENO), fd = open(path, O_RDONLY);
    dup2(fd, STDIN_FILENO);
    buf_reset(&x->b);
    check_true(file_read("-", FILE_MAX_DEFAULT, &x->b, &x->ds));
    check_int(x->b.len, text.len);
    check_no_diags(&x->ds);
    lseek(STDIN_FILENO, 0, SEEK_SET);
    buf_reset(&x->b);
    check_true(!file_read("-", 1000, &x->b, &x->ds)); /* a size that is not known beforehand */
    check_diag(&x->ds, DIAG_FILE_TOO_LARGE, 0);
    dup2(saved, STDIN_FILENO);
    close(saved);
    close(fd);
    buf_clear(&text);
}

/* Source: FIPS 180-4, examples. */
static void test_sha256(void **state) {
    (void)state;
    static const struct {
        const char *data, *digest;
    } rows[] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        char text[SHA256_TEXT_LEN + 1];
        file_sha256(rows[i].data, strlen(rows[i].data), text);
        check_text(text, rows[i].digest);
    }
}

static void test_names(void **state) {
    struct fixture *x = *state;
    static const struct {
        const char *path, *name, *extension;
    } rows[] = {
        {"report.XLSX", "report.XLSX", "xlsx"},
        {"a.b/report", "report", ""},
        {"a/b.tar.gz", "b.tar.gz", "gz"},
        {"a/", "", ""},
        {"/x.csv", "x.csv", "csv"},
        {"x.", "x.", ""},
    };
    struct arena *a = &x->folder.arena;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        check_text(file_name(rows[i].path), rows[i].name);
        check_text(file_extension(a, rows[i].path), rows[i].extension);
    }
    check_text(file_join(a, "a", "b"), "a/b");
    check_text(file_join(a, "", "b"), "b");
    static const char *const made[] = {"b.csv", "a.csv", "B.csv", "c.txt", ".hidden.csv", "folder.csv/inside.csv"};
    for (size_t i = 0; i < ARRAY_LEN(made); i++) {
        folder_write(&x->folder, made[i], "x");
    }
    const char **names;
    check_int(file_list(a, x->folder.path, ".csv", &names), 3);
    check_text(names[0], "B.csv");
    check_text(names[1], "a.csv");
    check_text(names[2], "b.csv");
    check_int(file_list(a, folder_path(&x->folder, "none"), ".csv", &names), 0);
}

/* Until it is committed the old file stands; afterwards the new one, and nothing else is left in the folder. */
static void test_replace(void **state) {
    struct fixture *x = *state;
    struct file_out out;
    const char *path = folder_write(&x->folder, "r.csv", "old");
    mode_t mask = umask(027);
    check_true(file_begin(&out, path, true, &x->ds));
    umask(mask);
    fputs("new and longer", out.stream);
    fflush(out.stream);
    check_text(folder_read(&x->folder, "r.csv"), "old");
    check_int(folder_count(&x->folder), 2);
    check_true(file_commit(&out, &x->ds));
    check_text(folder_read(&x->folder, "r.csv"), "new and longer");
    check_int(folder_count(&x->folder), 1);
    struct stat st;
    check_int(stat(path, &st), 0);
    check_int(st.st_mode & 0777, 0640);
    check_no_diags(&x->ds);
}

/* A writer that opens the temporary file itself. */
static void test_without_stream(void **state) {
    struct fixture *x = *state;
    struct file_out out;
    check_true(file_begin(&out, folder_path(&x->folder, "w.bin"), false, &x->ds));
    check_true(out.stream == NULL);
    FILE *own = fopen(out.temp_path, "wb");
    fputs("by its own means", own);
    fclose(own);
    check_true(!file_exists(folder_path(&x->folder, "w.bin")));
    check_true(file_commit(&out, &x->ds));
    check_text(folder_read(&x->folder, "w.bin"), "by its own means");
}

static void test_abandon(void **state) {
    struct fixture *x = *state;
    struct file_out out;
    const char *path = folder_write(&x->folder, "r.csv", "old");
    check_true(file_begin(&out, path, true, &x->ds));
    fputs("half", out.stream);
    file_abandon(&out);
    check_text(folder_read(&x->folder, "r.csv"), "old");
    check_int(folder_count(&x->folder), 1);
}

static void test_begin_errors(void **state) {
    struct fixture *x = *state;
    folder_write(&x->folder, "taken/file", "x");
    folder_write(&x->folder, "plain", "x");
    check_int(mkfifo(folder_path(&x->folder, "pipe"), 0600), 0);
    static const struct {
        const char *name;
        enum diag_id error;
    } rows[] = {
        {"none/r.csv", DIAG_FOLDER_MISSING},
        {"plain/r.csv", DIAG_FOLDER_MISSING},
        {"taken", DIAG_FILE_IS_DIRECTORY},
        {"pipe", DIAG_FILE_NOT_REGULAR},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        struct file_out out;
        check_true(!file_begin(&out, folder_path(&x->folder, rows[i].name), true, &x->ds));
        check_int(x->ds.n, 1);
        check_diag(&x->ds, rows[i].error, 0);
        check_int(folder_count(&x->folder), 3);
        diags_clear(&x->ds);
    }
    struct stat st;
    check_true(stat(folder_path(&x->folder, "pipe"), &st) == 0 && S_ISFIFO(st.st_mode));
    struct file_out out;
    check_true(!file_begin(&out, "/proc/r.csv", true, &x->ds)); /* a folder in which nobody can make a file */
    check_diag(&x->ds, DIAG_FILE_NOT_WRITABLE, 0);
}

/* A full disk is found at the end at the latest: the old file stands, nothing half-written is left. */
static void test_commit_full_disk(void **state) {
    struct fixture *x = *state;
    struct file_out out;
    const char *path = folder_write(&x->folder, "r.csv", "old");
    check_true(file_begin(&out, path, true, &x->ds));
    int full = open("/dev/full", O_WRONLY);
    check_true(full >= 0 && dup2(full, fileno(out.stream)) >= 0);
    close(full);
    fputs("does not fit", out.stream);
    check_true(!file_commit(&out, &x->ds));
    check_int(x->ds.n, 1);
    check_diag(&x->ds, DIAG_WRITE_FAILED, 0);
    check_text(x->ds.item[0].place.file, path);
    check_contains(x->ds.item[0].arg[0], "No space left");
    check_text(folder_read(&x->folder, "r.csv"), "old");
    check_int(folder_count(&x->folder), 1);
}

static void test_commit_no_rename(void **state) {
    struct fixture *x = *state;
    struct file_out out;
    const char *path = folder_path(&x->folder, "r");
    check_true(file_begin(&out, path, true, &x->ds));
    fputs("new", out.stream);
    folder_write(&x->folder, "r/file", "in the way"); /* the name has become a folder meanwhile */
    check_true(!file_commit(&out, &x->ds));
    check_diag(&x->ds, DIAG_WRITE_FAILED, 0);
    check_text(folder_read(&x->folder, "r/file"), "in the way");
    check_int(folder_count(&x->folder), 1);
}

static void test_remove_unfinished(void **state) {
    struct fixture *x = *state;
    struct file_out out[3];
    for (int i = 0; i < 3; i++) {
        const char *name = (const char *const[]){"a", "b", "c"}[i];
        check_true(file_begin(&out[i], folder_path(&x->folder, name), true, &x->ds));
    }
    check_true(file_commit(&out[1], &x->ds));
    check_int(folder_count(&x->folder), 3);
    file_remove_unfinished();
    check_int(folder_count(&x->folder), 1); /* what was committed stays */
    file_abandon(&out[0]);
    file_abandon(&out[2]);
    file_remove_unfinished();
    check_text(folder_read(&x->folder, "b"), "");
    check_int(folder_count(&x->folder), 1);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(test_read),
        TEST(test_read_large_and_stdin),
        TEST(test_sha256),
        TEST(test_names),
        TEST(test_replace),
        TEST(test_without_stream),
        TEST(test_abandon),
        TEST(test_begin_errors),
        TEST(test_commit_full_disk),
        TEST(test_commit_no_rename),
        TEST(test_remove_unfinished),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
