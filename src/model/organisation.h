/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Criteria of the organisational model as data: which facts of a profile questionnaire speak for which model.
   Sheets: settings, models, criteria (finding, model, when, points, reason). */
#ifndef PG_MODEL_ORGANISATION_H
#define PG_MODEL_ORGANISATION_H

#include "model/condition.h"
#include "model/questionnaire.h"

enum finding_kind { FINDING_STATED, FINDING_DESCRIBED, FINDING_SUGGESTED, N_FINDINGS };

struct org_model {
    struct row_ref ref;
    const char *id;
    struct i18n label, description;
};
struct criterion {
    struct row_ref ref;
    int finding; /* enum finding_kind */
    const char *model_id, *when_text;
    double points;
    struct i18n reason;
    int model; /* index */
    struct term *when;
};
struct organisation_info {
    struct row_ref ref;
    const char *id, *version, *questionnaire;
    double min_facts, min_lead; /* facts a finding needs; points by which a model must lead */
    const char *mixed_id;       /* model found when none leads; "" = none */
    struct i18n label, source;
};
struct organisation {
    struct arena arena;
    struct book book;
    struct organisation_info info;
    struct org_model *model;
    int n_models;
    int mixed; /* index of mixed_id; −1 */
    struct criterion *criterion;
    int n_criteria;
};

/* Columns of the sheets. */
extern const struct schema organisation_info_schema, organisation_model_schema, organisation_criterion_schema;

/* Conditions are resolved against the profile questionnaire 'q'. */
struct organisation *organisation_from_book(struct book *b, const struct questionnaire *q,
                                            struct diags *ds); /* takes it over */
struct organisation *organisation_load(const char *path, const struct questionnaire *q, struct diags *ds);
void organisation_free(struct organisation *o);

#endif
