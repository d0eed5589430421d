/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workbook.h"

#include <stdio.h>
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

/* ---- from CSV ---------------------------------------------------------------------------------------------- */

struct packing {
    struct arena arena;
    struct buf strings; /* inside of <sst> */
    size_t n_strings, n_texts;
    struct pack_entry *part;
    size_t n_parts;
};

static void put_escaped(struct buf *b, const char *s) {
    for (; *s; s++) {
        if (*s == '&' || *s == '<') {
            buf_puts(b, *s == '&' ? "&amp;" : "&lt;");
        } else {
            buf_putc(b, *s);
        }
    }
}

static bool is_whole_number(const char *s) {
    size_t n = strspn(s, "0123456789");
    return n > 0 && n < 16 && s[n] == '\0' && (n == 1 || *s != '0');
}

static void put_cell(struct packing *p, struct buf *b, const char *name, const char *text) {
    if (is_whole_number(text)) {
        buf_printf(b, "<c r='%s'><v>%s</v></c>", name, text);
    } else if (p->n_texts++ % 2) {
        buf_printf(b, "<c r='%s' t='inlineStr'><is><t xml:space='preserve'>", name);
        put_escaped(b, text);
        buf_puts(b, "</t></is></c>");
    } else {
        buf_printf(b, "<c r='%s' t='s'><v>%zu</v></c>", name, p->n_strings++);
        buf_puts(&p->strings, "<si><t xml:space='preserve'>");
        put_escaped(&p->strings, text);
        buf_puts(&p->strings, "</t></si>");
    }
}

static void add_part(struct packing *p, const char *name, const char *text) {
    p->part[p->n_parts++] = (struct pack_entry){name, text, strlen(text)};
}

static void add_sheet(struct packing *p, const struct book_sheet *s, size_t number) {
    struct buf b;
    buf_init(&b, BUF_MAX_DEFAULT);
    for (size_t row = s->header_row; row < s->end; row++) {
        long line = (long)(row - s->header_row) + 1;
        buf_printf(&b, "<row r='%ld'>", line);
        for (int c = s->first_column; c < s->table->n_fields[row]; c++) {
            const char *text = table_cell(s->table, row, c);
            if (*text) {
                put_cell(p, &b, table_cell_name(&p->arena, c - s->first_column, line), text);
            }
        }
        buf_puts(&b, "</row>");
    }
    add_part(p, arena_printf(&p->arena, "xl/worksheets/sheet%zu.xml", number), sheet(&p->arena, b.data, NULL));
    buf_clear(&b);
}

void workbook_pack_book(const struct book *b, struct buf *out) {
    struct packing p = {0};
    const char *list = "", *rels = "";
    buf_init(&p.strings, BUF_MAX_DEFAULT);
    p.part = ARENA_ARRAY(&p.arena, b->n_sheets + 5, struct pack_entry);
    add_part(&p, "[Content_Types].xml", content_types);
    add_part(&p, "_rels/.rels", top_rels);
    for (size_t i = 0; i < b->n_sheets; i++) {
        const char *name = *b->sheet[i].name ? b->sheet[i].name : "Sheet1";
        list = arena_printf(&p.arena, "%s<sheet name='%s' sheetId='%zu' r:id='rId%zu'/>", list, name, i + 1, i + 1);
        rels = arena_printf(
            &p.arena, "%s<Relationship Id='rId%zu' Type='" RELATIONS "/worksheet' Target='worksheets/sheet%zu.xml'/>",
            rels, i + 1, i + 1);
        add_sheet(&p, &b->sheet[i], i + 1);
    }
    add_part(&p, "xl/workbook.xml",
             arena_printf(&p.arena, "<workbook xmlns='" MAIN "' xmlns:r='" RELATIONS "'><sheets>%s</sheets></workbook>",
                          list));
    add_part(&p, "xl/_rels/workbook.xml.rels",
             arena_printf(&p.arena,
                          "<Relationships xmlns='" PACKAGE "'>%s"
                          "<Relationship Id='s' Type='" RELATIONS
                          "/sharedStrings' Target='sharedStrings.xml'/></Relationships>",
                          rels));
    add_part(&p, "xl/sharedStrings.xml", wrap(&p.arena, "sst", p.strings.data, NULL));
    pack_zip(p.part, p.n_parts, out);
    buf_clear(&p.strings);
    arena_clear(&p.arena);
}

static bool open_csv(struct book *b, const char *path) {
    struct diags ds = {0};
    struct input in;
    bool is_open = input_open(&in, path, &ds);
    if (is_open && book_is_book(&in)) {
        is_open = book_from_input(b, &in, &ds);
    } else if (is_open) {
        *b = (struct book){.input = in, .n_sheets = 1};
        b->sheet = ARENA_NEW(&b->input.arena, struct book_sheet);
        *b->sheet = book_plain_sheet(&in.sheet[0]);
    }
    diags_clear(&ds);
    return is_open;
}

bool workbook_convert(const char *from, const char *to) {
    struct book b;
    struct buf zip;
    if (!open_csv(&b, from)) {
        return false;
    }
    buf_init(&zip, BUF_MAX_DEFAULT);
    workbook_pack_book(&b, &zip);
    FILE *out = fopen(to, "wb");
    bool is_good = out && fwrite(zip.data, 1, zip.len, out) == zip.len;
    is_good = out && fclose(out) == 0 && is_good;
    buf_clear(&zip);
    book_close(&b);
    return is_good;
}
