/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The organisational model: what the organisation states, what its answers describe, what its portfolio suggests —
   three findings kept apart, each with its reasons and with how many facts it rests on. Too few facts is a finding of
   its own. */
#ifndef PG_SCORE_ORGANISATION_CHECK_H
#define PG_SCORE_ORGANISATION_CHECK_H

#include "model/answers.h"
#include "model/organisation.h"

enum org_status {
    ORG_FOUND,     /* one model leads */
    ORG_MIXED,     /* none leads: the mixed model */
    ORG_UNDECIDED, /* none leads, and there is no mixed model */
    ORG_FEW_FACTS, /* fewer facts known than a finding needs */
};
struct org_finding {
    enum finding_kind kind;
    enum org_status status;
    int model;                       /* index; −1 when UNDECIDED or FEW_FACTS */
    double *points;                  /* by model */
    int n_questions;                 /* that bear on this finding */
    int n_known;                     /* of these, answered with something known */
    const struct criterion **reason; /* the criteria that hold, in file order */
    int n_reasons;
};

/* N_FINDINGS findings in 'a', by kind. 'about' are answers to the criteria's questionnaire. */
struct org_finding *organisation_check(const struct organisation *o, const struct answers *about, struct arena *a);
const char *finding_kind_name(enum finding_kind k);
const char *org_status_name(enum org_status s);

#endif
