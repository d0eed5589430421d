/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holding cells of a workbook against what the engine computes of the answers.

   1. Fill run, kit, card; verify_cell() for each cell that holds a score. What disagrees is a warning with both
      numbers; a cell without a number is an error where a number was expected.
   2. verify_form(), verify_report() here, and verify_map() (verify_map.c), do so for all cells that are known.
   3. n and n_differ count. */
#ifndef PG_CLI_VERIFY_H
#define PG_CLI_VERIFY_H

#include "cli/run.h"
#include "model/answers.h"
#include "model/cell_map.h"
#include "model/kit.h"
#include "score/score.h"

struct verify {
    struct run *run;
    const struct kit *kit;
    const struct scorecard *card;
    bool takes_states; /* a text or an empty cell says that there is no score */
    size_t n, n_differ;
};
/* What a cell should say. */
struct verify_wanted {
    int card, node, layer; /* layer −1: the node itself */
    enum cell_what what;
};

void verify_cell(struct verify *v, const struct map_cell *cell, const struct verify_wanted *wanted);
/* False after an error. */
bool verify_form(struct verify *v, const struct input *in);
bool verify_report(struct verify *v, const struct input *in);
bool verify_map(struct verify *v, const struct cell_map *m, const struct input *in);
/* Answers that stand in the cells of the map; NULL after errors, or when the map names none. */
struct answers *verify_answers(struct run *r, const struct cell_map *m, const struct kit *k, const struct input *in);

#endif
