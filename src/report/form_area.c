/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheets of questions: the score so far on top, then a line a question or option. */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "model/qtype.h"
#include "report/form_part.h"

#define COLUMNS_MAX 16
#define REASON_MOST 1000
#define TEXT_MOST 2000
#define NAME_MOST 200
#define DAYS_1970 25569 /* 1970-01-01 as spreadsheets count days */

struct columns {
    struct column item[COLUMNS_MAX];
    int n;
};

static struct column *add(struct columns *c, const char *key, const char *label, int width) {
    struct column *x = &c->item[c->n++];
    *x = (struct column){.key = key, .label = label, .width = width, .is_wrapped = width > 9, .is_entry = true};
    return x;
}

/* A questionnaire whose groups have no groups in them needs no such column. */
static bool has_sections(const struct form *f, int area) {
    for (size_t i = 0; i < f->n_lines; i++) {
        if (f->line[i].area == area && form_question(f, &f->line[i])->group != f->area[area].group) {
            return true;
        }
    }
    return false;
}

static void add_fixed(const struct form *f, struct columns *c, int area) {
    const struct form_request *r = f->request;
    const struct entry_rule *fixed = form_fixed_rule(f);
    bool has_second = r->second != NULL;
    struct column *no = add(c, "no", FW(f, NUMBER), 5), *id = add(c, "question", FW(f, ID), 12);
    no->entry = id->entry = fixed;
    no->align = ALIGN_RIGHT;
    if (has_sections(f, area)) {
        add(c, "service", FW(f, SERVICE), 14)->entry = fixed;
    }
    add(c, "label",
        has_second ? doc_text(f->doc, "%s (%s)", fw_first(f, FORM_WORD_QUESTION), r->lang) : FW(f, QUESTION), 44)
        ->entry = fixed;
    if (has_second) {
        struct form second = *f;
        struct form_request other = *r;
        other.lang = r->second;
        second.request = &other;
        const char *label = doc_text(f->doc, "%s (%s)", fw_first(&second, FORM_WORD_QUESTION), r->second);
        add(c, "label2", label, 40)->entry = fixed;
    }
    add(c, "hint", FW(f, HINT), 34)->entry = fixed;
}

static void add_entries(const struct form *f, struct columns *c, const struct form_area *area) {
    const char *id = doc_text(f->doc, "%s.question", area->table);
    add(c, "answer", FW(f, ANSWER), 34)->entry = area->is_listed ? form_answer_rule(f, id) : NULL;
    add(c, "na_reason", FW(f, REASON), 14)->entry =
        form_text_rule(f, FORM_WORD_NOT_APPLICABLE, FW(f, MSG_REASON), REASON_MOST);
    struct column *confidence = add(c, "confidence", FW(f, CONFIDENCE), 9);
    confidence->entry = form_confidence_rule(f);
    confidence->align = ALIGN_CENTER;
    add(c, "comment", FW(f, COMMENT), 16)->entry = form_text_rule(f, FORM_WORD_COMMENT, NULL, TEXT_MOST);
    add(c, "evidence", FW(f, EVIDENCE_AT), 14)->entry = form_text_rule(f, FORM_WORD_EVIDENCE_AT, NULL, TEXT_MOST);
    add(c, "owner", FW(f, OWNER), 12)->entry = form_text_rule(f, FORM_WORD_OWNER, NULL, NAME_MOST);
    add(c, "date", FW(f, DATE), 11)->entry = form_date_rule(f);
    if (f->request->from) {
        add(c, "confirmed", FW(f, CONFIRMED), 10)->entry = form_confirmed_rule(f);
    }
}

/* ---- lines ------------------------------------------------------------------------------------------------------- */

static const char *section(const struct form *f, const struct form_line *line) {
    int group = form_question(f, line)->group;
    if (group < 0 || group == f->area[line->area].group) {
        return "";
    }
    const struct question *g = &f->questionnaire->question[group];
    const char *label = i18n_get(&g->label, f->request->lang);
    return g->node_id && *g->node_id ? doc_text(f->doc, "%s %s", g->node_id, label) : label;
}

static const char *wording(const struct form *f, const struct form_line *line, const char *lang) {
    const struct question *q = form_question(f, line);
    if (line->kind != LINE_OPTION) {
        return i18n_get(&q->label, lang);
    }
    const struct choice *choice = &question_list(f->questionnaire, q)->choice[line->choice];
    return doc_text(f->doc, "•  %s", i18n_get(&choice->label, lang));
}

