/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --fail-below: a score or a stage that a run must reach for its exit code to be 0. */
#ifndef PG_CLI_FAIL_BELOW_H
#define PG_CLI_FAIL_BELOW_H

#include "cli/run.h"
#include "score/assessment.h"

struct fail_below {
    const char *text; /* as given; NULL: nothing is asked */
    double score;     /* on the display scale; when stage is −1 */
    int stage;        /* of the kit's first profile; −1 */
};

/* False after an error. */
bool fail_below_read(struct run *r, const struct kit *k, struct fail_below *f);
/* Whether the assessment is below, said on standard error. A score that is not shown is below any; a stage must be
   reached with every blank answered worst. */
bool fail_below_judge(const struct run *r, const struct fail_below *f, const struct assessment *s);

#endif
