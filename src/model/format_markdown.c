/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The documentation of formats: what holds for all files, then every format column by column. */
#include <ctype.h>
#include <math.h>
#include <string.h>

#include "base/num.h"
#include "model/format.h"
#include "model/dialect.h"
#include "model/qtype.h"
#include "table/encoding.h"

static void put_encodings(struct buf *out) {
    const char *mark = "";
    for (int e = 0; e < N_ENCODINGS; e++) {
        if (e != ENCODING_UTF8 && e != ENCODING_UTF8_BOM && e != ENCODING_UTF32) {
            buf_printf(out, "%s%s", mark, encoding_name((enum encoding)e));
            mark = ", ";
        }
    }
}

/* ---- one column -------------------------------------------------------------------------------------------------- */

static void put_range(struct buf *out, const struct field *f) {
    char low[NUM_TEXT_MAX], high[NUM_TEXT_MAX];
    if (f->min != 0 || f->max != 0) {
        buf_printf(out, ", %s to %s", num_shortest(low, f->min), num_shortest(high, f->max));
    } else if (f->type == FIELD_WEIGHT) {
        buf_puts(out, ", 0 or more");
    }
}

static void put_words(struct buf *out, const char *const *words) {
    const char *mark = "";
    for (; *words; words++) {
        if (**words) { /* the empty word is an empty cell */
            buf_printf(out, "%s`%s`", mark, *words);
            mark = ", ";
        }
    }
}

static void put_type(struct buf *out, const struct field *f) {
    static const char *const types[] = {[FIELD_TEXT] = "text",
                                        [FIELD_ID] = "id",
                                        [FIELD_NUMBER] = "number",
                                        [FIELD_WEIGHT] = "number",
                                        [FIELD_WORD] = "",
                                        [FIELD_INT] = "whole number",
                                        [FIELD_BOOL] = "`yes` or `no`",
                                        [FIELD_I18N] = "text by language"};
    buf_puts(out, types[f->type]);
    if (f->type == FIELD_WORD) {
        put_words(out, f->words);
    } else {
        put_range(out, f);
    }
    buf_puts(out, f->flags & FIELD_UNIQUE ? ", each once" : "");
}

/* What an empty cell counts as. */
static void put_empty(struct buf *out, const struct field *f) {
    char text[NUM_TEXT_MAX];
    bool is_number = f->type == FIELD_NUMBER || f->type == FIELD_WEIGHT || f->type == FIELD_INT;
    if (f->flags & FIELD_REQUIRED) {
        buf_puts(out, "is an error");
    } else if (is_number && !isnan(f->empty)) {
        buf_puts(out, num_shortest(text, f->empty));
    } else if (f->type == FIELD_WORD && *f->words[(int)f->empty]) {
        buf_printf(out, "`%s`", f->words[(int)f->empty]);
    } else if (f->type == FIELD_BOOL) {
        buf_puts(out, f->empty != 0 ? "`yes`" : "`no`");
    } else {
        buf_puts(out, "none");
    }
}

static void put_field(struct buf *out, const struct field *f) {
    buf_printf(out, "| `%s` | %s | ", f->name, f->help);
    put_type(out, f);
    buf_puts(out, " | ");
    put_empty(out, f);
    buf_puts(out, " |\n");
}

/* ---- one format -------------------------------------------------------------------------------------------------- */

static void put_sheet_title(struct buf *out, const struct format *f, const struct format_sheet *s) {
    if (!f->is_book) {
        buf_printf(out, "\n### Columns: %s\n\n", s->schema->help);
        return;
    }
    buf_printf(out, "\n### Sheet `%s`: %s\n\n", s->schema->sheet, s->schema->help);
    if (s->is_optional) {
        buf_puts(out, "The sheet may be left out.\n\n");
    }
    if (s->schema->is_open) {
        buf_puts(out, "Further columns are allowed and not used.\n\n");
    }
}

static void put_sheet(struct buf *out, const struct format *f, const struct format_sheet *s) {
    put_sheet_title(out, f, s);
    buf_puts(out, "| column | holds | type | empty cell |\n|---|---|---|---|\n");
    for (size_t i = 0; i < s->schema->n_fields; i++) {
        put_field(out, &s->schema->field[i]);
    }
}

