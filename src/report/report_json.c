/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The result of an assessment as data; keys and order are those of doc/assess.schema.json. */
#include <string.h>

#include "report/change_part.h"
#include "report/finding_text.h"
#include "report/respondent.h"

static struct json *run_json(const struct report *r) {
    struct json *run = json_new_object();
    json_set(run, "date", json_new_text(r->request->date));
    json_set(run, "seed", json_new_int((long long)r->request->seed));
    return run;
}

static struct json *inputs_json(const struct report *r) {
    struct json *list = json_new_list();
    for (size_t i = 0; i < r->request->n_inputs; i++) {
        struct json *in = json_new_object();
        json_set(in, "file", json_new_text(r->request->input[i].path));
        json_set(in, "role", json_new_text(r->request->input[i].role));
        json_set(in, "sha256", json_new_text(r->request->input[i].sha256));
        json_push(list, in);
    }
    return list;
}

static struct json *versioned(const char *id, const char *version) {
    struct json *j = json_new_object();
    json_set(j, "id", json_new_text(id));
    json_set(j, "version", json_new_text(version));
    return j;
}

static struct json *frameworks_json(const struct report *r) {
    struct json *list = json_new_list();
    for (int c = 0; c < r->kit->n_frameworks; c++) {
        json_push(list, versioned(r->kit->framework[c]->info.id, r->kit->framework[c]->info.version));
    }
    return list;
}

static struct json *organisation_json(const struct report *r) {
    const struct answers_info *info = &r->assessment->answers->info;
    struct json *j = json_new_object();
    json_set(j, "name", json_new_filled(info->organisation));
    json_set(j, "unit", json_new_filled(info->unit));
    json_set(j, "scope", json_new_filled(info->scope));
    json_set(j, "handling", json_new_filled(info->handling));
    json_set(j, "assessor", json_new_filled(info->assessor));
    json_set(j, "date", json_new_filled(info->date));
    struct json *models = json_new_list();
    for (int k = 0; r->assessment->organisation && k < N_FINDINGS; k++) {
        const struct org_finding *f = &r->assessment->organisation[k];
        struct json *m = json_new_object();
        json_set(m, "finding", json_new_text(finding_kind_name(f->kind)));
        json_set(m, "status", json_new_text(org_status_name(f->status)));
        json_set(m, "model", json_new_text(f->model >= 0 ? r->kit->organisation->model[f->model].id : NULL));
        json_set(m, "known", json_new_int(f->n_known));
        json_set(m, "questions", json_new_int(f->n_questions));
        json_push(models, m);
    }
    json_set(j, "models", models);
    return j;
}

static bool has_value(const struct score *s) { return s->status == SCORE_SCORED; }
static bool has_range(const struct score *s) { return s->status != SCORE_NA && s->status != SCORE_NOT_ASKED; }

void report_json_set_score(struct json *j, const struct score *s) {
    json_set(j, "score", json_new_real_if(has_value(s), s->value));
    json_set(j, "low", json_new_real_if(has_range(s), s->low));
    json_set(j, "high", json_new_real_if(has_range(s), s->high));
    json_set(j, "shown", json_new_real_if(has_value(s), has_value(s) ? score_shown(s) : 0));
    json_set(j, "status", json_new_text(score_status_name(s->status)));
    json_set(j, "coverage", json_new_real_if(has_range(s), s->coverage));
}

static struct json *layers_json(const struct report *r, const struct node_score *n) {
    struct json *layers = json_new_object();
    for (int l = 0; l < r->kit->model->n_layers; l++) {
        struct json *j = json_new_null();
        if (n->layer[l].status != SCORE_NOT_ASKED) {
            json_free(j);
            j = json_new_object();
            report_json_set_score(j, &n->layer[l]);
        }
        json_set(layers, r->kit->model->layer[l].id, j);
    }
    return layers;
}

static const char *stage_id(const struct report *r, int card, const char *node) {
    bool has_profile = r->kit->n_profiles > 0 && r->kit->profile[0]->card == card;
    int stage = has_profile ? profile_first_stage(r->kit->profile[0], node) : -1;
    return stage >= 0 ? r->kit->profile[0]->stage[stage].id : NULL;
}

