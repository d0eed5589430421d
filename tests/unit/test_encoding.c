/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Encodings: what is recognised, what is converted, and where broken bytes are said to be. */
#include "check.h"

#include "table/encoding.h"
#include "table/reader.h"

#include <iconv.h>

#define BOM "\xEF\xBB\xBF"
#define TEXT(s) s, sizeof(s) - 1

static const struct {
    const char *bytes;
    size_t n;
    enum encoding encoding;
    const char *text;
} recognised[] = {
    {TEXT(""), ENCODING_UTF8, ""},
    {TEXT("a,b\n"), ENCODING_UTF8, "a,b\n"},
    {TEXT("日本語,é\n"), ENCODING_UTF8, "日本語,é\n"},
    {TEXT(BOM "a,b\n"), ENCODING_UTF8_BOM, "a,b\n"},
    {TEXT(BOM BOM "a\n"), ENCODING_UTF8_BOM, "a\n"},
    {TEXT("a" BOM "b\n"), ENCODING_UTF8, "a" BOM "b\n"},
    {TEXT("\xFF\xFE"
          "a\0,\0\xE5\x65\n\0"),
     ENCODING_UTF16LE, "a,日\n"},
    {TEXT("\xFE\xFF"
          "\0a\0,\x65\xE5\0\n"),
     ENCODING_UTF16BE, "a,日\n"},
    {TEXT("a\0,\0b\0\n\0"), ENCODING_UTF16LE, "a,b\n"},
    {TEXT("\0a\0,\0b\0\n"), ENCODING_UTF16BE, "a,b\n"},
    {TEXT("\xFF\xFE\x3D\xD8\x00\xDE"), ENCODING_UTF16LE, "😀"},
    /* 日本語, カナ, 表示 (its second byte is a backslash), half width */
    {TEXT("\x93\xFA\x96\x7B\x8C\xEA,1\n"), ENCODING_CP932, "日本語,1\n"},
    {TEXT("\x83J\x83i\n"), ENCODING_CP932, "カナ\n"},
    {TEXT("\x95\\\x8E\xA6\n"), ENCODING_CP932, "表示\n"},
    {TEXT("\xC3\xBD\xC4,\x87@\x81`\n"), ENCODING_CP932, "ﾃｽﾄ,①～\n"},
    {TEXT("\xC6\xFC\xCB\xDC\xB8\xEC,1\n"), ENCODING_EUCJP, "日本語,1\n"},
    {TEXT("\xA5\xAB\xA5\xCA,\xA1\xC1\xAD\xA1\n"), ENCODING_EUCJP, "カナ,～①\n"},
    {TEXT("\x1B$BF|K\\8l\x1B(B,1\n"), ENCODING_ISO2022JP, "日本語,1\n"},
    {TEXT("Soci\xE9t\xE9,Z\xFCrich\n"), ENCODING_CP1252, "Société,Zürich\n"},
    {TEXT("it\x92s,\x93so\x94\n"), ENCODING_CP1252, "it’s,“so”\n"},
    {TEXT("10 \x80,\xA7 5\n"), ENCODING_CP1252, "10 €,§ 5\n"},
    {TEXT("\xC5land,S\xE3o,na\xEFve fa\xE7"
          "ade\n"),
     ENCODING_CP1252, "Åland,São,naïve façade\n"},
};

static void test_recognised(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(recognised); i++) {
        CHECK_ROW(i);
        struct diags ds = {0};
        struct buf room;
        buf_init(&room, BUF_MAX_DEFAULT);
        struct encoding_text t = {.data = recognised[i].bytes, .n = recognised[i].n};
        check_true(encoding_decode(&t, "t.csv", &room, &ds));
        check_text(encoding_name(t.encoding), encoding_name(recognised[i].encoding));
        check_int(t.n, strlen(recognised[i].text));
        check_true(memcmp(t.data, recognised[i].text, t.n) == 0);
        bool is_utf8 = t.encoding == ENCODING_UTF8 || t.encoding == ENCODING_UTF8_BOM;
        check_int(ds.n, !is_utf8);
        if (!is_utf8) {
            check_diag(&ds, DIAG_ENCODING_TAKEN, 0);
            check_text(ds.item[0].arg[0], encoding_name(t.encoding));
            check_int(ds.item[0].severity, SEVERITY_NOTE);
        }
        buf_clear(&room);
        diags_clear(&ds);
    }
}