static void put_format(struct buf *out, const struct format *f) {
    buf_printf(out, "\n## %s\n\n%c%s. Place: %s.\n", f->title, toupper((unsigned char)f->summary[0]), f->summary + 1,
               f->where);
    for (const struct format_sheet *s = f->sheet; s->schema; s++) {
        put_sheet(out, f, s);
    }
    if (*f->notes) {
        buf_printf(out, "\n### Rules\n\n%s", f->notes);
    }
    buf_printf(out, "\n### Example\n\n```csv\n%s```\n", f->example);
}

static void put_qtypes(struct buf *out) {
    buf_puts(out, "\n## Question types\n\n| type | also written | is |\n|---|---|---|\n");
    for (size_t i = 0; i < qtype_count(); i++) {
        const struct qtype *t = qtype_at(i);
        buf_printf(out, "| `%s%s` | %s | %s |\n", t->name, t->has_list ? " LIST" : "", t->aliases ? t->aliases : "",
                   t->summary);
    }
}

static const char on_exports[] =
    "\n"
    "## Exports of survey tools\n"
    "\n"
    "`psirtgauge import FILE` recognises them by what stands in the header, and makes wide responses: `respondent_id` "
    "(the "
    "number of the record where there\n"
    "is no id), `submitted`, `started`, `language`, `duration` where the export has them, then a column a question.\n"
    "\n"
    "- Names and codes come from the structure (`--structure`) or questionnaire (`-q`) where one is given, else from "
    "the "
    "export's own codes, else from the wordings.\n"
    "- *Not applicable* and *don't know* become the codes `na` and `dk` unless the export has codes of its own; an "
    "option "
    "that was not shown counts as not applicable. An empty cell is no answer.\n"
    "- Text beside an option \"Other\" stands in a column of its own, `NAME_other`.\n"
    "- Dates and times become ISO 8601.\n"
    "\n| dialect | tool | its exports |\n|---|---|---|\n";

static void put_dialects(struct buf *out) {
    buf_puts(out, on_exports);
    for (size_t i = 0; i < dialect_count(); i++) {
        const struct dialect *d = dialect_at(i);
        buf_printf(out, "| `%s` | %s | %s |\n", d->name, d->title, d->layout);
    }
}

/* ---- the page ---------------------------------------------------------------------------------------------------- */

static void put_contents(struct buf *out) {
    buf_puts(out, "\n| format | is | lies in |\n|---|---|---|\n");
    for (size_t i = 0; i < formats_count(); i++) {
        const struct format *f = formats_at(i);
        buf_printf(out, "| %s | %s | %s |\n", f->title, f->summary, f->where);
    }
}

static const char opening[] =
    "<!-- Made from the schemas in src/model by build/tests/contract/test_formats --update. "
    "Do not edit this page. -->\n"
    "\n"
    "# The files that psirtgauge reads\n"
    "\n"
    "Everything that a person edits is a CSV file or a workbook (.xlsx): an editor, Excel or LibreOffice opens it, "
    "and a version control system shows what\n"
    "has changed in CSV. `psirtgauge check FILE` says whether a file is good, and writes nothing.\n";

