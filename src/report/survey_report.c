/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/survey_report.h"

#include <math.h>

#define TOTAL "total"

/* The document in the making: each number goes to the facts, and to the table of the JSON that is open. */
struct building {
    const struct survey_report *r;
    struct doc *d;
    struct json *tables, *rows;
    const char *table; /* name of the question */
};

static const struct question *question_at(const struct building *b, int q) {
    return &b->r->tabulation->dataset->questionnaire->question[q];
}

static const struct choice *choice_at(const struct building *b, int q, int choice) {
    const struct questionnaire *all = b->r->tabulation->dataset->questionnaire;
    return &question_list(all, &all->question[q])->choice[choice];
}

static const char *segment_name(const struct building *b, int by, int group) {
    return doc_text(b->d, "%s=%s", question_at(b, by)->name, choice_at(b, by, group)->name);
}

/* ---- one number -------------------------------------------------------------------------------------------------- */

struct key {
    const char *row, *label, *column, *statistic;
    enum unit unit;
};

static void add_json(struct building *b, const struct key *k, const struct estimate *e) {
    struct json *row = json_new_object(), *cells = json_new_list(), *cell = json_new_object();
    json_set(row, "key", json_new_text(k->row));
    json_set(row, "label", json_new_text(k->label));
    json_set(row, "column", json_new_text(k->column));
    json_set(row, "statistic", json_new_text(k->statistic));
    json_set(cell, "value", json_new_real_if(e->status == STAT_OK, e->value));
    json_set(cell, "low", json_new_real_if(e->has_interval, e->low));
    json_set(cell, "high", json_new_real_if(e->has_interval, e->high));
    json_set(cell, "n", json_new_int((long long)e->n));
    json_set(cell, "status", json_new_text(stat_status_name(e->status)));
    json_push(cells, cell);
    json_set(row, "cells", cells);
    json_push(b->rows, row);
}

static void add(struct building *b, const struct key *k, struct estimate e) {
    bool is_good = e.status == STAT_OK && isfinite(e.value);
    struct fact f = {.sheet = "survey",
                     .table = b->table,
                     .row = k->row,
                     .column = k->column,
                     .statistic = k->statistic,
                     .status = stat_status_name(e.status),
                     .n = (long)e.n};
    f.value = is_good ? cell_number(e.value, k->unit) : cell_none("", stat_status_text(e.status));
    if (is_good && e.has_interval) {
        f.low = cell_number(e.low, k->unit);
        f.high = cell_number(e.high, k->unit);
    }
    doc_add_fact(b->d, f);
    if (b->r->has_data) {
        add_json(b, k, &e);
    }
}

static struct estimate plain(double value, size_t n) {
    return (struct estimate){.value = value, .se = -1, .df = -1, .n = n};
}

/* ---- one question ------------------------------------------------------------------------------------------------ */

static void add_states(struct building *b, const struct tabulated *x) {
    static const char *const names[N_RESPONSE_STATES] = {"n_answered", "n_blank", "n_not_asked",
                                                         "n_na",       "n_dk",    "n_invalid"};
    size_t n = 0;
    for (int s = 0; s < N_RESPONSE_STATES; s++) {
        n += x->state[s];
    }
    for (int s = 0; s < N_RESPONSE_STATES; s++) {
        add(b, &(struct key){"", "", TOTAL, names[s], UNIT_COUNT}, plain((double)x->state[s], n));
    }
}

static void add_options(struct building *b, const struct tabulated *x) {
    for (int i = 0; i < x->n_choices; i++) {
        const struct choice *c = choice_at(b, x->question, i);
        const char *label = i18n_get(&c->label, b->r->lang);
        const struct tally_cell *cell = &x->cell[i];
        add(b, &(struct key){c->name, label, TOTAL, "count", UNIT_COUNT}, plain((double)cell->n, x->base.n));
        bool is_answer = b->r->tabulation->dataset->column[x->question].choice_state[i] == RESPONSE_GIVEN;
        if (is_answer && x->base.weight > 0) {
            add(b, &(struct key){c->name, label, TOTAL, "share", UNIT_SHARE},
                plain(cell->weight / x->base.weight, x->base.n));
        }
    }
}

