/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where questions stand: an area for each group on top, in it a section for each group below, each with what it
   scores. */
#include <string.h>

#include "model/qtype.h"
#include "report/web_part.h"

/* ---- scores ------------------------------------------------------------------------------------------------------ */

static struct json *number_data(const struct expr *e) {
    if (e->kind != EXPR_REF) {
        return json_new_real(e->number);
    }
    struct json *list = json_new_list();
    json_push(list, json_new_int(e->slot));
    return list;
}

struct json *web_score(const struct web *w, int card, int node) {
    static const char *const shows[] = {[ROUND_HALF_UP] = "half_up",
                                        [ROUND_TRUNC] = "trunc",
                                        [ROUND_HALF_EVEN] = "half_even",
                                        [ROUND_NONE] = "half_up"};
    if (!w->card || node < 0) {
        return json_new_null();
    }
    const struct compiled_score *s = &w->compiled->card[card][node].total;
    const struct scale *scale = &w->card[card].node[node].scale;
    struct json *x = json_new_object();
    json_set(x, "node", json_new_text(w->request->kit->framework[card]->node[node].id));
    json_set(x, "status", number_data(s->status));
    json_set(x, "value", number_data(s->value));
    json_set(x, "low", number_data(s->low));
    json_set(x, "high", number_data(s->high));
    json_set(x, "coverage", number_data(s->coverage));
    json_set(x, "min", number_data(s->scale_min));
    json_set(x, "max", number_data(s->scale_max));
    json_set(x, "decimals", json_new_int(scale->decimals));
    json_set(x, "show", json_new_text(shows[scale->show]));
    return x;
}

static struct json *group_score(const struct web *w, const struct questionnaire *q, int group) {
    const char *id = group >= 0 ? q->question[group].node_id : NULL;
    int card, node;
    bool is_scored = w->card && q == w->request->kit->questionnaire && id && *id;
    return is_scored && kit_find_node(w->request->kit, id, &card, &node) ? web_score(w, card, node) : json_new_null();
}

/* ---- areas ------------------------------------------------------------------------------------------------------- */

struct areas {
    const struct web *w;
    const struct questionnaire *q;
    struct json *list;      /* all areas */
    int *group;             /* of each area */
    struct json **sections; /* of each area */
    int n;
    int *section_group; /* of the newest section of each area */
    struct json **questions;
};

static struct json *head(const struct areas *x, int group) {
    struct json *data = json_new_object();
    const struct question *g = group >= 0 ? &x->q->question[group] : NULL;
    json_set(data, "id", json_new_text(g ? g->name : ""));
    json_set(data, "node", json_new_text(g && g->node_id ? g->node_id : ""));
    json_set(data, "label", g ? web_text(x->w, &g->label) : json_new_null());
    json_set(data, "score", group_score(x->w, x->q, group));
    return data;
}

static int area_of(struct areas *x, int group) {
    for (int i = 0; i < x->n; i++) {
        if (x->group[i] == group) {
            return i;
        }
    }
    struct json *area = head(x, group);
    x->group[x->n] = group;
    x->section_group[x->n] = -2;
    x->sections[x->n] = json_new_list();
    json_set(area, "sections", x->sections[x->n]);
    json_push(x->list, area);
    return x->n++;
}

/* Questions of one group may stand apart: then they are two sections of one name, in the questionnaire's order. */
static void add_question(struct areas *x, int i) {
    int group = x->q->question[i].group, area = area_of(x, questionnaire_top_group(x->q, i));
    if (x->section_group[area] != group) {
        bool is_own = group == x->group[area];
        struct json *section = is_own ? head(x, -1) : head(x, group);
        x->section_group[area] = group;
        x->questions[area] = json_new_list();
        json_set(section, "questions", x->questions[area]);
        json_push(x->sections[area], section);
    }
    json_push(x->questions[area], json_new_int(i));
}

struct json *web_areas(const struct web *w, const struct questionnaire *q) {
    size_t n = (size_t)q->n_questions + 2;
    struct areas x = {.w = w, .q = q, .list = json_new_list()};
    x.group = ARENA_ARRAY(w->a, n, int);
    x.section_group = ARENA_ARRAY(w->a, n, int);
    x.sections = ARENA_ARRAY(w->a, n, struct json *);
    x.questions = ARENA_ARRAY(w->a, n, struct json *);
    for (int i = 0; i < q->n_questions; i++) {
        if (question_is_answered(&q->question[i])) {
            add_question(&x, i);
        }
    }
    return x.list;
}
