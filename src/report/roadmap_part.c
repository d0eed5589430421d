/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/roadmap_part.h"

#include <math.h>

const struct step_item *roadmap_item(const struct report *r, int item) {
    return &r->request->roadmap->c->set->item[item];
}

const struct step_place *roadmap_place(const struct report *r, int item) {
    return &r->request->roadmap->c->set->place[roadmap_item(r, item)->place];
}

/* ---- words of a step --------------------------------------------------------------------------------------------- */

const char *roadmap_done(const struct report *r, int item) {
    const struct step_item *x = roadmap_item(r, item);
    const struct step_place *p = roadmap_place(r, item);
    const struct questionnaire *q = r->kit->questionnaire;
    const struct question *question = &q->question[p->question];
    const char *own = report_text(r, &x->step->label);
    if (x->is_own_row && *own) {
        return own;
    }
    if (p->choice >= 0) {
        const char *option = report_text(r, &question_list(q, question)->choice[p->choice].label);
        return *option ? option : own;
    }
    const struct advice *advice = questionnaire_advice(q, question->name, x->step->from);
    bool is_for_it = advice && advice->towards <= x->step->to;
    return is_for_it ? report_text(r, &advice->text) : own;
}

/* Whether the row is of --steps, not of the model. */
static bool is_of_own_file(const struct report *r, int item) {
    const struct scoring *model = r->kit->model;
    const struct step *step = roadmap_item(r, item)->step;
    for (int i = 0; i < model->n_steps; i++) {
        if (step == &model->step[i]) {
            return false;
        }
    }
    return true;
}

const char *roadmap_owner(const struct report *r, int item) {
    const struct step_place *p = roadmap_place(r, item);
    int first = r->assessment->card[p->card].node[p->item_node].question[0];
    const char *owner = r->assessment->answers->answer[p->question].owner;
    const char *own = is_of_own_file(r, item) ? report_text(r, &roadmap_item(r, item)->step->owner) : "";
    if (*own) {
        return own;
    }
    owner = *owner || first < 0 ? owner : r->assessment->answers->answer[first].owner;
    return *owner ? owner : report_text(r, &roadmap_item(r, item)->step->owner);
}

const char *roadmap_requires(const struct report *r, int item) {
    const struct step_item *x = roadmap_item(r, item);
    struct buf list;
    buf_init(&list, BUF_MAX_DEFAULT);
    for (int i = 0; i < x->n_needs; i++) {
        const struct step_place *p = &r->request->roadmap->c->set->place[x->need[i].place];
        char level[NUM_TEXT_MAX];
        report_list_add(r, &list,
                        doc_text(r->doc, "%s ≥\u00a0%s", r->kit->framework[p->card]->node[p->node].id,
                                 num_shortest(level, x->need[i].level)));
    }
    const char *text = arena_strndup(&r->doc->arena, list.data, list.len);
    buf_clear(&list);
    return text;
}

/* ---- numbers ----------------------------------------------------------------------------------------------------- */

static const struct scale *total_scale(const struct report *r) { return r->assessment->card[0].node[0].total.scale; }

struct cell roadmap_total(const struct report *r, double total) {
    return cell_number(scale_value(total_scale(r), total), report_score_unit(r));
}

const char *roadmap_total_text(const struct report *r, double total) {
    return report_value(r, scale_value(total_scale(r), total), report_score_unit(r));
}

const char *roadmap_phase_name(const struct report *r, int phase) {
    return FILL(r, PHASES_NAME, report_count(r, phase + 1), NULL);
}

const char *roadmap_stage(const struct report *r) {
    const struct roadmap *m = r->request->roadmap;
    return m->stage >= 0 ? stage_label(r, m->request->profile, m->stage) : "";
}

/* Person-days, and shares. */
static const char *number(const struct report *r, double x) {
    char text[NUM_TEXT_MAX];
    return arena_strdup(&r->doc->arena, num_shortest(text, round(x * 1e6) / 1e6));
}

/* What was granted: the budget, or the room of the phases; INFINITY. */
static double granted(const struct roadmap *m) {
    double room = isinf(m->request->capacity) ? INFINITY : m->request->capacity * m->request->n_phases;
    return fmin(m->request->budget, room);
}

/* A gap is never rounded to none. */
static const char *gap_text(const struct report *r, double gap) {
    bool is_tiny = gap > 0 && gap < 0.001;
    return is_tiny ? "< 0.1 %" : doc_text(r->doc, "%s %%", number(r, round(gap * 1000) / 10));
}

/* ---- sentences --------------------------------------------------------------------------------------------------- */

