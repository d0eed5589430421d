/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The result as data: gaps in their order, priorities, and the total under other rules. */
#include "report/part.h"

void report_json_set_priority(const struct report *r, struct json *j, const struct minimum_check *m) {
    bool has_classes = report_has_classes(r) && m;
    json_set(j, "priority", has_classes ? json_new_real(m->priority) : json_new_null());
    json_set(j, "class", json_new_text(has_classes && m->priority_class ? m->priority_class->id : NULL));
}

static struct json *gap_json(const struct report *r, const struct gap *g) {
    const struct framework *f = r->kit->framework[g->card];
    const struct minimum *m = g->minimum ? g->minimum->minimum : NULL;
    struct json *j = json_new_object();
    json_set(j, "node", json_new_text(f->node[g->node].id));
    json_set(j, "framework", json_new_text(f->info.id));
    json_set(j, "gain", json_new_real(g->gain));
    json_set(j, "blocks", json_new_text(g->stage >= 0 ? r->kit->profile[0]->stage[g->stage].id : NULL));
    json_set(j, "minimum_of", json_new_text(m ? m->node_id : NULL));
    json_set(j, "layer", json_new_text(m && m->layer >= 0 ? r->kit->model->layer[m->layer].id : NULL));
    json_set(j, "need", m ? json_new_real(g->need) : json_new_null());
    report_json_set_priority(r, j, g->minimum);
    return j;
}

struct json *report_json_gaps(const struct report *r) {
    struct json *list = json_new_list();
    for (int i = 0; i < r->assessment->gaps.n; i++) {
        json_push(list, gap_json(r, &r->assessment->gaps.gap[i]));
    }
    return list;
}

struct json *report_json_variants(const struct report *r) {
    struct json *list = json_new_list();
    for (int v = 0; v < r->kit->model->n_variants; v++) {
        struct json *j = json_new_object();
        json_set(j, "id", json_new_text(r->kit->model->variant[v].id));
        report_json_set_score(j, &r->assessment->card[0].variant_total[v]);
        json_push(list, j);
    }
    return list;
}