static void add_moments(struct building *b, const struct tabulated *x) {
    const struct moments_of_tally *m = &x->moments;
    const struct {
        const char *name;
        const struct estimate *e;
    } all[] = {{"mean", &m->mean}, {"sd", &m->sd}, {"q1", &m->q1}, {"median", &m->median}, {"q3", &m->q3}};
    for (size_t i = 0; i < ARRAY_LEN(all) && m->mean.status != STAT_UNDEFINED; i++) {
        add(b, &(struct key){"", "", TOTAL, all[i].name, UNIT_NONE}, *all[i].e);
    }
    if (x->value && b->r->weight) {
        struct estimate e = tabulated_mean(b->r->tabulation, x, x->cell, x->base.n);
        add(b, &(struct key){"", "", TOTAL, "weighted_mean", UNIT_NONE}, e);
    }
}

/* Where one respondent stands in its own segment. */
static void add_rank(struct building *b, const struct tabulated *x, const struct tabulated_cross *c) {
    const struct dataset *d = b->r->tabulation->dataset;
    size_t row = (size_t)b->r->respondent;
    int group = column_choice(&d->column[c->by], row), own = column_choice(&d->column[x->question], row);
    if (group < 0 || !x->value) {
        return;
    }
    const char *segment = segment_name(b, c->by, group);
    const struct tally_cell *cell = &c->cell[(size_t)group * (size_t)c->n_choices];
    bool has_own = own >= 0 && !isnan(x->value[own]);
    struct estimate none = {.status = STAT_TOO_FEW, .se = -1, .df = -1, .n = c->base[group].n};
    add(b, &(struct key){"", "", segment, "own", UNIT_NONE}, has_own ? plain(x->value[own], none.n) : none);
    add(b, &(struct key){"", "", segment, "percentile_rank", UNIT_SHARE},
        has_own ? tabulated_rank(x, cell, x->value[own]) : none);
}

static void add_group(struct building *b, const struct tabulated *x, const struct tabulated_cross *c, int group) {
    const char *segment = segment_name(b, c->by, group);
    const struct tally_cell *cell = &c->cell[(size_t)group * (size_t)c->n_choices];
    const struct dataset *d = b->r->tabulation->dataset;
    for (int i = 0; i < c->n_choices; i++) {
        const struct choice *choice = choice_at(b, x->question, i);
        if (d->column[x->question].choice_state[i] == RESPONSE_GIVEN) {
            add(b, &(struct key){choice->name, i18n_get(&choice->label, b->r->lang), segment, "count", UNIT_COUNT},
                plain((double)cell[i].n, c->base[group].n));
        }
    }
    if (x->value) {
        struct estimate e = tabulated_mean(b->r->tabulation, x, cell, c->base[group].n);
        bool has_se = e.status == STAT_OK && e.se >= 0;
        add(b, &(struct key){"", "", segment, b->r->weight ? "weighted_mean" : "mean", UNIT_NONE}, e);
        if (has_se) {
            add(b, &(struct key){"", "", segment, "se", UNIT_NONE}, plain(e.se, e.n));
        }
    }
}

static void add_cross(struct building *b, const struct tabulated *x, const struct tabulated_cross *c) {
    struct arena scratch = {0};
    struct chisq chisq;
    for (int g = 0; g < c->n_groups; g++) {
        if (b->r->tabulation->dataset->column[c->by].choice_state[g] == RESPONSE_GIVEN) {
            add_group(b, x, c, g);
        }
    }
    bool is_single = b->r->tabulation->dataset->column[x->question].kind == COLUMN_ONE;
    if (is_single && c->by != x->question && tabulated_chisq(c, &chisq, &scratch)) {
        const char *by = question_at(b, c->by)->name;
        add(b, &(struct key){"", "", by, "chi_square", UNIT_NONE}, plain(chisq.statistic, x->base.n));
        add(b, &(struct key){"", "", by, "df", UNIT_NONE}, plain(chisq.df, x->base.n));
        add(b, &(struct key){"", "", by, "p_value", UNIT_NONE}, plain(chisq.p, x->base.n));
    }
    if (b->r->respondent >= 0) {
        add_rank(b, x, c);
    }
    arena_clear(&scratch);
}

