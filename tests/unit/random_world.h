/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A random framework, model, profile and questionnaire, written into the data folder of a struct world and loaded. */
#ifndef PG_TESTS_RANDOM_WORLD_H
#define PG_TESTS_RANDOM_WORLD_H

#include "random.h"
#include "world.h"

void random_world(struct world *w, struct random *r);
/* One whose model uses all words of the language but 'target' and layers of weights, each level its own, without a
   profile, and without questions about what cannot apply. */
void random_world_of_words(struct world *w, struct random *r);
/* The same, with nodes that are asked only when an earlier node's answer says so. */
void random_world_of_conditions(struct world *w, struct random *r);

#endif
