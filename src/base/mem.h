/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory: arenas for things that die together, growing buffers, one handler for exhaustion.

   1. Each top-level struct owns one arena; everything inside it is allocated there and dies with arena_clear().
   2. Growing text is built in a struct buf, whose maximum is stated where it is made.
   3. No caller checks for NULL: when memory ends, the handler set with mem_set_handler() is called and must not return.
   Ownership: an arena owns what it hands out; a buf owns its bytes until buf_clear() or buf_detach(). */
#ifndef PG_BASE_MEM_H
#define PG_BASE_MEM_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

/* Called with the number of bytes that could not be had. Must not return. */
typedef void mem_handler_fn(size_t wanted);
void mem_set_handler(mem_handler_fn *handler);

/* malloc/realloc/free that end in the handler instead of NULL. 'n' times 'size' is checked for overflow. */
void *mem_alloc(size_t n, size_t size);
void *mem_realloc(void *p, size_t n, size_t size);
void mem_free(void *p);

/* Has the kernel map the first 'bytes' of the heap in one call, before any thread starts: fault by fault they would
   take a quarter of a short run. Also keeps freed memory for the next piece. Kernels before 5.14 map as needed. */
void mem_reserve(size_t bytes);

/* Lets the tests make the allocation after 'countdown' further ones fail; 0 switches it off. */
void mem_fail_after(long countdown);

struct arena_block;
struct arena {
    struct arena_block *last; /* newest block; a zeroed arena is empty and ready */
};

/* Zeroed memory, aligned for any type, alive until arena_clear(). */
void *arena_alloc(struct arena *a, size_t n, size_t size);
char *arena_strdup(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t n);
char *arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *a, const char *fmt, va_list ap) __attribute__((format(printf, 2, 0)));
void arena_clear(struct arena *a);
/* The same, but one block stays that holds as much again: for work that is done over and over. */
void arena_reset(struct arena *a);

#define ARENA_NEW(a, type) ((type *)arena_alloc((a), 1, sizeof(type)))
#define ARENA_ARRAY(a, n, type) ((type *)arena_alloc((a), (n), sizeof(type)))

/* Grows a mem_alloc'ed array so that element 'n' fits: VEC_GROW(v.item, v.n, v.cap); v.item[v.n++] = x; */
void *mem_grow(void *p, size_t n, size_t *cap, size_t size);
#define VEC_GROW(item, n, cap) ((item) = mem_grow((item), (n), &(cap), sizeof *(item)))

/* A byte string that grows. 'data' is never NULL after buf_init() and always ends in a NUL beyond 'len'.
   Growth past 'max' sets 'is_over' and drops the rest, so the writer checks once at the end. */
struct buf {
    char *data;
    size_t len, cap, max;
    bool is_over;
};
#define BUF_MAX_DEFAULT ((size_t)1 << 30)
void buf_init(struct buf *b, size_t max);
void buf_reserve(struct buf *b, size_t n); /* room for n further bytes, so that adding them moves nothing */
void buf_add(struct buf *b, const char *s, size_t n);
void buf_puts(struct buf *b, const char *s);
void buf_putc(struct buf *b, char c);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_reset(struct buf *b);   /* empties, keeps the memory */
char *buf_detach(struct buf *b); /* the caller mem_free()s the result */
void buf_clear(struct buf *b);

#endif
