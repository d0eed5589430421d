/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form: a workbook or a web page to fill in, or a blank answer sheet as CSV. */
#include <string.h>

#include "base/text.h"
#include "cli/language.h"
#include "cli/option_set.h"
#include "cli/outputs.h"
#include "report/form.h"
#include "report/report.h"
#include "report/web.h"
#include "write/write_webform.h"

#define FORMATS "xlsx, html, csv"

struct form_run {
    struct run *run;
    const char *path;
    const char *lang, *second; /* --lang both: the second language; NULL */
    int64_t created;
    struct kit *kit;
    struct kit apart; /* of a questionnaire that is not scored */
    struct questionnaire *questionnaire;
    struct answers *from;
};

static bool is_kind(const struct form_run *x, const char *extension) {
    return strcmp(x->path, "-") != 0 && strcmp(file_extension(&x->run->arena, x->path), extension) == 0;
}

static bool is_workbook(const struct form_run *x) { return is_kind(x, "xlsx"); }
static bool is_page(const struct form_run *x) { return is_kind(x, "html"); }

static bool is_format(const char *extension) {
    static const char *const formats[] = {"csv", "xlsx", "html"};
    bool is_one = false;
    for (size_t i = 0; i < ARRAY_LEN(formats); i++) {
        is_one = is_one || strcmp(extension, formats[i]) == 0;
    }
    return is_one;
}

static bool check_format(struct run *r, const char *path) {
    const char *extension = strcmp(path, "-") == 0 ? "csv" : file_extension(&r->arena, path);
    struct place at = {.file = path};
    if (!*extension && !file_is_directory(path)) {
        diag_add(&r->ds, DIAG_EXTENSION_NEEDED, &at, ".xlsx, .html, .csv");
        return false;
    }
    if (*extension && !is_format(extension)) {
        diag_add(&r->ds, DIAG_FORMAT_UNKNOWN, &at, extension, FORMATS);
        return false;
    }
    if (strcmp(path, "-") != 0 && file_exists(path) && !file_is_directory(path) && !argument_flag(&r->args, "force")) {
        diag_add(&r->ds, DIAG_FILE_EXISTS, &at);
        return false;
    }
    return output_try(r, path);
}

/* NAME.xlsform.xlsx: for other survey tools. */
static bool is_xlsform(const struct form_run *x) {
    static const char end[] = ".xlsform.xlsx";
    size_t n = strlen(x->path), m = strlen(end);
    return n > m && strcmp(x->path + n - m, end) == 0;
}

/* ---- CSV ------------------------------------------------------------------------------------------------------- */

static void write_sheet(struct form_run *x) {
    struct buf form;
    buf_init(&form, BUF_MAX_DEFAULT);
    report_blank_answers(x->questionnaire, x->lang, &form);
    output_put(x->run, x->path, &form);
    buf_clear(&form);
}

/* ---- workbook -------------------------------------------------------------------------------------------------- */

/* What is not scored has no frameworks and no model; it is a form all the same. */
static bool load_kit(struct form_run *x) {
    static struct scoring no_model = {.info = {.credit_max = 1}};
    struct run *r = x->run;
    const struct questionnaire *q = x->questionnaire;
    const char *model = argument_text(&r->args, "model");
    if (text_is_empty(q->info.frameworks)) {
        x->apart = (struct kit){.library = &r->library, .questionnaire = x->questionnaire, .model = &no_model};
        return true;
    }
    const char *const *framework;
    size_t n_frameworks = argument_list(&r->args, "framework", &framework);
    struct kit_request request = {.questionnaire = q->book.input.path,
                                  .framework = n_frameworks ? framework : NULL,
                                  .n_frameworks = (int)n_frameworks,
                                  .model = model,
                                  .wants_about = true};
    x->kit = kit_load(&r->library, &request, &r->ds);
    return x->kit != NULL;
}

static bool load_from(struct form_run *x, const struct kit *k) {
    struct run *r = x->run;
    const char *path = argument_text(&r->args, "from");
    if (path) {
        x->from = answers_open(path, &r->ds);
        return x->from && answers_read_earlier(x->from, k->questionnaire, &r->ds);
    }
    return true;
}

static bool keeps_off(struct form_run *x, const struct outputs *o, const struct kit *k) {
    struct run *r = x->run;
    bool is_good = outputs_keep_off(r, o, k->questionnaire->book.input.path);
    if (x->kit) {
        is_good = outputs_keep_off(r, o, k->model->book.input.path) && is_good;
    }
    return !x->from || (outputs_keep_off(r, o, x->from->file) && is_good);
}

