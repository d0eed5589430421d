/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cover: what this is, about whom, when, under which handling label, made with which versions. */
#include "report/part.h"

static void add_pair(struct report *r, struct table *t, const char *key, const char *label, const char *value) {
    if (value && *value) {
        struct row *row = table_add_row(r->doc, t, key);
        row->cell[0] = cell_toned(label, TONE_MUTED);
        row->cell[1] = cell_text(value);
    }
}

static const char *versioned(const struct report *r, const struct i18n *label, const char *id, const char *version) {
    const char *title = report_text(r, label);
    return doc_text(r->doc, "%s (%s%s%s)", *title ? title : id, id, *version ? " " : "", version);
}

static void add_subject(struct report *r, struct table *t) {
    const struct answers_info *info = &r->assessment->answers->info;
    add_pair(r, t, "organisation", W(r, COVER_ORGANISATION), info->organisation);
    add_pair(r, t, "unit", W(r, COVER_UNIT), info->unit);
    add_pair(r, t, "scope", W(r, COVER_SCOPE), info->scope);
    add_pair(r, t, "assessor", W(r, COVER_ASSESSOR), info->assessor);
    add_pair(r, t, "assessed", W(r, COVER_ASSESSED), info->date);
    add_pair(r, t, "handling", W(r, COVER_HANDLING), info->handling);
    add_pair(r, t, "presented_by", W(r, COVER_PRESENTED_BY), r->request->brand ? r->request->brand->info.name : "");
    add_pair(r, t, "date", W(r, COVER_DATE), r->request->date);
}

static void add_versions(struct report *r, struct table *t) {
    const struct kit *k = r->kit;
    add_pair(r, t, "questionnaire", W(r, COVER_QUESTIONNAIRE),
             versioned(r, &k->questionnaire->info.title, k->questionnaire->info.id, k->questionnaire->info.version));
    for (int c = 0; c < k->n_frameworks; c++) {
        const struct framework_info *info = &k->framework[c]->info;
        add_pair(r, t, "framework", W(r, COVER_FRAMEWORK), versioned(r, &info->label, info->id, info->version));
    }
    add_pair(r, t, "model", W(r, COVER_MODEL),
             versioned(r, &k->model->info.label, k->model->info.id, k->model->info.version));
    for (int p = 0; p < k->n_profiles; p++) {
        const struct profile_info *info = &k->profile[p]->info;
        add_pair(r, t, "profile", W(r, COVER_PROFILE), versioned(r, &info->label, info->id, info->version));
    }
    for (int c = 0; c < k->n_crosswalks; c++) {
        const struct crosswalk_info *info = &k->crosswalk[c]->info;
        add_pair(r, t, "crosswalk", W(r, ROLE_CROSSWALK), versioned(r, &info->label, info->id, info->version));
    }
    add_pair(r, t, "program", W(r, COVER_PROGRAM), r->request->program);
}

static void build(struct report *r, struct sheet *s) {
    static const struct column columns[] = {{.key = "label", .width = 30},
                                            {.key = "value", .width = 90, .is_wrapped = true}};
    const char *organisation = r->assessment->answers->info.organisation;
    s->is_cover = true;
    add_heading(r->doc, s, 1, report_text(r, &r->request->plan->info.label));
    if (*organisation) {
        add_heading(r->doc, s, 2, organisation);
    }
    struct table *subject = add_table(r->doc, s, "cover_subject", columns, ARRAY_LEN(columns));
    subject->has_no_header = true;
    add_subject(r, subject);
    add_heading(r->doc, s, 3, W(r, COVER_VERSIONS));
    struct table *versions = add_table(r->doc, s, "cover_versions", columns, ARRAY_LEN(columns));
    versions->has_no_header = true;
    add_versions(r, versions);
    for (int c = 0; c < r->kit->n_frameworks; c++) {
        const char *attribution = report_text(r, &r->kit->framework[c]->info.attribution);
        if (*attribution) {
            add_text(r->doc, s, attribution, TONE_MUTED);
        }
    }
}

const struct report_sheet report_sheet_cover = {.id = "cover",
                                                .summary = "organisation, scope, date, handling label, versions",
                                                .kind = SHEET_PAGE,
                                                .build = build};
