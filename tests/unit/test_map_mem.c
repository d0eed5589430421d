/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Maps, arenas, buffers with a maximum, and what happens when memory ends. */
#include "check.h"

#include <stdalign.h>

#include "base/map.h"

#include "random.h"

#define N_KEYS 20000

static void test_map_grows(void **state) {
    (void)state;
    struct map m = {0};
    struct arena a = {0};
    check_int(map_find(&m, "key 0"), -1);
    for (int i = 0; i < N_KEYS; i++) {
        check_true(map_add(&m, arena_printf(&a, "key %d", i), i));
        check_true(m.n * 4 <= m.cap * 3); /* never so full that a search is long or endless */
    }
    check_int(m.n, N_KEYS);
    for (int i = 0; i < N_KEYS; i++) {
        CHECK_ROW(i);
        const char *key = arena_printf(&a, "key %d", i); /* another pointer, the same text */
        check_int(map_find(&m, key), i);
        check_true(!map_add(&m, key, 7));
        check_int(map_find(&m, key), i);
    }
    check_int(map_find(&m, "key 20000"), -1);
    check_int(map_find(&m, "key"), -1);
    map_clear(&m);
    check_int(m.n, 0);
    check_int(map_find(&m, "key 1"), -1);
    arena_clear(&a);
}

static void test_map_values(void **state) {
    (void)state;
    struct map m = {0};
    map_put(&m, "a", 1);
    map_put(&m, "a", 2);
    check_int(map_find(&m, "a"), 2);
    check_int(m.n, 1);
    check_true(map_add(&m, "", 3));
    check_int(map_find(&m, ""), 3);
    check_true(map_add(&m, "abc", 4));
    check_int(map_find_n(&m, "abcdef", 3), 4);
    check_int(map_find_n(&m, "abcdef", 1), 2);
    check_int(map_find_n(&m, "abcdef", 2), -1);
    check_int(map_find(&m, "A"), -1);
    map_clear(&m);
    check_true(map_add(&m, "a", 5));
    check_int(map_find(&m, "a"), 5);
    map_clear(&m);
}

/* Pieces of all sizes: aligned, zeroed, and none touches another. */
static void test_arena_pieces(void **state) {
    (void)state;
    enum { N_PIECES = 3000 };
    static unsigned char *piece[N_PIECES];
    static size_t size[N_PIECES];
    struct arena a = {0};
    struct random r = random_seed(11);
    for (int i = 0; i < N_PIECES; i++) {
        CHECK_ROW(i);
        size[i] = random_once_in(&r, 50) ? random_below(&r, 100000) : random_below(&r, 200);
        piece[i] = arena_alloc(&a, size[i], 1);
        check_true((uintptr_t)piece[i] % alignof(max_align_t) == 0);
        for (size_t b = 0; b < size[i]; b++) {
            check_true(piece[i][b] == 0);
        }
        memset(piece[i], i % 251, size[i]);
    }
    for (int i = 0; i < N_PIECES; i++) {
        CHECK_ROW(i);
        for (size_t b = 0; b < size[i]; b++) {
            check_true(piece[i][b] == i % 251);
        }
    }
    arena_clear(&a);
    check_true(a.last == NULL);
    arena_clear(&a);
}

static void test_arena_texts(void **state) {
    (void)state;
    struct arena a = {0};
    char source[] = "borrowed";
    char *copy = arena_strdup(&a, source);
    source[0] = 'x';
    check_text(copy, "borrowed");
    check_text(arena_strndup(&a, "abcdef", 3), "abc");
    check_text(arena_strndup(&a, "", 0), "");
    check_text(arena_printf(&a, "%s-%03d", "n", 7), "n-007");
    const char *wide = arena_printf(&a, "%100000d", 1);
    check_int(strlen(wide), 100000);
    check_true(wide[99999] == '1');
    arena_clear(&a);
}

static void test_buf(void **state) {
    (void)state;
    struct buf b;
    buf_init(&b, BUF_MAX_DEFAULT);
    check_text(b.data, "");
    for (int i = 0; i < 1000; i++) {
        buf_puts(&b, "ab");
        buf_putc(&b, 'c');
        buf_printf(&b, "%d,", i % 10);
    }
    check_int(b.len, 5000);
    check_int(strlen(b.data), 5000);
    check_true(strncmp(b.data + 4995, "abc9,", 5) == 0);
    buf_add(&b, "\0z", 2);
    check_int(b.len, 5002);
    buf_reset(&b);
    check_int(b.len, 0);
    check_text(b.data, "");
    buf_puts(&b, "kept");
    char *text = buf_detach(&b);
    check_text(text, "kept");
    check_true(b.data == NULL);
    mem_free(text);
    buf_clear(&b);
}

