/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All groups of a table at once, for tabulation: what taylor_mean() and taylor_share() give for each group as a
   domain, in two passes over the observations however many groups there are (designs with calibrated weights take one
   pass a cell). */
#ifndef PG_STATS_TAYLOR_TABLE_H
#define PG_STATS_TAYLOR_TABLE_H

#include "stats/taylor.h"

/* Means of x in each group, within the domain of 't': out[g]. group[i] is 0 … n_groups − 1, or −1 for none. */
void taylor_group_means(struct taylor *t, const double *x, const int *group, int n_groups, struct sampled *out);

/* Shares of each level in each group: out[g · n_levels + l]. level[i] of −1 leaves the observation out. */
struct levels {
    const int *code;
    int n;
};
void taylor_group_shares(struct taylor *t, const struct levels *level, const struct levels *group, struct sampled *out);

#endif
