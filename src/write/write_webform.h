/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A webform as one HTML file that needs no network: style, data, program and script are in it, and its content security
   policy names them by their fingerprints, so that nothing else runs whatever the data hold.

   The script is form.js and form_*.js of this folder, the style form.css; the Makefile makes headers of them. */
#ifndef PG_WRITE_WRITE_WEBFORM_H
#define PG_WRITE_WRITE_WEBFORM_H

#include "doc/webform.h"

/* False when the program holds what no script can compute: a bug of whoever made it. */
bool webform_write(const struct webform *w, struct buf *out);

#endif
