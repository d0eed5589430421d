/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trials of properties: answers to a kit's questionnaire as texts, changed at will, written to a file and scored.

   1. trial_new() with random answers, or trial_copy() of another; text[] is one answer a question, "" for blank.
   2. Change text[]; trial_score() writes a file in the wanted layout, reads and scores it.
   3. trial_free(). The kit and the folder must live longer. */
#ifndef PG_TESTS_TRIAL_H
#define PG_TESTS_TRIAL_H

#include "folder.h"
#include "random.h"
#include "score/assessment.h"

enum trial_layout { TRIAL_LONG, TRIAL_SHUFFLED, TRIAL_WIDE };

struct trial {
    const struct kit *kit;
    struct folder *folder;
    struct arena arena;
    const char **text;
    struct answers *answers;
    struct scorecard *card;
    struct profile_check *profile; /* one per profile of the kit */
};

struct trial *trial_new(const struct kit *k, struct folder *folder, struct random *r);
struct trial *trial_copy(const struct trial *t);
/* 'r' is for TRIAL_SHUFFLED alone. */
void trial_score(struct trial *t, enum trial_layout layout, struct random *r);
void trial_free(struct trial *t);

/* An ordinary answer (not blank, not N/A, known) with a credit, for question 'i'. In the trial's arena. */
const char *trial_answer(struct trial *t, int i, struct random *r);
/* The answer to question 'i' made better by one choice; NULL when it cannot be. */
const char *trial_better(struct trial *t, int i);
/* A choice of the question's list by its state, "" when there is none. */
const char *trial_choice(const struct trial *t, int i, enum choice_state state);
/* Whether the question counts in a layer of scores. */
bool trial_counts(const struct trial *t, int i);

#endif
