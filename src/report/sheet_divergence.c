/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Divergence: how far several assessors agree, by area, and what they have to settle, largest first. */
#include "report/respondent.h"

#define DIVERGENCES_IN_TERMINAL 10

static bool has_content(const struct report *r) { return r->assessment->raters && r->assessment->raters->n > 1; }

/* ---- the assessors ----------------------------------------------------------------------------------------------- */

static struct cell cell_difference(const struct report *r, const struct score *own, const struct score *all) {
    bool has_both = score_is_shown(own) && score_is_shown(all);
    double width = all->scale->max - all->scale->min;
    return has_both ? cell_number((own->value - all->value) * width, report_score_unit(r)) : (struct cell){0};
}

/* Of the questions that count, as everywhere in the report. */
static int count_answered(const struct report *r, const struct scorecard *cards) {
    int n = 0;
    for (int c = 0; c < r->kit->n_frameworks; c++) {
        n += cards[c].node[0].n_answered;
    }
    return n;
}

static void add_raters(struct report *r, struct sheet *s, const struct raters *x) {
    const struct column columns[] = {
        {.key = "rater", .label = W(r, RATERS_ONE), .width = 34, .is_wrapped = true},
        {.key = "score", .label = W(r, COL_SCORE), .width = 12, .align = ALIGN_CENTER},
        {.key = "range", .label = W(r, COL_RANGE), .width = 12, .align = ALIGN_CENTER},
        {.key = "difference", .label = W(r, RATERS_DIFFERENCE), .width = 14, .align = ALIGN_CENTER},
        {.key = "answered", .label = W(r, MIX_ANSWERED), .width = 12, .align = ALIGN_CENTER},
        {.key = "date", .label = W(r, COL_DATE), .width = 12, .align = ALIGN_CENTER},
    };
    const struct score *all = &r->assessment->card[0].node[0].total;
    struct table *t = add_table(r->doc, s, "raters", columns, ARRAY_LEN(columns));
    for (int i = 0; i <= x->n; i++) {
        bool is_all = i == x->n;
        int n_answered = count_answered(r, is_all ? r->assessment->card : x->rater[i].card);
        const struct score *own = is_all ? all : &x->rater[i].card[0].node[0].total;
        struct row *row = table_add_row(r->doc, t, is_all ? "consolidated" : doc_text(r->doc, "r%d", i + 1));
        row->role = is_all ? ROW_TOTAL : ROW_BODY;
        row->cell[0] =
            cell_text(is_all ? FILL(r, RATERS_CONSOLIDATED, consolidation_word(r, x->how)) : x->rater[i].name);
        row->cell[1] = cell_score(r, own);
        row->cell[2] = cell_text(score_is_shown(own) ? score_range_text(r, own) : "");
        if (!is_all) {
            row->cell[3] = cell_difference(r, own, all);
        }
        row->cell[4] = cell_number(n_answered, UNIT_COUNT);
        row->cell[5] = cell_text(is_all ? "" : x->rater[i].answers->info.date);
        if (!is_all) {
            add_fact_score(r, "divergence", "raters", x->rater[i].name, "total", own, n_answered);
        }
    }
}

/* ---- agreement --------------------------------------------------------------------------------------------------- */

static void add_agreement_facts(struct report *r, const struct agreement *g, const char *node) {
    for (int i = 0; i < N_AGREEMENTS; i++) {
        const struct estimate *e = &g->of[i];
        struct fact f = {.sheet = "divergence",
                         .table = "agreement",
                         .row = node,
                         .column = agreement_name((enum agreement_id)i),
                         .statistic = agreement_name((enum agreement_id)i),
                         .status = stat_status_name(e->status),
                         .n = (long)e->n};
        f.value = e->status == STAT_OK ? cell_number(e->value, UNIT_NONE) : (struct cell){0};
        doc_add_fact(r->doc, f);
    }
}

static void add_area(struct report *r, struct table *t, const struct raters *x, const int at[2]) {
    const char *id = r->kit->framework[at[0]]->node[at[1]].id;
    struct agreement g = raters_agreement(x, at[0], at[1]);
    struct row *row = table_add_row(r->doc, t, id);
    row->role = at[1] == 0 ? ROW_TOTAL : ROW_BODY;
    row->cell[0] = cell_text(node_title(r, at[0], at[1]));
    row->cell[1] = cell_number((double)g.n, UNIT_COUNT);
    for (int i = 0; i < N_AGREEMENTS; i++) {
        row->cell[2 + i] = cell_agreement(r, &g.of[i], i == AGREEMENT_SAME ? UNIT_PERCENT : UNIT_SCORE);
    }
    add_agreement_facts(r, &g, id);
}