static const char on_books[] =
    "\n"
    "## Books\n"
    "\n"
    "A *book* is one CSV file with several sheets. A sheet starts with its name alone in column 1; the next row is its "
    "header, and the\n"
    "rows below are its data. In header and data rows column 1 is empty. Sheets may stand in any order and differ in "
    "width; blank rows and\n"
    "empty cells at the end of a row mean nothing. Sheets that a format does not have are not read.\n"
    "\n"
    "The sheet `settings` has one row of data: only the first is read.\n"
    "\n"
    "A name of a sheet or column may be written in capital or small letters. Columns may stand in any order. A column "
    "that may be empty may be\n"
    "missing: all its cells are then empty.\n"
    "\n"
    "## Workbooks\n"
    "\n"
    "Each of these files may be a workbook instead (`.xlsx`, `.xlsm`, `.xltx`, `.xltm`): a book has a worksheet for "
    "each of its sheets, with the\n"
    "header in its first row that is not empty and the names in column A; a plain table is the first sheet that is "
    "shown and has contents. "
    "`FILE.xlsx#SHEET`\n"
    "names another, as long as no file is called so. An id finds `ID.xlsx` where there is no `ID.csv`. A CSV book that "
    "a program opened and "
    "saved as a workbook is still a book.\n"
    "\n"
    "- What counts is the value that the program stored, not how it is shown: `0.5` for a cell that shows 50 %. "
    "Formulas are never "
    "computed; a formula\n"
    "  that was saved without its result, and an error such as `#N/A`, are errors where the cell is used.\n"
    "- A number whose format shows a date is one: `2026-11-24`, `09:30:00`, `2026-11-24T09:30:00`, elapsed time "
    "`36:00:00`; days count from\n"
    "  1900 or 1904 as the workbook says. In a column of ids a date is an error, and so is a number with a fraction, "
    "since 2.1 and 2.10\n"
    "  are the same number: format the column as text.\n"
    "- Hidden rows and columns are read. Of merged cells the first holds the value; what stands behind the others is "
    "left "
    "out with a warning.\n"
    "- Macros, links, drawings and comments are not read. Files with a password, `.xls` and `.ods` are refused with "
    "what to do, and so\n"
    "  are files that unpack to far more than they are, or hold more than 33,554,432 cells.\n"
    "\n"
    "## Cells\n"
    "\n"
    "- Blanks around a text are removed.\n"
    "- An *id* has no blank inside. Ids are case-sensitive.\n"
    "- A *number* has a point, no separators of thousands: `2`, `0.5`, `1e-3`. Full-width digits are read as digits.\n"
    "- `yes` may be written `true` or `1`, and `no` `false` or `0`. Words are read in capital or small letters.\n"
    "- A *text by language* has a column for each language: `label::English (en)`, `label::日本語 (ja)`, or "
    "`label::en`. What stands in\n"
    "  parentheses is the code; any code works, and no list of languages is built in. A column called only `label` has "
    "no language. A\n"
    "  report asks for its language and takes, where that is missing, English, else the text without language, else "
    "the first one.\n"
    "- *each once*: no value may stand in two rows.\n"
    "- A *choice* in answers is its code, alone or with its wording behind a dash between blanks: `3`, `3 – "
    "documented`, "
    "`３`. Only the code\n"
    "  counts, so that a wording may be translated or edited; a wording alone is an error that names its code. Several "
    "choices stand with\n"
    "  blanks between their codes, or each with its wording in a line of its own.\n";

static const char on_text[] = "\n"
                              "## Bytes\n"
                              "\n"
                              "Write UTF-8, with or without byte order mark. Read as well, with a note that says so: ";

static const char on_delimiters[] =
    ".\nThe delimiter is the comma, semicolon or tab that fits the first rows; a first line `sep=;` decides. Fields "
    "with delimiters, line ends or\n"
    "quotation marks stand in quotation marks, and a mark inside is doubled. Line ends are LF, CR LF or CR.\n"
    "\n"
    "## Errors\n"
    "\n"
    "All errors of a file are reported at once, each with file, line, field and column, what was expected, and the "
    "nearest word that\n"
    "would be right. A file with an error is not used: nothing is scored or written. A warning tells of something that "
    "is left out, such as a column that\n"
    "is not known; with `--strict` it is an error. A note changes nothing.\n"
    "\n"
    "Reported as well is what spreadsheets do to a file: ids turned into dates or numbers (`1.1.1`, `2.1`: format the "
    "column as text), cells beyond the\n"
    "header, quotation marks that are never closed, bytes that are not text.\n";

static const char on_conditions[] =
    "\n"
    "## Conditions\n"
    "\n"
    "Columns that hold a condition (`relevant`, `constraint`, `when`) use the expression language of XLSForm:\n"
    "\n"
    "- `${name}` is the answer to a question, `.` the answer under check; `'text'`, `2.5`, `true()`, `false()`.\n"
    "- `=` `!=` `<` `<=` `>` `>=`; `and`, `or`, `not(…)`; `+` `-` `*` `div` `mod`; parentheses.\n"
    "- `selected(${name}, 'choice')`, `count-selected(${name})`, `string-length(…)`, `number(…)`, `string(…)`, "
    "`if(condition, a, b)`,\n"
    "  `coalesce(a, b)`.\n"
    "- An unanswered question is the empty text. `=` and `!=` compare numbers when both sides look like numbers, else "
    "texts; the other\n"
    "  comparisons are of numbers, and false when a side is none.\n";

void formats_print_markdown(struct buf *out) {
    buf_puts(out, opening);
    put_contents(out);
    buf_puts(out, on_books);
    buf_puts(out, on_text);
    put_encodings(out);
    buf_puts(out, on_delimiters);
    for (size_t i = 0; i < formats_count(); i++) {
        put_format(out, formats_at(i));
    }
    put_qtypes(out);
    buf_puts(out, on_conditions);
    put_dialects(out);
}