static void add_table_json(struct building *b, const struct tabulated *x, const struct question *q) {
    struct json *t = json_new_object();
    json_set(t, "id", json_new_text(q->name));
    json_set(t, "title", json_new_text(i18n_get(&q->label, b->r->lang)));
    json_set(t, "question", json_new_text(q->name));
    json_set(t, "base", json_new_text("responses with an answer"));
    json_set(t, "n", json_new_int((long long)x->base.n));
    json_set(t, "columns", json_new_list());
    json_set(t, "rows", b->rows);
    json_set(t, "method",
             json_new_text("quantiles type 7; weighted means with the linearised standard error of a domain and a "
                           "normal interval; Pearson's chi-square without correction"));
    json_push(b->tables, t);
}

static void add_question(struct building *b, const struct tabulated *x) {
    const struct question *q = question_at(b, x->question);
    b->table = q->name;
    b->rows = b->r->has_data ? json_new_list() : NULL;
    add_states(b, x);
    add_options(b, x);
    add_moments(b, x);
    for (int k = 0; k < b->r->tabulation->n_by && x->n_choices > 0; k++) {
        add_cross(b, x, &x->cross[k]);
    }
    if (b->r->has_data) {
        add_table_json(b, x, q);
    }
}

/* ---- for readers ------------------------------------------------------------------------------------------------- */

static void add_page(struct building *b) {
    const struct tabulation *t = b->r->tabulation;
    bool is_ja = text_equal(b->r->lang, "ja");
    const struct column columns[] = {
        {.key = "question", .label = is_ja ? "質問" : "Question", .width = 4},
        {.key = "n", .label = is_ja ? "回答数" : "Answers", .width = 2},
        {.key = "blank", .label = is_ja ? "無回答" : "Blank", .width = 2},
        {.key = "not_asked", .label = is_ja ? "対象外" : "Not asked", .width = 2},
        {.key = "mean", .label = is_ja ? "平均" : "Mean", .width = 2},
    };
    struct sheet *s = doc_add_sheet(b->d, "survey", is_ja ? "集計" : "Survey", SHEET_PAGE);
    add_heading(b->d, s, 1, b->d->title);
    struct table *table = add_table(b->d, s, "questions", columns, ARRAY_LEN(columns));
    for (int i = 0; i < t->dataset->questionnaire->n_questions; i++) {
        const struct tabulated *x = &t->question[i];
        if (t->dataset->column[i].kind == COLUMN_NONE) {
            continue;
        }
        struct row *row = table_add_row(b->d, table, question_at(b, i)->name);
        row->cell[0] = cell_text(question_at(b, i)->name);
        row->cell[1] = cell_number((double)x->base.n, UNIT_COUNT);
        row->cell[2] = cell_number((double)x->state[RESPONSE_BLANK], UNIT_COUNT);
        row->cell[3] = cell_number((double)x->state[RESPONSE_NOT_ASKED], UNIT_COUNT);
        if (x->moments.mean.status == STAT_OK) {
            row->cell[4] = cell_number(x->moments.mean.value, UNIT_NONE);
        }
    }
}

static struct json *data_json(struct building *b) {
    const struct survey_report *r = b->r;
    struct json *j = json_new_object(), *run = json_new_object(), *inputs = json_new_list(), *in = json_new_object();
    json_set(run, "date", json_new_text(r->date));
    json_set(run, "filter", json_new_text(r->filter));
    json_set(run, "weight", json_new_text(r->weight));
    json_set(in, "file", json_new_text(r->tabulation->dataset->file));
    json_set(in, "sha256", json_new_text(r->tabulation->dataset->sha256));
    json_push(inputs, in);
    json_set(j, "program", json_new_text(r->program));
    json_set(j, "run", run);
    json_set(j, "inputs", inputs);
    json_set(j, "tables", b->tables);
    return j;
}

void survey_report_build(const struct survey_report *r, struct doc *d) {
    struct building b = {.r = r, .d = d, .tables = r->has_data ? json_new_list() : NULL};
    const struct dataset *data = r->tabulation->dataset;
    doc_init(d, i18n_get(&data->questionnaire->info.title, r->lang), r->lang);
    d->author = r->program;
    d->created = r->created;
    for (int i = 0; i < data->questionnaire->n_questions; i++) {
        if (data->column[i].kind != COLUMN_NONE) {
            add_question(&b, &r->tabulation->question[i]);
        }
    }
    add_page(&b);
    if (r->has_data) {
        d->data = data_json(&b);
    }
}
