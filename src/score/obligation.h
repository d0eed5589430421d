/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Readiness for the clauses of a standard, read off the nodes that a crosswalk maps to them. It tells what the answers
   speak for in the judgement of the crosswalk's maker, never that a duty is met. doc/scoring.md, "Obligations", is the
   specification.

   1. obligations_find() makes one obligation a clause: each node of the standard that has rows, and each without nodes
      below it.
   2. Its parts are its rows that name a node, in the file's order. A part rests on the node itself, on an option of the
      function above, or on the nearest node above that has questions. One that another part holds already, or whose
      node does not apply, is not counted, so no answer counts twice.
   3. The value is the mean of the parts, those of full extent weighing 2, the others 1, with the range that blanks and
      what is not asked leave open. The readiness looks at each part by itself: no average makes up for a weak one. */
#ifndef PG_SCORE_OBLIGATION_H
#define PG_SCORE_OBLIGATION_H

#include "score/score.h"

enum readiness {
    READY_WHOLE,          /* every counted part surely reaches the model's ready_from, and one has the full extent */
    READY_MAPPED,         /* the same, but all are parts of the clause */
    READY_PARTLY,         /* some surely do, others surely do not */
    READY_NOT,            /* none can */
    READY_OPEN,           /* blanks decide */
    READY_UNKNOWN,        /* no counted part has a value */
    READY_NA,             /* all parts do not apply */
    READY_NO_COUNTERPART, /* the crosswalk says that there is no node */
    N_READINESS
};
const char *readiness_name(enum readiness r); /* "ready", as in JSON */

struct obligation_part {
    const struct crosswalk_row *row;
    int card, node;   /* whose score it is: of the node itself or of the one above that is asked; −1 = nobody asks */
    bool is_option;   /* done or not, as the node above says of its options */
    bool is_stand_in; /* only the node above is asked */
    bool is_apart;    /* taken without nodes below it that are mapped, too */
    bool is_counted;
    struct score score;
};
struct obligation {
    int clause;                       /* node of the standard */
    const struct crosswalk_row *none; /* the row that says that there is no counterpart; NULL */
    struct obligation_part *part;
    int n_parts;
    int weakest; /* counted part with the lowest value; −1 = none has a value */
    struct score score;
    enum readiness readiness;
};
struct obligations {
    const struct crosswalk *crosswalk;
    double threshold; /* 0–1: the model's ready_from */
    struct obligation *item;
    int n, n_of[N_READINESS]; /* n_of: how many there are of each */
};

/* In 'a'. */
struct obligations obligations_find(const struct kit *k, const struct answers *x, const struct scorecard *cards,
                                    const struct crosswalk *c, struct arena *a);

#endif
