/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tree of scores as rows of a program: the low end of a node in terms of the steps that are done. For the files of
   roadmap only.

   1. tree_start() on a zeroed tree whose first block is filled: it measures what each step adds to its own item, by the
      code that scores.
   2. tree_node() gives the low end of a node, of a phase, as a line over the program's variables. Nodes that are no sum
      get variables and rows of their own. All of them are bounds from above, which a goal that wants more (or a row
      that asks for at least so much) presses to the score itself, since every aggregate rises with its parts.
   3. 'is_exact' turns false when a rule cannot be said in rows (product, rounding, a cut at the end of a scale, …): the
      bound is then too high, and the caller must hold every solution against roadmap_case_score(). */
#ifndef PG_SCORE_ROADMAP_TREE_H
#define PG_SCORE_ROADMAP_TREE_H

#include "score/roadmap_case.h"
#include "stats/program.h"

struct tree_place {
    int card, node, layer;
    const bool *is_left_out; /* by node; NULL */
};

struct line {
    double constant;
    int n, cap;
    int *variable;
    double *coefficient;
    double low, high; /* between which it lies, whatever the steps */
};

/* The steps of an item: a node with questions of its own. */
struct item_steps {
    int n;
    int *step; /* items of the set, each after those of the same item that it waits for */
    bool
        is_mixed[LAYERS_MAX + 1]; /* of the score and the layers: what a step adds depends on others, no line says it */
};

struct tree {
    const struct roadmap_case *c;
    struct program *program;
    const int *variable; /* by phase and item of the set: whether the step is done by then; −1: it cannot be */
    struct arena *arena;

    bool is_exact;
    struct item_steps *item; /* by card and node */
    double *add;             /* by item of the set and layer (first the score): what the step adds to its own node */
    struct case_score none, all; /* with no step, with all that can be taken */
};

void tree_start(struct tree *t);
/* The low end of a node's layer (−1: the score) in a phase, without the nodes that are left out. */
struct line tree_node(struct tree *t, int phase, const struct tree_place *where);
/* A row: the variable is at most the line. */
void tree_cap(struct tree *t, int variable, const struct line *line);
void line_add(struct tree *t, struct line *line, int variable, double coefficient);

#endif
