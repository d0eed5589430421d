/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/estimate.h"
#include "stats/pick.h"
#include "stats/position.h"

/* The member: a value, or "#3", the third row, which then is none of the others. */
struct member {
    double value;
    size_t row; /* SIZE_MAX = no row */
    enum stat_status status;
};

static struct member member_of(const struct stat_input *in) {
    const char *text = in->options.member;
    struct member m = {.row = SIZE_MAX};
    if (!text) {
        m.status = STAT_UNDEFINED;
    } else if (text[0] != '#') {
        m.status = num_parse(text, &m.value) ? STAT_OK : STAT_UNDEFINED;
    } else {
        long row = 0;
        bool is_row = num_parse_int(text + 1, &row) && row >= 1 && (size_t)row <= in->x[0].n;
        m.row = is_row ? (size_t)row - 1 : SIZE_MAX;
        m.status = !is_row ? STAT_UNDEFINED : variable_has(&in->x[0], m.row) ? STAT_OK : STAT_TOO_FEW;
        m.value = m.status == STAT_OK ? in->x[0].value[m.row] : 0;
    }
    return m;
}

/* The values of all but the member. */
static size_t without(struct picked *p, size_t row) {
    size_t n = 0;
    for (size_t i = 0; i < p->n; i++) {
        if (p->row[i] != row) {
            p->x[n++] = p->x[i];
        }
    }
    return n;
}

static void add_counts(struct stat_output *out, const struct standing *s) {
    stat_add(out, "answered", UNIT_COUNT, s->answered);
    stat_add(out, "answered_below", UNIT_COUNT, s->below);
    stat_add(out, "answered_tied", UNIT_COUNT, s->tied);
}

static void run(const struct stat_input *in, struct stat_output *out) {
    struct picked p = pick_x(in, out);
    struct member m = member_of(in);
    pick_without_design(in, out);
    double population = population_of(in), level = in->options.level;
    stat_method(out, "share of the others that is below, ties counted half; %s",
                population > 0 ? "exact hypergeometric interval" : "Clopper-Pearson interval (no population given)");
    if (m.status != STAT_OK) {
        stat_note(out, "%s",
                  m.status == STAT_TOO_FEW ? "the member has no value"
                                           : "name the member: a value, or # and the number of its row");
        stat_add_status(out, "percentile_rank", UNIT_SHARE, m.status);
        return;
    }
    out->n = without(&p, m.row);
    struct standing s = standing_of(m.value, p.x, out->n);
    stat_add_estimate(out, "percentile_rank", UNIT_SHARE, position_share(s, population, level));
    if (population > 0) {
        stat_add_estimate(out, "members_below", UNIT_SCORE1, position_below(s, population, level));
    }
    add_counts(out, &s);
}

const struct stat stat_percentile_rank = {
    .name = "percentile_rank",
    .family = "position",
    .title = "Percentile rank of one member in a finite group",
    .formula = "(b + t/2)/m of the m others that answered, b below and t tied; limits: the means of the exact "
               "hypergeometric limits of the number below and of the number not above among the N − 1 others, over N − "
               "1 (Clopper-Pearson where N is not known); members_below = percentile_rank (N − 1)",
    .assumptions = "the others that answered are a simple random sample of the N − 1 others; the member itself is not "
                   "among them: --member VALUE, or #ROW for one of the rows",
    .source = "Buonaccorsi (1987), The American Statistician 41, 215–218; Crawford, Garthwaite and Slick (2009), The "
              "Clinical Neuropsychologist 23, 1173–1195 (ties)",
    .r = "v <- 1.5; (sum(x < v) + sum(x == v) / 2) / length(x)",
    .needs = NEEDS_X | X_NUMERIC,
    .options = "member population level fpc",
    .keys = "percentile_rank members_below answered answered_below answered_tied",
    .run = run,
    .example = {{"peers10", "--x score --member 1.5", "percentile_rank", 0.55,
                 "(sum(score < 1.5) + sum(score == 1.5) / 2) / length(score)"}},
};
