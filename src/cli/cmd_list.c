/* SPDX-License-Identifier: GPL-3.0-or-later */
/* list: what there is — data files of the library, and the registries of the program. */
#include <string.h>

#include "base/file.h"
#include "cli/columns.h"
#include "cli/language.h"
#include "cli/option_set.h"
#include "cli/run.h"
#include "model/dialect.h"
#include "model/hint.h"
#include "model/qtype.h"
#include "report/report.h"
#include "stats/stat.h"
#include "table/reader.h"
#include "write/writer.h"

/* ---- data files -------------------------------------------------------------------------------------------------- */

/* The columns that tell what a book is: frameworks, models, profiles and plans have id and label, questionnaires the
   names that XLSForm gives. */
struct about_row {
    struct row_ref ref;
    const char *id, *form_id, *version;
    struct i18n label, form_title;
};
#define ABOUT(member) offsetof(struct about_row, member)
static const struct field about_fields[] = {
    {.name = "id", .type = FIELD_TEXT, .offset = ABOUT(id)},
    {.name = "form_id", .type = FIELD_TEXT, .offset = ABOUT(form_id)},
    {.name = "version", .type = FIELD_TEXT, .offset = ABOUT(version)},
    {.name = "label", .type = FIELD_I18N, .offset = ABOUT(label)},
    {.name = "form_title", .type = FIELD_I18N, .offset = ABOUT(form_title)},
};
static const struct schema about_schema = {
    "settings", about_fields, ARRAY_LEN(about_fields), sizeof(struct about_row), "what a book is", true};

static void add_book(struct run *r, struct columns *c, const struct book *b, const char *path) {
    int n;
    const struct about_row *row = schema_load_optional(&about_schema, b, &r->arena, &n, &r->ds);
    if (!row || n == 0) {
        columns_add(c, file_name(path), "", "", path);
        return;
    }
    const struct i18n *title = i18n_is_empty(&row->label) ? &row->form_title : &row->label;
    const char *id = arena_strdup(&r->arena, *row->id ? row->id : row->form_id);
    columns_add(c, id, arena_strdup(&r->arena, row->version), arena_strdup(&r->arena, i18n_get(title, r->lang)), path);
}

/* The books of one kind of data file; with 'sheet' only those that have it. */
static void list_data(struct run *r, struct columns *c, enum library_kind kind, const char *sheet) {
    const struct library *l = run_library(r);
    const char **paths;
    size_t n = l ? library_list(l, kind, &r->arena, &paths) : 0;
    for (size_t i = 0; i < n; i++) {
        struct book b;
        if (book_open(&b, paths[i], &r->ds)) {
            if (!sheet || book_sheet(&b, sheet)) {
                add_book(r, c, &b, paths[i]);
            }
            book_close(&b);
        }
    }
}

static void list_frameworks(struct run *r, struct columns *c) { list_data(r, c, LIBRARY_FRAMEWORK, NULL); }
static void list_questionnaires(struct run *r, struct columns *c) { list_data(r, c, LIBRARY_QUESTIONNAIRE, NULL); }
static void list_models(struct run *r, struct columns *c) { list_data(r, c, LIBRARY_MODEL, "rules"); }
static void list_criteria(struct run *r, struct columns *c) { list_data(r, c, LIBRARY_MODEL, "criteria"); }
static void list_profiles(struct run *r, struct columns *c) { list_data(r, c, LIBRARY_PROFILE, NULL); }
static void list_crosswalks(struct run *r, struct columns *c) { list_data(r, c, LIBRARY_CROSSWALK, NULL); }
static void list_reports(struct run *r, struct columns *c) { list_data(r, c, LIBRARY_REPORT, NULL); }

static void add_languages(struct run *r, const char *path, struct languages *languages) {
    struct diags quiet = {0};
    struct book b;
    if (book_open(&b, path, &quiet)) {
        int n;
        const struct about_row *row = schema_load_optional(&about_schema, &b, &r->arena, &n, &quiet);
        for (int i = 0; row && i < n; i++) {
            languages_add(languages, &row[i].label);
            languages_add(languages, &row[i].form_title);
        }
        book_close(&b);
    }
    diags_clear(&quiet);
}

/* ---- registries -------------------------------------------------------------------------------------------------- */

static void list_stats(struct run *r, struct columns *c) {
    (void)r;
    for (size_t i = 0; i < stat_count(); i++) {
        columns_add(c, stat_at(i)->name, stat_at(i)->family, stat_at(i)->title);
    }
}

static void list_commands(struct run *r, struct columns *c) {
    (void)r;
    for (size_t i = 0; i < command_count(); i++) {
        columns_add(c, command_at(i)->name, command_at(i)->summary);
    }
}

static void list_qtypes(struct run *r, struct columns *c) {
    (void)r;
    for (size_t i = 0; i < qtype_count(); i++) {
        columns_add(c, qtype_at(i)->name, qtype_at(i)->summary);
    }
}

static void list_sheets(struct run *r, struct columns *c) {
    (void)r;
    for (size_t i = 0; i < report_sheet_count(); i++) {
        columns_add(c, report_sheet_at(i)->id, report_sheet_at(i)->summary);
    }
}

