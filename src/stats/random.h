/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random numbers that depend on the seed alone: xoshiro256** (Blackman & Vigna 2021), seeded with splitmix64. */
#ifndef PG_STATS_RANDOM_H
#define PG_STATS_RANDOM_H

#include <stdint.h>

struct random {
    uint64_t s[4];
};

static inline uint64_t random_split(uint64_t *state) {
    uint64_t z = (*state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static inline struct random random_start(uint64_t seed) {
    struct random r;
    for (int i = 0; i < 4; i++) {
        r.s[i] = random_split(&seed);
    }
    return r;
}

static inline uint64_t random_turn(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

static inline uint64_t random_bits(struct random *r) {
    uint64_t *s = r->s, result = random_turn(s[1] * 5, 7) * 9, t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = random_turn(s[3], 45);
    return result;
}

/* Uniform on [0, 1), 53 bits. */
static inline double random_unit(struct random *r) { return (double)(random_bits(r) >> 11) * 0x1p-53; }
/* Uniform on 0 … n − 1, without bias (Lemire 2019); n > 0. */
static inline uint32_t random_below(struct random *r, uint32_t n) {
    uint64_t m = (random_bits(r) >> 32) * n;
    if ((uint32_t)m < n) {
        for (uint32_t least = -n % n; (uint32_t)m < least;) {
            m = (random_bits(r) >> 32) * n;
        }
    }
    return (uint32_t)(m >> 32);
}

#endif
