/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts that several sheets share: words, cells of scores, names of nodes, lists of nodes. */
#ifndef PG_REPORT_PART_H
#define PG_REPORT_PART_H

#include "report/report.h"

enum word {
#define WORD(id, key) WORD_##id,
#include "report/word.def"
#undef WORD
    N_WORDS
};
const char *word_key(enum word w);
/* The words in the report's language. */
const char *report_word(const struct report *r, enum word w);
/* The words with {1} … {4} filled in; lives in the document. End the list with NULL: use the macro. */
const char *report_fill_words(const struct report *r, enum word w, const char *const words[4]);
#define W(r, id) report_word((r), WORD_##id)
#define FILL(r, id, ...) report_fill_words((r), WORD_##id, (const char *const[5]){__VA_ARGS__})

/* Adds 'text' to a list that is being written: "a; b". */
void report_list_add(const struct report *r, struct buf *list, const char *text);
/* Adds a sentence, behind a blank where the script of the one before wants one. */
void report_sentence_add(struct buf *text, const char *sentence);
/* The labels of the chosen choices as such a list, in the document. */
const char *report_chosen_labels(const struct report *r, const struct choice_list *list, const struct answer *a);
/* An answer that was given, in words: "2 – Documented", the chosen labels, or the number, date or text. */
const char *report_answer_text(const struct report *r, const struct question *q, const struct answer *a);
/* The word that stands for a name of the data; the name itself when it is none of the 'n'. */
struct named_word {
    const char *name;
    enum word word;
};
const char *report_named_word(const struct report *r, const struct named_word *known, size_t n, const char *name);
/* The document's subject, handling, footers, properties, and who presents it. */
void report_dress(struct report *r);
/* A label of the data in the report's language, or the id where it has none. */
const char *report_label(const struct report *r, const struct i18n *label, const char *id);
/* The label of a layer; −1: the word for the score itself. */
const char *layer_label(const struct report *r, int layer);
/* A text of the data in the report's language. */
const char *report_text(const struct report *r, const struct i18n *text);
const char *report_count(const struct report *r, long n);                       /* "12" */
const char *report_value(const struct report *r, double value, enum unit unit); /* as displayed */

/* Whether any node is asked in the layer, and in how many layers the questionnaire asks at all. */
bool report_has_layer(const struct report *r, int layer);
int report_asked_layers(const struct report *r);
const char *report_scale(const struct report *r); /* the upper end of the display scale: "4", "3.7" */

/* ---- scores ---- */
enum unit report_score_unit(const struct report *r); /* the unit with the model's decimals */
bool score_is_shown(const struct score *s);
/* On the display scale; "not rated" and the like where there is none to show. */
struct cell cell_score(const struct report *r, const struct score *s);
struct cell cell_low(const struct report *r, const struct score *s);
struct cell cell_high(const struct report *r, const struct score *s);
const char *score_range_text(const struct report *r, const struct score *s); /* "1.90–2.31", or one number */
const char *status_word(const struct report *r, enum score_status s);
/* The band of a score that is shown; else NULL, "". */
const struct band *band_of(const struct report *r, const char *level, const struct score *s);
const char *band_label(const struct report *r, const char *level, const struct score *s);
/* A fraction on a scale, for a reader's program that rounds to the scale's decimals: what it then shows is what the
   scale shows. */
double report_scaled(const struct scale *s, double fraction);
/* A level on the scale of a score, such as what a profile asks of it. */
struct cell cell_level(const struct score *s, double fraction);
const char *report_level(const struct report *r, const struct score *s, double fraction);

/* ---- nodes ---- */
const char *node_label(const struct report *r, int card, int node);
const char *node_title(const struct report *r, int card, int node); /* "2.1 Vulnerability report intake" */
const char *level_word(const struct report *r, const char *level);  /* "service" in the report's language */
/* Nodes of a card at the first depth below the total ("branches"), or at the second; in the document's arena. */
int list_branches(const struct report *r, int card, const int **nodes);
int list_services(const struct report *r, int card, const int **nodes);
/* Options of several-choice questions are nodes too: whether the sub-function is done (1), not (0), not applicable or
   unanswered (−1). */
int subnode_state(const struct report *r, int card, int node, bool *is_na);

/* ---- stages ---- */
const char *stage_label(const struct report *r, int profile, int stage); /* "none" for −1 */
/* Whether the model names priorities; the name of one, "" for NULL. */
bool report_has_classes(const struct report *r);
const char *class_label(const struct report *r, const struct priority_class *c);
/* The lowest stage of the first profile that is not surely reached; −1 when all are or there is no profile. */
int next_stage(const struct report *r);

/* Whether the document has that sheet. */
bool report_shows(const struct report *r, const char *sheet);
/* A heading with the plan's title and, when there is one, its line under it. */
void add_sheet_head(struct report *r, struct sheet *s);
void add_fact_score(struct report *r, const char *sheet, const char *table, const char *row, const char *column,
                    const struct score *s, long n);

/* The layer that all minima of a profile are of (−1: the score), as a word for what it asks; else "Minimum". */
const char *profile_asks_word(const struct report *r, int profile);
/* Gaps and variants for report_json(). */
struct json *report_json_gaps(const struct report *r);
struct json *report_json_variants(const struct report *r);
void report_json_set_score(struct json *j, const struct score *s); /* sets score, low, …, coverage */
void report_json_set_priority(const struct report *r, struct json *j, const struct minimum_check *m);

/* The improvement plan as data; for a report that has one. */
struct json *roadmap_json(const struct report *r);
/* The result as data, in the interface's order. */
struct json *report_json(const struct report *r);

#endif
