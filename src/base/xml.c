/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/xml.h"

#include <string.h>

#include <expat.h>

#define NAMESPACE_MARK '|'
#define FEED_MAX ((size_t)1 << 24) /* expat takes an int */

struct xml {
    XML_Parser parser;
    struct xml_events events;
    void *ctx;
    int depth;
    const char *problem;
    bool is_stopped;
};

/* ---- names ------------------------------------------------------------------------------------------------- */
static const char *local_name(const char *name) {
    const char *mark = strrchr(name, NAMESPACE_MARK);
    return mark ? mark + 1 : name;
}

const char *xml_attr_ns(const char *const *attr, const char *name) {
    for (; attr[0]; attr += 2) {
        if (strchr(attr[0], NAMESPACE_MARK) && strcmp(local_name(attr[0]), name) == 0) {
            return attr[1];
        }
    }
    return NULL;
}

const char *xml_attr(const char *const *attr, const char *name) {
    for (const char *const *p = attr; p[0]; p += 2) {
        if (strcmp(p[0], name) == 0) {
            return p[1];
        }
    }
    return xml_attr_ns(attr, name);
}

/* ---- events ------------------------------------------------------------------------------------------------ */
static void stop(struct xml *x, const char *problem) {
    x->is_stopped = true;
    x->problem = problem;
    XML_StopParser(x->parser, XML_FALSE);
}

static void on_start(void *data, const char *name, const char **attr) {
    struct xml *x = data;
    if (++x->depth > XML_DEPTH_MAX) {
        stop(x, "nested too deeply");
    } else if (x->events.start && !x->events.start(x->ctx, local_name(name), (const char *const *)attr)) {
        stop(x, NULL);
    }
}

static void on_end(void *data, const char *name) {
    struct xml *x = data;
    x->depth--;
    if (!x->is_stopped && x->events.end && !x->events.end(x->ctx, local_name(name))) {
        stop(x, NULL);
    }
}

static void on_text(void *data, const char *s, int n) {
    struct xml *x = data;
    if (!x->is_stopped && !x->events.text(x->ctx, s, (size_t)n)) {
        stop(x, NULL);
    }
}

static void on_doctype(void *data, const char *name, const char *sysid, const char *pubid, int has_subset) {
    (void)name, (void)sysid, (void)pubid, (void)has_subset;
    stop(data, "a document type (<!DOCTYPE) is not accepted");
}

/* ---- the parser -------------------------------------------------------------------------------------------- */
static void *alloc_bytes(size_t size) { return mem_alloc(size > 0 ? size : 1, 1); }
static void *realloc_bytes(void *p, size_t size) { return mem_realloc(p, size > 0 ? size : 1, 1); }

struct xml *xml_new(const struct xml_events *events, void *ctx) {
    static const XML_Memory_Handling_Suite memory = {alloc_bytes, realloc_bytes, mem_free};
    static const XML_Char mark[] = {NAMESPACE_MARK, '\0'};
    struct xml *x = mem_alloc(1, sizeof *x);
    *x = (struct xml){.events = *events, .ctx = ctx};
    x->parser = XML_ParserCreate_MM(NULL, &memory, mark);
    XML_SetUserData(x->parser, x);
    XML_SetElementHandler(x->parser, on_start, on_end);
    if (events->text) {
        XML_SetCharacterDataHandler(x->parser, on_text);
    }
    XML_SetStartDoctypeDeclHandler(x->parser, on_doctype);
    return x;
}

bool xml_feed(struct xml *x, const char *data, size_t n, bool is_last) {
    if (x->is_stopped) {
        return false;
    }
    do {
        size_t piece = n > FEED_MAX ? FEED_MAX : n;
        enum XML_Status status = XML_Parse(x->parser, data, (int)piece, is_last && piece == n);
        if (status != XML_STATUS_OK) {
            if (!x->is_stopped) {
                x->problem = XML_ErrorString(XML_GetErrorCode(x->parser));
            }
            x->is_stopped = true;
            return false;
        }
        data += piece;
        n -= piece;
    } while (n > 0);
    return true;
}

const char *xml_problem(const struct xml *x) { return x->problem; }
long xml_line(const struct xml *x) { return (long)XML_GetCurrentLineNumber(x->parser); }
int xml_column(const struct xml *x) { return (int)XML_GetCurrentColumnNumber(x->parser) + 1; }

void xml_free(struct xml *x) {
    if (!x) {
        return;
    }
    XML_ParserFree(x->parser);
    mem_free(x);
}

bool xml_parse(const char *data, size_t n, const struct xml_events *events, void *ctx, struct arena *a,
               const char **problem) {
    struct xml *x = xml_new(events, ctx);
    bool is_good = xml_feed(x, data, n, true);
    if (!is_good && problem) {
        *problem =
            arena_printf(a, "line %ld, column %d: %s", xml_line(x), xml_column(x), x->problem ? x->problem : "stopped");
    }
    xml_free(x);
    return is_good;
}
