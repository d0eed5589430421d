/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/recode.h"

#include <math.h>
#include <string.h>

#include "model/hint.h"
#include "model/recode_check.h"

#define ROW(member) offsetof(struct recode_row, member)

static const char *const kinds[] = {"band", "merge", "drop", "net", "compute", NULL};
static const struct field recode_fields[] = {
    {"variable", FIELD_ID, FIELD_REQUIRED, ROW(variable), .help = "name of the variable; its rows make it up"},
    {"kind", FIELD_WORD, FIELD_REQUIRED, ROW(kind), .words = kinds,
     .help = "band, merge, drop (left out), net (summed up beside the others) or compute"},
    {"of", FIELD_ID, FIELD_OPTIONAL, ROW(of), .help = "question that it is made of; bands: or a computed variable"},
    {"result", FIELD_ID, FIELD_OPTIONAL, ROW(result), .help = "stable name of the band, merged option or net"},
    {"choices", FIELD_TEXT, FIELD_OPTIONAL, ROW(choices), .help = "choices of the question, separated by blanks"},
    {"low", FIELD_NUMBER, FIELD_OPTIONAL, ROW(low), .empty = -INFINITY,
     .help = "band: from this number on; empty: no end"},
    {"high", FIELD_NUMBER, FIELD_OPTIONAL, ROW(high), .empty = INFINITY,
     .help = "band: below this number; empty: no end"},
    {"expression", FIELD_TEXT, FIELD_OPTIONAL, ROW(expression), .help = "compute: a number or text made of answers"},
    {"title", FIELD_I18N, FIELD_OPTIONAL, ROW(title), .help = "what the variable is called; in its first row"},
    {"label", FIELD_I18N, FIELD_OPTIONAL, ROW(label), .help = "wording of the result"},
    {"note", FIELD_I18N, FIELD_OPTIONAL, ROW(note), .help = "footnote under its tables; a drop needs one"},
};
const struct schema questionnaire_recode_schema = {
    "recodes", recode_fields, ARRAY_LEN(recode_fields), sizeof(struct recode_row), "variables made of answers", false};

/* ---- where answers go -------------------------------------------------------------------------------------------- */

int recode_band(const struct recode_variable *v, double x) {
    for (int i = 0; v->form == RECODE_BANDS && i < v->n_rows; i++) {
        if (x >= v->row[i].low && x < v->row[i].high) {
            return i;
        }
    }
    return -1;
}

bool recode_is_in(const struct recode_row *row, int choice) { return row->has && choice >= 0 && row->has[choice]; }

static int find_row(const struct recode_variable *v, enum recode_kind kind, int choice) {
    for (int i = 0; i < v->n_rows; i++) {
        if ((enum recode_kind)v->row[i].kind == kind && recode_is_in(&v->row[i], choice)) {
            return i;
        }
    }
    return -1;
}

int recode_merged(const struct recode_variable *v, int choice) { return find_row(v, RECODE_MERGE, choice); }
bool recode_is_dropped(const struct recode_variable *v, int choice) { return find_row(v, RECODE_DROP, choice) >= 0; }

/* ---- names ------------------------------------------------------------------------------------------------------- */

int recode_find(const struct questionnaire *q, const char *name) {
    for (int i = 0; i < q->n_variables; i++) {
        if (strcmp(q->variable[i].name, name) == 0) {
            return i;
        }
    }
    return -1;
}

static int find_name(const void *context, const char *name) {
    const struct questionnaire *q = context;
    int question = questionnaire_find(q, name), variable = question < 0 ? recode_find(q, name) : -1;
    return variable >= 0 ? q->n_questions + variable : question;
}

static const char *hint_name(const void *context, const char *name, struct arena *a) {
    return questionnaire_hint(context, name, a);
}

struct condition_names recode_names(const struct questionnaire *q) {
    return (struct condition_names){find_name, hint_name, q, false};
}

/* ---- rows to variables ------------------------------------------------------------------------------------------- */

static enum recode_form form_of(const struct recode_row *row) {
    return row->kind == RECODE_BAND ? RECODE_BANDS : row->kind == RECODE_COMPUTE ? RECODE_COMPUTED : RECODE_OPTIONS;
}

