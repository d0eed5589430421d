/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random numbers that are the same on every machine (SplitMix64: Steele, Lea, Flood 2014). A test prints its seed's
   row with CHECK_ROW. */
#ifndef PG_TESTS_RANDOM_H
#define PG_TESTS_RANDOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct random {
    uint64_t at;
};

static inline struct random random_seed(uint64_t seed) { return (struct random){seed}; }

static inline uint64_t random_next(struct random *r) {
    uint64_t z = (r->at += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* 0 … n − 1; n > 0. The bias below 2^-30 does not matter here. */
static inline uint64_t random_below(struct random *r, uint64_t n) { return random_next(r) % n; }

/* True once in 'n' times. */
static inline bool random_once_in(struct random *r, uint64_t n) { return random_below(r, n) == 0; }

/* 0 ≤ x < 1. */
static inline double random_real(struct random *r) { return (double)(random_next(r) >> 11) / 9007199254740992.0; }

#endif
