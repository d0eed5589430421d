/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What has changed since an earlier assessment, node by node and question by question.

   1. Read the earlier answers: against the questionnaire that they were given to, in a kit of its own; or, without it,
      against today's with answers.is_earlier set.
   2. changes_new(); changes.node has a row for each node asked about then or now, changes.question one a question.
   3. changes_free(). Borrows the kits, the answers and the cards.

   A question is comparable when it is the same on both sides (question_hash.h; by its name alone where the file names
   the same version, or where nothing better is known). Scores are compared on the comparable questions only, then and
   now, with today's model: a node all of whose questions are comparable has its scores as they are; another one has the
   two scores of its comparable part, and says how much of its weight that is; one without any has no change. */
#ifndef PG_SCORE_CHANGE_H
#define PG_SCORE_CHANGE_H

#include "score/assessment.h"

/* What tells which questions are the same. */
enum change_basis {
    BASIS_QUESTIONNAIRES, /* both are at hand */
    BASIS_HASHES,         /* the earlier answers say what was asked */
    BASIS_VERSION,        /* the same version of the questionnaire */
    BASIS_ASSUMED,        /* nothing: taken to be the same where the name is */
};

enum fate {
    FATE_SAME,    /* comparable, all of it */
    FATE_PARTLY,  /* nodes: some of its questions are not */
    FATE_CHANGED, /* not comparable: other words, choices or credits */
    FATE_NEW,     /* not there then */
    FATE_GONE,    /* not there now */
    N_FATES
};
const char *fate_name(enum fate f); /* "same", "partly", "changed", "new", "gone" */

/* OPEN: blanks of then or now, answered one way or the other, could turn it round. */
enum direction { DIRECTION_NONE, DIRECTION_UP, DIRECTION_SAME, DIRECTION_DOWN, DIRECTION_OPEN };
const char *direction_name(enum direction d); /* NULL for NONE; "up", "same", "down", "open" */

struct question_change {
    enum fate fate;
    int now, before; /* question in today's questionnaire, and in that of the earlier answers; −1 */
    const char *name;
    bool is_other_answer;             /* the answer or its state is another one */
    double credit_before, credit_now; /* 0–1; NAN without one */
    double effect;                    /* of the difference on the total, 0–1; 0 where a credit is missing */
};

struct node_change {
    enum fate fate;
    int card, node; /* today's; −1 for GONE */
    const char *id;
    double comparable;                         /* share of its weight whose questions are the same */
    int n_questions, n_changed, n_new, n_gone; /* questions in its subtree; n_gone only where their node is known */
    const struct node_score *before, *now;     /* of what is comparable; NULL where there is nothing */
};

struct baseline {
    const struct answers *answers;
    const struct kit *kit; /* with the questionnaire of the earlier answers; NULL: they were read with today's */
};

struct changes {
    struct arena arena;
    const struct baseline *baseline;
    enum change_basis basis;
    struct node_change *node; /* as the frameworks have them, then those that are gone */
    int n_nodes;
    struct question_change *question; /* as today's questionnaire has them, then those that are gone */
    int n_questions;
    int n_of[N_FATES];             /* questions by fate */
    struct scorecard *card_before; /* of all that was asked then: on the earlier kit's cards where there is one */
    struct profile_check *profile; /* then, of all that was asked then; parallel to the kit's; .profile NULL: unknown */
};

struct changes *changes_new(const struct assessment *now, const struct baseline *then);
void changes_free(struct changes *c);

/* The difference of two scores that are shown, 0–1; false when one is not. */
bool change_between(const struct score *before, const struct score *now, double *change);
/* UP when even the lowest now is above the highest then, DOWN the other way round, SAME when value and range agree. */
enum direction change_direction(const struct score *before, const struct score *now);
/* The row of a node; NULL when it is in neither. */
const struct node_change *changes_find(const struct changes *c, int card, int node);
/* Where the answers of a question stand: then and now; NULL where there is none. */
const struct answer *change_answer_before(const struct changes *c, const struct question_change *q);
/* The questionnaire that the earlier answers were read with. */
const struct questionnaire *changes_questionnaire(const struct changes *c, const struct assessment *now);

#endif
