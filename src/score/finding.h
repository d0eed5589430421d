/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings: what an assessor should look at before the scores are believed. */
#ifndef PG_SCORE_FINDING_H
#define PG_SCORE_FINDING_H

#include "score/score.h"

enum finding_id {
#define FINDING(id, name, severity) FINDING_##id,
#include "score/finding.def"
#undef FINDING
    N_FINDING_IDS
};
const char *finding_name(enum finding_id id);

enum finding_severity { FINDING_IS_SERIOUS, FINDING_IS_CHECK, FINDING_IS_NOTE, N_FINDING_SEVERITIES };
enum finding_severity finding_severity(enum finding_id id);
const char *finding_severity_name(enum finding_severity s); /* "serious", "check", "note" */

struct finding {
    enum finding_id id;
    int card, node;              /* −1 when it is not about a node */
    int question;                /* −1 */
    const struct choice *choice; /* BOTH_WAYS */
    double share;                /* NA_SHARE, NOT_RATED: 0–1; else of which there are how many; RUN: rows by chance */

    const struct consistency_rule *rule; /* CONTRADICTION */
    const int *questions;                /* to be seen side by side; NULL where it is one or none */
    int n_questions;
    const char *word; /* STRAIGHT_…: the choice; SAME_AS_EXAMPLE: the file */
    int n_of;         /* STRAIGHT_…, SAME_AS_EXAMPLE: answers in all */
};
struct findings {
    struct finding *item; /* the most serious first, then in the order found */
    size_t n, cap;
    struct arena arena;
};

/* 'today' (such as "2026-11-24") is the date that evidence is held against; NULL: its age is not looked at. Items
   grow by mem_grow. */
struct findings findings_collect(const struct kit *k, const struct answers *x, const struct scorecard *cards,
                                 const char *today);
void findings_add(struct findings *all, struct finding f);
void findings_clear(struct findings *f);

#endif
