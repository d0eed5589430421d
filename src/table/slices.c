/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/slices.h"

#include <string.h>

#include "base/stream.h"
#include "base/text.h"
#include "base/thread.h"
#include "table/delimited.h"
#include "table/signature.h"

#define HEAD ((size_t)256 << 10)    /* read first: for the delimiter and the header */
#define HEAD_ROWS 64                /* of them, at least, if there are as many */
#define RECORD_MAX FILE_MAX_DEFAULT /* bytes; where the whole file is read, it can be no larger either */
#define BOM "\xEF\xBB\xBF"

/* Bytes that were read and not yet given to anybody. */
struct window {
    char *data;
    size_t at; /* bytes given already: of 'rest' only */
    size_t n, cap;
};

struct reading {
    const struct slices_job *job;
    struct stream stream;
    struct window rest; /* behind the last slice */
    size_t wanted;      /* bytes of a slice */
    bool is_end;        /* of the file */
    char mark;
    size_t n_given, n_joined; /* slices */
    size_t n_bytes_joined;
    long line; /* the first of the next slice to be joined */
    enum slices_result result;
    struct thread_lock *lock; /* of all above, once workers run */
    struct slice_worker *worker;
};
struct slice_worker {
    struct reading *reading;
    int number;
    struct window window;
    size_t slice, n; /* its number, and bytes of the window that are it */
    struct records records;
    size_t n_rows_skipped; /* the header */
};

/* ---- windows ----------------------------------------------------------------------------------------------------- */

static void window_reserve(struct window *w, size_t n) {
    if (w->cap < n) {
        w->data = mem_realloc(w->data, n, 1);
        w->cap = n;
    }
}

static void window_set(struct window *w, const char *data, size_t n) {
    window_reserve(w, n);
    if (n > 0) {
        memmove(w->data, data, n);
    }
    w->n = n;
    w->at = 0;
}

static size_t window_left(const struct window *w) { return w->n - w->at; }

/* From what was read already, then from the file, until 'w' holds 'wanted' bytes or all is given. */
static void window_fill(struct reading *r, struct window *w, size_t wanted) {
    struct window *rest = &r->rest;
    size_t had = wanted > w->n ? wanted - w->n : 0;
    window_reserve(w, wanted);
    had = w != rest && had < window_left(rest) ? had : w != rest ? window_left(rest) : 0;
    if (had > 0) {
        memcpy(w->data + w->n, rest->data + rest->at, had);
        rest->at += had;
        w->n += had;
    }
    if (w->n < wanted && !r->is_end) {
        size_t got = stream_read(&r->stream, w->data + w->n, wanted - w->n);
        r->is_end = got < wanted - w->n;
        w->n += got;
    }
}

/* Gives back what stands in 'w' behind 'n': the next slice begins with it. */
static void window_return(struct reading *r, const struct window *w, size_t n) {
    size_t left = w->n - n;
    if (window_left(&r->rest) > 0) {
        r->rest.at -= left; /* it came from there */
    } else {
        window_set(&r->rest, w->data + n, left);
    }
}

static size_t count_quotes(const char *s, size_t n) {
    const uint64_t low = UINT64_C(0x7F7F7F7F7F7F7F7F), each = UINT64_C(0x0101010101010101);
    size_t count = 0, i = 0;
    while (i + 8 <= n) {
        uint64_t lanes = 0;
        for (int k = 0; k < 255 && i + 8 <= n; k++, i += 8) {
            uint64_t x;
            memcpy(&x, s + i, 8);
            x ^= each * '"';
            lanes += (~(((x & low) + low) | x | low)) >> 7;
        }
        for (; lanes; lanes >>= 8) {
            count += lanes & 0xFF;
        }
    }
    for (; i < n; i++) {
        count += s[i] == '"';
    }
    return count;
}

/* Index behind the last line end that stands outside of quotes, or 0. LF; CR where there is none, but not at the very
   end, where a LF may follow. */
static size_t last_record_end(const char *s, size_t n) {
    size_t after = 0, total = count_quotes(s, n), by_return = 0;
    for (size_t i = n; i > 0; i--) {
        bool is_outside = (total - after) % 2 == 0;
        if (s[i - 1] == '\n' && is_outside) {
            return i;
        }
        bool is_return = s[i - 1] == '\r' && i < n && s[i] != '\n' && is_outside;
        by_return = is_return && by_return == 0 ? i : by_return;
        after += s[i - 1] == '"';
    }
    return by_return;
}

