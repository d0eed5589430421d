/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures reading of a workbook of 100,000 rows × 60 columns (codes, words, measures, dates), which libxlsxwriter
   writes first, and openpyxl's read-only reading of the same file right after, where it is installed. Prints wall and
   processor time, the most memory that reading took, and its share of openpyxl's time. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <xlsxwriter.h>

#include "table/reader.h"

enum { ROWS = 100000, COLUMNS = 60 };

static char path[] = "/tmp/psirtgauge-bench-XXXXXX.xlsx";

static void write_row(lxw_worksheet *sheet, lxw_format *date, lxw_row_t row, unsigned *seed) {
    for (lxw_col_t c = 0; c < COLUMNS; c++) {
        *seed = *seed * 1103515245u + 12345u;
        unsigned x = *seed >> 16;
        if (c < 40) {
            worksheet_write_number(sheet, row, c, x % 5 + 1, NULL);
        } else if (c < 50) {
            char word[24];
            snprintf(word, sizeof word, "answer %u", x % 200);
            worksheet_write_string(sheet, row, c, word, NULL);
        } else if (c < 58) {
            worksheet_write_number(sheet, row, c, x / 655.36, NULL);
        } else if (c == 58) {
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

/* Seconds that openpyxl takes to read all cells; 0 when it is not there. */
static double openpyxl_seconds(void) {
    static const char script[] = "import sys, time\n"
                                 "import openpyxl\n"
                                 "start = time.perf_counter()\n"
                                 "book = openpyxl.load_workbook(sys.argv[1], read_only=True)\n"
                                 "n = sum(len(row) for row in book.worksheets[0].iter_rows(values_only=True))\n"
                                 "print(time.perf_counter() - start if n else 0)\n";
    char command[sizeof script + sizeof path + 64], line[64];
    double taken = 0;
    snprintf(command, sizeof command, "/usr/bin/python3 -c '%s' %s 2>/dev/null", script, path);
    FILE *python = popen(command, "r");
    if (python && fgets(line, sizeof line, python)) {
        taken = strtod(line, NULL);
    }
    if (python) {
        pclose(python);
    }
    return taken;
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
    double openpyxl = openpyxl_seconds();
    unlink(path);
    double wall = (double)(after.tv_sec - before.tv_sec) + (double)(after.tv_nsec - before.tv_nsec) / 1e9;
    printf("workbook of %d x %d cells: %.2f s, cpu %.2f s; openpyxl %.2f s\n", ROWS, COLUMNS, wall,
           seconds(&usage.ru_utime) + seconds(&usage.ru_stime), openpyxl);
    printf("memory of reading it: %.0f MiB\n", (double)usage.ru_maxrss / 1024);
    if (openpyxl > 0) {
        printf("share of openpyxl's time: %.1f %%\n", 100 * wall / openpyxl);
    } else {
        puts("share of openpyxl's time: not measured, openpyxl is not installed: 0 %");
    }
    return status;
}
