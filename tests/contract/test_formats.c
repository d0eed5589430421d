/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The formats that are documented are the formats that are read: doc/formats.md is what the program prints, every
   example loads, the sheets that may be left out may be left out and no others, and the examples make up one working
   set.

       test_formats --update     writes doc/formats.md anew */
#include "check.h"
#include "folder.h"

#include "base/file.h"
#include "model/answers.h"
#include "model/brand.h"
#include "model/cell_map.h"
#include "model/crosswalk.h"
#include "model/format.h"
#include "model/kit.h"
#include "model/plan.h"
#include "model/response_book.h"
#include "model/unit_list.h"
#include "score/assessment.h"

#define PAGE PG_SOURCE_DIR "/doc/formats.md"

/* ---- loading one example ------------------------------------------------------------------------------------ */

/* What loading needs beside the file itself: the examples of two other formats. */
static struct folder folder;
static const char *framework_path, *questionnaire_path;

static void load_framework(const char *path, struct diags *ds) { framework_free(framework_load(path, ds)); }

static void load_overlay(const char *path, struct diags *ds) {
    struct framework *f = framework_load(framework_path, ds);
    assert_non_null(f);
    framework_overlay(f, path, ds);
    framework_free(f);
}

static void load_questionnaire(const char *path, struct diags *ds) { questionnaire_free(questionnaire_load(path, ds)); }

static void load_model(const char *path, struct diags *ds) { scoring_free(scoring_load(path, ds)); }

static void load_profile(const char *path, struct diags *ds) { profile_free(profile_load(path, ds)); }

static void load_crosswalk(const char *path, struct diags *ds) {
    struct library library = {.root = folder.path};
    crosswalk_free(crosswalk_load(path, &(struct crosswalk_sources){.library = &library}, ds));
}

static void load_criteria(const char *path, struct diags *ds) {
    struct questionnaire *q = questionnaire_load(questionnaire_path, ds);
    assert_non_null(q);
    organisation_free(organisation_load(path, q, ds));
    questionnaire_free(q);
}

static void load_plan(const char *path, struct diags *ds) { plan_free(plan_load(path, ds)); }

static void load_brand(const char *path, struct diags *ds) { brand_free(brand_load(path, ds)); }

static void load_units(const char *path, struct diags *ds) { unit_list_free(unit_list_load(path, ds)); }

static void load_cell_map(const char *path, struct diags *ds) { cell_map_free(cell_map_load(path, ds)); }

static void load_answers(const char *path, struct diags *ds) {
    struct questionnaire *q = questionnaire_load(questionnaire_path, ds);
    struct answers *x = answers_open(path, ds);
    assert_non_null(q);
    if (x) {
        answers_read(x, q, ds);
    }
    answers_free(x);
    questionnaire_free(q);
}

static void load_responses(const char *path, struct diags *ds) {
    struct questionnaire *q = questionnaire_load(questionnaire_path, ds);
    struct response_book_info info = {0};
    struct arena a = {0};
    struct book b;
    assert_non_null(q);
    if (book_open(&b, path, ds)) {
        if (response_book_info(&b, &info, &a, ds)) {
            response_book_check(&b, q, ds);
        }
        book_close(&b);
    }
    arena_clear(&a);
    questionnaire_free(q);
}

static const struct {
    const char *id;
    void (*load)(const char *path, struct diags *ds);
} loaders[] = {
    {"framework", load_framework},
    {"overlay", load_overlay},
    {"questionnaire", load_questionnaire},
    {"model", load_model},
    {"profile", load_profile},
    {"crosswalk", load_crosswalk},
    {"criteria", load_criteria},
    {"plan", load_plan},
    {"brand", load_brand},
    {"answers", load_answers},
    {"answers-long", load_answers},
    {"answers-wide", load_answers},
    {"units", load_units},
    {"cell-map", load_cell_map},
    {"responses", load_responses},
};

static void load(const struct format *f, const char *text, struct diags *ds) {
    const char *path = folder_write(&folder, "example.csv", text);
    for (size_t i = 0; i < ARRAY_LEN(loaders); i++) {
        if (strcmp(loaders[i].id, f->id) == 0) {
            loaders[i].load(path, ds);
            return;
        }
    }
    fail_msg("no loader here for the format '%s'", f->id);
}

static int make_folder(void **state) {
    (void)state;
    folder_make(&folder);
    framework_path = folder_write(&folder, "frameworks/tiny-framework.csv", formats_find("framework")->example);
    questionnaire_path = folder_write(&folder, "questionnaires/tiny-form.csv", formats_find("questionnaire")->example);
    folder_write(
        &folder, "frameworks/tiny-standard.csv",
        "settings\n,id\n,tiny-standard\nnodes\n,id,level,label\n,S.1,clause,A\n,S.2,clause,B\n,S.3,clause,C\n");
    folder_write(&folder, "frameworks/models/tiny-model.csv", formats_find("model")->example);
    folder_write(&folder, "frameworks/models/tiny-criteria.csv", formats_find("criteria")->example);
    folder_write(&folder, "frameworks/profiles/tiny-profile.csv", formats_find("profile")->example);
    return 0;
}

static int remove_folder(void **state) {
    (void)state;
    folder_remove(&folder);
    return 0;
}

static void test_examples(void **state) {
    (void)state;
    for (size_t i = 0; i < formats_count(); i++) {
        struct diags ds = {0};
        CHECK_ROW(i);
        load(formats_at(i), formats_at(i)->example, &ds);
        check_no_diags(&ds);
        diags_clear(&ds);
    }
}

/* ---- rows of the registry ----------------------------------------------------------------------------------- */

