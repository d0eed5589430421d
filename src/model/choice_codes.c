/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/choice_codes.h"

#include <string.h>

#include "base/text.h"
#include "model/qtype.h"

#define NOT_SEEN (-2)
#define REMEMBERED_MAX 4096 /* texts; others are asked about each time */

struct choice_slot {
    uint64_t hash; /* 0: empty */
    const char *text;
    size_t n;
    int choice;
};

/* FNV-1a over words of eight bytes, finished as splitmix64 does. */
static uint64_t hash_of(const char *s, size_t n) {
    uint64_t h = UINT64_C(0xCBF29CE484222325) ^ n;
    for (; n >= 8; s += 8, n -= 8) {
        uint64_t word;
        memcpy(&word, s, 8);
        h = (h ^ word) * UINT64_C(0x9E3779B97F4A7C15);
        h ^= h >> 32;
    }
    for (; n > 0; s++, n--) {
        h = (h ^ (unsigned char)*s) * UINT64_C(0x100000001B3);
    }
    h = (h ^ (h >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    return (h ^ (h >> 31)) | 1;
}

void choice_codes_init(struct choice_codes *c, const struct questionnaire *q, const struct question *question) {
    *c = (struct choice_codes){.questionnaire = q, .question = question};
    for (size_t i = 0; i < ARRAY_LEN(c->single); i++) {
        c->single[i] = NOT_SEEN;
    }
}

void choice_codes_clear(struct choice_codes *c) {
    mem_free(c->slot);
    arena_clear(&c->keys);
    arena_clear(&c->scratch);
    *c = (struct choice_codes){0};
}

static struct choice_slot *slot_of(struct choice_codes *c, uint64_t hash, const char *text, size_t n) {
    size_t i = hash & (c->cap - 1);
    while (c->slot[i].hash != 0) {
        struct choice_slot *s = &c->slot[i];
        if (s->hash == hash && s->n == n && memcmp(s->text, text, n) == 0) {
            return s;
        }
        i = (i + 1) & (c->cap - 1);
    }
    return &c->slot[i];
}

static void grow(struct choice_codes *c) {
    struct choice_slot *old = c->slot;
    size_t n_old = c->cap;
    c->cap = n_old ? n_old * 2 : 32;
    c->slot = mem_alloc(c->cap, sizeof *c->slot);
    memset(c->slot, 0, c->cap * sizeof *c->slot);
    for (size_t i = 0; i < n_old; i++) {
        if (old[i].hash) {
            *slot_of(c, old[i].hash, old[i].text, old[i].n) = old[i];
        }
    }
    mem_free(old);
}

static int ask(struct choice_codes *c, const char *text, size_t n) {
    const char *clean = text_clean(&c->scratch, arena_strndup(&c->scratch, text, n));
    int choice = *clean ? qtype_find_choice(c->questionnaire, c->question, clean, &c->scratch) : -1;
    arena_reset(&c->scratch);
    return choice;
}

int choice_codes_look_up(struct choice_codes *c, const char *text, size_t n) {
    if (n == 1) {
        return c->single[(unsigned char)*text] = ask(c, text, n);
    }
    if (c->cap == 0 || c->n * 2 >= c->cap) {
        grow(c);
    }
    uint64_t hash = hash_of(text, n);
    struct choice_slot *s = slot_of(c, hash, text, n);
    if (s->hash) {
        return s->choice;
    }
    int choice = ask(c, text, n);
    if (c->n < REMEMBERED_MAX) {
        *s = (struct choice_slot){hash, arena_strndup(&c->keys, text, n), n, choice};
        c->n++;
    }
    return choice;
}
