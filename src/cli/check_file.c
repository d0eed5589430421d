/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/check_file.h"

#include <string.h>

#include "base/text.h"
#include "cli/find_questionnaire.h"
#include "model/brand.h"
#include "model/consistency.h"
#include "model/crosswalk.h"
#include "model/kit.h"
#include "model/plan.h"
#include "model/response_book.h"
#include "model/unit_list.h"
#include "report/report.h"
#include "table/choice.h"

/* The file under check; 'book' is open for a look at its settings. */
struct checking {
    struct run *run;
    const char *path;
    const struct book *book;
    const char *id;     /* "psirt-full 2026.1" */
    const char *counts; /* of answers: how many are given */
};

static bool is_japanese(const struct checking *x) { return strcmp(x->run->lang, "ja") == 0; }

static const char *setting(const struct checking *x, const char *name) {
    return arena_strdup(&x->run->arena, book_setting(x->book, name));
}

/* The data file that the setting 'name' of the file under check names. */
static const char *find_setting(const struct checking *x, enum library_kind kind, const char *name) {
    struct place at = {.file = x->path, .sheet = "settings", .field = name};
    return run_find(x->run, kind, setting(x, name), &at);
}

/* A kit is loaded for what joining finds; nobody uses it. */
static void join(const struct checking *x, const char *questionnaire, const char *model, const char *profile) {
    struct run *r = x->run;
    const char *const *profiles;
    struct kit_request request = {.questionnaire = questionnaire, .model = model};
    request.n_frameworks = (int)argument_list(&r->args, "framework", &request.framework);
    request.n_profiles = (int)argument_list(&r->args, "profile", &profiles);
    request.profile = profile ? &profile : profiles;
    request.n_profiles = profile ? 1 : request.n_profiles;
    const struct library *l = run_library(r);
    kit_free(l ? kit_load(l, &request, &r->ds) : NULL);
}

/* The library's first questionnaire with 'word' in its setting 'name', or the one that -q names; NULL when none. */
static const char *partner(const struct checking *x, const char *name, const char *word) {
    struct run *r = x->run;
    const char *named = argument_text(&r->args, "questionnaire"), **paths, *found = NULL;
    const struct library *l = run_library(r);
    size_t n = l && !named ? library_list(l, LIBRARY_QUESTIONNAIRE, &r->arena, &paths) : 0;
    for (size_t i = 0; i < n && !found; i++) {
        struct diags quiet = {0};
        struct book b;
        if (book_open(&b, paths[i], &quiet)) {
            found = text_has_word(book_setting(&b, name), word) && *book_setting(&b, "model") ? paths[i] : NULL;
            book_close(&b);
        }
        diags_clear(&quiet);
    }
    return named ? named : found;
}

static void say_alone(const struct checking *x, const char *missing) {
    struct place at = {.file = x->path};
    diag_add(&x->run->ds, DIAG_CHECKED_ALONE, &at, missing);
}

/* ---- kinds ------------------------------------------------------------------------------------------------------- */

static void check_framework(struct checking *x) {
    struct diags *ds = &x->run->ds;
    if (!*setting(x, "overlays")) {
        framework_free(framework_load(x->path, ds));
        return;
    }
    const char *path = find_setting(x, LIBRARY_FRAMEWORK, "overlays");
    struct framework *f = path ? framework_load(path, ds) : NULL;
    if (f) {
        framework_overlay(f, x->path, ds);
    }
    framework_free(f);
}

static void check_questionnaire(struct checking *x) {
    const char *model = argument_text(&x->run->args, "model");
    if (model || *setting(x, "model")) {
        join(x, x->path, model, NULL);
    } else {
        questionnaire_free(questionnaire_load(x->path, &x->run->ds));
    }
}

static void check_model(struct checking *x) {
    const char *questionnaire = partner(x, "model", setting(x, "id"));
    if (questionnaire) {
        join(x, questionnaire, x->path, NULL);
    } else {
        scoring_free(scoring_load(x->path, &x->run->ds));
        say_alone(x, "-q QUESTIONNAIRE");
    }
}

static void check_profile(struct checking *x) {
    const char *questionnaire = partner(x, "framework", setting(x, "framework"));
    if (questionnaire) {
        join(x, questionnaire, argument_text(&x->run->args, "model"), x->path);
    } else {
        profile_free(profile_load(x->path, &x->run->ds));
        if (find_setting(x, LIBRARY_FRAMEWORK, "framework")) {
            say_alone(x, "-q QUESTIONNAIRE");
        }
    }
}

