/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A kit: all that scoring one set of answers needs, found, loaded and joined: questionnaire, frameworks, model,
   profiles, criteria, crosswalks.

   1. Fill struct kit_request with ids or paths (NULL = what the questionnaire or the model names).
   2. kit_load() finds them in the library, loads them, and resolves nodes, layers and stages between them.
   3. question.card/.node/.layer then say what each question scores.
   The kit owns all that it loaded; kit_free() frees it. */
#ifndef PG_MODEL_KIT_H
#define PG_MODEL_KIT_H

#include "model/crosswalk.h"
#include "model/framework.h"
#include "model/library.h"
#include "model/organisation.h"
#include "model/profile.h"
#include "model/questionnaire.h"
#include "model/scoring.h"

#define KIT_FRAMEWORKS_MAX 8
#define KIT_PROFILES_MAX 16
#define KIT_CROSSWALKS_MAX 16
#define KIT_EXAMPLES_MAX 8

struct answers;

struct kit_request {
    const char *questionnaire;    /* id or path; required */
    const char *const *framework; /* NULL: as the questionnaire says. A book that overlays another is laid over it. */
    int n_frameworks;
    const char *model;          /* NULL: as the questionnaire says */
    const char *const *profile; /* none: as the model says */
    int n_profiles;
    const char *const *crosswalk; /* none: no obligations are looked at */
    int n_crosswalks;
    const char *answers; /* file that is assessed: load the questionnaire's examples but this; NULL: none of them */
    bool wants_about;    /* profile answers will be read: load their questionnaire and the criteria */
};

struct kit {
    struct arena arena;
    const struct library *library;
    struct questionnaire *questionnaire;
    struct framework *framework[KIT_FRAMEWORKS_MAX];
    int n_frameworks;
    struct scoring *model;
    struct profile *profile[KIT_PROFILES_MAX];
    int n_profiles;
    struct crosswalk *crosswalk[KIT_CROSSWALKS_MAX];
    int n_crosswalks;
    struct answers *example[KIT_EXAMPLES_MAX];
    const char *example_name[KIT_EXAMPLES_MAX]; /* as the questionnaire names them */
    int n_examples;
    struct questionnaire *about; /* profile questionnaire; NULL when not wanted, or when the model names no criteria */
    struct organisation *organisation; /* NULL likewise */
};

struct kit *kit_load(const struct library *library, const struct kit_request *request, struct diags *ds);
void kit_free(struct kit *k);
/* Framework (card) and node of an id, over all frameworks of the kit; false when absent. */
bool kit_find_node(const struct kit *k, const char *id, int *card, int *node);

#endif
