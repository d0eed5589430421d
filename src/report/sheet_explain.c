/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Explain: the formula behind every score with its numbers, what was left out and why, and what moves the total. */
#include "report/explain.h"

static void build(struct report *r, struct sheet *s) {
    add_sheet_head(r, s);
    add_sensitivity(r, s);
    for (int c = 0; c < r->kit->n_frameworks; c++) {
        if (r->assessment->card[c].node[0].total.status != SCORE_NOT_ASKED) {
            add_heading(r->doc, s, 2, node_label(r, c, 0));
            add_explanations(r, s, doc_text(r->doc, "explain_%d", c), c, 0);
        }
    }
}

const struct report_sheet report_sheet_explain = {.id = "explain",
                                                  .summary = "the formula behind every score, and what moves the total",
                                                  .kind = SHEET_PAGE,
                                                  .is_landscape = true,
                                                  .build = build};