/* The rows of each variable together, variables and rows in the order of the file. */
static void group_rows(struct questionnaire *q, const struct recode_row *row, int n) {
    struct recode_row *sorted = ARENA_ARRAY(&q->arena, (size_t)n + 1, struct recode_row);
    int *variable_of = ARENA_ARRAY(&q->arena, (size_t)n + 1, int);
    struct map seen = {0};
    q->variable = ARENA_ARRAY(&q->arena, (size_t)n + 1, struct recode_variable);
    for (int i = 0; i < n; i++) {
        if (map_add(&seen, row[i].variable, q->n_variables)) {
            q->variable[q->n_variables++] = (struct recode_variable){
                .name = row[i].variable, .form = form_of(&row[i]), .question = -1, .variable = -1};
        }
        variable_of[i] = map_find(&seen, row[i].variable);
        q->variable[variable_of[i]].n_rows++;
    }
    for (int v = 0, at = 0; v < q->n_variables; at += q->variable[v++].n_rows) {
        q->variable[v].row = &sorted[at];
    }
    int *filled = ARENA_ARRAY(&q->arena, (size_t)n + 1, int);
    for (int i = 0; i < n; i++) {
        q->variable[variable_of[i]].row[filled[variable_of[i]]++] = row[i];
    }
    map_clear(&seen);
}

static void find_title(struct recode_variable *v) {
    v->title = &v->row[0].title;
    for (int i = v->n_rows - 1; i >= 0; i--) {
        v->title = v->row[i].title.n > 0 ? &v->row[i].title : v->title;
    }
}

static void parse_expression(struct questionnaire *q, struct recode_variable *v, struct diags *ds) {
    if (v->form == RECODE_COMPUTED && *v->row[0].expression) {
        struct condition_names names = recode_names(q);
        struct place at = schema_place(&v->row[0].ref, "expression", &q->arena);
        v->expression = condition_parse(v->row[0].expression, &names, &at, &q->arena, ds);
    }
}

/* ---- order of computation ---------------------------------------------------------------------------------------- */

struct ordering {
    struct questionnaire *q;
    struct diags *ds;
    enum { UNSEEN, OPEN, DONE } * state;
    int *order, n;
    int from; /* the variable whose needs are looked at */
    bool is_cyclic;
};

static void visit(struct ordering *o, int v);

static void visit_name(void *context, const struct term *t) {
    struct ordering *o = context;
    if (t->question >= o->q->n_questions) {
        int from = o->from;
        visit(o, t->question - o->q->n_questions);
        o->from = from;
    }
}

static void visit(struct ordering *o, int v) {
    struct recode_variable *x = &o->q->variable[v];
    if (o->state[v] == OPEN) {
        struct place at = schema_place(&x->row[0].ref, x->expression ? "expression" : "of", &o->q->arena);
        diag_add(o->ds, DIAG_RECODE_CYCLE, &at, x->name, o->q->variable[o->from].name);
        o->is_cyclic = true;
    }
    if (o->state[v] != UNSEEN) {
        return;
    }
    o->state[v] = OPEN;
    o->from = v;
    if (x->variable >= 0) {
        visit(o, x->variable);
    }
    if (x->expression) {
        condition_visit(x->expression, visit_name, o);
    }
    o->state[v] = DONE;
    o->order[o->n++] = v;
}

static int renumber(const int *place, int n_questions, int index) {
    return index >= n_questions ? n_questions + place[index - n_questions] : index;
}

static void renumber_term(struct term *t, const int *place, int n_questions) {
    t->question = t->kind == TERM_QUESTION ? renumber(place, n_questions, t->question) : t->question;
    for (int i = 0; i < t->n_args; i++) {
        renumber_term(t->arg[i], place, n_questions);
    }
}

static void put_in_order(struct questionnaire *q, const int *order) {
    size_t n = (size_t)q->n_variables + 1;
    struct recode_variable *sorted = ARENA_ARRAY(&q->arena, n, struct recode_variable);
    int *place = ARENA_ARRAY(&q->arena, n, int);
    for (int i = 0; i < q->n_variables; i++) {
        sorted[i] = q->variable[order[i]];
        place[order[i]] = i;
    }
    q->variable = sorted;
    for (int i = 0; i < q->n_variables; i++) {
        struct recode_variable *v = &sorted[i];
        v->variable = v->variable >= 0 ? place[v->variable] : -1;
        if (v->expression) {
            renumber_term(v->expression, place, q->n_questions);
        }
    }
}

void recode_load(struct questionnaire *q, struct diags *ds) {
    int n;
    struct recode_row *row = schema_load_optional(&questionnaire_recode_schema, &q->book, &q->arena, &n, ds);
    group_rows(q, row, n);
    for (int i = 0; i < q->n_variables; i++) {
        find_title(&q->variable[i]);
        parse_expression(q, &q->variable[i], ds);
        recode_check(q, &q->variable[i], ds);
    }
    struct ordering o = {.q = q, .ds = ds};
    o.state = mem_alloc((size_t)q->n_variables + 1, sizeof *o.state);
    o.order = ARENA_ARRAY(&q->arena, (size_t)q->n_variables + 1, int);
    memset(o.state, 0, ((size_t)q->n_variables + 1) * sizeof *o.state);
    for (int i = 0; i < q->n_variables; i++) {
        o.from = i;
        visit(&o, i);
    }
    mem_free(o.state);
    if (!o.is_cyclic) {
        put_in_order(q, o.order);
    }
}