static void add_agreement(struct report *r, struct sheet *s, const struct raters *x) {
    struct column columns[2 + N_AGREEMENTS] = {
        {.key = "node", .label = W(r, COL_NODE), .width = 34, .is_wrapped = true},
        {.key = "questions", .label = W(r, AGREEMENT_QUESTIONS), .width = 12, .align = ALIGN_CENTER}};
    const char *const labels[N_AGREEMENTS] = {W(r, AGREEMENT_SAME),
                                              W(r, AGREEMENT_KAPPA),
                                              W(r, AGREEMENT_WEIGHTED),
                                              W(r, AGREEMENT_FLEISS),
                                              "ICC(1)",
                                              "ICC(2,1)",
                                              "ICC(3,1)",
                                              "ICC(2,k)"};
    for (int i = 0; i < N_AGREEMENTS; i++) {
        columns[2 + i] = (struct column){
            .key = agreement_name((enum agreement_id)i), .label = labels[i], .width = 12, .align = ALIGN_CENTER};
    }
    add_heading(r->doc, s, 2, W(r, AGREEMENT_TITLE));
    struct table *t = add_table(r->doc, s, "agreement", columns, ARRAY_LEN(columns));
    t->note = x->n > 2 ? W(r, AGREEMENT_NOTE_MANY) : W(r, AGREEMENT_NOTE);
    for (int c = 0; c < r->kit->n_frameworks; c++) {
        const int *branches;
        int n = list_branches(r, c, &branches);
        for (int i = 0; i < n; i++) {
            add_area(r, t, x, (int[]){c, branches[i]});
        }
        if (r->assessment->card[c].node[0].total.status != SCORE_NOT_ASKED) {
            add_area(r, t, x, (int[]){c, 0});
        }
    }
}

/* ---- divergences ------------------------------------------------------------------------------------------------- */

enum {
    C_NODE,
    C_QUESTION,
    C_SPREAD,
    C_STATE,
    C_FIRST,
    N_FIXED = C_FIRST + 3
}; /* raters, then consolidated, wording, notes */

static const char *notes_of(const struct report *r, const struct answer *a) {
    struct buf b;
    buf_init(&b, BUF_MAX_DEFAULT);
    const char *const all[] = {a->comment, a->evidence, a->na_reason};
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        if (*all[i]) {
            report_list_add(r, &b, all[i]);
        }
    }
    const char *text = arena_strndup(&r->doc->arena, b.data, b.len);
    buf_clear(&b);
    return text;
}

static struct cell cell_spread(const struct report *r, const struct divergence *d) {
    return d->kind == DIVERGENCE_APPLIES   ? cell_toned(W(r, DIVERGENCE_APPLIES), TONE_WEAK)
           : d->kind == DIVERGENCE_OPTIONS ? cell_toned(W(r, DIVERGENCE_OPTIONS), TONE_MUTED)
                                           : cell_number(d->spread, UNIT_WEIGHT);
}

static const char *answer_of(const struct report *r, const struct raters *x, int question, int rater) {
    const struct question *q = &r->kit->questionnaire->question[question];
    bool is_zero = raters_rating(x, question, rater)->kind == RATING_ZERO;
    return is_zero ? W(r, RATERS_NOT_ASKED) : respondent_answer(r, q, &x->rater[rater].answers->answer[question]);
}

static void add_divergence(struct report *r, struct table *t, const struct raters *x, const struct divergence *d) {
    const struct question *q = &r->kit->questionnaire->question[d->question];
    const struct answer *all = x->before ? &x->before[d->question] : &x->answers->answer[d->question];
    struct row *row = table_add_row(r->doc, t, q->name);
    row->cell[C_NODE] = cell_text(q->node >= 0 ? node_title(r, q->card, q->node) : "");
    row->cell[C_QUESTION] = cell_toned(q->name, TONE_MUTED);
    row->cell[C_SPREAD] = cell_spread(r, d);
    row->cell[C_STATE] = d->is_settled ? cell_toned(W(r, DIVERGENCE_SETTLED), TONE_GOOD)
                                       : cell_toned(W(r, DIVERGENCE_OPEN), TONE_NOTICE);
    for (int i = 0; i < x->n; i++) {
        row->cell[C_FIRST + i] = cell_text(answer_of(r, x, d->question, i));
    }
    row->cell[C_FIRST + x->n] = all->merged ? cell_number(all->merged->credit, UNIT_WEIGHT) : (struct cell){0};
    row->cell[C_FIRST + x->n + 1] = cell_text(report_text(r, &q->label));
    row->cell[C_FIRST + x->n + 2] = cell_text(notes_of(r, all));
    doc_add_fact(r->doc, (struct fact){.sheet = "divergence",
                                       .table = "divergences",
                                       .row = q->name,
                                       .column = "spread",
                                       .statistic = "spread",
                                       .status = divergence_kind_name(d->kind),
                                       .n = x->n,
                                       .value = cell_number(d->spread, UNIT_NONE)});
}

