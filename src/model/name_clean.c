/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/name_clean.h"

#include <string.h>

#include "base/num.h"
#include "base/text.h"

#define CONTROL_LEN 3 /* bytes of each in UTF-8 */

/* U+202A–202E embed or override, U+2066–2069 isolate. */
static bool is_turning(const char *s) {
    const unsigned char *b = (const unsigned char *)s;
    bool is_general = b[0] == 0xE2 && (b[1] == 0x80 || b[1] == 0x81);
    return is_general && (b[1] == 0x80 ? b[2] >= 0xAA && b[2] <= 0xAE : b[2] >= 0xA6 && b[2] <= 0xA9);
}

static const char *without_controls(const char *text, struct arena *a) {
    char *copy = arena_strdup(a, text), *to = copy;
    for (const char *from = copy; *from;) {
        if (is_turning(from)) {
            from += CONTROL_LEN;
        } else {
            *to++ = *from++;
        }
    }
    *to = '\0';
    return copy;
}

const char *name_clean(const char *text, const struct place *at, struct arena *a, struct diags *ds) {
    const char *clean = without_controls(text, a);
    if (strcmp(clean, text) != 0) {
        diag_add(ds, DIAG_NAME_TURNING, at, clean);
    } else {
        clean = text;
    }
    if (strlen(clean) > NAME_BYTES_MAX) {
        char length[NUM_TEXT_MAX];
        diag_add(ds, DIAG_NAME_LONG, at, num_fixed(length, (double)strlen(clean), 0));
        clean = arena_printf(a, "%s…", arena_strndup(a, clean, text_valid_prefix(clean, NAME_BYTES_MAX)));
    }
    return clean;
}