/* Fills 'w' with a slice and what was read behind it; its length, or 0 for a record without end. */
static size_t slice_length(struct reading *r, struct window *w) {
    size_t wanted = r->wanted, cut = 0;
    for (;;) {
        window_fill(r, w, wanted);
        if (r->is_end && window_left(&r->rest) == 0) {
            return w->n;
        }
        cut = last_record_end(w->data, w->n);
        if (cut > 0 || wanted >= RECORD_MAX) {
            return cut;
        }
        wanted *= 2;
    }
}

/* The next slice for a worker; false when there is none. Called with the lock. */
static bool take_slice(struct slice_worker *w) {
    struct reading *r = w->reading;
    if (r->result != SLICES_DONE || (r->is_end && window_left(&r->rest) == 0)) {
        return false;
    }
    w->window.n = 0;
    w->n = slice_length(r, &w->window);
    if (r->stream.error || (w->n == 0 && w->window.n > 0)) {
        r->result = SLICES_WHOLE;
        return false;
    }
    window_return(r, &w->window, w->n);
    w->slice = r->n_given++;
    return w->n > 0;
}

/* ---- slices ------------------------------------------------------------------------------------------------------ */

static void on_batch(void *to, struct records *records) {
    struct slice_worker *w = to;
    const struct slices_job *job = w->reading->job;
    struct records rest = *records;
    bool is_header = w->slice == 0 && w->n_rows_skipped == 0;
    if (is_header) {
        w->n_rows_skipped = 1;
        records->row++;
        records->n_rows--;
    }
    if (records->n_rows > 0) {
        job->batch(job->to, w->number, records);
    }
    records->row = rest.row;
    records->n_rows = rest.n_rows;
}

/* UTF-8 that needs no decoding, and no workbook. */
static bool is_plain_text(const char *s, size_t n) {
    return !memchr(s, 0x1B, n) && !memchr(s, '\0', n) && text_valid_prefix(s, n) == n;
}

static bool scan_slice(struct slice_worker *w) {
    const struct slices_job *job = w->reading->job;
    struct records_source source = {.data = w->window.data, .n = w->n, .mark = w->reading->mark};
    struct records_sink sink = {.to = w, .batch = on_batch};
    if (!is_plain_text(source.data, source.n)) {
        return false;
    }
    w->n_rows_skipped = 0;
    job->start(job->to, w->number);
    if (!job->is_plain && records_scan(&w->records, &source, &sink) == RECORDS_DONE) {
        return true;
    }
    w->n_rows_skipped = 0;
    job->start(job->to, w->number);
    return records_scan_plain(&w->records, &source, &sink) == RECORDS_DONE;
}

