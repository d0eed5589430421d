/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/tab.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

size_t tab_utf16_length(const char *text) {
    size_t n = 0;
    for (const unsigned char *p = (const unsigned char *)text; *p; p++) {
        if ((*p & 0xC0) != 0x80) {
            n += *p >= 0xF0 ? 2 : 1;
        }
    }
    return n;
}

/* Also U+FFFE and U+FFFF, which no workbook can hold. */
static bool has_control(const char *name) {
    for (const char *p = name; *p; p++) {
        if ((unsigned char)*p < 0x20 || strncmp(p, "\xEF\xBF\xBE", 3) == 0 || strncmp(p, "\xEF\xBF\xBF", 3) == 0) {
            return true;
        }
    }
    return false;
}

const char *tab_name_problem(const char *name) {
    if (text_is_empty(name)) {
        return "an empty sheet name";
    }
    if (tab_utf16_length(name) > TAB_NAME_MAX) {
        return "a sheet name longer than 31 characters";
    }
    if (strpbrk(name, "[]:*?/\\")) {
        return "a sheet name with one of []:*?/\\";
    }
    if (has_control(name)) {
        return "a sheet name with a control character";
    }
    if (name[0] == '\'' || name[strlen(name) - 1] == '\'') {
        return "a sheet name with an apostrophe at its end";
    }
    if (strcasecmp(name, "history") == 0) {
        return "a sheet name that Excel keeps for itself";
    }
    return NULL;
}
