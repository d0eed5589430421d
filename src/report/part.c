/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/part.h"

#include <string.h>

#include "score/subnode.h"

const char *word_key(enum word w) {
    static const char *const keys[N_WORDS] = {
#define WORD(id, key) key,
#include "report/word.def"
#undef WORD
    };
    return keys[w];
}

const char *report_word(const struct report *r, enum word w) {
    return plan_word(r->request->plan, word_key(w), r->lang);
}

const char *report_fill_words(const struct report *r, enum word w, const char *const words[4]) {
    struct buf b;
    buf_init(&b, BUF_MAX_DEFAULT);
    int n_given = 0;
    while (n_given < 4 && words[n_given]) {
        n_given++;
    }
    for (const char *c = report_word(r, w); *c; c++) {
        if (c[0] == '{' && c[1] >= '1' && c[1] <= '4' && c[2] == '}') {
            buf_puts(&b, c[1] - '1' < n_given ? words[c[1] - '1'] : "");
            c += 2;
        } else {
            buf_putc(&b, *c);
        }
    }
    const char *text = arena_strndup(&r->doc->arena, b.data, b.len);
    buf_clear(&b);
    return text;
}

/* Cells are trimmed when they are read, so the blank behind a Latin separator is put here. */
void report_list_add(const struct report *r, struct buf *list, const char *text) {
    const char *separator = W(r, LIST_SEPARATOR);
    size_t n = strlen(separator);
    if (list->len > 0) {
        buf_puts(list, separator);
        buf_puts(list, n > 0 && (unsigned char)separator[n - 1] < 0x80 ? " " : "");
    }
    buf_puts(list, text);
}

void report_sentence_add(struct buf *text, const char *sentence) {
    if (text->len > 0 && (unsigned char)text->data[text->len - 1] < 0x80) {
        buf_putc(text, ' ');
    }
    buf_puts(text, sentence);
}

const char *report_chosen_labels(const struct report *r, const struct choice_list *list, const struct answer *a) {
    struct buf b;
    buf_init(&b, BUF_MAX_DEFAULT);
    for (int i = 0; i < list->n; i++) {
        if (i == a->choice || (a->chosen && a->chosen[i])) {
            report_list_add(r, &b, report_text(r, &list->choice[i].label));
        }
    }
    const char *text = arena_strndup(&r->doc->arena, b.data, b.len);
    buf_clear(&b);
    return text;
}

const char *report_answer_text(const struct report *r, const struct question *q, const struct answer *a) {
    const struct choice_list *list = question_list(r->kit->questionnaire, q);
    if (!list || a->choice < 0) {
        return list && a->chosen ? report_chosen_labels(r, list, a) : a->text;
    }
    const char *name = list->choice[a->choice].name, *label = report_text(r, &list->choice[a->choice].label);
    return *label ? doc_text(r->doc, "%s – %s", name, label) : name;
}

const char *report_named_word(const struct report *r, const struct named_word *known, size_t n, const char *name) {
    for (size_t i = 0; i < n; i++) {
        if (strcmp(known[i].name, name) == 0) {
            return report_word(r, known[i].word);
        }
    }
    return name;
}

const char *report_text(const struct report *r, const struct i18n *text) { return i18n_get(text, r->lang); }

const char *report_label(const struct report *r, const struct i18n *label, const char *id) {
    const char *text = report_text(r, label);
    return *text ? text : id;
}

const char *layer_label(const struct report *r, int layer) {
    const struct layer *l = layer < 0 ? NULL : &r->kit->model->layer[layer];
    return l ? report_label(r, &l->label, l->id) : W(r, COL_SCORE);
}

const char *report_count(const struct report *r, long n) { return doc_text(r->doc, "%ld", n); }

const char *report_value(const struct report *r, double value, enum unit unit) {
    char text[NUM_TEXT_MAX];
    return arena_strdup(&r->doc->arena, num_display(text, value, unit));
}

bool report_has_layer(const struct report *r, int layer) {
    for (int c = 0; c < r->kit->n_frameworks; c++) {
        if (r->assessment->card[c].node[0].layer[layer].status != SCORE_NOT_ASKED) {
            return true;
        }
    }
    return false;
}