/* Line ends of a slice: LF, CR LF or CR. */
static long count_lines(const char *s, size_t n) {
    long lines = 0;
    for (const char *at = s, *end = s + n; (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++) {
        lines++;
    }
    for (const char *at = s, *end = s + n; (at = memchr(at, '\r', (size_t)(end - at))) != NULL; at++) {
        lines += at + 1 == end || at[1] != '\n';
    }
    return lines;
}

/* Waits for its turn. Called with the lock. */
static void join_slice(struct slice_worker *w, bool is_good, long n_lines) {
    struct reading *r = w->reading;
    const struct slices_job *job = r->job;
    while (r->n_joined != w->slice && r->result == SLICES_DONE) {
        thread_lock_wait(r->lock);
    }
    if (r->result == SLICES_DONE && !is_good) {
        r->result = SLICES_WHOLE;
    } else if (r->result == SLICES_DONE && !job->join(job->to, w->number, r->line)) {
        r->result = SLICES_STOPPED;
    }
    r->line += n_lines;
    r->n_joined++;
    r->n_bytes_joined += w->n;
    thread_lock_wake(r->lock);
    if (job->progress && r->result == SLICES_DONE) {
        job->progress(job->to, r->n_bytes_joined, r->stream.size);
    }
}

/* One worker's whole work: slice after slice. */
static void work(void *context, size_t task, int number) {
    (void)task;
    struct reading *r = context;
    struct slice_worker *w = &r->worker[number];
    thread_lock_take(r->lock);
    while (take_slice(w)) {
        thread_lock_give(r->lock);
        bool is_good = scan_slice(w);
        long n_lines = count_lines(w->window.data, w->n);
        thread_lock_take(r->lock);
        join_slice(w, is_good, n_lines);
    }
    thread_lock_give(r->lock);
}

static void run_workers(struct reading *r) {
    int n = r->job->n_threads > 0 ? r->job->n_threads : thread_available();
    n = n > THREAD_WORKERS_MAX ? THREAD_WORKERS_MAX : n;
    r->worker = mem_alloc((size_t)n, sizeof *r->worker);
    r->lock = thread_lock_new();
    for (int k = 0; k < n; k++) {
        r->worker[k] = (struct slice_worker){.reading = r, .number = k};
        records_init(&r->worker[k].records);
    }
    thread_run(n, (size_t)n, work, r);
    for (int k = 0; k < n; k++) {
        records_clear(&r->worker[k].records);
        mem_free(r->worker[k].window.data);
    }
    thread_lock_free(r->lock);
    mem_free(r->worker);
}

/* ---- the beginning ----------------------------------------------------------------------------------------------- */

static bool has_head_rows(const struct window *w) {
    size_t n_rows = 0;
    bool is_inside = false;
    for (size_t i = 0; i < w->n && n_rows < HEAD_ROWS; i++) {
        is_inside = is_inside != (w->data[i] == '"');
        n_rows += !is_inside && (w->data[i] == '\n' || w->data[i] == '\r');
    }
    return n_rows >= HEAD_ROWS;
}

static void fill_head(struct reading *r) {
    for (size_t wanted = HEAD; !r->is_end && wanted <= RECORD_MAX; wanted *= 2) {
        window_fill(r, &r->rest, wanted);
        if (has_head_rows(&r->rest)) {
            return;
        }
    }
}

static void drop_front(struct window *w, size_t n) { window_set(w, w->data + n, w->n - n); }

/* The first row; its texts are kept in 'arena'. */
struct head_row {
    struct arena arena;
    const char **name;
    size_t n, cap;
    bool is_full;
};

static void on_head_field(void *to, const char *s, size_t n) {
    struct head_row *h = to;
    if (!h->is_full) {
        VEC_GROW(h->name, h->n, h->cap);
        h->name[h->n++] = arena_strndup(&h->arena, s, n);
    }
}

static void on_head_row(void *to, long line) {
    (void)line;
    ((struct head_row *)to)->is_full = true;
}

static void on_head_fault(void *to, enum delimited_fault fault, const struct delimited_place *at) {
    (void)to, (void)fault, (void)at; /* what is broken shows again when it is read */
}

static enum slices_result read_header(struct reading *r) {
    const struct slices_job *job = r->job;
    struct head_row h = {0};
    size_t end = r->is_end ? r->rest.n : last_record_end(r->rest.data, r->rest.n);
    struct delimited_text text = {.data = r->rest.data, .n = end, .mark = r->mark, .first_line = 1};
    struct delimited_sink sink = {.to = &h, .field = on_head_field, .row = on_head_row, .fault = on_head_fault};
    bool is_good = is_plain_text(text.data, text.n) && delimited_scan(&text, &sink) && h.is_full;
    enum slices_result result = !is_good                                 ? SLICES_WHOLE
                                : job->header(job->to, h.name, (int)h.n) ? SLICES_DONE
                                                                         : SLICES_STOPPED;
    mem_free(h.name);
    arena_clear(&h.arena);
    return result;
}

static enum slices_result begin(struct reading *r, struct slices_info *info) {
    fill_head(r);
    if (r->rest.n == 0 || signature_name(r->rest.data, r->rest.n)) {
        return SLICES_WHOLE;
    }
    info->has_bom = r->rest.n >= 3 && memcmp(r->rest.data, BOM, 3) == 0;
    while (r->rest.n >= 3 && memcmp(r->rest.data, BOM, 3) == 0) {
        drop_front(&r->rest, 3);
    }
    size_t skip;
    char found = delimited_guess_mark(r->rest.data, r->rest.n, &skip);
    r->mark = r->job->mark ? r->job->mark : found;
    drop_front(&r->rest, skip);
    r->line = 1 + (skip > 0);
    size_t n_blank = 0;
    while (n_blank < r->rest.n && (r->rest.data[n_blank] == '\n' || r->rest.data[n_blank] == '\r')) {
        n_blank++;
    }
    r->line += count_lines(r->rest.data, n_blank);
    drop_front(&r->rest, n_blank);
    return r->rest.n > 0 ? read_header(r) : SLICES_WHOLE;
}

enum slices_result slices_read(const struct slices_job *job, struct slices_info *info, struct diags *ds) {
    struct reading r = {.job = job, .wanted = job->window ? job->window : SLICES_WINDOW};
    *info = (struct slices_info){0};
    if (!stream_open(&r.stream, job->path, ds)) {
        return SLICES_FAILED;
    }
    r.result = begin(&r, info);
    if (r.result == SLICES_DONE) {
        run_workers(&r);
    }
    mem_free(r.rest.data);
    bool is_read = stream_close(&r.stream, info->sha256, ds);
    info->mark = r.mark;
    info->n_slices = r.n_joined;
    return is_read ? r.result : SLICES_FAILED;
}
