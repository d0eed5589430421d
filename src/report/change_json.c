/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What has changed since an earlier assessment, as data. */
#include <math.h>

#include "report/change_part.h"

static const char *basis_name(enum change_basis b) {
    static const char *const names[] = {"questionnaires", "hashes", "version", "assumed"};
    return names[b];
}

static struct json *stage_or_null(const struct profile_check *check, int stage) {
    return json_new_text(check->profile && stage >= 0 ? check->profile->stage[stage].id : NULL);
}

static struct json *baseline_json(const struct report *r) {
    const struct changes *c = r->request->changes;
    const struct answers *then = c->baseline->answers;
    const struct questionnaire *q = changes_questionnaire(c, r->assessment);
    struct json *j = json_new_object(), *questionnaire = json_new_object(), *counts = json_new_object();
    struct json *profiles = json_new_list();
    json_set(j, "file", json_new_text(then->file));
    json_set(j, "date", json_new_filled(then->info.date));
    json_set(questionnaire, "id", json_new_text(q->info.id));
    json_set(questionnaire, "version", json_new_filled(c->baseline->kit ? q->info.version : then->info.version));
    json_set(j, "questionnaire", questionnaire);
    json_set(j, "basis", json_new_text(basis_name(c->basis)));
    for (int f = 0; f < N_FATES; f++) {
        if (f != FATE_PARTLY) {
            json_set(counts, fate_name((enum fate)f), json_new_int(c->n_of[f]));
        }
    }
    json_set(j, "questions", counts);
    for (int p = 0; p < r->kit->n_profiles; p++) {
        struct json *profile = json_new_object();
        json_set(profile, "id", json_new_text(r->kit->profile[p]->info.id));
        json_set(profile, "old", stage_or_null(&c->profile[p], c->profile[p].reached));
        json_set(profile, "new", stage_or_null(&r->assessment->profile[p], r->assessment->profile[p].reached));
        json_push(profiles, profile);
    }
    json_set(j, "profiles", profiles);
    return j;
}

/* ---- nodes ------------------------------------------------------------------------------------------------------- */

static void set_end(struct json *j, const char *name, const struct score *s, double value) {
    bool has = s && s->status != SCORE_NA && s->status != SCORE_NOT_ASKED;
    json_set(j, name, json_new_real_if(has, has ? value : 0));
}

static void set_pair(struct json *j, const struct score *before, const struct score *now) {
    double change = 0;
    bool is_known = before && now && change_between(before, now, &change);
    bool has_before = before && score_is_shown(before), has_now = now && score_is_shown(now);
    json_set(j, "old", json_new_real_if(has_before, has_before ? before->value : 0));
    json_set(j, "new", json_new_real_if(has_now, has_now ? now->value : 0));
    json_set(j, "change", json_new_real_if(is_known, change));
    json_set(j, "direction", json_new_text(is_known ? direction_name(change_direction(before, now)) : NULL));
    set_end(j, "old_low", before, before ? before->low : 0);
    set_end(j, "new_low", now, now ? now->low : 0);
    set_end(j, "old_high", before, before ? before->high : 0);
    set_end(j, "new_high", now, now ? now->high : 0);
}

static const char *reason_of(const struct node_change *x) {
    if (x->fate != FATE_SAME) {
        return fate_name(x->fate);
    }
    return score_is_shown(&x->before->total) && score_is_shown(&x->now->total) ? NULL : "no_score";
}

static struct json *node_json(const struct report *r, const struct node_change *x) {
    struct json *j = json_new_object(), *layers = json_new_object();
    json_set(j, "node", json_new_text(x->id));
    json_set(j, "framework", json_new_text(x->card >= 0 ? r->kit->framework[x->card]->info.id : NULL));
    set_pair(j, x->before ? &x->before->total : NULL, x->now ? &x->now->total : NULL);
    json_set(j, "comparable", json_new_real(x->comparable));
    json_set(j, "reason", json_new_text(reason_of(x)));
    for (int l = 0; l < r->kit->model->n_layers; l++) {
        const struct score *before = x->before ? &x->before->layer[l] : NULL, *now = x->now ? &x->now->layer[l] : NULL;
        bool is_asked = (before && before->status != SCORE_NOT_ASKED) || (now && now->status != SCORE_NOT_ASKED);
        struct json *layer = is_asked ? json_new_object() : json_new_null();
        if (is_asked) {
            set_pair(layer, before, now);
        }
        json_set(layers, r->kit->model->layer[l].id, layer);
    }
    json_set(j, "layers", layers);
    return j;
}

static struct json *nodes_json(const struct report *r) {
    const struct changes *c = r->request->changes;
    struct json *list = json_new_list();
    for (int i = 0; i < c->n_nodes; i++) {
        json_push(list, node_json(r, &c->node[i]));
    }
    return list;
}

/* ---- answers ----------------------------------------------------------------------------------------------------- */

static struct json *answer_json(const struct report *r, const struct question_change *q) {
    const struct answer *before = change_answer_before(r->request->changes, q);
    const struct answer *now = q->now >= 0 ? &r->assessment->answers->answer[q->now] : NULL;
    struct json *j = json_new_object();
    json_set(j, "question", json_new_text(q->name));
    json_set(j, "fate", json_new_text(fate_name(q->fate)));
    json_set(j, "old", json_new_filled(before ? before->text : NULL));
    json_set(j, "new", json_new_filled(now ? now->text : NULL));
    json_set(j, "old_credit", json_new_real_if(!isnan(q->credit_before), q->credit_before));
    json_set(j, "new_credit", json_new_real_if(!isnan(q->credit_now), q->credit_now));
    json_set(j, "effect", json_new_real(q->effect));
    return j;
}

static struct json *answers_json(const struct report *r) {
    const struct changes *c = r->request->changes;
    struct json *list = json_new_list();
    for (int i = 0; i < c->n_questions; i++) {
        if (c->question[i].fate != FATE_SAME || c->question[i].is_other_answer) {
            json_push(list, answer_json(r, &c->question[i]));
        }
    }
    return list;
}

void set_changes_json(const struct report *r, struct json *result) {
    json_set(result, "baseline", baseline_json(r));
    json_set(result, "changes", nodes_json(r));
    json_set(result, "changed_answers", answers_json(r));
}
