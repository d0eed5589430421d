/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The earlier assessment that --baseline names: read, compared, listed among the inputs.

   1. Fill 'file' and 'questionnaire'; earlier_read() after the kit of today is loaded.
   2. earlier_list() lists what was read; earlier_compare() after today's answers are scored.
   3. earlier_clear(). All of it does nothing where 'file' is NULL. */
#ifndef PG_CLI_EARLIER_H
#define PG_CLI_EARLIER_H

#include "cli/inputs.h"
#include "score/change.h"

struct earlier {
    const char *file;          /* --baseline; NULL: there is none */
    const char *questionnaire; /* --baseline-questionnaire; NULL: today's */
    struct answers *answers;
    struct kit *kit; /* of that questionnaire */
    struct baseline baseline;
    struct changes *changes;
};

/* 'today': kit and answers of today, the latter opened. False after errors. */
bool earlier_read(struct run *r, struct earlier *e, const struct kit *k, const struct answers *today);
void earlier_list(const struct earlier *e, struct inputs *inputs);
void earlier_compare(struct earlier *e, const struct assessment *now);
void earlier_clear(struct earlier *e);

#endif
