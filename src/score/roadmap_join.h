/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Joining lines as the rules of a model join scores (aggregate.h): a line over the program's variables that is at most
   the joined score, and that a goal which wants more presses to it. For the files of roadmap only. */
#ifndef PG_SCORE_ROADMAP_JOIN_H
#define PG_SCORE_ROADMAP_JOIN_H

#include "score/roadmap_tree.h"

struct joint_part {
    struct line line;
    double weight; /* above 0 */
    int place;     /* among the nodes below, from 1 */
    const struct scale *scale;
};
struct joint {
    const struct place_in *place; /* the rule */
    const char *level;
    const struct scale *scale;
    const struct scoring *model;
    bool is_complete; /* nothing below is blank */
    struct joint_part *part;
    int n;
};

/* Sets the tree's is_exact to false where the line may lie above the score. */
struct line joint_line(struct tree *t, const struct joint *j);

#endif
