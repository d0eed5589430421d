/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nodes without questions of their own that are options of a several-choice question of the node above: whether they
   are done. */
#ifndef PG_SCORE_SUBNODE_H
#define PG_SCORE_SUBNODE_H

#include "score/score.h"

struct subnode {
    int layer;  /* of the question that has the node as an option; −1: no question has */
    int state;  /* 1 done, 0 not, −1 not known */
    bool is_na; /* cannot apply, or the node above does not */
};

/* 'node' is not the total. */
struct subnode subnode_find(const struct kit *k, const struct answers *x, const struct scorecard *card, int node);

#endif
