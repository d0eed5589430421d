/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far several assessors agree about a node and all below it.

   Subjects are the scored questions that every assessor answered with a credit; what somebody left blank, was not asked
   or called not applicable is left out, and counted. The kappas look at questions with one choice, whose categories are
   all credits that these questions have, in order; the intraclass correlations look at the credits of all questions.
   With more than two assessors Cohen's kappas are the mean over all pairs (Light 1971). */
#ifndef PG_SCORE_AGREEMENT_H
#define PG_SCORE_AGREEMENT_H

#include "score/raters.h"
#include "stats/stat.h"

enum agreement_id {
    AGREEMENT_SAME,     /* share of questions that all gave the same credit */
    AGREEMENT_KAPPA,    /* Cohen 1960 */
    AGREEMENT_WEIGHTED, /* Cohen 1968, quadratic weights */
    AGREEMENT_FLEISS,   /* Fleiss 1971 */
    AGREEMENT_ICC_1,    /* Shrout and Fleiss 1979: ICC(1,1) */
    AGREEMENT_ICC_2,    /* ICC(2,1) */
    AGREEMENT_ICC_3,    /* ICC(3,1) */
    AGREEMENT_ICC_2K,   /* ICC(2,k) */
    N_AGREEMENTS
};
const char *agreement_name(enum agreement_id id); /* "same", "kappa", … as in JSON */

struct agreement {
    size_t n;                         /* questions that all answered */
    size_t n_choices;                 /* of them with one choice: those of the kappas */
    size_t n_left_out;                /* asked, but not answered with a credit by all */
    struct estimate of[N_AGREEMENTS]; /* a status and no value where it cannot be computed */
};
/* 'node' of the kit's framework 'card'; 0 is the whole. */
struct agreement raters_agreement(const struct raters *x, int card, int node);

#endif