static void check_crosswalk(struct checking *x) {
    struct crosswalk_sources sources = {.library = run_library(x->run)};
    crosswalk_free(sources.library ? crosswalk_load(x->path, &sources, &x->run->ds) : NULL);
}

static void check_criteria(struct checking *x) {
    struct diags *ds = &x->run->ds;
    const char *path = find_setting(x, LIBRARY_QUESTIONNAIRE, "questionnaire");
    struct questionnaire *q = path ? questionnaire_load(path, ds) : NULL;
    if (q) {
        organisation_free(organisation_load(x->path, q, ds));
    }
    questionnaire_free(q);
}

static void check_plan(struct checking *x) {
    struct plan *p = plan_load(x->path, &x->run->ds);
    const struct library *l = p && *p->info.words ? run_library(x->run) : NULL;
    if (p && (!*p->info.words || (l && plan_borrow(p, l, &x->run->ds)))) {
        report_check_plan(p, &x->run->ds);
    }
    plan_free(p);
}

/* The files of answers that it names are checked by themselves. */
static void check_units(struct checking *x) { unit_list_free(unit_list_load(x->path, &x->run->ds)); }
/* Held against a model and its questions by plan --steps. */
static void check_steps(struct checking *x) { steps_free(steps_load(x->path, &x->run->ds)); }

static void check_brand(struct checking *x) { brand_free(brand_load(x->path, &x->run->ds)); }

static void read_answers(struct checking *x, struct answers *a) {
    struct run *r = x->run;
    const char *id = find_questionnaire(r, argument_text(&r->args, "questionnaire"), a);
    const char *path = id ? run_find(r, LIBRARY_QUESTIONNAIRE, id, NULL) : NULL;
    struct questionnaire *q = path ? questionnaire_load(path, &r->ds) : NULL;
    if (q && answers_read(a, q, &r->ds)) {
        consistency_warn(a, &r->ds);
        const char *form = is_japanese(x) ? "(回答%d、該当なし%d、無回答%d、対象外%d)"
                                          : " (%d answered, %d not applicable, %d blank, %d not asked)";
        x->id = arena_printf(&r->arena, "%s %s", q->info.id, q->info.version);
        x->counts = arena_printf(&r->arena, form, a->n_given, a->n_na, a->n_blank, a->n_not_asked);
    }
    questionnaire_free(q);
}

static void check_answers(struct checking *x) {
    struct answers *a = answers_open(x->path, &x->run->ds);
    if (a) {
        read_answers(x, a);
    }
    answers_free(a);
}

static void check_responses(struct checking *x) {
    struct run *r = x->run;
    struct response_book_info info = {0};
    if (!response_book_info(x->book, &info, &r->arena, &r->ds)) {
        return;
    }
    const char *named = argument_text(&r->args, "questionnaire");
    struct place at = {.file = x->path, .sheet = "settings", .field = "form_id"};
    const char *path = run_find(r, LIBRARY_QUESTIONNAIRE, named ? named : info.form_id, named ? NULL : &at);
    struct questionnaire *q = path ? questionnaire_load(path, &r->ds) : NULL;
    if (q) {
        size_t n = response_book_check(x->book, q, &r->ds);
        x->counts = arena_printf(&r->arena, is_japanese(x) ? "(回答者%zu)" : " (%zu respondents)", n);
    }
    questionnaire_free(q);
}

/* The first kind whose sheets a book has all is its kind; so the rows with more come first. */
static const struct file_kind {
    const char *name, *ja, *sheets;
    void (*check)(struct checking *x);
    enum library_kind named_as; /* N_LIBRARY_KINDS: no other file names one */
} kinds[] = {
    {"framework", "フレームワーク", "settings nodes", check_framework, LIBRARY_FRAMEWORK},
    {"questionnaire", "質問票", "settings survey", check_questionnaire, LIBRARY_QUESTIONNAIRE},
    {"model", "採点モデル", "settings rules", check_model, LIBRARY_MODEL},
    {"profile", "プロファイル", "settings minima", check_profile, LIBRARY_PROFILE},
    {"crosswalk", "対応表", "settings map", check_crosswalk, LIBRARY_CROSSWALK},
    {"criteria", "組織モデルの基準", "settings criteria", check_criteria, LIBRARY_MODEL},
    {"report plan", "レポート設定", "settings sheets", check_plan, LIBRARY_REPORT},
    {"steps", "ステップ", "steps", check_steps, N_LIBRARY_KINDS},
    {"answers", "回答", "settings answers", check_answers, N_LIBRARY_KINDS},
    {"responses", "回答データ", "settings responses", check_responses, N_LIBRARY_KINDS},
    {"brand", "ブランド", "settings", check_brand, N_LIBRARY_KINDS},
};
static const struct file_kind unit_table = {"list of units", "部門の一覧", "", check_units, N_LIBRARY_KINDS};
static const struct file_kind overlay = {"overlay", "上書きファイル", "settings nodes", check_framework,
                                         N_LIBRARY_KINDS};