static const char *option_text(const struct form *f, const struct form_line *line) {
    for (int i = line->first; *line->said && i < line->first + line->n; i++) {
        const struct cell *cell = f->list->row[i].cell;
        if (strcmp(cell[table_find_column(f->list, "code")].text, line->said) == 0) {
            return cell[table_find_column(f->list, "text")].text;
        }
    }
    return line->said;
}

static long digits(const char *s, int n) {
    long x = 0;
    for (int i = 0; i < n; i++) {
        x = x * 10 + (s[i] - '0');
    }
    return x;
}

/* "2026-11-24" as a day of the Gregorian calendar, counted as spreadsheets do. */
static struct cell date_cell(const char *iso) {
    if (!text_is_iso_date(iso)) {
        return cell_text(iso);
    }
    long month = digits(iso + 5, 2), a = (14 - month) / 12;
    long years = digits(iso, 4) + 4800 - a, months = month + 12 * a - 3;
    long day =
        digits(iso + 8, 2) + (153 * months + 2) / 5 + 365 * years + years / 4 - years / 100 + years / 400 - 32045;
    return cell_number((double)(day - 2440588 + DAYS_1970), UNIT_NONE);
}

static struct cell answer_cell(const struct form *f, const struct form_line *line) {
    const struct answer *a = &f->answers->answer[line->question];
    bool is_number = line->n == 0 && line->kind == LINE_QUESTION && !isnan(a->number) && *line->said;
    return is_number ? cell_number(a->number, UNIT_STATISTIC) : cell_text(option_text(f, line));
}

static void set(const struct table *t, struct row *row, const char *key, struct cell c) {
    int i = table_find_column(t, key);
    if (i >= 0 && (c.kind != CELL_TEXT || (c.text && *c.text))) {
        const struct entry_rule *own = row->cell[i].entry;
        row->cell[i] = c;
        row->cell[i].entry = own;
    }
}

/* What stands beside an answer belongs to the question, and to the option for what cannot apply. */
static void set_details(const struct form *f, const struct form_line *line, const struct table *t, struct row *row) {
    const struct answer *a = &f->answers->answer[line->question];
    if (line->kind == LINE_OPTION) {
        if (line->twin >= 0 && line->state == LINE_NA) {
            set(t, row, "na_reason", cell_text(f->answers->answer[line->twin].na_reason));
        }
        return;
    }
    set(t, row, "na_reason", cell_text(a->na_reason));
    set(t, row, "comment", cell_text(a->comment));
    set(t, row, "evidence", cell_text(a->evidence));
    set(t, row, "owner", cell_text(a->owner));
    if (a->confidence > 0) {
        set(t, row, "confidence", cell_number(a->confidence, UNIT_COUNT));
    }
    if (*a->date) {
        set(t, row, "date", date_cell(a->date));
    }
}

/* The hint, or what is to be known of an answer carried forward to a question that has changed. */
static struct cell hint_cell(const struct form *f, const struct form_line *line) {
    const struct answer *a = &f->answers->answer[line->question];
    const char *hint = form_text(f, &form_question(f, line)->hint);
    if (line->kind == LINE_OPTION) {
        return cell_text("");
    }
    if (!f->request->from || a->fit == ANSWER_FITS) {
        return cell_toned(hint, TONE_MUTED);
    }
    const char *note = a->fit == ANSWER_UNREADABLE ? fw_fill(f, FORM_WORD_GONE, a->text, "") : FW(f, CHANGED);
    return cell_toned(doc_text(f->doc, "%s\n%s", note, hint), TONE_WEAK);
}

static void add_line(const struct form *f, const struct form_line *line, struct table *t) {
    const struct form_request *r = f->request;
    struct row *row = table_add_row(f->doc, t, line->id);
    bool is_head = line->kind == LINE_HEAD;
    set(t, row, "no", cell_number((double)line->row + 1, UNIT_COUNT));
    set(t, row, "question", cell_toned(line->id, TONE_MUTED));
    set(t, row, "service", cell_text(section(f, line)));
    set(t, row, "label", cell_text(wording(f, line, r->lang)));
    set(t, row, "label2", cell_text(wording(f, line, r->second ? r->second : r->lang)));
    set(t, row, "hint", hint_cell(f, line));
    if (!f->area[line->area].is_listed) {
        row->cell[table_find_column(t, "answer")].entry = form_line_rule(f, line);
    }
    if (!is_head) {
        set(t, row, "answer", answer_cell(f, line));
    }
    set_details(f, line, t, row);
}

