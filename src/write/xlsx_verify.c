/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a finished workbook back: every entry with its CRC, every XML part well-formed and with all its entries,
   every part that content types and relations name present, every image whole. libxlsxwriter 1.1.4 does not check its
   writes to temporary files: a full temporary folder gives a valid zip of parts that are cut off, and success. */
#include "write/xlsx.h"

#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "base/zip.h"
#include "write/xlsx_entries.h"

struct verifier {
    struct unzip *zip;
    struct arena arena;
    const char *part;    /* the one at hand */
    const char *problem; /* the first found; NULL while all is well */
    bool is_short;       /* parts lack something: their temporary files may have found no room */
    size_t n_sheets;     /* named by the content types */
    struct xlsx_entries entries;
};

static bool fail(struct verifier *v, const char *what) {
    if (!v->problem) {
        v->problem = v->part ? arena_printf(&v->arena, "%s: %s", v->part, what) : arena_strdup(&v->arena, what);
    }
    return false;
}

/* Bytes are missing that were written: what a full temporary folder leaves. */
static bool lacks(struct verifier *v, const char *what) {
    v->is_short = true;
    return fail(v, what);
}

/* ---- names of parts ---------------------------------------------------------------------------------------- */
/* "xl/worksheets/_rels/sheet1.xml.rels" describes parts relative to "xl/worksheets/". */
static const char *base_folder(struct arena *a, const char *rels_part) {
    const char *mark = strstr(rels_part, "_rels/");
    return arena_strndup(a, rels_part, mark ? (size_t)(mark - rels_part) : 0);
}

/* Resolves "../media/image1.png" against "xl/drawings/". */
static const char *resolve(struct arena *a, const char *folder, const char *target) {
    if (target[0] == '/') {
        return target + 1;
    }
    size_t keep = strlen(folder);
    for (; text_starts_with(target, "../"); target += 3) {
        while (keep > 0 && folder[keep - 1] == '/') {
            keep--;
        }
        while (keep > 0 && folder[keep - 1] != '/') {
            keep--;
        }
    }
    return arena_printf(a, "%.*s%s", (int)keep, folder, target);
}

static bool check_named(struct verifier *v, const char *name) {
    if (unzip_find(v->zip, name) >= 0) {
        return true;
    }
    return fail(v, arena_printf(&v->arena, "names the missing part '%s'", name));
}

/* ---- XML parts --------------------------------------------------------------------------------------------- */
static bool on_content_type(void *ctx, const char *name, const char *const *attr) {
    struct verifier *v = ctx;
    const char *part = strcmp(name, "Override") == 0 ? xml_attr(attr, "PartName") : NULL;
    if (!part) {
        return true;
    }
    v->n_sheets += text_starts_with(part, "/xl/worksheets/");
    return check_named(v, part[0] == '/' ? part + 1 : part);
}

static bool on_relation(void *ctx, const char *name, const char *const *attr) {
    struct verifier *v = ctx;
    const char *target = strcmp(name, "Relationship") == 0 ? xml_attr(attr, "Target") : NULL;
    const char *mode = target ? xml_attr(attr, "TargetMode") : NULL;
    if (!target || (mode && strcmp(mode, "External") == 0)) {
        return true;
    }
    return check_named(v, resolve(&v->arena, base_folder(&v->arena, v->part), target));
}

static bool check_xml(struct verifier *v, const struct buf *data) {
    static const struct xml_events types = {.start = on_content_type}, relations = {.start = on_relation};
    const struct xml_events *events = strcmp(v->part, "[Content_Types].xml") == 0 ? &types
                                      : text_ends_with(v->part, ".rels")          ? &relations
                                                                                  : &xlsx_entries_events;
    void *ctx = events == &xlsx_entries_events ? (void *)&v->entries : v;
    const char *problem = "not well-formed";
    xlsx_entries_begin(&v->entries, v->part);
    if (!xml_parse(data->data, data->len, events, ctx, &v->arena, &problem)) {
        return lacks(v, v->entries.problem ? v->entries.problem : problem);
    }
    return true;
}

/* A PNG ends with the chunk IEND, a JPEG with the marker FFD9. */
static bool check_image(struct verifier *v, const struct buf *data) {
    bool is_png = text_ends_with(v->part, ".png");
    const char *end = is_png ? "IEND\xAE\x42\x60\x82" : "\xFF\xD9";
    size_t n = is_png ? 8 : 2;
    if (data->len < n) {
        return lacks(v, "cut off");
    }
    for (size_t i = data->len - n; i + 64 > data->len - n; i--) { /* some encoders pad a little */
        if (memcmp(data->data + i, end, n) == 0) {
            return true;
        }
        if (i == 0) {
            break;
        }
    }
    return lacks(v, "cut off");
}

/* ---- the file ---------------------------------------------------------------------------------------------- */
static bool check_part(struct verifier *v, size_t i, struct diags *ds) {
    struct buf data;
    buf_init(&data, BUF_MAX_DEFAULT);
    v->part = unzip_name(v->zip, i);
    bool is_good = unzip_read(v->zip, i, &data, ds);
    if (is_good && (text_ends_with(v->part, ".xml") || text_ends_with(v->part, ".rels"))) {
        is_good = check_xml(v, &data);
    } else if (is_good && text_starts_with(v->part, "xl/media/")) {
        is_good = check_image(v, &data);
    }
    buf_clear(&data);
    return is_good;
}

static bool check_all(struct verifier *v, struct diags *ds) {
    static const char *const needed[] = {"[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"};
    for (size_t i = 0; i < ARRAY_LEN(needed); i++) {
        if (unzip_find(v->zip, needed[i]) < 0) {
            return fail(v, arena_printf(&v->arena, "the part '%s' is missing", needed[i]));
        }
    }
    for (size_t i = 0; i < unzip_count(v->zip); i++) {
        if (!check_part(v, i, ds)) {
            return false;
        }
    }
    v->part = NULL;
    if (!xlsx_entries_fit_together(&v->entries)) {
        return lacks(v, v->entries.problem);
    }
    return v->n_sheets > 0 || fail(v, "no sheet");
}

bool xlsx_verify(const char *path, struct diags *ds) {
    struct verifier v = {0};
    v.entries.arena = &v.arena;
    struct diags inner = {0}; /* about a temporary name: only the reason is told */
    v.zip = unzip_open(path, UNZIP_LIMITS_DEFAULT, &inner);
    bool is_good = v.zip && check_all(&v, &inner);
    if (!is_good) {
        const char *why = v.problem ? v.problem : inner.n > 0 ? diag_text(&v.arena, &inner.item[0], "en") : "unknown";
        diag_add(ds, DIAG_OUTPUT_CORRUPT, NULL, why);
        if (v.is_short) {
            diag_add(ds, DIAG_TEMPORARY_SHORT, NULL);
        }
    }
    unzip_close(v.zip);
    diags_clear(&inner);
    arena_clear(&v.arena);
    return is_good;
}