static void list_dialects(struct run *r, struct columns *c) {
    (void)r;
    for (size_t i = 0; i < dialect_count(); i++) {
        columns_add(c, dialect_at(i)->name, dialect_at(i)->title, dialect_at(i)->summary);
    }
}

static void list_readers(struct run *r, struct columns *c) {
    (void)r;
    for (size_t i = 0; i < reader_count(); i++) {
        columns_add(c, reader_at(i)->name, reader_at(i)->extensions, reader_at(i)->summary);
    }
}

static void list_writers(struct run *r, struct columns *c) {
    (void)r;
    for (size_t i = 0; i < writer_count(); i++) {
        columns_add(c, writer_at(i)->name, writer_at(i)->extensions, writer_at(i)->summary);
    }
}

static void list_diagnostics(struct run *r, struct columns *c) {
    for (int i = 0; i < N_DIAGS; i++) {
        enum diag_id id = (enum diag_id)i;
        columns_add(c, diag_name(id), severity_name(diag_severity(id), r->lang), diag_template(id, r->lang));
    }
}

static void list_kinds(struct run *r, struct columns *c);

static const struct {
    const char *name, *summary;
    void (*list)(struct run *r, struct columns *c);
} kinds[] = {
    {"frameworks", "what is scored: trees of functions (-f)", list_frameworks},
    {"questionnaires", "what is asked (-q, form)", list_questionnaires},
    {"models", "how answers become scores (-m)", list_models},
    {"criteria", "how a profile tells the organisational model", list_criteria},
    {"profiles", "what a stage asks for (-p)", list_profiles},
    {"crosswalks", "how one framework meets another", list_crosswalks},
    {"reports", "report plans: sheets, titles, words (--plan)", list_reports},
    {"sheets", "what a report plan can use", list_sheets},
    {"qtypes", "types of questions", list_qtypes},
    {"dialects", "exports of survey tools (import)", list_dialects},
    {"readers", "formats of input files", list_readers},
    {"writers", "formats of reports (-o, --format)", list_writers},
    {"stats", "statistics (stat): name, family, title; 'help NAME' has the rest", list_stats},
    {"commands", "what the program does", list_commands},
    {"diagnostics", "errors, warnings and notes", list_diagnostics},
};

/* What people also write. */
static const char *kind_called(const char *word) { return strcmp(word, "statistics") == 0 ? "stats" : word; }

static void list_kinds(struct run *r, struct columns *c) {
    (void)r;
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        columns_add(c, kinds[i].name, kinds[i].summary);
    }
}

static void report_unknown(struct run *r, const char *word) {
    const char *names[ARRAY_LEN(kinds)];
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        names[i] = kinds[i].name;
    }
    diag_add(&r->ds, DIAG_KIND_UNKNOWN, NULL, word, hint_nearest(word, names, ARRAY_LEN(kinds), &r->arena),
             hint_list(names, ARRAY_LEN(kinds), ARRAY_LEN(kinds), &r->arena));
}

/* A title in any data file will do: which of them are listed is the user's affair. */
static bool has_language(struct run *r) {
    struct languages languages = languages_of_program(r);
    if (text_equal(r->lang, "en") || text_equal(r->lang, "ja")) {
        return true;
    }
    const struct library *l = run_library(r);
    for (int kind = 0; l && kind < N_LIBRARY_KINDS; kind++) {
        const char **paths;
        size_t n = library_list(l, (enum library_kind)kind, &r->arena, &paths);
        for (size_t i = 0; i < n; i++) {
            add_languages(r, paths[i], &languages);
        }
    }
    return languages_check(&languages);
}

static enum exit_code run_list(struct run *r) {
    struct columns c = {0};
    if (!has_language(r)) {
        return EXIT_DONE;
    }
    const char *word = r->args.n_files ? kind_called(r->args.file[0]) : NULL;
    bool is_known = !word;
    for (size_t i = 0; i < ARRAY_LEN(kinds) && word; i++) {
        if (strcmp(kinds[i].name, word) == 0) {
            kinds[i].list(r, &c);
            is_known = true;
        }
    }
    if (!word) {
        list_kinds(r, &c);
    } else if (!is_known) {
        report_unknown(r, word);
    }
    columns_print(&c, stdout);
    return EXIT_DONE;
}

static const struct option_group *const options[] = {&options_general, NULL};

static const struct example examples[] = {
    {"list", "Lists the kinds.", EXIT_DONE},
    {"list questionnaires", "The questionnaires that come with the program: id, version, title, file.", EXIT_DONE},
    {"list frameworks --lang ja", "The frameworks, with Japanese titles.", EXIT_DONE},
};

const struct command command_list = {
    .name = "list",
    .synopsis = "[KIND] [options]",
    .summary = "list data files, formats, commands and what else there is",
    .text = "Without KIND it lists the kinds. A data file's row has its id, version, title and path.",
    .options = options,
    .example = examples,
    .n_examples = ARRAY_LEN(examples),
    .max_files = 1,
    .run = run_list,
};