static const char *outcome(const struct report *r) {
    const struct roadmap *m = r->request->roadmap;
    const struct roadmap_phase *last = &m->phase[m->n_phases - 1];
    const char *stage = roadmap_stage(r), *steps = report_count(r, m->n_steps), *effort = number(r, m->effort);
    if (m->status == ROADMAP_PARTLY) {
        return FILL(r, PLAN_PARTLY, stage, number(r, granted(m)), report_count(r, last->n_missing), effort, NULL);
    }
    if (m->status == ROADMAP_UNREACHABLE) {
        int n = 0;
        for (int i = 0; i < last->n_missing; i++) {
            n += last->missing[i].reason != MISSING_ROOM;
        }
        return FILL(r, PLAN_UNREACHABLE, report_count(r, n), stage, NULL);
    }
    if (m->n_steps == 0) {
        enum word none = m->request->profile >= 0 && !m->is_for_total ? WORD_PLAN_ALL : WORD_PLAN_NOTHING_ROOM;
        return m->stage >= 0 ? FILL(r, PLAN_NOTHING, stage, NULL) : report_word(r, none);
    }
    return m->stage >= 0 ? FILL(r, PLAN_REACHED, stage, steps, effort, NULL) : FILL(r, PLAN_SPENT, steps, effort, NULL);
}

static const char *goal_words(const struct report *r, const char *goal) {
    static const struct named_word known[] = {
        {"effort", WORD_PLAN_GOAL_EFFORT}, {"missing", WORD_PLAN_GOAL_MISSING}, {"total", WORD_PLAN_GOAL_TOTAL}};
    return report_named_word(r, known, ARRAY_LEN(known), goal);
}

static void add_proof(struct report *r, struct sheet *s) {
    const struct roadmap *m = r->request->roadmap;
    if (m->is_optimal) {
        add_text(r->doc, s, W(r, PLAN_PROVEN), TONE_PLAIN);
    } else if (m->is_goal_optimal && m->tie) {
        add_text(r->doc, s,
                 FILL(r, PLAN_PROVEN_GOAL, goal_words(r, m->goal), goal_words(r, m->tie), number(r, m->tie_objective),
                      gap_text(r, m->tie_gap), NULL),
                 TONE_PLAIN);
    } else {
        add_text(r->doc, s,
                 FILL(r, PLAN_BOUNDED, goal_words(r, m->goal), number(r, m->objective), number(r, m->bound),
                      gap_text(r, m->gap), NULL),
                 TONE_NOTICE);
    }
    if (m->n_phases > 1 && m->n_steps > 0) {
        const char *gap = gap_text(r, m->order_gap);
        add_text(r->doc, s, m->is_order_optimal ? W(r, PLAN_ORDER_PROVEN) : FILL(r, PLAN_ORDER_BOUNDED, gap, NULL),
                 TONE_PLAIN);
    }
}

/* Why nothing is taken though something is missing. */
static void add_smallest(struct report *r, struct sheet *s) {
    const struct roadmap *m = r->request->roadmap;
    double room = fmin(granted(m), m->request->capacity);
    if (m->n_steps == 0 && isfinite(m->smallest_effort) && m->smallest_effort > room) {
        const char *smallest = number(r, m->smallest_effort);
        add_text(r->doc, s, FILL(r, PLAN_SMALLEST, smallest, number(r, room), NULL), TONE_PLAIN);
    }
}

static void add_least(struct report *r, struct sheet *s) {
    const struct roadmap *m = r->request->roadmap;
    if (m->status == ROADMAP_PARTLY && !isnan(m->least_effort)) {
        const char *least = number(r, m->least_effort);
        add_text(r->doc, s,
                 m->is_least_proven ? FILL(r, PLAN_LEAST, least, NULL) : FILL(r, PLAN_LEAST_FOUND, least, NULL),
                 TONE_PLAIN);
    }
}

void add_roadmap_result(struct report *r, struct sheet *s) {
    const struct roadmap *m = r->request->roadmap;
    char top[NUM_TEXT_MAX];
    bool is_missed = m->status == ROADMAP_PARTLY || m->status == ROADMAP_UNREACHABLE;
    add_text(r->doc, s, outcome(r), is_missed ? TONE_WEAK : TONE_STRONG);
    if (m->n_steps > 0 && m->status == ROADMAP_UNREACHABLE) {
        add_text(r->doc, s, FILL(r, PLAN_SPENT, report_count(r, m->n_steps), number(r, m->effort), NULL), TONE_PLAIN);
    }
    if (m->n_steps > 0) {
        add_text(r->doc, s,
                 FILL(r, PLAN_RISES, roadmap_total_text(r, m->total_before), roadmap_total_text(r, m->total_after),
                      num_shortest(top, total_scale(r)->max), NULL),
                 TONE_PLAIN);
    }
    add_smallest(r, s);
    add_least(r, s);
    if (m->n_steps > 0 || m->status == ROADMAP_PARTLY) {
        add_proof(r, s);
    }
}
