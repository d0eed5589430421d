/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/libraries.h"

#include <expat.h>
#include <jansson.h>
#include <string.h>
#include <utf8proc.h>
#include <zip.h>

static const struct {
    const char *name;
    const char *(*version)(void);
} libraries[] = {
    {"expat", XML_ExpatVersion},
    {"jansson", jansson_version_str},
    {"libzip", zip_libzip_version},
    {"utf8proc", utf8proc_version},
};

size_t library_count(void) { return ARRAY_LEN(libraries); }

/* expat says "expat_2.5.0". */
const char *library_version(size_t i, struct arena *a) {
    const char *version = libraries[i].version(), *underscore = strrchr(version, '_');
    return arena_printf(a, "%s %s", libraries[i].name, underscore ? underscore + 1 : version);
}
