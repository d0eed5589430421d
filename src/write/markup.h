/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Markup: the only way by which a text of the data gets into HTML, SVG or CSS. Nothing that passes here can open a tag,
   leave an attribute, or end a style sheet. Characters that HTML forbids and broken UTF-8 become U+FFFD. NULL is "". */
#ifndef PG_WRITE_MARKUP_H
#define PG_WRITE_MARKUP_H

#include "base/mem.h"

/* As content of an element or, between double quotes, of an attribute. */
void markup_text(struct buf *out, const char *s);
/* As content of an element; line breaks become <br>. */
void markup_lines(struct buf *out, const char *s);
/* ' name="value"'; nothing when 'value' is NULL. */
void markup_attribute(struct buf *out, const char *name, const char *value);
/* 'prefix' and 'id' as one name without blanks, for id="…" and href="#…". */
void markup_id(struct buf *out, const char *prefix, const char *id);
/* A CSS string with its quotes. */
void markup_css_string(struct buf *out, const char *s);
/* "#1F3A5F" */
void markup_colour(struct buf *out, uint32_t colour);
/* ' href="data:image/…;base64,…"' wants this: the bytes in base 64. */
void markup_base64(struct buf *out, const void *data, size_t n);

#endif