/* ---- the score so far -------------------------------------------------------------------------------------------- */

static struct cell counts_cell(struct form *f, int area) {
    struct arena *a = &f->doc->arena;
    static const char *const keys[] = {"answered", "na", "left"};
    ex part[6];
    size_t count[3] = {0};
    for (int i = 0; i < 3; i++) {
        part[2 * i] = expr_cell(a, doc_text(f->doc, "%s.%d", keys[i], area), EXPR_IS_A_NUMBER);
        part[2 * i + 1] = expr_text(a, " / ");
    }
    for (size_t i = 0; i < f->n_lines; i++) {
        const struct form_line *l = &f->line[i];
        bool is_own = l->area == area;
        count[0] += is_own && l->state == LINE_ANSWERED;
        count[1] += is_own && l->state == LINE_NA;
        count[2] += is_own && l->state == LINE_LEFT;
    }
    struct cell c = cell_toned(doc_text(f->doc, "%zu / %zu / %zu", count[0], count[1], count[2]), TONE_STRONG);
    c.formula = expr_many(a, EXPR_JOIN, part, 5);
    return c;
}

static void add_head(struct form *f, int area, struct sheet *s, const struct columns *columns) {
    const struct form_area *x = &f->area[area];
    struct table *t = add_table(f->doc, s, doc_text(f->doc, "head%d", area + 1), columns->item, columns->n);
    t->has_no_header = true;
    for (int i = 0; i < t->n_columns; i++) {
        t->column[i].is_entry = false;
        t->column[i].entry = NULL;
    }
    struct row *label = table_add_row(f->doc, t, "label"), *value = table_add_row(f->doc, t, "value");
    set(t, label, "hint", cell_toned(FW(f, COUNTS), TONE_MUTED));
    set(t, value, "hint", counts_cell(f, area));
    if (x->node >= 0 && f->is_live) {
        const struct scale *scale = &f->card[x->card].node[x->node].scale;
        char low[NUM_TEXT_MAX], high[NUM_TEXT_MAX];
        const char *on = fw_fill(f, FORM_WORD_SCALE, arena_strdup(&f->doc->arena, num_shortest(low, scale->min)),
                                 arena_strdup(&f->doc->arena, num_shortest(high, scale->max)));
        const char *first = table_find_column(t, "service") >= 0 ? "service" : "evidence";
        set(t, label, first, cell_toned(doc_text(f->doc, "%s (%s)", FW(f, SCORE_NOW), on), TONE_MUTED));
        set(t, label, "label", cell_toned(FW(f, RANGE), TONE_MUTED));
        set(t, label, "answer", cell_toned(FW(f, COVERAGE), TONE_MUTED));
        struct cell score = form_score_cell(f, x->card, x->node);
        score.name = doc_text(f->doc, "live_score_%d", area + 1);
        set(t, value, first, score);
        set(t, value, "label", form_range_cell(f, x->card, x->node));
        set(t, value, "answer", form_coverage_cell(f, x->card, x->node));
    }
}

void form_add_area(struct form *f, int area) {
    const struct form_area *x = &f->area[area];
    struct sheet *s = doc_add_sheet(f->doc, x->sheet, x->name, SHEET_DATA);
    struct columns columns = {.n = 0};
    s->is_landscape = s->is_locked = true;
    add_fixed(f, &columns, area);
    add_entries(f, &columns, x);
    add_heading(f->doc, s, 1,
                x->group >= 0 ? form_text(f, &f->questionnaire->question[x->group].label) : FW(f, QUESTIONS));
    add_head(f, area, s, &columns);
    struct table *t = add_table(f->doc, s, x->table, columns.item, columns.n);
    t->is_form = t->has_filter = true;
    for (size_t i = 0; i < f->n_lines; i++) {
        if (f->line[i].area == area) {
            add_line(f, &f->line[i], t);
        }
    }
    form_set_emphases(f, t, f->request->from != NULL);
}