static struct json *node_json(const struct report *r, int card, int node) {
    const struct framework *f = r->kit->framework[card];
    const struct node_score *n = &r->assessment->card[card].node[node];
    struct json *j = json_new_object();
    json_set(j, "id", json_new_text(f->node[node].id));
    json_set(j, "framework", json_new_text(f->info.id));
    json_set(j, "kind", json_new_text(f->node[node].level));
    const struct band *band = band_of(r, f->node[node].level, &n->total);
    report_json_set_score(j, &n->total);
    json_set(j, "band", json_new_text(band ? band->id : NULL));
    json_set(j, "share", json_new_real(n->share));
    json_set(j, "layers", layers_json(r, n));
    json_set(j, "answered", json_new_int(n->n_answered));
    json_set(j, "blank", json_new_int(n->n_blank));
    json_set(j, "not_asked", json_new_int(n->n_not_asked));
    json_set(j, "na", json_new_int(n->n_na));
    json_set(j, "confidence", json_new_real_if(n->n_confidence > 0, n->confidence));
    json_set(j, "stage", json_new_text(stage_id(r, card, f->node[node].id)));
    return j;
}

static struct json *nodes_json(const struct report *r) {
    struct json *list = json_new_list();
    for (int c = 0; c < r->kit->n_frameworks; c++) {
        for (int i = 0; i < r->kit->framework[c]->n_nodes; i++) {
            const struct node_score *n = &r->assessment->card[c].node[i];
            if (n->total.status != SCORE_NOT_ASKED || n->n_not_asked > 0) {
                json_push(list, node_json(r, c, i));
            }
        }
    }
    return list;
}

/* ---- profiles ---------------------------------------------------------------------------------------------- */

static struct json *missing_json(const struct report *r, const struct profile_check *check, int stage) {
    struct json *list = json_new_list();
    for (int i = 0; i < check->profile->n_minima; i++) {
        const struct minimum_check *m = &check->minimum[i];
        if (!profile_asks(check->profile, m->minimum, stage) || m->met == MET_YES || m->met == MET_EXCUSED) {
            continue;
        }
        bool is_known = m->have.status == SCORE_SCORED || m->have.status == SCORE_NOT_RATED;
        struct json *gap = json_new_object();
        json_set(gap, "node", json_new_text(m->minimum->node_id));
        json_set(gap, "layer",
                 json_new_text(m->minimum->layer >= 0 ? r->kit->model->layer[m->minimum->layer].id : NULL));
        json_set(gap, "have", json_new_real_if(is_known, m->have.value));
        json_set(gap, "need", json_new_real(m->need));
        json_set(gap, "unit", json_new_text("fraction"));
        report_json_set_priority(r, gap, m);
        json_push(list, gap);
    }
    return list;
}

static struct json *stage_or_null(const struct profile *p, int stage) {
    return json_new_text(stage >= 0 ? p->stage[stage].id : NULL);
}

static struct json *profiles_json(const struct report *r) {
    struct json *list = json_new_list();
    for (int p = 0; p < r->kit->n_profiles; p++) {
        const struct profile_check *check = &r->assessment->profile[p];
        struct json *profile = json_new_object(), *stages = json_new_list();
        json_set(profile, "id", json_new_text(check->profile->info.id));
        json_set(profile, "reached", stage_or_null(check->profile, check->reached));
        json_set(profile, "reached_low", stage_or_null(check->profile, check->reached_low));
        json_set(profile, "reached_high", stage_or_null(check->profile, check->reached_high));
        for (int s = 0; s < check->profile->n_stages; s++) {
            struct json *stage = json_new_object();
            json_set(stage, "id", json_new_text(check->profile->stage[s].id));
            json_set(stage, "met", json_new_text(met_name(check->stage[s].met)));
            json_set(stage, "gaps", missing_json(r, check, s));
            json_push(stages, stage);
        }
        json_set(profile, "to_target", json_new_real(check->to_target));
        json_set(profile, "stages", stages);
        json_push(list, profile);
    }
    return list;
}

/* ---- obligations ------------------------------------------------------------------------------------------- */

static struct json *part_json(const struct report *r, const struct obligations *all, const struct obligation_part *p) {
    bool is_elsewhere = p->is_stand_in || p->is_option;
    struct json *j = json_new_object();
    json_set(j, "id", json_new_text(p->row->to_id));
    json_set(j, "framework", json_new_text(all->crosswalk->framework[p->row->framework]->info.id));
    json_set(j, "extent", json_new_text(extent_name((enum extent)p->row->extent)));
    json_set(j, "counted", json_new_bool(p->is_counted));
    json_set(j, "read_from", json_new_text(is_elsewhere ? r->kit->framework[p->card]->node[p->node].id : NULL));
    report_json_set_score(j, &p->score);
    return j;
}