/* broken: the line, and the byte, the character of the line and the encoding that the message names */
static const struct {
    const char *bytes;
    size_t n;
    enum diag_id id;
    long line;
    const char *byte, *character, *name;
} broken[] = {
    {TEXT("\xFF"), DIAG_ENCODING_INVALID, 1, "0xFF", "1", "UTF-8"},
    {TEXT("a,b\n1,2\n3,\xFF\n"), DIAG_ENCODING_INVALID, 3, "0xFF", "3", "UTF-8"},
    {TEXT("a,b\r\n1,2\r\n3,\xFF\r\n"), DIAG_ENCODING_INVALID, 3, "0xFF", "3", "UTF-8"},
    {TEXT("a,b\r1,2\r3,\xFF\r"), DIAG_ENCODING_INVALID, 3, "0xFF", "3", "UTF-8"},
    {TEXT("名前,日本\n回答,日\xE6\n"), DIAG_ENCODING_INVALID, 2, "0xE6", "5", "UTF-8"},
    {TEXT("名前\n\"あ\nい\xE3\x81\"\n"), DIAG_ENCODING_INVALID, 3, "0xE3", "2", "UTF-8"},
    {TEXT(BOM "a\xE9"
              "b\n"),
     DIAG_ENCODING_INVALID, 1, "0xE9", "2", "UTF-8"},
    {TEXT("日本\xED\xA0\x80\n"), DIAG_ENCODING_INVALID, 1, "0xED", "3", "UTF-8"},       /* half of a surrogate pair */
    {TEXT("日本語テキスト\xC0\xAF\n"), DIAG_ENCODING_INVALID, 1, "0xC0", "8", "UTF-8"}, /* longer than needed */
    {TEXT("日本語テキスト\xF4\x90\x80\x80\n"), DIAG_ENCODING_INVALID, 1, "0xF4", "8", "UTF-8"}, /* above U+10FFFF */
    {TEXT("\xFF\xFE"
          "a\0\n\0b\0\x01\xD8"
          "c\0"),
     DIAG_ENCODING_INVALID, 2, "0x01", "2", "UTF-16LE"},
    {TEXT("\xFF\xFE"
          "a\0b"),
     DIAG_ENCODING_INVALID, 1, "0x62", "2", "UTF-16LE"},
    {TEXT("\x1B$BF|\x1B(B\n\x1B$BF|/!\x1B(B\n"), DIAG_ENCODING_INVALID, 2, "0x2F", "2", "ISO-2022-JP"},
    {TEXT("\xFF\xFE\0\0a\0\0\0"), DIAG_ENCODING_OTHER, 0, "UTF-32", NULL, NULL},
    {TEXT("a,b\n1,\0\n"), DIAG_FILE_BINARY, 2, "0x00", NULL, NULL},
    {TEXT("\xFF\xFE"
          "a\0\n\0\0\0"),
     DIAG_FILE_BINARY, 2, "0x00", NULL, NULL},
};

static void test_broken(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(broken); i++) {
        CHECK_ROW(i);
        struct diags ds = {0};
        struct input in;
        check_true(!input_open_data(&in, "t.csv", broken[i].bytes, broken[i].n, &ds));
        check_int(ds.n_errors, 1);
        const struct diag *d = &ds.item[ds.n - 1];
        check_text(diag_name(d->id), diag_name(broken[i].id));
        check_int(d->place.line, broken[i].line);
        check_text(d->arg[0], broken[i].byte);
        check_text(d->arg[1], broken[i].character);
        check_text(d->arg[2], broken[i].name);
        diags_clear(&ds);
    }
}

/* A Japanese and a Western table in each encoding are read as what they are. */
static void encode(struct buf *b, const char *text, const char *charset) {
    iconv_t converter = iconv_open(charset, "UTF-8");
    char out[4096], *to = out, *from = (char *)(uintptr_t)text;
    size_t left = strlen(text), room = sizeof out;
    assert_true(converter != (iconv_t)-1);
    assert_true(iconv(converter, &from, &left, &to, &room) != (size_t)-1);
    iconv(converter, NULL, NULL, &to, &room);
    iconv_close(converter);
    buf_add(b, out, sizeof out - room);
}

static void test_tables(void **state) {
    (void)state;
    static const char japanese[] = "question,answer,comment\n"
                                   "受付窓口,部分的に実施,\"窓口はあるが、\n手順は文書化していない。\"\n"
                                   "脆弱性の公表,未実施,来期に検討する予定です\nﾃｽﾄ,ソ十表,ー\n";
    static const char western[] = "question,answer,comment\n"
                                  "Réception,très élevé,\"pas encore documenté\nvoilà\"\n"
                                  "Größe,Übermäßig,für später\nDoña,não,it’s – 10 €\n";
    static const struct {
        const char *text, *charset;
        enum encoding encoding;
    } rows[] = {
        {japanese, "UTF-8", ENCODING_UTF8},     {japanese, "CP932", ENCODING_CP932},
        {japanese, "EUCJP-MS", ENCODING_EUCJP}, {japanese, "UTF-16", ENCODING_UTF16LE},
        {western, "UTF-8", ENCODING_UTF8},      {western, "CP1252", ENCODING_CP1252},
        {western, "UTF-16", ENCODING_UTF16LE},  {western, "UTF-16BE", ENCODING_UTF16BE},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        struct diags ds = {0};
        struct input plain, in;
        struct buf b;
        buf_init(&b, BUF_MAX_DEFAULT);
        encode(&b, rows[i].text, rows[i].charset);
        assert_true(input_open_data(&plain, "t.csv", rows[i].text, strlen(rows[i].text), &ds));
        assert_true(input_open_data(&in, "t.csv", b.data, b.len, &ds));
        check_text(in.encoding, encoding_name(rows[i].encoding));
        check_int(in.sheet->n_rows, 4);
        check_int(in.sheet->line[2], 4);
        for (size_t row = 0; row < 4; row++) {
            for (int c = 0; c < 3; c++) {
                check_text(table_cell(in.sheet, row, c), table_cell(plain.sheet, row, c));
            }
        }
        input_close(&plain);
        input_close(&in);
        buf_clear(&b);
        diags_clear(&ds);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_recognised),
        cmocka_unit_test(test_broken),
        cmocka_unit_test(test_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
