/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can only be checked once the parts of a kit are joined. Called by kit_load(); each adds its errors and
   warnings. */
#ifndef PG_MODEL_KIT_CHECK_H
#define PG_MODEL_KIT_CHECK_H

#include "model/kit.h"

/* Of a question that scores a node. */
void kit_check_scorable(struct kit *k, const struct question *x, struct diags *ds);
/* Of minimum 'i' of a joined profile, against those before it. */
void kit_check_minimum_twice(struct kit *k, const struct profile *p, int i, struct diags *ds);
/* Of all minima of a joined profile: what is never asked, or asks less than before. Warnings. */
void kit_check_minima(struct kit *k, const struct profile *p, struct diags *ds);
/* What the scores of a level can be shown between, whichever of its rules makes them; infinite where sums do. */
struct scale kit_check_scale(const struct kit *k, const char *level);
/* Of the whole kit: levels that the model names before, rules and nested items after its questions are resolved. */
void kit_check_levels(struct kit *k, struct diags *ds);
void kit_check_rules(struct kit *k, struct diags *ds);
/* Gates and thresholds: on the scales of what they look at. */
void kit_check_steps(struct kit *k, struct diags *ds);
void kit_check_nested_items(struct kit *k, struct diags *ds);

#endif
