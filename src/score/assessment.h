/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One organisation assessed: answers in, scores, stages, gaps, findings, obligations and organisational model out.

   1. Load a kit and read answers to its questionnaire.
   2. assessment_new(); every part of a report reads from it.
   Borrows the kit and the answers, which must live longer. */
#ifndef PG_SCORE_ASSESSMENT_H
#define PG_SCORE_ASSESSMENT_H

#include "score/finding.h"
#include "score/gap.h"
#include "score/obligation.h"
#include "score/organisation_check.h"
#include "score/profile_check.h"
#include "score/units.h"

struct assessment {
    struct arena arena;
    const struct kit *kit;
    const struct answers *answers;
    const struct answers *about;   /* profile answers; NULL when none were given */
    const struct raters *raters;   /* several assessors, consolidated into 'answers'; NULL: one (the caller sets it) */
    const struct units *units;     /* several units, rolled up into 'card'; NULL: none */
    struct scorecard *card;        /* one per framework of the kit; card[0] has the total that counts */
    struct profile_check *profile; /* one per profile of the kit */
    struct gaps gaps;
    struct findings findings;
    struct obligations *obligation;   /* one per crosswalk of the kit */
    struct org_finding *organisation; /* N_FINDINGS, or NULL without profile answers or criteria */
};

/* 'about' and 'today' may be NULL. */
struct assessment *assessment_new(const struct kit *k, const struct answers *x, const struct answers *about,
                                  const char *today);
/* The same of units that are rolled up; borrows them. */
struct assessment *assessment_of_units(const struct units *units, const struct answers *about, const char *today);
void assessment_free(struct assessment *s);

#endif