int report_asked_layers(const struct report *r) {
    int n = 0;
    for (int l = 0; l < r->kit->model->n_layers; l++) {
        n += report_has_layer(r, l);
    }
    return n;
}

const char *report_scale(const struct report *r) {
    char text[NUM_TEXT_MAX];
    return arena_strdup(&r->doc->arena, num_shortest(text, r->kit->model->info.scale_max));
}

/* ---- scores ------------------------------------------------------------------------------------------------ */

static enum unit unit_with(int decimals) {
    static const enum unit units[] = {UNIT_SCORE0, UNIT_SCORE1, UNIT_SCORE, UNIT_SCORE3};
    return units[decimals > 3 ? 3 : decimals];
}

enum unit report_score_unit(const struct report *r) { return unit_with(r->kit->model->info.decimals); }

bool score_is_shown(const struct score *s) { return s->status == SCORE_SCORED; }

/* Unrounded where plain rounding gives what is shown; else as it is shown. */
double report_scaled(const struct scale *s, double fraction) {
    double value = scale_value(s, fraction), shown = scale_shown(s, fraction);
    bool is_plain = s->show == ROUND_HALF_UP && shown == scoring_round(value, ROUND_HALF_UP, s->decimals);
    return is_plain ? value : shown;
}

static struct cell cell_scaled(const struct scale *s, double fraction) {
    return cell_number(report_scaled(s, fraction), unit_with(s->decimals));
}

const char *status_word(const struct report *r, enum score_status s) {
    static const enum word words[] = {WORD_STATUS_SCORED, WORD_STATUS_NOT_RATED, WORD_STATUS_BLANK,
                                      WORD_STATUS_NA,     WORD_STATUS_NOT_ASKED, WORD_STATUS_BLOCKED};
    return report_word(r, words[s]);
}

static const char *status_reason(const struct report *r, const struct score *s) {
    return s->status == SCORE_NOT_RATED ? FILL(r, REASON_NOT_RATED, report_value(r, s->coverage, UNIT_PERCENT)) : NULL;
}

struct cell cell_score(const struct report *r, const struct score *s) {
    return score_is_shown(s) ? cell_scaled(s->scale, s->value)
                             : cell_none(status_word(r, s->status), status_reason(r, s));
}

static bool has_range(const struct score *s) { return s->status != SCORE_NA && s->status != SCORE_NOT_ASKED; }

struct cell cell_low(const struct report *r, const struct score *s) {
    return has_range(s) ? cell_scaled(s->scale, s->low) : cell_none(status_word(r, s->status), NULL);
}

struct cell cell_high(const struct report *r, const struct score *s) {
    return has_range(s) ? cell_scaled(s->scale, s->high) : cell_none(status_word(r, s->status), NULL);
}

const char *score_range_text(const struct report *r, const struct score *s) {
    const char *low = report_value(r, report_scaled(s->scale, s->low), unit_with(s->scale->decimals));
    const char *high = report_value(r, report_scaled(s->scale, s->high), unit_with(s->scale->decimals));
    return strcmp(low, high) == 0 ? low : doc_text(r->doc, "%s–%s", low, high);
}

const struct band *band_of(const struct report *r, const char *level, const struct score *s) {
    return score_is_shown(s) ? scoring_band(r->kit->model, level, s->scale, s->value) : NULL;
}

const char *band_label(const struct report *r, const char *level, const struct score *s) {
    const struct band *band = band_of(r, level, s);
    return band ? report_label(r, &band->label, band->id) : "";
}

struct cell cell_level(const struct score *s, double fraction) {
    return cell_scaled(s->scale, fraction);
}

const char *report_level(const struct report *r, const struct score *s, double fraction) {
    return report_value(r, report_scaled(s->scale, fraction), unit_with(s->scale->decimals));
}

/* ---- nodes ------------------------------------------------------------------------------------------------- */

const char *node_label(const struct report *r, int card, int node) {
    const struct node *n = &r->assessment->card[card].framework->node[node];
    return report_label(r, &n->label, n->id);
}