/* What would go past the maximum is dropped whole, and so is all that follows, even if it would fit. */
static void test_buf_maximum(void **state) {
    (void)state;
    static const struct {
        const char *first, *second;
        bool is_over;
        const char *kept;
    } rows[] = {
        {"12345", "67890", false, "1234567890"}, {"12345", "678901", true, "12345"},
        {"12345678901", "1", true, ""},          {"1234567890", "", false, "1234567890"},
        {"1234567890", "1", true, "1234567890"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        for (int way = 0; way < 2; way++) {
            CHECK_ROW(i);
            struct buf b;
            buf_init(&b, 10);
            way ? buf_printf(&b, "%s", rows[i].first) : buf_puts(&b, rows[i].first);
            way ? buf_printf(&b, "%s", rows[i].second) : buf_puts(&b, rows[i].second);
            check_true(b.is_over == rows[i].is_over);
            check_text(b.data, rows[i].kept);
            buf_putc(&b, 'x');
            check_true(!rows[i].is_over || strcmp(b.data, rows[i].kept) == 0);
            buf_reset(&b);
            check_true(!b.is_over);
            buf_putc(&b, 'y');
            check_text(b.data, "y");
            buf_clear(&b);
        }
    }
}

/* ---- memory ends --------------------------------------------------------------------------------------------- */

static jmp_buf exhausted;
static size_t wanted;
static void jump_out(size_t bytes) {
    wanted = bytes;
    longjmp(exhausted, 1);
}

static void *volatile taken;
static void alloc_ok(void) { taken = mem_alloc(10, 10); }
static void alloc_overflow(void) { taken = mem_alloc(SIZE_MAX / 4, 8); }
static void realloc_overflow(void) { taken = mem_realloc(NULL, SIZE_MAX, 2); }
static void alloc_beyond(void) { taken = mem_alloc(SIZE_MAX / 4, 1); }

static void test_exhaustion(void **state) {
    (void)state;
    static const struct {
        void (*call)(void);
        long countdown;
        bool ends;
        size_t wanted;
    } rows[] = {
        {alloc_ok, 0, false, 0},
        {alloc_ok, 1, true, 100},
        {alloc_ok, 2, false, 0},
        {alloc_overflow, 0, true, SIZE_MAX},
        {realloc_overflow, 0, true, SIZE_MAX},
        {alloc_beyond, 1, true, SIZE_MAX / 4},
    };
    mem_set_handler(jump_out);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        bool volatile has_ended = false;
        taken = NULL;
        wanted = 0;
        mem_fail_after(rows[i].countdown);
        if (setjmp(exhausted) == 0) {
            rows[i].call();
        } else {
            has_ended = true;
        }
        mem_fail_after(0);
        check_true(has_ended == rows[i].ends);
        check_int(wanted, rows[i].wanted);
        mem_free(taken);
    }
    mem_set_handler(NULL);
}

/* The countdown reaches the allocation it names, whoever asks: an arena, a buffer, a map, a growing array. */
static void test_countdown(void **state) {
    (void)state;
    mem_set_handler(jump_out);
    for (volatile long n = 1; n <= 4; n++) {
        CHECK_ROW(n);
        struct arena *volatile a = &(struct arena){0};
        struct buf *volatile b = &(struct buf){0};
        struct map *volatile m = &(struct map){0};
        int *volatile item = NULL;
        size_t *volatile cap = &(size_t){0};
        mem_fail_after(n);
        volatile int reached = 0;
        if (setjmp(exhausted) == 0) {
            arena_alloc(a, 1, 1);
            reached = 1;
            buf_init(b, 100);
            reached = 2;
            map_add(m, "key", 1);
            reached = 3;
            item = mem_grow(item, 0, cap, sizeof(int));
            reached = 4;
        }
        mem_fail_after(0);
        check_int(reached, n - 1);
        arena_clear(a);
        buf_clear(b);
        map_clear(m);
        mem_free(item);
    }
    mem_set_handler(NULL);
}

static void test_grow(void **state) {
    (void)state;
    int *item = NULL;
    size_t n = 0, cap = 0;
    for (int i = 0; i < 1000; i++) {
        VEC_GROW(item, n, cap);
        item[n++] = i;
        check_true(cap >= n);
    }
    for (int i = 0; i < 1000; i++) {
        check_int(item[i], i);
    }
    mem_free(item);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_map_grows),   cmocka_unit_test(test_map_values), cmocka_unit_test(test_arena_pieces),
        cmocka_unit_test(test_arena_texts), cmocka_unit_test(test_buf),        cmocka_unit_test(test_buf_maximum),
        cmocka_unit_test(test_exhaustion),  cmocka_unit_test(test_countdown),  cmocka_unit_test(test_grow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
