/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mixed-integer linear programs: an objective and rows over variables, some of them whole, solved by GLPK.

   1. program_new(); program_variable() and program_row() give indices from 0 on; program_set() adds to a coefficient.
   2. program_goal() sets the objective anew, program_bound_row() a row's bounds: the same program is solved for one
      goal after another.
   3. program_solve(). Work is limited by nodes of the search tree and, where program_limit_work() says so, by an
      estimate of all that the simplex method does; never by time, so that the same program gives the same result on
      every machine. When a limit ends it, 'bound' says how good a solution there can be at most.
   4. program_free(). The program owns everything, the last solution included, until it is solved again. */
#ifndef PG_STATS_PROGRAM_H
#define PG_STATS_PROGRAM_H

#include <stdbool.h>

enum program_status {
    PROGRAM_OPTIMAL,    /* proven */
    PROGRAM_BOUNDED,    /* a solution; a better one may lie within 'bound' */
    PROGRAM_INFEASIBLE, /* proven: the rows contradict each other */
    PROGRAM_UNBOUNDED,  /* the objective has no end */
    PROGRAM_LIMIT,      /* the limit came before a solution, or the solver gave up */
};
const char *program_status_name(enum program_status s);

struct program_result {
    enum program_status status;
    double objective; /* of 'x'; OPTIMAL and BOUNDED */
    double bound;     /* no solution is better than this; the objective itself when OPTIMAL */
    double gap;       /* |bound − objective| ÷ max(1, |objective|) */
    const double *x;  /* by variable, whole ones exactly whole; NULL without a solution */
    long n_nodes;     /* of the search tree */
    double work;      /* what it took, in PROGRAM_WORK_UNIT */
};

struct program;
struct program *program_new(void);
void program_free(struct program *p);
/* Bounds may be ±INFINITY. The index of the new variable. */
int program_variable(struct program *p, double low, double high, bool is_whole);
/* low ≤ Σ coefficient × variable ≤ high; ±INFINITY for no bound. The index of the new row. */
int program_row(struct program *p, double low, double high);
void program_bound_row(struct program *p, int row, double low, double high);
void program_set(struct program *p, int row, int variable, double add);
/* Clears the objective. */
void program_goal(struct program *p, bool is_maximum);
void program_goal_add(struct program *p, int variable, double add);
int program_n_variables(const struct program *p);
/* One step of the simplex method at one row or variable: some 20 million of them take a second. */
#define PROGRAM_WORK_UNIT 1.0
/* The most work of each program_solve() from now on; INFINITY, as at first: no limit. It is looked at between nodes, so
   that one node's work may come on top. */
void program_limit_work(struct program *p, double work);
/* At most 'n_nodes_max' nodes of the search tree. */
struct program_result program_solve(struct program *p, long n_nodes_max);

#endif
