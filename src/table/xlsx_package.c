/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/xlsx_package.h"

#include <ctype.h>
#include <string.h>

/* ---- names ------------------------------------------------------------------------------------------------- */

static char *folded(struct arena *a, const char *name) {
    char *copy = arena_strdup(a, name);
    for (char *c = copy; *c; c++) {
        *c = *c == '\\' ? '/' : *c >= 'A' && *c <= 'Z' ? (char)(*c + 32) : *c;
    }
    return copy;
}

static int hex_digit(char c) { return isdigit((unsigned char)c) ? c - '0' : (c | 32) - 'a' + 10; }

/* Reads %20 and turns backslashes; a code for a zero byte stays as it is. */
static void unescape(char *s) {
    char *to = s;
    for (const char *from = s; *from; from++) {
        bool is_code = *from == '%' && isxdigit((unsigned char)from[1]) && isxdigit((unsigned char)from[2]);
        int byte = is_code ? hex_digit(from[1]) * 16 + hex_digit(from[2]) : 0;
        *to++ = byte ? (char)byte : *from == '\\' ? '/' : *from;
        from += byte ? 2 : 0;
    }
    *to = '\0';
}

/* Takes "." and ".." out of a path; false when it leads above the top. */
static bool straighten(char *path) {
    char *to = path, *from = path;
    while (*from) {
        size_t n = strcspn(from, "/");
        bool is_up = n == 2 && strncmp(from, "..", 2) == 0;
        if (is_up && to == path) {
            return false;
        }
        if (is_up) {
            for (to--; to > path && to[-1] != '/'; to--) {
            }
        } else if (n > 0 && !(n == 1 && *from == '.')) {
            memmove(to, from, n);
            to += n;
            *to++ = '/';
        }
        from += n + (from[n] == '/');
    }
    to -= to > path;
    *to = '\0';
    return true;
}

const char *package_resolve(const char *base, const char *target, struct arena *a) {
    const char *slash = strrchr(base, '/');
    bool is_absolute = *target == '/' || *target == '\\';
    int n = is_absolute || !slash ? 0 : (int)(slash - base) + 1;
    int n_target = (int)strcspn(target, "?#");
    char *path = arena_printf(a, "%.*s%.*s/", n, base, n_target, target); /* each component ends in a slash */
    unescape(path);
    return straighten(path) ? path : NULL;
}

/* ---- the archive ------------------------------------------------------------------------------------------- */

static bool fail(const struct package *p, const char *why, struct diags *ds) {
    struct place at = {.file = p->file};
    diag_add(ds, DIAG_XLSX_INVALID, &at, why);
    return false;
}

static bool leads_outside(const char *name) {
    bool is_drive = isalpha((unsigned char)name[0]) && name[1] == ':';
    for (const char *c = name; c; c = strchr(c, '/')) {
        c += *c == '/';
        if (strncmp(c, "..", 2) == 0 && (c[2] == '/' || c[2] == '\0')) {
            return true;
        }
    }
    return is_drive || name[0] == '/';
}

static bool list_parts(struct package *p, struct diags *ds) {
    for (size_t i = 0; i < unzip_count(p->zip); i++) {
        const char *name = unzip_name(p->zip, i);
        const char *key = folded(&p->arena, name);
        if (leads_outside(key)) {
            return fail(p, arena_printf(&p->arena, "its part '%s' leads outside of the file", name), ds);
        }
        if (!map_add(&p->parts, key, (int)i)) {
            return fail(p, arena_printf(&p->arena, "its part '%s' stands twice", name), ds);
        }
    }
    return true;
}

bool package_open(struct package *p, const char *file, const char *data, size_t n, struct diags *ds) {
    *p = (struct package){.file = file};
    p->zip = unzip_open_bytes(data, n, file, UNZIP_LIMITS_DEFAULT, ds);
    return p->zip && list_parts(p, ds);
}

void package_close(struct package *p) {
    unzip_close(p->zip);
    map_clear(&p->parts);
    arena_clear(&p->arena);
    *p = (struct package){0};
}

long package_find(const struct package *p, const char *name) {
    struct arena a = {0};
    long i = map_find(&p->parts, folded(&a, name));
    arena_clear(&a);
    return i;
}

/* ---- XML --------------------------------------------------------------------------------------------------- */

static bool feed(void *ctx, const char *piece, size_t n) { return xml_feed(ctx, piece, n, false); }

bool package_stream(struct package *p, long i, const struct xml_events *events, void *ctx, struct diags *ds) {
    struct xml *x = xml_new(events, ctx);
    bool is_good = unzip_stream(p->zip, (size_t)i, feed, x, ds) && xml_feed(x, "", 0, true);
    if (xml_problem(x)) {
        fail(p,
             arena_printf(&p->arena, "%s, line %ld, column %d: %s", unzip_name(p->zip, (size_t)i), xml_line(x),
                          xml_column(x), xml_problem(x)),
             ds);
    }
    xml_free(x);
    return is_good;
}

/* ---- relationships ----------------------------------------------------------------------------------------- */

#define RELATIONS_MAX 65536

struct relating {
    struct package *p;
    const char *base;
    struct relations *r;
    struct diags *ds;
};

static bool on_relation(void *ctx, const char *name, const char *const *attr) {
    struct relating *x = ctx;
    struct arena *a = &x->p->arena;
    const char *id = xml_attr(attr, "Id"), *type = xml_attr(attr, "Type"), *target = xml_attr(attr, "Target");
    const char *mode = xml_attr(attr, "TargetMode");
    if (strcmp(name, "Relationship") != 0 || !id || !type || !target) {
        return true;
    }
    if (x->r->n == RELATIONS_MAX) {
        return fail(x->p, "it has too many relationships", x->ds);
    }
    const char *slash = strrchr(type, '/');
    bool is_external = mode && strcmp(mode, "External") == 0;
    VEC_GROW(x->r->item, x->r->n, x->r->cap);
    x->r->item[x->r->n++] = (struct relation){.id = arena_strdup(a, id),
                                              .type = arena_strdup(a, slash ? slash + 1 : type),
                                              .part = is_external ? NULL : package_resolve(x->base, target, a)};
    return true;
}

bool package_relations(struct package *p, const char *part, struct relations *r, struct diags *ds) {
    const char *slash = strrchr(part, '/');
    int n_folder = slash ? (int)(slash - part) + 1 : 0;
    const char *name = arena_printf(&p->arena, "%.*s_rels/%s.rels", n_folder, part, part + n_folder);
    struct relating x = {.p = p, .base = part, .r = r, .ds = ds};
    struct xml_events events = {.start = on_relation};
    long i = package_find(p, name);
    *r = (struct relations){0};
    return i < 0 || package_stream(p, i, &events, &x, ds);
}
