/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Subpopulations: who counts, and with how many units, strata and degrees of freedom. */
#include "stats/taylor.h"

#include <string.h>

#include "stats/dist.h"

enum { SEEN = 1, SEEN_WITH_WEIGHT = 2 };

/* Marks a unit or stratum; returns what is new about it. */
static int mark(uint8_t *seen, bool has_weight) {
    int now = SEEN | (has_weight ? SEEN_WITH_WEIGHT : 0), new = now & ~*seen;
    *seen |= (uint8_t)now;
    return new;
}

static void count_row(struct taylor *t, size_t i) {
    const struct sampling *s = t->s;
    struct domain *d = &t->domain;
    bool has_weight = s->weight[i] != 0;
    uint8_t own = 0;
    int h = sampling_stratum(s, i);
    int unit = mark(t->unit_seen ? &t->unit_seen[s->unit[i]] : &own, has_weight),
        stratum = mark(&t->stratum_seen[h], has_weight);
    d->n++;
    d->n_weighted += has_weight;
    d->n_units += (unit & SEEN) != 0;
    d->df += (unit & SEEN_WITH_WEIGHT) != 0;
    d->df -= (stratum & SEEN_WITH_WEIGHT) != 0;
    if (stratum & SEEN) {
        d->n_strata++;
        d->n_lonely += s->strata[h].is_lonely;
    }
}

void taylor_domain(struct taylor *t, const uint8_t *in) {
    const struct sampling *s = t->s;
    struct sum weight = {0};
    t->domain = (struct domain){.in = in};
    memset(t->stratum_seen, 0, (size_t)s->n_strata);
    if (t->unit_seen) {
        memset(t->unit_seen, 0, s->n_units);
    }
    for (size_t i = 0; i < s->n; i++) {
        if (!in || in[i]) {
            count_row(t, i);
            sum_add(&weight, s->weight[i]);
        }
    }
    t->domain.weight = sum_value(&weight);
    t->domain.t = t->domain.df > 0 ? dist_t_quantile(0.5 + t->level / 2, t->domain.df) : 0;
    if (s->first) { /* residuals reach beyond the domain, so all strata count */
        t->domain.n_strata = t->domain.n_lonely = 0;
        for (int h = 0; h < s->n_strata; h++) {
            t->domain.n_strata += s->strata[h].n_units > 0;
            t->domain.n_lonely += s->strata[h].is_lonely;
        }
    }
}
