/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores of many sets of answers to one questionnaire, for benchmarks and simulations. The same code scores one set
   (score.h): what is not wanted is not computed, what is, is the same to the last bit.

   1. Make a layout (score_layout) for the kit.
   2. Fill struct score_many: 'give' hands out the answers of a set, 'take' keeps what is wanted of its cards.
   3. score_many() shares the sets out among threads. 'take' writes only to places of its own set, so that no result
      depends on their number.
   Or, where a loop of its own is better: scorer_new() once, scorer_score() for each set.
   Ownership: answers stay the caller's; a scorer and its cards belong to the arena. */
#ifndef PG_SCORE_MANY_H
#define PG_SCORE_MANY_H

#include "score/score.h"

/* What of a card is wanted beside the totals of all nodes and the layers of items; flags. */
enum score_want {
    SCORE_TOTALS = 0,
    SCORE_LAYERS = 1,   /* of nodes above items; else SCORE_NOT_ASKED */
    SCORE_COUNTS = 2,   /* n_answered … n_confidence; else 0 */
    SCORE_SHARES = 4,   /* share; else 0 */
    SCORE_VARIANTS = 8, /* variant_total; else zeroed */
    SCORE_ALL = SCORE_LAYERS | SCORE_COUNTS | SCORE_SHARES | SCORE_VARIANTS
};

/* Answers of a set, 0 … n_sets − 1, read against the questionnaire of the layout's kit. May fill answers that belong
   to the worker. */
typedef const struct answers *score_give_fn(void *context, size_t set, int worker);
/* One card per framework of the kit; they are there until it returns. */
typedef void score_take_fn(void *context, size_t set, const struct scorecard *cards);

struct score_many {
    const struct score_layout *layout;
    unsigned want; /* enum score_want */
    score_give_fn *give;
    score_take_fn *take;
    void *context; /* of both */
};
void score_many(const struct score_many *m, size_t n_sets, int n_workers);

/* Room for scoring one set after the other. All in 'a'; borrows the layout. */
struct scorer;
struct scorer *scorer_new(const struct score_layout *layout, unsigned want, struct arena *a);
/* One card per framework of the kit, until the next call. Allocates nothing. */
struct scorecard *scorer_score(struct scorer *s, const struct answers *x);

#endif