static struct json *clause_json(const struct report *r, const struct obligations *all, const struct obligation *o) {
    struct json *j = json_new_object(), *nodes = json_new_list();
    json_set(j, "id", json_new_text(all->crosswalk->standard->node[o->clause].id));
    json_set(j, "verdict", json_new_text(readiness_name(o->readiness)));
    json_set(j, "counterpart", json_new_bool(!o->none));
    report_json_set_score(j, &o->score);
    json_set(j, "weakest", json_new_text(o->weakest >= 0 ? o->part[o->weakest].row->to_id : NULL));
    for (int i = 0; i < o->n_parts; i++) {
        json_push(nodes, part_json(r, all, &o->part[i]));
    }
    json_set(j, "nodes", nodes);
    return j;
}

static struct json *obligations_json(const struct report *r) {
    struct json *list = json_new_list();
    for (int c = 0; c < r->kit->n_crosswalks; c++) {
        const struct obligations *all = &r->assessment->obligation[c];
        const struct framework_info *standard = &all->crosswalk->standard->info;
        struct json *j = versioned(all->crosswalk->info.id, all->crosswalk->info.version), *clauses = json_new_list();
        json_set(j, "standard", versioned(standard->id, standard->version));
        json_set(j, "threshold", json_new_real(all->threshold));
        for (int i = 0; i < all->n; i++) {
            json_push(clauses, clause_json(r, all, &all->item[i]));
        }
        json_set(j, "clauses", clauses);
        json_push(list, j);
    }
    return list;
}

/* ---- findings, diagnostics --------------------------------------------------------------------------------- */

static struct json *finding_questions_json(const struct report *r, const struct finding *f) {
    struct json *list = json_new_list();
    const int *questions;
    for (int i = 0, n = finding_questions(f, &questions); i < n; i++) {
        struct json *j = json_new_object();
        json_set(j, "question", json_new_text(r->kit->questionnaire->question[questions[i]].name));
        json_set(j, "answer", json_new_text(r->assessment->answers->answer[questions[i]].text));
        json_push(list, j);
    }
    return list;
}

static struct json *findings_json(const struct report *r) {
    struct json *list = json_new_list();
    for (size_t i = 0; i < r->assessment->findings.n; i++) {
        const struct finding *f = &r->assessment->findings.item[i];
        struct json *j = json_new_object();
        json_set(j, "id", json_new_text(finding_name(f->id)));
        json_set(j, "severity", json_new_text(finding_severity_name(finding_severity(f->id))));
        json_set(j, "node", json_new_text(r->kit->framework[f->card]->node[f->node].id));
        json_set(j, "question",
                 json_new_text(f->question >= 0 ? r->kit->questionnaire->question[f->question].name : NULL));
        json_set(j, "questions", finding_questions_json(r, f));
        json_set(j, "text", json_new_text(finding_text(r, f)));
        json_push(list, j);
    }
    return list;
}

static struct json *diagnostics_json(const struct report *r) {
    struct json *list = json_new_list();
    for (size_t i = 0; r->request->diags && i < r->request->diags->n; i++) {
        const struct diag *d = &r->request->diags->item[i];
        struct json *j = json_new_object();
        json_set(j, "id", json_new_text(diag_name(d->id)));
        json_set(j, "severity", json_new_text(severity_name(d->severity, "en")));
        json_set(j, "place", json_new_filled(diag_place(&r->doc->arena, &d->place)));
        json_set(j, "text", json_new_text(diag_text(&r->doc->arena, d, r->lang)));
        json_push(list, j);
    }
    return list;
}

struct json *report_json(const struct report *r) {
    const struct kit *k = r->kit;
    struct json *j = json_new_object();
    json_set(j, "program", json_new_text(r->request->program));
    json_set(j, "run", run_json(r));
    json_set(j, "inputs", inputs_json(r));
    json_set(j, "framework", frameworks_json(r));
    json_set(j, "questionnaire", versioned(k->questionnaire->info.id, k->questionnaire->info.version));
    json_set(j, "model", versioned(k->model->info.id, k->model->info.version));
    json_set(j, "organisation", organisation_json(r));
    json_set(j, "nodes", nodes_json(r));
    json_set(j, "variants", report_json_variants(r));
    json_set(j, "profiles", profiles_json(r));
    json_set(j, "gaps", report_json_gaps(r));
    if (k->n_crosswalks > 0) {
        json_set(j, "obligations", obligations_json(r));
    }
    set_respondents_json(r, j);
    if (report_has_changes(r)) {
        set_changes_json(r, j);
    }
    if (r->request->roadmap) {
        json_set(j, "plan", roadmap_json(r));
    }
    json_set(j, "findings", findings_json(r));
    json_set(j, "diagnostics", diagnostics_json(r));
    return j;
}
