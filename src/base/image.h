/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether bytes are a whole PNG or JPEG picture, before they go into a file whose readers would stumble over them.
   Structure only: signature, chunks with their lengths and sums, size, end; pixels are not decoded. */
#ifndef PG_BASE_IMAGE_H
#define PG_BASE_IMAGE_H

#include <stddef.h>

#define IMAGE_SIDE_MAX 10000 /* pixels */

enum image_kind { IMAGE_NONE, IMAGE_PNG, IMAGE_JPEG };
struct image {
    enum image_kind kind; /* by its first bytes, also when the rest is broken */
    long width, height;   /* pixels; 0 when not found */
    size_t size;          /* bytes to the end of the picture; what follows is none of it */
    const char *problem;  /* NULL, or what is wrong, in English: "the chunk IDAT is damaged" */
};
struct image image_look(const void *data, size_t n);
const char *image_kind_name(enum image_kind kind); /* "PNG" */

#endif
