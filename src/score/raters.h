/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several assessors of one organisation: their answers side by side, and consolidated into one set that is scored like
   any other.

   1. Read each assessor's answers against the same kit.
   2. raters_new() consolidates: raters->answers goes to assessment_new() as if one had given them. A question on which
      the assessors do not say the same carries its consolidated credit (answer.merged), which the scoring takes.
   3. raters_agreement() (agreement.h) tells how far they agree; raters->divergence what they are to talk about.
   With answers agreed on later ('consensus'), each assessor's answer is replaced by the agreed one, what is asked is
   decided anew, and the result is consolidated; ratings and divergences stay those of before.
   Owns what it makes; borrows the kit and all answers. doc/scoring.md has the rules. */
#ifndef PG_SCORE_RATERS_H
#define PG_SCORE_RATERS_H

#include "score/score.h"

enum consolidation { CONSOLIDATE_MEAN, CONSOLIDATE_MEDIAN, CONSOLIDATE_MIN, CONSOLIDATE_MAX };
const char *consolidation_name(enum consolidation how); /* "mean" */
bool consolidation_find(const char *name, enum consolidation *how);
/* Of n > 0 values, which are sorted in place; 'weight' (for the mean; NULL: all alike) is sorted with them. The order
   does not matter, and the result of n equal values is that value to the last bit. */
double consolidate(enum consolidation how, double *value, double *weight, int n);

/* What one assessor's answer to one question says for the score. */
enum rating_kind {
    RATING_NONE,   /* blank, or not asked while that is open: left out */
    RATING_OUT,    /* the node is not asked because of an earlier answer */
    RATING_NA,     /* not applicable, or not asked because the node is not applicable */
    RATING_ZERO,   /* not asked because of an earlier answer: counts 0 */
    RATING_CREDIT, /* answered: counts its credit; in a layer of weights its factor */
    RATING_OTHER,  /* answered; the question has no credit */
};
struct rating {
    enum rating_kind kind;
    double credit; /* ZERO: 0 */
};

struct rater {
    const char *name; /* told apart from all others */
    const struct answers *answers;
    struct scorecard *card; /* by these answers alone, one per framework of the kit */
    double weight;          /* in the mean: 1 */
};

enum divergence_kind {
    DIVERGENCE_APPLIES, /* some say it applies, some that it does not */
    DIVERGENCE_CREDIT,  /* the credits differ */
    DIVERGENCE_OPTIONS, /* other answers for the same credit, or for none */
};
const char *divergence_kind_name(enum divergence_kind k); /* "applies", … */
struct divergence {
    int question;
    enum divergence_kind kind;
    double spread; /* largest − smallest credit; 1 where it is about what applies */
    bool is_settled;
};

struct raters {
    struct arena arena;
    const struct kit *kit;
    enum consolidation how;
    struct rater *rater; /* in the order they were given */
    int n;
    struct rating *rating;           /* question × n + rater: as they answered */
    struct answers *answers;         /* consolidated, with the consensus where there is one */
    struct answer *before;           /* consolidated without the consensus, by question; NULL without one */
    const struct answers *consensus; /* NULL: none */
    struct divergence *divergence;   /* largest first */
    int n_divergences;
};

struct raters_request {
    const struct kit *kit;
    enum consolidation how;
    struct answers *const *answers;
    const char *const *name; /* of each; NULL: as the files say */
    const double *weight;    /* of each in the mean; NULL: 1 */
    int n;
    const struct answers *consensus; /* NULL: none */
};
/* An answer of the consensus that nobody is asked is a warning. */
struct raters *raters_new(const struct raters_request *request, struct diags *ds);
void raters_free(struct raters *x);

const struct rating *raters_rating(const struct raters *x, int question, int rater);
/* Whether the consensus answers the question. */
bool raters_is_agreed(const struct raters *x, int question);

#endif
