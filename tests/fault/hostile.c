/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes a workbook that would do harm to a careless reader:   hostile KIND FILE   (without arguments: lists the kinds)
   None is kept in the source tree, since scanners of mail and of source code take bombs for what they are. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <zip.h>

#include "pack.h"
#include "workbook.h"

#define BOMB_BYTES ((size_t)300 << 20)
#define PART(name, text)                                                                                               \
    { name, text, sizeof(text) - 1 }
#define TYPES PART("[Content_Types].xml", "<a/>")

/* ---- XML --------------------------------------------------------------------------------------------------- */

static void repeat(struct buf *b, const char *s, size_t n) {
    for (size_t i = 0; i < n; i++) {
        buf_puts(b, s);
    }
}

static void pack_sheet(const char *rows, struct buf *out) { workbook_pack(&(struct workbook_xml){.rows = rows}, out); }

/* Each of some rows has one cell, in the last column: as a rectangle they would take gigabytes. */
static void make_wide(struct buf *out) {
    struct buf b;
    buf_init(&b, BUF_MAX_DEFAULT);
    for (int row = 1; row <= 4000; row++) {
        buf_printf(&b, "<row r='%d'><c r='XFD%d'><v>1</v></c></row>", row, row);
    }
    pack_sheet(b.data, out);
    buf_clear(&b);
}

static void make_corner(struct buf *out) { pack_sheet("<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>", out); }

static void make_outside_grid(struct buf *out) { pack_sheet("<row r='7'><c r='AAAA7'><v>1</v></c></row>", out); }

/* A billion letters of ten entities. */
static void make_entities(struct buf *out) {
    struct buf b;
    buf_init(&b, BUF_MAX_DEFAULT);
    buf_puts(&b, "<?xml version='1.0'?><!DOCTYPE w [<!ENTITY e0 'x'>");
    for (int i = 1; i < 10; i++) {
        buf_printf(&b, "<!ENTITY e%d '", i);
        for (int k = 0; k < 10; k++) {
            buf_printf(&b, "&e%d;", i - 1);
        }
        buf_puts(&b, "'>");
    }
    buf_puts(&b, "]><w>&e9;</w>");
    workbook_pack(&(struct workbook_xml){.sheet = b.data}, out);
    buf_clear(&b);
}

static void make_external(struct buf *out) {
    workbook_pack(&(struct workbook_xml){.sheet = "<!DOCTYPE w [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><w><sheetData>"
                                                  "<row><c t='str'><v>&x;</v></c></row></sheetData></w>"},
                  out);
}

static void make_deep(struct buf *out) {
    struct buf b;
    buf_init(&b, BUF_MAX_DEFAULT);
    repeat(&b, "<a>", 200000);
    workbook_pack(&(struct workbook_xml){.sheet = b.data}, out);
    buf_clear(&b);
}

/* Each merged range covers all that there is. */
static void make_merges(struct buf *out) {
    struct buf rows, merges;
    buf_init(&rows, BUF_MAX_DEFAULT);
    buf_init(&merges, BUF_MAX_DEFAULT);
    repeat(&rows, "<row><c/><c/><c/><c/><c/><c/><c/><c/><c><v>1</v></c></row>", 20000);
    repeat(&merges, "<mergeCell ref='A1:XFD1048576'/>", 20000);
    workbook_pack(&(struct workbook_xml){.rows = rows.data, .after = merges.data}, out);
    buf_clear(&rows);
    buf_clear(&merges);
}

/* ---- archives ---------------------------------------------------------------------------------------------- */

static void make_bomb(struct buf *out) {
    char *blanks = malloc(BOMB_BYTES);
    if (!blanks) {
        exit(2);
    }
    memset(blanks, ' ', BOMB_BYTES);
    memcpy(blanks, "<w><sheetData>", 14);
    const struct pack_entry parts[] = {
        TYPES,
        PART("xl/workbook.xml", "<workbook xmlns:r='r'><sheets><sheet name='Data' r:id='1'/></sheets></workbook>"),
        PART("xl/_rels/workbook.xml.rels", "<R><Relationship Id='1' Type='/worksheet' Target='s.xml'/></R>"),
        {"xl/s.xml", blanks, BOMB_BYTES}};
    pack_zip(parts, ARRAY_LEN(parts), out);
    free(blanks);
}

static void make_outside(struct buf *out) {
    const struct pack_entry parts[] = {TYPES, PART("xl/workbook.xml", "<a/>"), PART("xl/../../escape.xml", "<a/>")};
    pack_zip(parts, ARRAY_LEN(parts), out);
}

