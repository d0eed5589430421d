/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts, moments and cross tables of all questions of a survey, on all processors.

   1. Fill a struct tabulation with the dataset, the segments ('by'), and which rows count.
   2. tabulate() fills one struct tabulated a question; tabulation_clear() frees.
   3. What a cell holds: how many responses, their sum of weights, the sum of squared weights. From these come counts,
      shares, means and their standard errors: tabulated_mean(), tabulated_rank(), tabulated_chisq().
   Only answers count (RESPONSE_GIVEN): "not applicable" and its like are counted by state. A question with several
   answers has a response in each of its cells. Sums of weights are taken in blocks of rows, in the order of the rows,
   with compensation: the same for every number of threads.
   Borrows the dataset. */
#ifndef PG_SURVEY_TABULATE_H
#define PG_SURVEY_TABULATE_H

#include "model/dataset.h"
#include "stats/chisq.h"
#include "stats/position.h"

struct tally_cell {
    size_t n;
    double weight, square; /* Σ w, Σ w²; without weights both are n */
};

/* A question by a segment question: n_groups × n_choices cells, group after group. */
struct tabulated_cross {
    int by; /* index of the segment question */
    int n_groups, n_choices;
    struct tally_cell *cell;
    struct tally_cell *base; /* of each group: responses with an answer */
};

struct tabulated {
    int question;
    int n_choices;
    struct tally_cell *cell;         /* of each choice */
    struct tally_cell base;          /* responses with an answer: of several, one at least */
    size_t state[N_RESPONSE_STATES]; /* responses by what is known of the answer */
    double *value;                   /* numbers of the choices, when it is a scale; NULL otherwise */
    struct moments_of_tally {
        struct estimate mean, sd, q1, median, q3; /* unweighted */
    } moments;                                    /* scale and numbers; else UNDEFINED */
    struct tabulated_cross *cross;                /* one a segment */
};

struct tabulation {
    const struct dataset *dataset;
    const int *by; /* questions of one answer */
    int n_by;
    const uint8_t *in; /* rows that count, a byte each; NULL: all */
    int n_threads;     /* 0: as many as there are processors */
    double level;      /* of intervals */
    /* results */
    struct arena arena;
    struct tabulated *question; /* parallel to the questionnaire's; n_choices 0 and base.n 0 where there is nothing */
};
void tabulate(struct tabulation *t);
void tabulation_clear(struct tabulation *t);

/* Weighted mean of a scale in a group, with the linearised standard error of a domain: SE² = N/(N − 1) · Σ w²(y −
   mean)²/(Σ w)² with N responses in the file, and a normal interval. Source: Binder (1983); R: survey::svyby(~y, ~g,
   svydesign(ids = ~1, weights = ~w), svymean). */
struct estimate tabulated_mean(const struct tabulation *t, const struct tabulated *x, const struct tally_cell *cell,
                               size_t n);
/* Where a value stands among the responses of a group, itself included: the share below, ties counted half. */
struct estimate tabulated_rank(const struct tabulated *x, const struct tally_cell *cell, double own);
/* Pearson's test of independence, empty rows and columns left out. False when fewer than two of each are left. */
bool tabulated_chisq(const struct tabulated_cross *c, struct chisq *out, struct arena *scratch);

#endif