static const struct file_kind answer_table = {"answers", "回答", "", check_answers, N_LIBRARY_KINDS};

/* ---- telling ----------------------------------------------------------------------------------------------------- */

static bool has_sheets(const struct book *b, const char *sheets, struct arena *a) {
    const char *word;
    size_t len;
    while (text_next_word(&sheets, &word, &len)) {
        if (!book_sheet(b, arena_strndup(a, word, len))) {
            return false;
        }
    }
    return true;
}

static const char *main_sheets(struct arena *a) {
    const char *all = "";
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        const char *last = strrchr(kinds[i].sheets, ' ');
        all = arena_printf(a, "%s%s%s", all, *all ? ", " : "", last ? last + 1 : kinds[i].sheets);
    }
    return all;
}

static const char *id_of(const struct checking *x) {
    const char *id = setting(x, "id");
    return arena_printf(&x->run->arena, "%s %s", *id ? id : setting(x, "form_id"), setting(x, "version"));
}

/* "answers psirt-full 2026.1 (166 answered, …)" */
static const char *check_as(struct checking *x, const struct file_kind *kind) {
    kind->check(x);
    const char *name = is_japanese(x) ? kind->ja : kind->name;
    return arena_printf(&x->run->arena, "%s%s%s%s", name, *x->id ? " " : "", x->id, x->counts);
}

/* NULL: a book of no kind that is known. */
static const struct file_kind *kind_of(const struct checking *x) {
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        if (has_sheets(x->book, kinds[i].sheets, &x->run->arena)) {
            bool is_overlay = kinds[i].check == check_framework && *setting(x, "overlays");
            return is_overlay ? &overlay : &kinds[i];
        }
    }
    return NULL;
}

static const char *check_book(struct checking *x) {
    struct run *r = x->run;
    struct place at = {.file = x->path};
    const struct file_kind *kind = kind_of(x);
    if (!kind) {
        diag_add(&r->ds, DIAG_FILE_KIND_UNKNOWN, &at, main_sheets(&r->arena));
        return "";
    }
    x->id = text_trim(&r->arena, id_of(x));
    return check_as(x, kind);
}

bool check_own(struct run *r, const char *path, struct library_file *own) {
    struct checking x = {.run = r, .path = path};
    struct diags quiet = {0};
    struct book b;
    bool is_named = false;
    if (strcmp(path, "-") != 0 && book_open(&b, path, &quiet)) {
        x.book = &b;
        const struct file_kind *kind = kind_of(&x);
        const char *id = setting(&x, "id");
        *own = (struct library_file){
            .id = *id ? id : setting(&x, "form_id"), .path = path, .version = setting(&x, "version")};
        own->kind = kind ? kind->named_as : N_LIBRARY_KINDS;
        is_named = own->kind != N_LIBRARY_KINDS && *own->id;
        book_close(&b);
    }
    diags_clear(&quiet);
    return is_named;
}

const char *check_file(struct run *r, const char *path) {
    struct checking x = {.run = r, .path = path, .id = "", .counts = ""};
    struct input in;
    struct book b;
    if (strcmp(path, "-") == 0) {
        return check_as(&x, &answer_table); /* standard input can be read once only */
    }
    if (!choice_open(&in, path, &r->ds)) {
        return "";
    }
    if (!book_is_book(&in)) {
        bool is_units = unit_list_is_one(&in);
        input_close(&in);
        return check_as(&x, is_units ? &unit_table : &answer_table);
    }
    if (!book_from_input(&b, &in, &r->ds)) {
        return "";
    }
    x.book = &b;
    const char *what = check_book(&x);
    book_close(&b);
    return what;
}
