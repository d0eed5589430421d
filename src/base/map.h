/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A map from text to a non-negative index. Zeroed is empty and ready; keys are borrowed. */
#ifndef PG_BASE_MAP_H
#define PG_BASE_MAP_H

#include "base/mem.h"

struct map_slot;
struct map {
    struct map_slot *slot;
    size_t n, cap;
};
/* False, and nothing changed, when the key is there already. */
bool map_add(struct map *m, const char *key, int value);
/* Adds, or replaces the value of a key that is there. */
void map_put(struct map *m, const char *key, int value);
/* The value, or -1. */
int map_find(const struct map *m, const char *key);
int map_find_n(const struct map *m, const char *key, size_t len);
void map_clear(struct map *m);

#endif