static void make_truncated(struct buf *out) {
    pack_sheet("<row><c><v>1</v></c></row>", out);
    out->len = out->len * 2 / 3;
}

static void make_changed(struct buf *out) {
    pack_sheet("<row><c><v>1</v></c></row>", out);
    for (size_t i = 0; i + 24 < out->len; i++) { /* a byte of the sheet's packed data, so that its checksum is wrong */
        if (memcmp(out->data + i, "xl/worksheets/sheet1.xml", 24) == 0) {
            out->data[i + 24 + 8] ^= 0x55;
            return;
        }
    }
}

static void make_empty(struct buf *out) { buf_reset(out); }

static void make_page(struct buf *out) { buf_puts(out, "<html><table><tr><td>a</td></tr></table></html>"); }

/* What Office makes of a workbook with a password, and of one in the old format: the container's start alone. */
static void make_container(struct buf *out, const char *stream) {
    buf_add(out, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
    for (int i = 0; i < 504; i++) {
        buf_putc(out, '\0');
    }
    for (; *stream; stream++) {
        buf_putc(out, *stream);
        buf_putc(out, '\0');
    }
    buf_add(out, "\0\0\0\0", 4);
}
static void make_password(struct buf *out) { make_container(out, "EncryptedPackage"); }
static void make_xls(struct buf *out) { make_container(out, "Workbook"); }

static void make_ods(struct buf *out) {
    buf_add(out, "PK\003\004\024\0\0\0\0\0\0\0\0\0\0\0\0\0\056\0\0\0\056\0\0\0\010\0\0\0", 30);
    buf_puts(out, "mimetypeapplication/vnd.oasis.opendocument.spreadsheet");
}

static void make_document(struct buf *out) {
    const struct pack_entry parts[] = {
        TYPES, PART("_rels/.rels", "<R><Relationship Id='1' Type='/officeDocument' Target='word/document.xml'/></R>"),
        PART("word/document.xml", "<document/>")};
    pack_zip(parts, ARRAY_LEN(parts), out);
}

/* Not harmful: what stands beside the cells is not read. */
static void make_macros(struct buf *out) {
    const struct pack_entry parts[] = {
        TYPES,
        PART("xl/workbook.xml", "<workbook xmlns:r='r'><sheets><sheet name='Data' r:id='1'/></sheets></workbook>"),
        PART("xl/_rels/workbook.xml.rels",
             "<R><Relationship Id='1' Type='/worksheet' Target='s.xml'/><Relationship Id='2' Type='/vbaProject' "
             "Target='vbaProject.bin'/><Relationship Id='3' Type='/externalLink' Target='http://x.invalid/' "
             "TargetMode='External'/></R>"),
        PART("xl/vbaProject.bin", "\xD0\xCF\x11\xE0"),
        PART("xl/s.xml",
             "<w><sheetData><row><c t='str'><v>a</v></c></row><row><c><v>1</v></c></row><row><c><v>2</v></c></row>"
             "</sheetData></w>")};
    pack_zip(parts, ARRAY_LEN(parts), out);
}

static const struct {
    const char *name;
    void (*make)(struct buf *out);
} kinds[] = {
    {"bomb", make_bomb},         {"wide", make_wide},           {"corner", make_corner},   {"grid", make_outside_grid},
    {"entities", make_entities}, {"external", make_external},   {"deep", make_deep},       {"merges", make_merges},
    {"outside", make_outside},   {"truncated", make_truncated}, {"changed", make_changed}, {"empty", make_empty},
    {"page", make_page},         {"password", make_password},   {"xls", make_xls},         {"ods", make_ods},
    {"document", make_document}, {"macros", make_macros},
};

static int write_file(const char *path, const struct buf *b) {
    FILE *f = fopen(path, "wb");
    bool is_good = f && fwrite(b->data, 1, b->len, f) == b->len;
    return f && fclose(f) == 0 && is_good ? 0 : 1;
}

int main(int argc, char **argv) {
    int status = 2;
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        if (argc == 1) {
            puts(kinds[i].name);
        } else if (argc == 3 && strcmp(argv[1], kinds[i].name) == 0) {
            struct buf b;
            buf_init(&b, BUF_MAX_DEFAULT);
            kinds[i].make(&b);
            status = write_file(argv[2], &b);
            buf_clear(&b);
        }
    }
    return argc == 1 ? 0 : status;
}
