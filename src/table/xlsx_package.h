/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The package that a workbook is: a zip archive whose parts are named by relationships.

   1. package_open() lists the parts; archives whose entries lead outside, or have a name twice, are refused.
   2. package_find() finds a part by its name; package_relations() reads what a part is related to.
   3. package_stream() hands a part's XML to events.
   4. package_close().
   Names are compared without regard to case, as the convention has it; a backslash counts as a slash.
   Source: ECMA-376 part 2, Open Packaging Conventions. */
#ifndef PG_TABLE_XLSX_PACKAGE_H
#define PG_TABLE_XLSX_PACKAGE_H

#include "base/map.h"
#include "base/xml.h"
#include "base/zip.h"

struct package {
    struct arena arena;
    const char *file; /* for messages */
    struct unzip *zip;
    struct map parts; /* names in lower case */
};
/* 'data' and 'file' must outlive the package. False after an error; package_close() is still to be called. */
bool package_open(struct package *p, const char *file, const char *data, size_t n, struct diags *ds);
void package_close(struct package *p);

/* The place of a part such as "xl/workbook.xml", or −1. */
long package_find(const struct package *p, const char *name);

/* Where a target leads from the part 'base': "xl/workbook.xml" and "../docProps/core.xml" give "docProps/core.xml".
   Percent codes are read, a leading slash means the top. NULL when it leads outside. Lives in 'a'. */
const char *package_resolve(const char *base, const char *target, struct arena *a);

struct relation {
    const char *id, *type; /* the type's last component: "worksheet" */
    const char *part;      /* NULL when it lies outside of the package */
};
struct relations {
    struct relation *item;
    size_t n, cap;
};
/* What 'part' ("" for the package itself) is related to; nothing when it has no relationships. The items are
   mem_free()d by the caller, their texts live in the package. False after an error. */
bool package_relations(struct package *p, const char *part, struct relations *r, struct diags *ds);

/* Feeds part 'i' to the events. False after an error, or after an event stopped it, which then has added the error. */
bool package_stream(struct package *p, long i, const struct xml_events *events, void *ctx, struct diags *ds);

#endif