static void write_xlsform(struct form_run *x) {
    struct run *r = x->run;
    struct output item = {x->path, writer_find("xlsx")};
    struct outputs outputs = {&item, 1};
    struct kit k = {.questionnaire = x->questionnaire};
    struct form_request request = {
        .kit = &k, .lang = x->lang, .program = "psirtgauge " PG_VERSION, .created = x->created};
    struct doc d;
    if (outputs_keep_off(r, &outputs, x->questionnaire->book.input.path)) {
        form_build_xlsform(&request, &d);
        outputs_write(r, &outputs, &d);
        doc_clear(&d);
    }
}

/* What workbook and page are made of. False after an error. */
static bool prepare(struct form_run *x, const struct outputs *outputs, struct form_request *request) {
    struct run *r = x->run;
    if (!load_kit(x)) {
        return false;
    }
    const struct kit *k = x->kit ? x->kit : &x->apart;
    if (!load_from(x, k) || !keeps_off(x, outputs, k) || run_has_failed(r)) {
        return false;
    }
    *request = (struct form_request){.kit = k,
                                     .about = k->about,
                                     .lang = x->lang,
                                     .second = x->second,
                                     .organisation = argument_text(&r->args, "organisation"),
                                     .from = x->from,
                                     .program = "psirtgauge " PG_VERSION,
                                     .created = x->created};
    return true;
}

static void write_workbook(struct form_run *x) {
    struct run *r = x->run;
    struct output item = {x->path, writer_find("xlsx")};
    struct outputs outputs = {&item, 1};
    struct form_request request;
    if (!prepare(x, &outputs, &request)) {
        return;
    }
    struct doc d;
    if (form_build(&request, &d, &r->ds)) {
        outputs_write(r, &outputs, &d);
    }
    doc_clear(&d);
}

/* ---- web page -------------------------------------------------------------------------------------------------- */

static void write_page(struct form_run *x) {
    struct output item = {x->path, writer_find("html")};
    struct outputs outputs = {&item, 1};
    struct form_request request;
    if (!prepare(x, &outputs, &request)) {
        return;
    }
    struct webform page;
    struct buf html;
    buf_init(&html, BUF_MAX_DEFAULT);
    web_build(&request, &page);
    if (webform_write(&page, &html)) {
        output_put(x->run, x->path, &html);
    } else {
        diag_add(&x->run->ds, DIAG_FORMAT_UNSUITED, NULL, "HTML");
    }
    buf_clear(&html);
    webform_clear(&page);
}

/* ---- the command ----------------------------------------------------------------------------------------------- */

static bool has_language(struct form_run *x) {
    struct languages languages = languages_of_program(x->run);
    const struct questionnaire *q = x->questionnaire;
    languages_add(&languages, &q->info.title);
    for (int i = 0; i < q->n_questions; i++) {
        languages_add(&languages, &q->question[i].label);
    }
    return languages_check(&languages);
}

/* An answer sheet has no place for them: rather an error than a form that lacks what was asked for. */
static bool check_options(const struct form_run *x) {
    static const char *const options[] = {"organisation", "from", "model", "framework"};
    bool is_good = true;
    bool is_form = (is_workbook(x) && !is_xlsform(x)) || is_page(x);
    for (size_t i = 0; !is_form && i < ARRAY_LEN(options); i++) {
        if (argument_is_given(&x->run->args, options[i])) {
            diag_add(&x->run->ds, DIAG_OPTION_OF_WORKBOOKS, NULL, options[i]);
            is_good = false;
        }
    }
    return is_good;
}

/* "both" is English and Japanese side by side: messages are in English then. */
static void choose_languages(struct form_run *x) {
    bool is_both = strcmp(x->run->lang, "both") == 0 && (is_workbook(x) || is_page(x));
    x->run->lang = is_both ? "en" : x->run->lang;
    x->lang = x->run->lang;
    x->second = is_both ? "ja" : NULL;
}

static void write_form(struct form_run *x) {
    struct run *r = x->run;
    if (text_equal(x->questionnaire->book.input.path, x->path)) {
        struct place at = {.file = x->path};
        diag_add(&r->ds, DIAG_OUTPUT_IS_INPUT, &at);
    } else if (is_xlsform(x)) {
        write_xlsform(x);
    } else if (is_workbook(x)) {
        write_workbook(x);
    } else if (is_page(x)) {
        write_page(x);
    } else {
        write_sheet(x);
    }
}

static enum exit_code run_form(struct run *r) {
    const char *output = argument_text(&r->args, "output");
    struct form_run x = {.run = r, .path = output ? output : "-"};
    choose_languages(&x);
    bool is_ready = check_format(r, x.path) && check_options(&x) && run_date(r, &x.created) && run_library(r);
    const char *source =
        is_ready ? library_find(&r->library, LIBRARY_QUESTIONNAIRE, r->args.file[0], &r->arena, &r->ds) : NULL;
    x.questionnaire = source ? questionnaire_load(source, &r->ds) : NULL;
    if (x.questionnaire && has_language(&x) && !run_has_failed(r)) {
        write_form(&x);
    }
    answers_free(x.from);
    kit_free(x.kit);
    questionnaire_free(x.questionnaire);
    return EXIT_DONE;
}

