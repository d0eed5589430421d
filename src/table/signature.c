/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/signature.h"

#include "base/mem.h"

#include <string.h>

struct signature {
    const char *name;
    size_t offset, n;
    const char *bytes;
};
/* The first that fits wins: kinds of ZIP stand before ZIP. */
static const struct signature signatures[] = {
    {"OpenDocument .ods", 30, 54, "mimetypeapplication/vnd.oasis.opendocument.spreadsheet"},
    {"OpenDocument", 30, 42, "mimetypeapplication/vnd.oasis.opendocument"},
    {"Excel .xlsx", 30, 19, "[Content_Types].xml"},
    {"Excel .xlsx", 30, 11, "_rels/.rels"},
    {"Excel .xlsx", 30, 3, "xl/"},
    {"Excel .xlsx", 30, 9, "docProps/"},
    {"ZIP", 0, 4, "PK\003\004"},
    {"ZIP", 0, 4, "PK\005\006"},
    {"Excel .xls", 0, 8, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"},
    {"PDF", 0, 5, "%PDF-"},
    {"PNG", 0, 8, "\x89PNG\r\n\x1A\n"},
    {"JPEG", 0, 3, "\xFF\xD8\xFF"},
    {"GIF", 0, 4, "GIF8"},
    {"gzip", 0, 3, "\x1F\x8B\x08"},
    {"7-Zip", 0, 6, "7z\xBC\xAF\x27\x1C"},
    {"SPSS .sav", 0, 4, "$FL2"},
    {"SPSS .zsav", 0, 4, "$FL3"},
    {"SQLite", 0, 15, "SQLite format 3"},
    {"Parquet", 0, 4, "PAR1"},
};

/* The name of the stream with the encrypted document, in UTF-16, as the container's directory has it. */
bool signature_is_encrypted(const char *data, size_t n) {
    static const char container[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    static const char stream[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    return n >= 8 && memcmp(data, container, 8) == 0 && memmem(data, n, stream, sizeof stream);
}

const char *signature_name(const char *data, size_t n) {
    for (size_t i = 0; i < ARRAY_LEN(signatures); i++) {
        const struct signature *s = &signatures[i];
        bool is_zip_part = s->offset > 0;
        if (n >= s->offset + s->n && memcmp(data + s->offset, s->bytes, s->n) == 0 &&
            (!is_zip_part || memcmp(data, "PK\003\004", 4) == 0)) {
            return s->name;
        }
    }
    return NULL;
}
