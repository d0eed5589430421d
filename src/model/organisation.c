/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/organisation.h"

#include <string.h>

#include "model/hint.h"

#define INFO(member) offsetof(struct organisation_info, member)
#define MODEL(member) offsetof(struct org_model, member)
#define CRITERION(member) offsetof(struct criterion, member)

static const struct field info_fields[] = {
    {"id", FIELD_ID, FIELD_REQUIRED, INFO(id), .help = "id of the criteria"},
    {"version", FIELD_TEXT, FIELD_OPTIONAL, INFO(version), .help = "version of this file"},
    {"label", FIELD_I18N, FIELD_OPTIONAL, INFO(label), .help = "title"},
    {"questionnaire", FIELD_ID, FIELD_REQUIRED, INFO(questionnaire), .help = "whose answers"},
    {"min_facts", FIELD_NUMBER, FIELD_OPTIONAL, INFO(min_facts), .min = 1, .max = 1000, .empty = 1,
     .help = "known facts that a finding needs"},
    {"min_lead", FIELD_NUMBER, FIELD_OPTIONAL, INFO(min_lead), .min = 0, .max = 1000, .empty = 1,
     .help = "points by which a model must lead"},
    {"mixed", FIELD_ID, FIELD_OPTIONAL, INFO(mixed_id), .help = "model found when none leads"},
    {"source", FIELD_I18N, FIELD_OPTIONAL, INFO(source), .help = "what the criteria rest on"},
};
const struct schema organisation_info_schema = {
    "settings", info_fields, ARRAY_LEN(info_fields), sizeof(struct organisation_info), "what the criteria are", false};

static const struct field model_fields[] = {
    {"id", FIELD_ID, FIELD_REQUIRED | FIELD_UNIQUE, MODEL(id), .help = "id of the model"},
    {"label", FIELD_I18N, FIELD_OPTIONAL, MODEL(label), .help = "title"},
    {"description", FIELD_I18N, FIELD_OPTIONAL, MODEL(description), .help = "what it means"},
};
const struct schema organisation_model_schema = {
    "models", model_fields, ARRAY_LEN(model_fields), sizeof(struct org_model), "organisational models", false};

static const char *const findings[] = {"stated", "described", "suggested", NULL};
static const struct field criterion_fields[] = {
    {"finding", FIELD_WORD, FIELD_REQUIRED, CRITERION(finding), .words = findings,
     .help = "which of the three findings it bears on"},
    {"model", FIELD_ID, FIELD_REQUIRED, CRITERION(model_id), .help = "model it speaks for"},
    {"when", FIELD_TEXT, FIELD_REQUIRED, CRITERION(when_text), .help = "condition on the answers"},
    {"points", FIELD_WEIGHT, FIELD_OPTIONAL, CRITERION(points), .empty = 1, .help = "how much it speaks for it"},
    {"reason", FIELD_I18N, FIELD_OPTIONAL, CRITERION(reason), .help = "the fact in a sentence"},
};
const struct schema organisation_criterion_schema = {
    "criteria", criterion_fields, ARRAY_LEN(criterion_fields), sizeof(struct criterion), "facts that speak for a model",
    false};

static int find_model(const struct organisation *o, const char *id) {
    for (int i = 0; i < o->n_models; i++) {
        if (strcmp(o->model[i].id, id) == 0) {
            return i;
        }
    }
    return -1;
}

/* Index of the model, or −1 after an error. */
static int resolve_model(struct organisation *o, const struct row_ref *ref, const char *field, const char *id,
                         struct diags *ds) {
    int model = find_model(o, id);
    if (model < 0) {
        const char **ids = ARENA_ARRAY(&o->arena, (size_t)o->n_models + 1, const char *);
        for (int i = 0; i < o->n_models; i++) {
            ids[i] = o->model[i].id;
        }
        struct place at = schema_place(ref, field, &o->arena);
        diag_add(ds, DIAG_VALUE_UNKNOWN_WORD, &at, id, hint_list(ids, (size_t)o->n_models, 12, &o->arena), "");
    }
    return model;
}

static void resolve(struct organisation *o, struct criterion *c, const struct questionnaire *q, struct diags *ds) {
    c->model = resolve_model(o, &c->ref, "model", c->model_id, ds);
    if (*c->when_text) {
        struct place at = schema_place(&c->ref, "when", &o->arena);
        struct condition_names names = questionnaire_names(q);
        c->when = condition_parse(c->when_text, &names, &at, &o->arena, ds);
    }
}

static void load_sheets(struct organisation *o, const struct questionnaire *q, struct diags *ds) {
    static const char *const known[] = {"settings", "models", "criteria"};
    book_check_sheets(&o->book, known, ARRAY_LEN(known), ds);
    int n;
    struct organisation_info *info = schema_load_sheet(&organisation_info_schema, &o->book, &o->arena, &n, ds);
    if (info && n > 0) {
        o->info = info[0];
    }
    o->model = schema_load_sheet(&organisation_model_schema, &o->book, &o->arena, &o->n_models, ds);
    o->mixed =
        o->info.mixed_id && *o->info.mixed_id ? resolve_model(o, &o->info.ref, "mixed", o->info.mixed_id, ds) : -1;
    o->criterion = schema_load_sheet(&organisation_criterion_schema, &o->book, &o->arena, &o->n_criteria, ds);
    for (int i = 0; i < o->n_criteria; i++) {
        resolve(o, &o->criterion[i], q, ds);
    }
}

struct organisation *organisation_from_book(struct book *b, const struct questionnaire *q, struct diags *ds) {
    size_t before = ds->n_errors;
    struct organisation *o = mem_alloc(1, sizeof *o);
    *o = (struct organisation){.book = *b};
    *b = (struct book){0};
    load_sheets(o, q, ds);
    if (ds->n_errors > before) {
        organisation_free(o);
        return NULL;
    }
    return o;
}

struct organisation *organisation_load(const char *path, const struct questionnaire *q, struct diags *ds) {
    struct book b;
    return book_open(&b, path, ds) ? organisation_from_book(&b, q, ds) : NULL;
}

void organisation_free(struct organisation *o) {
    if (o) {
        book_close(&o->book);
        arena_clear(&o->arena);
        mem_free(o);
    }
}
