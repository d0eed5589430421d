/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/map.h"

#include <string.h>

struct map_slot {
    const char *key; /* NULL = free */
    size_t len;
    uint64_t hash;
    int value;
};

/* FNV-1a, 64 bits. */
static uint64_t hash_of(const char *key, size_t len) {
    uint64_t h = 14695981039346656037ULL;
    for (size_t i = 0; i < len; i++) {
        h = (h ^ (unsigned char)key[i]) * 1099511628211ULL;
    }
    return h;
}

static struct map_slot *slot_for(struct map_slot *slot, size_t cap, const char *key, size_t len, uint64_t hash) {
    size_t i = hash & (cap - 1);
    while (slot[i].key && !(slot[i].hash == hash && slot[i].len == len && memcmp(slot[i].key, key, len) == 0)) {
        i = (i + 1) & (cap - 1);
    }
    return &slot[i];
}

static void grow(struct map *m) {
    size_t cap = m->cap ? m->cap * 2 : 16;
    struct map_slot *slot = mem_alloc(cap, sizeof *slot);
    memset(slot, 0, cap * sizeof *slot);
    for (size_t i = 0; i < m->cap; i++) {
        const struct map_slot *old = &m->slot[i];
        if (old->key) {
            *slot_for(slot, cap, old->key, old->len, old->hash) = *old;
        }
    }
    mem_free(m->slot);
    m->slot = slot;
    m->cap = cap;
}

/* The key's slot, new ones with value −1 still to be set. */
static struct map_slot *slot_to_fill(struct map *m, const char *key, bool *is_new) {
    if ((m->n + 1) * 4 > m->cap * 3) {
        grow(m);
    }
    size_t len = strlen(key);
    uint64_t hash = hash_of(key, len);
    struct map_slot *s = slot_for(m->slot, m->cap, key, len, hash);
    *is_new = !s->key;
    if (*is_new) {
        *s = (struct map_slot){key, len, hash, -1};
        m->n++;
    }
    return s;
}

bool map_add(struct map *m, const char *key, int value) {
    bool is_new;
    struct map_slot *s = slot_to_fill(m, key, &is_new);
    s->value = is_new ? value : s->value;
    return is_new;
}

void map_put(struct map *m, const char *key, int value) {
    bool is_new;
    slot_to_fill(m, key, &is_new)->value = value;
}

int map_find_n(const struct map *m, const char *key, size_t len) {
    if (!m->n) {
        return -1;
    }
    const struct map_slot *s = slot_for(m->slot, m->cap, key, len, hash_of(key, len));
    return s->key ? s->value : -1;
}

int map_find(const struct map *m, const char *key) { return map_find_n(m, key, strlen(key)); }

void map_clear(struct map *m) {
    mem_free(m->slot);
    *m = (struct map){0};
}
