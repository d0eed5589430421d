/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A large text file in slices that end where records end, read by several threads and handed on in order.

   1. Fill a struct slices_job: the file, how it is to be read, and what is to be done with its records.
   2. slices_read() reads the file window by window, never as a whole. Each slice begins where a record begins, so the
      parity of quotation marks counted from there is exact, and it ends behind the last line end outside of quotes.
   3. header() is called once, with the first row. Then workers take slices in turn: start(), batch() for the rows,
      and join(), which is called in the order of the slices, one at a time. A start() without join() before the next
      means that what the batches gave is to be forgotten.
   4. What the result says is to be done by the caller: a file that is no UTF-8 text, or has a fault, is read as a whole
      by the ordinary reader, which knows all formats and all messages.
   The rows that join() sees are the same for every number of threads and every size of the windows. */
#ifndef PG_TABLE_SLICES_H
#define PG_TABLE_SLICES_H

#include "base/file.h"
#include "table/records.h"

#define SLICES_WINDOW ((size_t)1 << 20)

struct slices_job {
    const char *path;
    char mark;     /* what parts the fields; 0: as found */
    size_t window; /* bytes of a slice, about; 0: SLICES_WINDOW */
    int n_threads; /* 0: as many as there are processors */
    bool is_plain; /* by libcsv alone */
    void *to;
    /* Not called for a file without rows. False: no more of it. */
    bool (*header)(void *to, const char *const *name, int n_names);
    void (*start)(void *to, int worker);
    void (*batch)(void *to, int worker, struct records *r);
    /* 'first_line' is the line, from 1, that line 0 of the batches stands for. False: no more of it. */
    bool (*join)(void *to, int worker, long first_line);
    void (*progress)(void *to, size_t done, size_t size); /* may be NULL; after each join() */
};
enum slices_result {
    SLICES_DONE,
    SLICES_STOPPED, /* by header() or join() */
    SLICES_WHOLE,   /* to be read as a whole: another encoding or format, empty, or with a fault */
    SLICES_FAILED,  /* cannot be read; an error was added */
};
struct slices_info {
    char sha256[SHA256_TEXT_LEN + 1]; /* DONE only, as are those below */
    char mark;
    bool has_bom;
    size_t n_slices;
};
enum slices_result slices_read(const struct slices_job *job, struct slices_info *info, struct diags *ds);

#endif