static void check_schema(const struct schema *s) {
    check_true(s->help && *s->help);
    for (size_t i = 0; i < s->n_fields; i++) {
        const struct field *f = &s->field[i];
        if (!f->help || !*f->help || strchr(f->help, '|')) {
            fail_msg("sheet %s, column %s: no help, or a '|' in it", s->sheet, f->name);
        }
    }
}

static void test_rows(void **state) {
    (void)state;
    for (size_t i = 0; i < formats_count(); i++) {
        const struct format *f = formats_at(i);
        CHECK_ROW(i);
        check_true(formats_find(f->id) == f);
        check_true(*f->title && *f->where && *f->summary && f->sheet[0].schema);
        check_true(!strchr(f->summary, '\n') && f->summary[strlen(f->summary) - 1] != '.');
        check_true(f->example[strlen(f->example) - 1] == '\n');
        for (const struct format_sheet *s = f->sheet; s->schema; s++) {
            check_schema(s->schema);
        }
    }
    check_true(formats_find("nothing") == NULL);
}

/* ---- leaving sheets out ------------------------------------------------------------------------------------- */

/* The example without the sheet: its name's line to the line before the next name. */
static const char *without_sheet(const char *example, const char *sheet, struct arena *a) {
    const char *start = example;
    while (strncmp(start, sheet, strlen(sheet)) != 0 || start[strlen(sheet)] != '\n') {
        start = strchr(start, '\n') + 1;
        assert_true(*start);
    }
    const char *end = strchr(start, '\n') + 1;
    while (*end == ',') {
        end = strchr(end, '\n') + 1;
    }
    return arena_printf(a, "%.*s%s", (int)(start - example), example, end);
}

static bool says_missing(const struct diags *ds, const char *sheet) {
    for (size_t i = 0; i < ds->n; i++) {
        if (ds->item[i].id == DIAG_SHEET_MISSING && strcmp(ds->item[i].arg[0], sheet) == 0) {
            return true;
        }
    }
    return false;
}

static void check_left_out(const struct format *f, const struct format_sheet *s) {
    struct arena a = {0};
    struct diags ds = {0};
    const char *text = without_sheet(f->example, s->schema->sheet, &a);
    if (*text) { /* a brand has no other sheet */
        load(f, text, &ds);
        if (says_missing(&ds, s->schema->sheet) == s->is_optional) {
            fail_msg("%s: the sheet '%s' is%s optional", f->id, s->schema->sheet, s->is_optional ? " not" : "");
        }
    }
    diags_clear(&ds);
    arena_clear(&a);
}

static void test_optional_sheets(void **state) {
    (void)state;
    for (size_t i = 0; i < formats_count(); i++) {
        const struct format *f = formats_at(i);
        for (const struct format_sheet *s = f->sheet; s->schema && f->is_book; s++) {
            check_left_out(f, s);
        }
    }
}

/* ---- the examples together ---------------------------------------------------------------------------------- */

static void test_working_set(void **state) {
    (void)state;
    CHECK_ROW(-1);
    struct library library = {.root = folder.path};
    struct kit_request request = {.questionnaire = "tiny-form"};
    struct diags ds = {0};
    struct kit *k = kit_load(&library, &request, &ds);
    check_no_diags(&ds);
    assert_non_null(k);
    struct answers *x = answers_open(folder_write(&folder, "a.csv", formats_find("answers")->example), &ds);
    assert_non_null(x);
    assert_true(answers_read(x, k->questionnaire, &ds));
    check_no_diags(&ds);
    struct assessment *s = assessment_new(k, x, NULL, NULL);
    /* 1.1: (2 × 1 + 1/2) ÷ 3; 1.2: 0.5; the area weighs them 2 to 1; that is step 1 of 2 */
    check_near(s->card[0].node[1].total.value, (2 * (2.5 / 3) + 0.5) / 3, 1e-12);
    check_near(s->card[0].node[0].total.value, 0.5, 1e-12);
    check_int(s->profile[0].reached, 0);
    check_int(s->gaps.n, 2);
    check_near(s->gaps.gap[0].advice->towards, 2, 0);
    assessment_free(s);
    answers_free(x);
    kit_free(k);
    diags_clear(&ds);
}

/* ---- the page ----------------------------------------------------------------------------------------------- */

static void test_page(void **state) {
    (void)state;
    struct buf printed, page;
    struct diags ds = {0};
    buf_init(&printed, BUF_MAX_DEFAULT);
    buf_init(&page, BUF_MAX_DEFAULT);
    formats_print_markdown(&printed);
    file_read(PAGE, BUF_MAX_DEFAULT, &page, &ds);
    if (strcmp(printed.data, page.data) != 0) {
        fail_msg("doc/formats.md is not what the schemas say; write it anew with: test_formats --update");
    }
    buf_clear(&printed);
    buf_clear(&page);
    diags_clear(&ds);
}

static int update_page(void) {
    struct buf printed;
    struct diags ds = {0};
    struct file_out out;
    buf_init(&printed, BUF_MAX_DEFAULT);
    formats_print_markdown(&printed);
    bool is_done = file_begin(&out, PAGE, true, &ds);
    if (is_done) {
        fwrite(printed.data, 1, printed.len, out.stream);
        is_done = file_commit(&out, &ds);
    }
    check_print_diags(&ds);
    buf_clear(&printed);
    diags_clear(&ds);
    return is_done ? 0 : 1;
}

int main(int argc, char **argv) {
    if (argc > 1 && strcmp(argv[1], "--update") == 0) {
        return update_page();
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),        cmocka_unit_test(test_examples), cmocka_unit_test(test_optional_sheets),
        cmocka_unit_test(test_working_set), cmocka_unit_test(test_page),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