static void add_divergences(struct report *r, struct sheet *s, const struct raters *x) {
    struct column *columns = ARENA_ARRAY(&r->doc->arena, N_FIXED + (size_t)x->n, struct column);
    columns[C_NODE] = (struct column){.key = "node", .label = W(r, COL_NODE), .width = 34, .is_wrapped = true};
    columns[C_QUESTION] = (struct column){.key = "question", .label = W(r, COL_QUESTION), .width = 12};
    columns[C_SPREAD] = (struct column){
        .key = "spread", .label = W(r, DIVERGENCE_SPREAD), .width = 14, .align = ALIGN_CENTER, .is_wrapped = true};
    columns[C_STATE] =
        (struct column){.key = "state", .label = W(r, DIVERGENCE_STATE), .width = 12, .align = ALIGN_CENTER};
    int n = C_FIRST + add_respondent_columns(r, &columns[C_FIRST], 28);
    columns[n++] = (struct column){.key = "consolidated",
                                   .label = FILL(r, RATERS_CONSOLIDATED, consolidation_word(r, x->how)),
                                   .width = 14,
                                   .align = ALIGN_CENTER,
                                   .is_wrapped = true};
    columns[n++] = (struct column){.key = "wording", .label = W(r, COL_WORDING), .width = 40, .is_wrapped = true};
    columns[n++] = (struct column){.key = "notes", .label = W(r, DIVERGENCE_NOTES), .width = 50, .is_wrapped = true};
    struct table *t = add_table(r->doc, s, "divergences", columns, n);
    t->is_data = true;
    for (int i = 0; i < x->n_divergences; i++) {
        add_divergence(r, t, x, &x->divergence[i]);
    }
}

/* On the terminal: what and how far, not who said what. */
static void add_first(struct report *r, struct sheet *s, const struct raters *x) {
    const struct column columns[] = {
        {.key = "node", .label = W(r, COL_NODE), .width = 46, .is_wrapped = true},
        {.key = "question", .label = W(r, COL_QUESTION), .width = 12},
        {.key = "spread", .label = W(r, DIVERGENCE_SPREAD), .width = 20, .align = ALIGN_RIGHT},
    };
    struct table *t = add_table(r->doc, s, "divergences", columns, ARRAY_LEN(columns));
    for (int i = 0, n = 0; i < x->n_divergences && n < DIVERGENCES_IN_TERMINAL; i++) {
        const struct divergence *d = &x->divergence[i];
        const struct question *q = &r->kit->questionnaire->question[d->question];
        if (!d->is_settled) {
            struct row *row = table_add_row(r->doc, t, q->name);
            row->cell[0] = cell_text(q->node >= 0 ? node_title(r, q->card, q->node) : "");
            row->cell[1] = cell_toned(q->name, TONE_MUTED);
            row->cell[2] = cell_spread(r, d);
            n++;
        }
    }
}

static bool is_any_open(const struct raters *x) {
    for (int i = 0; i < x->n_divergences; i++) {
        if (!x->divergence[i].is_settled) {
            return true;
        }
    }
    return false;
}

static void build(struct report *r, struct sheet *s) {
    const struct raters *x = r->assessment->raters;
    bool is_short = r->request->is_summary;
    add_sheet_head(r, s);
    add_raters(r, s, x);
    if (!is_short) {
        add_text(r->doc, s, W(r, RATERS_RULE), TONE_PLAIN);
        add_agreement(r, s, x);
    }
    if (x->n_divergences == 0 || (is_short && !is_any_open(x))) {
        add_text(r->doc, s, x->n_divergences == 0 ? W(r, DIVERGENCE_NONE) : W(r, DIVERGENCE_ALL_SETTLED), TONE_PLAIN);
        return;
    }
    add_heading(r->doc, s, 2, W(r, DIVERGENCE_TITLE));
    if (is_short) {
        add_first(r, s, x);
    } else {
        add_divergences(r, s, x);
    }
}

const struct report_sheet report_sheet_divergence = {.id = "divergence",
                                                     .summary = "how far several assessors agree, and what to settle",
                                                     .kind = SHEET_DATA,
                                                     .is_landscape = true,
                                                     .has_content = has_content,
                                                     .build = build};
