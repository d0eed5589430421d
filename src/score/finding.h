/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings: what an assessor should look at before the scores are believed. */
#ifndef PG_SCORE_FINDING_H
#define PG_SCORE_FINDING_H

#include "score/score.h"

enum finding_id {
#define FINDING(id, name) FINDING_##id,
#include "score/finding.def"
#undef FINDING
    N_FINDING_IDS
};
const char *finding_name(enum finding_id id);

struct finding {
    enum finding_id id;
    int card, node;              /* −1 when it is not about a node */
    int question;                /* −1 */
    const struct choice *choice; /* BOTH_WAYS */
    double share;                /* NA_SHARE, NOT_RATED: 0–1; NA_MANY: how many */
};
struct findings {
    struct finding *item;
    size_t n, cap;
};

/* 'today' (such as "2026-11-24") is the date that evidence is held against; NULL: its age is not looked at. Items
   grow by mem_grow. */
struct findings findings_collect(const struct kit *k, const struct answers *x, const struct scorecard *cards,
                                 const char *today);
void findings_clear(struct findings *f);

#endif
