/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small data folder of one test, the kit loaded from it, and answers scored by it.

   1. world_make(&w) writes a framework "tree", a model "plain", a profile "steps" and a questionnaire "q" (world.c
      shows them); world_write() replaces any of them or adds others.
   2. world_load(&w, "q") loads the kit; world_answer(&w, text) reads the text of an answer file and scores it.
   3. world_clear(&w).
   WORLD_TEST(test_x) in a list of tests gives the test a world with the kit "q" loaded as its state.
   The tree, with what is asked of each leaf:
      total ─ a ─ a.1 ─ f1: d_1, b_1 (f1.1, f1.2, f1.3), n_1
            │       └─ f2: d_2
            │   └ a.2 (weight 2) ─ f3: d_3, b_3 (f3.1, f3.2)
            └ b ─ f4: d_4 (weight 1), e_4 (weight 3), both depth
   Depth answers 0 … 4 give 0 … 1; function = (2·depth + breadth) / 3; shown on a scale of 4. */
#ifndef PG_TESTS_WORLD_H
#define PG_TESTS_WORLD_H

#include "folder.h"
#include "score/assessment.h"

struct world {
    struct folder folder;
    struct library library;
    struct arena arena;
    struct diags ds;
    struct kit *kit;
    struct answers *answers;
    struct scorecard *card;
};

extern const char world_tree[], world_model[], world_profile[], world_form[];

void world_make(struct world *w);
/* Replaces a file of the data folder, such as "frameworks/tree.csv". */
const char *world_write(struct world *w, const char *name, const char *text);
/* Loads the kit; forgets an earlier one and its diagnostics. */
bool world_load(struct world *w, const char *questionnaire);
bool world_load_request(struct world *w, const struct kit_request *request);
/* Reads and scores the text of a file of answers. False after errors. */
bool world_answer(struct world *w, const char *text);
/* The node's score on the card that has it; fails the test when there is none. */
const struct node_score *world_node(const struct world *w, const char *id);
void world_clear(struct world *w);

int world_set_up(void **state);
int world_tear_down(void **state);
#define WORLD_TEST(function) cmocka_unit_test_setup_teardown(function, world_set_up, world_tear_down)

/* 'text' with its first 'from' replaced by 'to'; fails the test when there is none. */
const char *world_edit(struct arena *a, const char *text, const char *from, const char *to);

#endif
