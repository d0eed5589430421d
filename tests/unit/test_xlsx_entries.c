/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a part of a finished workbook says about itself, against what is in it. */
#include "check.h"

#include "write/xlsx_entries.h"

#define APP(size)                                                                                                      \
    "<Properties><HeadingPairs><vector size='4'><variant/><variant/><variant/><variant/></vector></HeadingPairs>"      \
    "<TitlesOfParts><vector size='" size "'>"

/* Parts of one workbook, checked in their order. */
static const struct {
    const char *name, *xml;
    const char *name2, *xml2;
    const char *problem; /* its start; NULL: all is well */
} rows[] = {
    /* the range of a filter has a defined name that the list of titles leaves out: it must not be counted … */
    {"xl/workbook.xml",
     "<workbook><sheets><sheet name='A'/></sheets><definedNames><definedName name='_xlnm._FilterDatabase' "
     "hidden='1'>A!$A$1:$B$2</definedName></definedNames></workbook>",
     "docProps/app.xml", APP("1") "<a/></vector></TitlesOfParts></Properties>", NULL},
    /* … while print titles and other names must */
    {"xl/workbook.xml",
     "<workbook><sheets><sheet name='A'/></sheets><definedNames><definedName name='_xlnm.Print_Titles'>A!$1:$1"
     "</definedName><definedName name='_xlnm._FilterDatabase'>A!$A$1</definedName></definedNames></workbook>",
     "docProps/app.xml", APP("2") "<a/><b/></vector></TitlesOfParts></Properties>", NULL},
    {"xl/workbook.xml", "<workbook><sheets><sheet name='A'/></sheets></workbook>", "docProps/app.xml",
     APP("2") "<a/><b/></vector></TitlesOfParts></Properties>", "sheets and defined names: 1, expected 2"},
    {"xl/workbook.xml",
     "<workbook><sheets><sheet name='A'/><sheet name='B'/></sheets><definedNames>"
     "<definedName name='_xlnm._FilterDatabaseX'>A!$A$1</definedName></definedNames></workbook>",
     "docProps/app.xml", APP("2") "<a/><b/></vector></TitlesOfParts></Properties>",
     "sheets and defined names: 3, expected 2"},
    /* the same name in another part is none of the workbook's */
    {"xl/workbook.xml", "<workbook><sheets><sheet name='A'/></sheets></workbook>", "xl/worksheets/sheet1.xml",
     "<worksheet><sheetData/><definedName name='x'/></worksheet>", NULL},
    /* counts of lists */
    {"xl/styles.xml", "<styleSheet><fonts count='2'><font/><font/></fonts></styleSheet>", NULL, NULL, NULL},
    {"xl/styles.xml", "<styleSheet><fonts count='2'><font/></fonts></styleSheet>", NULL, NULL,
     "entries of fonts: 1, expected 2"},
    /* rows and cells in order */
    {"xl/worksheets/sheet1.xml",
     "<worksheet><row r='1'><c r='A1'/><c r='C1'/></row><row r='3'><c r='B3'/></row></worksheet>", NULL, NULL, NULL},
    {"xl/worksheets/sheet1.xml", "<worksheet><row r='2'/><row r='2'/></worksheet>", NULL, NULL,
     "row out of order: 2, expected 3"},
    {"xl/worksheets/sheet1.xml", "<worksheet><row r='1'><c r='B1'/><c r='A1'/></row></worksheet>", NULL, NULL,
     "cell A1 out of place in row 1"},
    {"xl/worksheets/sheet1.xml", "<worksheet><row r='1'><c r='A2'/></row></worksheet>", NULL, NULL,
     "cell A2 out of place in row 1"},
    {"xl/worksheets/sheet1.xml", "<worksheet><row r='1'><c/></row></worksheet>", NULL, NULL,
     "cell without a name out of place in row 1"},
    /* each cell with a shared string is one use of it */
    {"xl/worksheets/sheet1.xml", "<worksheet><row r='1'><c r='A1' t='s'/><c r='B1' t='s'/></row></worksheet>",
     "xl/sharedStrings.xml", "<sst count='2' uniqueCount='1'><si/></sst>", NULL},
    {"xl/worksheets/sheet1.xml", "<worksheet><row r='1'><c r='A1' t='s'/></row></worksheet>", "xl/sharedStrings.xml",
     "<sst count='2' uniqueCount='1'><si/></sst>", "cells with text: 1, expected 2"},
    /* series of a chart */
    {"xl/charts/chart1.xml", "<chart><ser><idx val='0'/></ser><ser><idx val='1'/></ser></chart>", NULL, NULL, NULL},
    {"xl/charts/chart1.xml", "<chart><ser><idx val='0'/></ser><ser><idx val='2'/></ser></chart>", NULL, NULL,
     "series: 2, expected 1"},
};

static void take(struct xlsx_entries *e, const char *name, const char *xml) {
    const char *problem = NULL;
    if (!name || e->problem) {
        return;
    }
    xlsx_entries_begin(e, name);
    bool is_whole = xml_parse(xml, strlen(xml), &xlsx_entries_events, e, e->arena, &problem);
    check_true(is_whole == !e->problem);
}

static void test_entries(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct arena a = {0};
        struct xlsx_entries e = {.arena = &a};
        CHECK_ROW(i);
        take(&e, rows[i].name, rows[i].xml);
        take(&e, rows[i].name2, rows[i].xml2);
        check_true(e.problem || xlsx_entries_fit_together(&e) == !rows[i].problem);
        check_text(e.problem ? e.problem : "", rows[i].problem ? rows[i].problem : "");
        arena_clear(&a);
    }
    CHECK_ROW(-1);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_entries)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
