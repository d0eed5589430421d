/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/option_set.h"

static const struct option_row general[] = {
    {.name = "lang",
     .type = OPTION_TEXT,
     .argument = "LANGUAGE",
     .fallback = "en",
     .summary = "language of reports and messages: en or ja, or another one that the data files have"},
    {.name = "strict", .type = OPTION_FLAG, .summary = "take warnings as errors"},
    {.name = "quiet",
     .type = OPTION_FLAG,
     .summary = "print errors only, no warnings, notes or names of written files"},
    {.name = "verbose",
     .letter = 'v',
     .type = OPTION_FLAG,
     .summary = "print all notes; otherwise only when they are few"},
    {.name = "color",
     .type = OPTION_WORD,
     .argument = "WHEN",
     .words = "auto always never",
     .fallback = "auto",
     .summary = "colours: auto (on a terminal, unless NO_COLOR is set), always or never"},
    {.name = "help", .letter = 'h', .type = OPTION_FLAG, .summary = "print this help"},
    {.name = "version", .type = OPTION_FLAG, .summary = "print the version, the licence and the libraries' versions"},
};

static const struct option_row inputs[] = {
    {.name = "questionnaire",
     .letter = 'q',
     .type = OPTION_TEXT,
     .argument = "ID|FILE",
     .summary = "the questionnaire; otherwise the one that the answers name or fit"},
    {.name = "framework",
     .letter = 'f',
     .type = OPTION_LIST,
     .argument = "ID|FILE",
     .summary = "a framework to take instead of the questionnaire's, or an overlay to lay over it; may be repeated"},
    {.name = "model",
     .letter = 'm',
     .type = OPTION_TEXT,
     .argument = "ID|FILE",
     .summary = "the scoring model; otherwise the questionnaire's"},
    {.name = "profile",
     .letter = 'p',
     .type = OPTION_LIST,
     .argument = "ID|FILE",
     .summary = "a profile to hold the scores against; may be repeated; otherwise the model's"},
};

static const struct option_row report[] = {
    {.name = "output",
     .letter = 'o',
     .type = OPTION_LIST,
     .argument = "FILE",
     .summary = "write the report to FILE, its format by the extension (xlsx, html, json, csv, txt), or to standard "
                "output (-) with --format; may be repeated"},
    {.name = "format",
     .type = OPTION_TEXT,
     .argument = "NAME",
     .summary = "format of standard output, and of files without a known extension: xlsx, html, json, csv or text"},
    {.name = "date",
     .type = OPTION_TEXT,
     .argument = "YYYY-MM-DD",
     .summary = "date of the report; otherwise that of SOURCE_DATE_EPOCH, otherwise today"},
    {.name = "seed",
     .type = OPTION_INTEGER,
     .argument = "NUMBER",
     .fallback = "1",
     .summary = "start of the random numbers"},
    {.name = "brand",
     .type = OPTION_TEXT,
     .argument = "FILE",
     .summary = "a book with name, logo, colours and footer of "
                "whoever presents the report"},
    {.name = "plan",
     .type = OPTION_TEXT,
     .argument = "ID|FILE",
     .fallback = "assessment",
     .summary = "the report plan: which sheets, in which order, in which words"},
};

static const struct option_row result[] = {
    {.name = "output",
     .letter = 'o',
     .type = OPTION_LIST,
     .argument = "FILE",
     .summary = "write the result to FILE, its format by the extension (xlsx, html, json, csv, txt); may be repeated; "
                "otherwise to standard output"},
    {.name = "format",
     .type = OPTION_TEXT,
     .argument = "NAME",
     .fallback = "text",
     .summary = "format of standard output (-), and of files whose extension is not known"},
    {.name = "date",
     .type = OPTION_TEXT,
     .argument = "YYYY-MM-DD",
     .summary = "date of the result; otherwise that of SOURCE_DATE_EPOCH, otherwise today"},
};

const struct option_group options_general = {"General options", general, ARRAY_LEN(general)};
const struct option_group options_inputs = {"What to score with", inputs, ARRAY_LEN(inputs)};
const struct option_group options_report = {"The report", report, ARRAY_LEN(report)};
const struct option_group options_result = {"The result", result, ARRAY_LEN(result)};
