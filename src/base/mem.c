/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/mem.h"

#include <assert.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define ARENA_BLOCK_SIZE ((size_t)32 * 1024)
#define MMAP_THRESHOLD (32 * 1024 * 1024) /* the largest that glibc takes */
#define TRIM_THRESHOLD (64 * 1024 * 1024)
#define ARENA_ALIGN (_Alignof(max_align_t))

struct arena_block {
    struct arena_block *previous;
    size_t used, size;
    _Alignas(max_align_t) char data[];
};

static mem_handler_fn *out_of_memory;
static long fail_countdown;

void mem_set_handler(mem_handler_fn *handler) { out_of_memory = handler; }

void mem_fail_after(long countdown) { fail_countdown = countdown; }

static _Noreturn void exhausted(size_t wanted) {
    if (out_of_memory) {
        out_of_memory(wanted);
    }
    abort();
}

static size_t checked_size(size_t n, size_t size) {
    if (size != 0 && n > SIZE_MAX / 2 / size) {
        exhausted(SIZE_MAX);
    }
    size_t bytes = n * size;
    return bytes ? bytes : 1;
}

static bool is_fault_due(void) { return fail_countdown > 0 && --fail_countdown == 0; }

void *mem_alloc(size_t n, size_t size) {
    size_t bytes = checked_size(n, size);
    void *p = is_fault_due() ? NULL : malloc(bytes);
    if (!p) {
        exhausted(bytes);
    }
    return p;
}

void *mem_realloc(void *p, size_t n, size_t size) {
    size_t bytes = checked_size(n, size);
    void *grown = is_fault_due() ? NULL : realloc(p, bytes);
    if (!grown) {
        exhausted(bytes);
    }
    return grown;
}

void mem_free(void *p) { free(p); }

void mem_reserve(size_t bytes) {
    mallopt(M_MMAP_THRESHOLD, MMAP_THRESHOLD);
    mallopt(M_TRIM_THRESHOLD, TRIM_THRESHOLD);
    char *piece = malloc(bytes); /* of the heap, where it stays when it is freed */
#ifdef MADV_POPULATE_WRITE
    size_t page = (size_t)sysconf(_SC_PAGESIZE), skip = page - (uintptr_t)piece % page;
    if (piece && bytes > 2 * page) {
        madvise(piece + skip, (bytes - skip) / page * page, MADV_POPULATE_WRITE);
    }
#endif
    free(piece);
}

void *mem_grow(void *p, size_t n, size_t *cap, size_t size) {
    if (n < *cap) {
        return p;
    }
    size_t wanted = *cap ? *cap * 2 : 8;
    while (wanted <= n) {
        wanted *= 2;
    }
    *cap = wanted;
    return mem_realloc(p, wanted, size);
}

static struct arena_block *block_new(struct arena *a, size_t bytes) {
    size_t size = bytes > ARENA_BLOCK_SIZE / 4 ? bytes : ARENA_BLOCK_SIZE;
    struct arena_block *b = mem_alloc(1, sizeof *b + size);
    b->used = 0;
    b->size = size;
    if (a->last && size == bytes) { /* a large piece goes behind the block that is being filled */
        b->previous = a->last->previous;
        a->last->previous = b;
    } else {
        b->previous = a->last;
        a->last = b;
    }
    return b;
}

void *arena_alloc(struct arena *a, size_t n, size_t size) {
    size_t bytes = checked_size(n, size);
    bytes = (bytes + ARENA_ALIGN - 1) / ARENA_ALIGN * ARENA_ALIGN;
    struct arena_block *b = a->last;
    if (!b || b->size - b->used < bytes) {
        b = block_new(a, bytes);
    }
    void *p = b->data + b->used;
    b->used += bytes;
    return memset(p, 0, bytes);
}

char *arena_strndup(struct arena *a, const char *s, size_t n) {
    char *copy = arena_alloc(a, n + 1, 1);
    memcpy(copy, s, n);
    return copy;
}

char *arena_strdup(struct arena *a, const char *s) { return arena_strndup(a, s, strlen(s)); }

char *arena_vprintf(struct arena *a, const char *fmt, va_list ap) {
    va_list again;
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    assert(n >= 0);
    char *s = arena_alloc(a, (size_t)n + 1, 1);
    vsnprintf(s, (size_t)n + 1, fmt, again);
    va_end(again);
    return s;
}

char *arena_printf(struct arena *a, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    char *s = arena_vprintf(a, fmt, ap);
    va_end(ap);
    return s;
}

void arena_clear(struct arena *a) {
    while (a->last) {
        struct arena_block *previous = a->last->previous;
        mem_free(a->last);
        a->last = previous;
    }
}

void arena_reset(struct arena *a) {
    size_t used = 0;
    if (a->last && !a->last->previous) {
        a->last->used = 0;
        return;
    }
    for (const struct arena_block *b = a->last; b; b = b->previous) {
        used += b->used + ARENA_ALIGN;
    }
    arena_clear(a);
    if (used > 0) {
        a->last = mem_alloc(1, sizeof *a->last + used);
        *a->last = (struct arena_block){.size = used};
    }
}

void buf_init(struct buf *b, size_t max) {
    *b = (struct buf){.data = mem_alloc(64, 1), .cap = 64, .max = max};
    b->data[0] = '\0';
}

void buf_reserve(struct buf *b, size_t n) {
    size_t needed = b->len + n + 1;
    if (needed > b->cap) {
        b->cap = needed > b->cap * 2 ? needed : b->cap * 2;
        b->data = mem_realloc(b->data, b->cap, 1);
    }
}

void buf_add(struct buf *b, const char *s, size_t n) {
    if (b->is_over || n > b->max - b->len) {
        b->is_over = true;
        return;
    }
    buf_reserve(b, n);
    memcpy(b->data + b->len, s, n);
    b->len += n;
    b->data[b->len] = '\0';
}

void buf_puts(struct buf *b, const char *s) { buf_add(b, s, strlen(s)); }

void buf_putc(struct buf *b, char c) { buf_add(b, &c, 1); }

void buf_printf(struct buf *b, const char *fmt, ...) {
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    assert(n >= 0);
    if (b->is_over || (size_t)n > b->max - b->len) {
        b->is_over = true;
    } else {
        buf_reserve(b, (size_t)n);
        vsnprintf(b->data + b->len, (size_t)n + 1, fmt, again);
        b->len += (size_t)n;
    }
    va_end(again);
}

void buf_reset(struct buf *b) {
    b->len = 0;
    b->is_over = false;
    b->data[0] = '\0';
}

char *buf_detach(struct buf *b) {
    char *data = b->data;
    *b = (struct buf){0};
    return data;
}

void buf_clear(struct buf *b) {
    mem_free(b->data);
    *b = (struct buf){0};
}
