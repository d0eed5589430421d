/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading XML as a stream of events (expat inside). For data formats: document types, and with them every entity beyond
   the five of XML itself, are refused, and so is nesting deeper than XML_DEPTH_MAX.

   1. xml_new() with the events wanted (any may be NULL).
   2. xml_feed() piece by piece, 'is_last' with the final one (which may be empty).
   3. When that returns false, xml_problem(), xml_line() and xml_column() say what and where.
   4. xml_free().
   Names come without namespace and prefix: <x:row> and <row> are "row". An event returns false to stop. */
#ifndef PG_BASE_XML_H
#define PG_BASE_XML_H

#include "base/mem.h"

#define XML_DEPTH_MAX 256

struct xml_events {
    bool (*start)(void *ctx, const char *name, const char *const *attr); /* attr: for xml_attr() */
    bool (*end)(void *ctx, const char *name);
    bool (*text)(void *ctx, const char *s, size_t n); /* a text may come in several pieces */
};
/* The value of an attribute, or NULL. One without a namespace goes before one with ("id" before "r:id"). */
const char *xml_attr(const char *const *attr, const char *name);
/* The value of an attribute that has a namespace ("r:id" is name "id"), or NULL. */
const char *xml_attr_ns(const char *const *attr, const char *name);

struct xml;
struct xml *xml_new(const struct xml_events *events, void *ctx);
bool xml_feed(struct xml *x, const char *data, size_t n, bool is_last);
/* NULL while all is well, and when an event stopped without one. */
const char *xml_problem(const struct xml *x);
long xml_line(const struct xml *x); /* 1-based */
int xml_column(const struct xml *x);
void xml_free(struct xml *x);

/* All at once. On failure *problem (may be NULL) is "line 3, column 7: mismatched tag" in 'a'. */
bool xml_parse(const char *data, size_t n, const struct xml_events *events, void *ctx, struct arena *a,
               const char **problem);

#endif
