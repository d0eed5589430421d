/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of what has changed since an earlier assessment, for the sheets and the data that tell of it. */
#ifndef PG_REPORT_CHANGE_PART_H
#define PG_REPORT_CHANGE_PART_H

#include "report/part.h"

bool report_has_changes(const struct report *r);
/* Two scores' difference on their scale, with its sign; a word where there is none to show. */
struct cell cell_change(const struct report *r, const struct score *before, const struct score *now);
/* "↑ up"; empty where there is no change to show. */
struct cell cell_direction(const struct report *r, const struct score *before, const struct score *now);
/* A score of one of the two times; NULL gives "–". */
struct cell cell_score_or_none(const struct report *r, const struct score *s);
const char *fate_word(const struct report *r, enum fate f);
/* "2 changed; 1 new": how many questions cannot be compared, by what has become of them. */
const char *fates_text(const struct report *r, int n_changed, int n_new, int n_gone);
/* What there is to say of a node whose questions are not all comparable; "" for nothing. */
const char *node_remark(const struct report *r, const struct node_change *x);
/* "open: …" where blank answers decide which way a node has moved; "" elsewhere. */
const char *change_open_remark(const struct report *r, const struct node_change *x);
/* The node's name, in the framework of its time; the title has its id in front. */
const char *node_change_label(const struct report *r, const struct node_change *x);
const char *node_change_title(const struct report *r, const struct node_change *x);
/* Answers in words, then and now: "not asked", "–" where there was no such question. */
const char *answer_words_before(const struct report *r, const struct question_change *q);
const char *answer_words_now(const struct report *r, const struct question_change *q);
const char *question_wording(const struct report *r, const struct question_change *q);
/* The date of the earlier assessment, else the name of its file. */
const char *baseline_date(const struct report *r);
/* "Since 2025-04-30: +0.31, basic → intermediate"; NULL without an earlier assessment. */
const char *report_since(const struct report *r);
/* What makes that worth less than it seems, a sentence each; "" for nothing. */
const char *report_since_caveats(const struct report *r);

/* baseline, changes and changed_answers of the result. */
void set_changes_json(const struct report *r, struct json *result);

#endif