const char *node_title(const struct report *r, int card, int node) {
    const char *label = node_label(r, card, node);
    return node == 0 ? label : doc_text(r->doc, "%s %s", r->assessment->card[card].framework->node[node].id, label);
}

const char *level_word(const struct report *r, const char *level) {
    static const struct named_word known[] = {{"total", WORD_LEVEL_TOTAL},
                                              {"area", WORD_LEVEL_AREA},
                                              {"service", WORD_LEVEL_SERVICE},
                                              {"function", WORD_LEVEL_FUNCTION},
                                              {"subfunction", WORD_LEVEL_SUBFUNCTION},
                                              {"foundation", WORD_LEVEL_FOUNDATION},
                                              {"duty", WORD_LEVEL_DUTY}};
    return report_named_word(r, known, ARRAY_LEN(known), level); /* levels of other frameworks speak for themselves */
}

static int list_at_depth(const struct report *r, int card, int depth, const int **nodes) {
    const struct scorecard *c = &r->assessment->card[card];
    int *list = ARENA_ARRAY(&r->doc->arena, (size_t)c->framework->n_nodes, int), n = 0;
    for (int i = 0; i < c->framework->n_nodes; i++) {
        if (c->framework->node[i].depth == depth && c->node[i].total.status != SCORE_NOT_ASKED) {
            list[n++] = i;
        }
    }
    *nodes = list;
    return n;
}

int list_branches(const struct report *r, int card, const int **nodes) { return list_at_depth(r, card, 1, nodes); }
int list_services(const struct report *r, int card, const int **nodes) { return list_at_depth(r, card, 2, nodes); }

int subnode_state(const struct report *r, int card, int node, bool *is_na) {
    struct subnode s = subnode_find(r->kit, r->assessment->answers, &r->assessment->card[card], node);
    *is_na = s.is_na;
    return s.state;
}

/* ---- stages ------------------------------------------------------------------------------------------------ */

const char *stage_label(const struct report *r, int profile, int stage) {
    const struct stage *s = stage < 0 ? NULL : &r->kit->profile[profile]->stage[stage];
    return s ? report_label(r, &s->label, s->id) : W(r, STAGE_NONE);
}

const char *profile_asks_word(const struct report *r, int profile) {
    const struct profile *p = r->kit->profile[profile];
    for (int i = 1; i < p->n_minima; i++) {
        if (p->minimum[i].layer != p->minimum[0].layer) {
            return W(r, STAGE_MINIMUM);
        }
    }
    return p->n_minima > 0 ? layer_label(r, p->minimum[0].layer) : W(r, STAGE_MINIMUM);
}

bool report_has_classes(const struct report *r) { return r->kit->model->n_priorities > 0; }

const char *class_label(const struct report *r, const struct priority_class *c) {
    return c ? report_label(r, &c->label, c->id) : "";
}

int next_stage(const struct report *r) {
    if (r->kit->n_profiles == 0) {
        return -1;
    }
    int next = r->assessment->profile[0].reached_low + 1;
    return next < r->kit->profile[0]->n_stages ? next : -1;
}

/* ---- sheets ------------------------------------------------------------------------------------------------ */

void add_sheet_head(struct report *r, struct sheet *s) {
    const struct plan *p = r->request->plan;
    add_heading(r->doc, s, 1, s->name);
    for (int i = 0; i < p->n_sheets; i++) {
        const char *intro = report_text(r, &p->sheet[i].intro);
        if (strcmp(p->sheet[i].id, s->id) == 0 && *intro) {
            add_text(r->doc, s, intro, TONE_MUTED);
        }
    }
}

void add_fact_score(struct report *r, const char *sheet, const char *table, const char *row, const char *column,
                    const struct score *s, long n) {
    struct fact f = {.sheet = sheet, .table = table, .row = row, .column = column, .statistic = "score", .n = n};
    f.status = score_status_name(s->status);
    if (score_is_shown(s)) {
        f.value = cell_number(s->value, UNIT_NONE);
    }
    if (has_range(s)) {
        f.low = cell_number(s->low, UNIT_NONE);
        f.high = cell_number(s->high, UNIT_NONE);
    }
    doc_add_fact(r->doc, f);
}
