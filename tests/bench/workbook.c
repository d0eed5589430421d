/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures reading of a workbook of 100,000 rows × 50 columns (codes, words, measures, dates), which libxlsxwriter
   writes first. Prints wall and processor time and the most memory that reading took; the target is 200 MiB. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <xlsxwriter.h>

#include "table/reader.h"

enum { ROWS = 100000, COLUMNS = 50 };

static char path[] = "/tmp/psirtgauge-bench-XXXXXX.xlsx";

static void write_row(lxw_worksheet *sheet, lxw_format *date, lxw_row_t row, unsigned *seed) {
    for (lxw_col_t c = 0; c < COLUMNS; c++) {
        *seed = *seed * 1103515245u + 12345u;
        unsigned x = *seed >> 16;
        if (c < 30) {
            worksheet_write_number(sheet, row, c, x % 5 + 1, NULL);
        } else if (c < 40) {
            char word[24];
            snprintf(word, sizeof word, "answer %u", x % 200);
            worksheet_write_string(sheet, row, c, word, NULL);
        } else if (c < 48) {
            worksheet_write_number(sheet, row, c, x / 655.36, NULL);
        } else if (c == 48) {
            worksheet_write_number(sheet, row, c, 46000 + x % 365, date);
        }
    }
}

static bool write_workbook(void) {
    lxw_workbook_options options = {.constant_memory = LXW_FALSE, .use_zip64 = LXW_FALSE};
    lxw_workbook *book = workbook_new_opt(path, &options);
    lxw_worksheet *sheet = workbook_add_worksheet(book, "Data");
    lxw_format *date = workbook_add_format(book);
    unsigned seed = 1;
    format_set_num_format(date, "yyyy-mm-dd");
    for (lxw_col_t c = 0; c < COLUMNS; c++) {
        char name[24];
        snprintf(name, sizeof name, "c%d", (int)c);
        worksheet_write_string(sheet, 0, c, name, NULL);
    }
    for (lxw_row_t row = 1; row <= ROWS; row++) {
        write_row(sheet, date, row, &seed);
    }
    return workbook_close(book) == LXW_NO_ERROR;
}

static double seconds(const struct timeval *t) { return (double)t->tv_sec + (double)t->tv_usec / 1e6; }

static int read_workbook(void) {
    struct diags ds = {0};
    struct input in;
    bool is_good = input_open(&in, path, &ds) && in.sheet[0].n_rows == ROWS + 1;
    input_close(&in);
    return is_good ? 0 : 1;
}

/* In a process of its own, so that the memory measured is that of reading alone. */
static int in_child(int (*work)(void)) {
    int status = 1;
    pid_t child = fork();
    if (child == 0) {
        _exit(work());
    }
    return waitpid(child, &status, 0) == child ? status : 1;
}

static int write_in_child(void) { return write_workbook() ? 0 : 1; }

int main(void) {
    int file = mkstemps(path, 5);
    if (file < 0 || close(file) != 0 || in_child(write_in_child) != 0) {
        fprintf(stderr, "cannot write %s\n", path);
        return 1;
    }
    struct timespec before, after;
    struct rusage usage;
    clock_gettime(CLOCK_MONOTONIC, &before);
    int status = read_workbook();
    clock_gettime(CLOCK_MONOTONIC, &after);
    getrusage(RUSAGE_SELF, &usage);
    unlink(path);
    printf("workbook of %d x %d cells: %.2f s, cpu %.2f s, %.0f MiB\n", ROWS, COLUMNS,
           (double)(after.tv_sec - before.tv_sec) + (double)(after.tv_nsec - before.tv_nsec) / 1e9,
           seconds(&usage.ru_utime) + seconds(&usage.ru_stime), (double)usage.ru_maxrss / 1024);
    return status;
}
