/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/fail_below.h"

#include "base/num.h"
#include "model/hint.h"

static const char *stage_ids(struct run *r, const struct kit *k) {
    const char *ids = "";
    for (int i = 0; k->n_profiles > 0 && i < k->profile[0]->n_stages; i++) {
        ids = arena_printf(&r->arena, "%s%s%s", ids, *ids ? ", " : "", k->profile[0]->stage[i].id);
    }
    return ids;
}

bool fail_below_read(struct run *r, const struct kit *k, struct fail_below *f) {
    double top = k->model->info.scale_max;
    char top_text[NUM_TEXT_MAX];
    *f = (struct fail_below){.text = argument_text(&r->args, "fail-below"), .stage = -1};
    if (!f->text || (num_parse(f->text, &f->score) && f->score >= 0 && f->score <= top)) {
        return true;
    }
    f->stage = k->n_profiles > 0 ? profile_stage(k->profile[0], f->text) : -1;
    if (f->stage < 0) {
        diag_add(&r->ds, DIAG_FAIL_BELOW_INVALID, NULL, f->text, num_shortest(top_text, top), stage_ids(r, k));
    }
    return f->stage >= 0;
}

static bool is_below_score(const struct run *r, const struct fail_below *f, const struct assessment *s) {
    const struct score *total = &s->card[0].node[0].total;
    char text[NUM_TEXT_MAX];
    if (total->status != SCORE_SCORED) {
        RUN_SAY(r, DIAG_BELOW_NOT_RATED, f->text);
        return true;
    }
    double shown = score_shown(total);
    if (shown >= f->score) {
        return false;
    }
    RUN_SAY(r, DIAG_BELOW_SCORE, num_fixed(text, shown, total->scale->decimals), f->text);
    return true;
}

bool fail_below_judge(const struct run *r, const struct fail_below *f, const struct assessment *s) {
    if (!f->text) {
        return false;
    }
    if (f->stage < 0) {
        return is_below_score(r, f, s);
    }
    int reached = s->profile[0].reached_low;
    if (reached >= f->stage) {
        return false;
    }
    if (reached < 0) {
        RUN_SAY(r, DIAG_BELOW_NO_STAGE, f->text);
    } else {
        RUN_SAY(r, DIAG_BELOW_STAGE, s->kit->profile[0]->stage[reached].id, f->text);
    }
    return true;
}