static const struct option_row rows[] = {
    {.name = "output",
     .letter = 'o',
     .type = OPTION_TEXT,
     .argument = "FILE",
     .summary =
         "write the form to FILE: a workbook (.xlsx), a web page (.html) or an answer sheet (.csv); otherwise, or "
         "with -, the sheet to standard output"},
    {.name = "organisation",
     .type = OPTION_TEXT,
     .argument = "NAME",
     .summary = "fill in who is assessed (.xlsx, .html)"},
    {.name = "from",
     .type = OPTION_TEXT,
     .argument = "ANSWERS",
     .summary = "carry the answers of an earlier assessment forward, marked as unconfirmed (.xlsx, .html)"},
    {.name = "model",
     .letter = 'm',
     .type = OPTION_TEXT,
     .argument = "ID|FILE",
     .summary = "the scoring model that the form scores itself by; otherwise the questionnaire's (.xlsx, .html)"},
    {.name = "framework",
     .letter = 'f',
     .type = OPTION_LIST,
     .argument = "ID|FILE",
     .summary = "a framework to take instead of the questionnaire's; may be repeated (.xlsx, .html)"},
    {.name = "date",
     .type = OPTION_TEXT,
     .argument = "YYYY-MM-DD",
     .summary = "date of the file; otherwise that of SOURCE_DATE_EPOCH, otherwise today"},
    {.name = "force", .type = OPTION_FLAG, .summary = "replace FILE when it exists, with the answers it may hold"},
};
static const struct option_group own = {"The form", rows, ARRAY_LEN(rows)};
static const struct option_group *const options[] = {&own, &options_general, NULL};

static const struct example examples[] = {
    {"form psirt-full -o form.xlsx", "Writes a workbook to fill in, which scores itself meanwhile.", EXIT_DONE},
    {"form psirt-quick --lang both --organisation 'Meridian Robotics' -o form.xlsx",
     "A workbook in English and Japanese side by side, for one organisation.", EXIT_DONE},
    {"form psirt-full --from examples/meridian/answers.csv -o next-year.xlsx",
     "Carries earlier answers forward, to be confirmed one by one.", EXIT_DONE},
    {"form psirt-full -o form.html", "Writes a web page to fill in, which works offline and scores itself.", EXIT_DONE},
    {"form psirt-quick -o psirt-quick.xlsform.xlsx",
     "The questionnaire for ODK, KoboToolbox and other tools that take XLSForm.", EXIT_DONE},
    {"form psirt-full -o answers.csv", "Writes a blank answer sheet for a spreadsheet or an editor.", EXIT_DONE},
    {"form psirt-profile --lang ja -o profile.csv", "The profile questions, in Japanese.", EXIT_DONE},
    {"form psirt-quick", "Prints the blank sheet of the 20-minute version.", EXIT_DONE},
};

const struct command command_form = {
    .name = "form",
    .synopsis = "QUESTIONNAIRE [-o FILE] [options]",
    .summary = "write a form to fill in: a workbook, a web page or an answer sheet",
    .text =
        "QUESTIONNAIRE is an id ('psirtgauge list questionnaires') or a file.\n\n"
        "A workbook (.xlsx) has a sheet for each area of the questionnaire, with a line for each question and for each "
        "option of a question with several choices, lists to choose from, progress, and scores that it computes by "
        "itself with plain formulas. Answers are found by their ids and codes alone, so lines may be sorted and words "
        "changed. --lang both shows English and Japanese side by side.\n\n"
        "A web page (.html) is one file that works from a mail attachment, without a network, in current browsers and "
        "on "
        "phones: it switches between the languages, counts progress, scores itself, keeps the answers in the browser, "
        "and "
        "saves them as a CSV or JSON file, which 'psirtgauge assess' reads and the page opens again. --lang says which "
        "language it starts in; with both it is the browser's.\n\n"
        "A name that ends in .xlsform.xlsx gets the questionnaire itself as an XLSForm for other survey tools.\n\n"
        "An answer sheet (.csv) is a book with the sheets settings and answers; beside each question's name stand its "
        "wording, its options and a hint. Fill in the columns answer, na_reason, confidence, comment, evidence, owner "
        "and date, and give the file to 'psirtgauge assess'.",
    .options = options,
    .example = examples,
    .n_examples = ARRAY_LEN(examples),
    .min_files = 1,
    .max_files = 1,
    .run = run_form,
};
