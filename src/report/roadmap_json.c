/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The improvement plan as data; keys and order are those of doc/assess.schema.json. */
#include <math.h>

#include "report/roadmap_part.h"

static struct json *finite_or_null(double x) { return json_new_real_if(isfinite(x), x); }

static const char *stage_id(const struct report *r, int stage) {
    const struct profile *p = r->request->roadmap->c->profile;
    return p && stage >= 0 ? p->stage[stage].id : NULL;
}

static struct json *missing_json(const struct report *r, const struct roadmap_missing *x, int n) {
    struct json *list = json_new_list();
    for (int i = 0; i < n; i++) {
        const struct minimum *m = x[i].minimum;
        struct json *j = json_new_object();
        json_set(j, "stage", json_new_text(stage_id(r, m->stage)));
        json_set(j, "node", json_new_text(m->node_id));
        json_set(j, "layer", json_new_text(m->layer >= 0 ? r->kit->model->layer[m->layer].id : NULL));
        json_set(j, "have", json_new_real(x[i].have));
        json_set(j, "need", json_new_real(x[i].need));
        json_set(j, "reason", json_new_text(missing_reason_name(x[i].reason)));
        json_push(list, j);
    }
    return list;
}

static struct json *phases_json(const struct report *r) {
    const struct roadmap *m = r->request->roadmap;
    struct json *list = json_new_list();
    for (int t = 0; t < m->n_phases; t++) {
        const struct roadmap_phase *p = &m->phase[t];
        struct json *j = json_new_object();
        json_set(j, "phase", json_new_int(t + 1));
        json_set(j, "steps", json_new_int(p->n_steps));
        json_set(j, "effort", json_new_real(p->effort));
        json_set(j, "capacity", finite_or_null(m->request->capacity));
        json_set(j, "total", json_new_real(p->total));
        json_set(j, "reached_low", json_new_text(stage_id(r, p->reached)));
        json_set(j, "missing", missing_json(r, p->missing, p->n_missing));
        json_push(list, j);
    }
    return list;
}

static struct json *step_json(const struct report *r, const struct roadmap_step *step) {
    const struct step_item *x = roadmap_item(r, step->item);
    const struct step_place *p = roadmap_place(r, step->item);
    struct json *j = json_new_object(), *needs = json_new_list();
    json_set(j, "phase", json_new_int(step->phase + 1));
    json_set(j, "node", json_new_text(r->kit->framework[p->card]->node[p->node].id));
    json_set(j, "framework", json_new_text(r->kit->framework[p->card]->info.id));
    json_set(j, "layer", json_new_text(r->kit->model->layer[p->layer].id));
    json_set(j, "from", json_new_real(x->step->from));
    json_set(j, "to", json_new_real(x->step->to));
    json_set(j, "effort", json_new_real(x->step->effort));
    json_set(j, "owner", json_new_text(roadmap_owner(r, step->item)));
    json_set(j, "text", json_new_text(roadmap_done(r, step->item)));
    for (int i = 0; i < x->n_needs; i++) {
        if (x->need[i].item >= 0) {
            json_push(needs,
                      json_new_text(step_name(r->kit, r->request->roadmap->c->set, x->need[i].item, &r->doc->arena)));
        }
    }
    json_set(j, "requires", needs);
    json_set(j, "gain", json_new_real(step->gain));
    json_set(j, "total", json_new_real(step->total));
    return j;
}

struct json *roadmap_json(const struct report *r) {
    const struct roadmap *m = r->request->roadmap;
    struct json *j = json_new_object(), *steps = json_new_list();
    json_set(j, "stage", json_new_text(stage_id(r, m->stage)));
    json_set(j, "status", json_new_text(roadmap_status_name(m->status)));
    json_set(j, "objective", json_new_text(m->goal));
    json_set(j, "value", finite_or_null(m->objective));
    json_set(j, "optimal", json_new_bool(m->is_optimal));
    json_set(j, "value_optimal", json_new_bool(m->is_goal_optimal));
    json_set(j, "bound", finite_or_null(m->bound));
    json_set(j, "gap", finite_or_null(m->gap));
    json_set(j, "order_optimal", json_new_bool(m->is_order_optimal));
    json_set(j, "order_gap", finite_or_null(m->order_gap));
    json_set(j, "effort", json_new_real(m->effort));
    json_set(j, "least_effort", finite_or_null(m->least_effort));
    json_set(j, "budget", finite_or_null(m->request->budget));
    json_set(j, "total_before", json_new_real(m->total_before));
    json_set(j, "total_after", json_new_real(m->total_after));
    for (int i = 0; i < m->n_steps; i++) {
        json_push(steps, step_json(r, &m->step[i]));
    }
    json_set(j, "phases", phases_json(r));
    json_set(j, "steps", steps);
    json_set(j, "missing", missing_json(r, m->phase[m->n_phases - 1].missing, m->phase[m->n_phases - 1].n_missing));
    return j;
}
