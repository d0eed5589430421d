/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workbook.h"

#include <string.h>

#include "pack.h"

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/relationships"

static const char content_types[] = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>";
static const char top_rels[] = "<Relationships xmlns='" PACKAGE "'><Relationship Id='rId1' Type='" RELATIONS
                               "/officeDocument' Target='xl/workbook.xml'/></Relationships>";
static const char usual_workbook[] =
    "<workbook xmlns='" MAIN "' xmlns:r='" RELATIONS "'><sheets><sheet name='Data' sheetId='1' r:id='rId1'/>"
    "</sheets></workbook>";
static const char two_sheets[] =
    "<workbook xmlns='" MAIN "' xmlns:r='" RELATIONS "'><sheets><sheet name='Data' sheetId='1' r:id='rId1'/>"
    "<sheet name='Second' sheetId='2' r:id='rId4'/></sheets></workbook>";
static const char usual_rels[] =
    "<Relationships xmlns='" PACKAGE "'>"
    "<Relationship Id='rId1' Type='" RELATIONS "/worksheet' Target='worksheets/sheet1.xml'/>"
    "<Relationship Id='rId2' Type='" RELATIONS "/sharedStrings' Target='sharedStrings.xml'/>"
    "<Relationship Id='rId3' Type='" RELATIONS "/styles' Target='styles.xml'/>"
    "<Relationship Id='rId4' Type='" RELATIONS "/worksheet' Target='worksheets/sheet2.xml'/>"
    "</Relationships>";

static const char *wrap(struct arena *a, const char *element, const char *inside, const char *after) {
    return arena_printf(a, "<%s xmlns='" MAIN "'>%s%s</%s>", element, inside ? inside : "", after ? after : "",
                        element);
}

static const char *sheet(struct arena *a, const char *rows, const char *after) {
    return wrap(a, "worksheet", arena_printf(a, "<sheetData>%s</sheetData>", rows ? rows : ""), after);
}

void workbook_pack(const struct workbook_xml *x, struct buf *out) {
    struct arena a = {0};
    struct pack_entry parts[] = {
        {"[Content_Types].xml", content_types, 0},
        {"_rels/.rels", top_rels, 0},
        {"xl/workbook.xml",
         x->workbook ? x->workbook
         : x->second ? two_sheets
                     : usual_workbook,
         0},
        {"xl/_rels/workbook.xml.rels", x->rels ? x->rels : usual_rels, 0},
        {"xl/worksheets/sheet1.xml", x->sheet ? x->sheet : sheet(&a, x->rows, x->after), 0},
        {"xl/sharedStrings.xml", wrap(&a, "sst", x->strings, NULL), 0},
        {"xl/styles.xml", wrap(&a, "styleSheet", x->styles, NULL), 0},
        {"xl/worksheets/sheet2.xml", sheet(&a, x->second, NULL), 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        parts[i].n = strlen(parts[i].data);
    }
    pack_zip(parts, ARRAY_LEN(parts), out);
    arena_clear(&a);
}
