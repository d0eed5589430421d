/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 500 filled forms of the full questionnaire collected into one response file, by the program that PSIRTGAUGE names.
   The forms are copies of one whose archives differ in their comment, so that none is taken for a copy of a file. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"

#define N_FORMS 500

static double now_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int run(const char *line) {
    int status = system(line);
    if (status != 0) {
        fprintf(stderr, "%s: fails\n", line);
    }
    return status;
}

/* An archive ends with the length of its comment, 0, and the comment. */
static bool write_copy(const struct buf *form, const char *folder, int i) {
    char path[4096], comment[8];
    snprintf(path, sizeof path, "%s/form-%03d.xlsx", folder, i);
    FILE *f = fopen(path, "wb");
    if (!f) {
        return false;
    }
    snprintf(comment, sizeof comment, "%05d", i);
    fwrite(form->data, 1, form->len - 2, f);
    fwrite("\5\0", 1, 2, f);
    fwrite(comment, 1, 5, f);
    return fclose(f) == 0;
}

int main(void) {
    const char *program = getenv("PSIRTGAUGE");
    char folder[] = "/tmp/psirtgauge-bench-XXXXXX", line[9000];
    struct buf form;
    struct diags ds = {0};
    if (!program || !mkdtemp(folder)) {
        return 1;
    }
    snprintf(line, sizeof line, "'%s' form psirt-full --from examples/meridian/answers.csv --quiet -o '%s/one.xlsx'",
             program, folder);
    int status = run(line);
    buf_init(&form, BUF_MAX_DEFAULT);
    snprintf(line, sizeof line, "%s/one.xlsx", folder);
    bool is_good = status == 0 && file_read(line, BUF_MAX_DEFAULT, &form, &ds);
    remove(line);
    for (int i = 0; i < N_FORMS && is_good; i++) {
        is_good = write_copy(&form, folder, i);
    }
    double start = now_ms();
    snprintf(line, sizeof line, "'%s' collect '%s'/form-*.xlsx --quiet -o '%s/all.csv'", program, folder, folder);
    is_good = is_good && run(line) == 0;
    printf("%d filled forms collected %10.1f ms\n", N_FORMS, now_ms() - start);
    snprintf(line, sizeof line, "rm -r '%s'", folder);
    run(line);
    buf_clear(&form);
    diags_clear(&ds);
    return is_good ? 0 : 1;
}
