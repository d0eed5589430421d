/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON: the result as the program computed it (doc->data), in full precision. */
#include "write/writer.h"

static bool render_json(const struct doc *d, const struct writer_options *o, struct buf *out, struct diags *ds) {
    (void)o;
    if (!d->data) {
        diag_add(ds, DIAG_FORMAT_UNSUITED, NULL, "JSON");
        return false;
    }
    json_print(d->data, out);
    return true;
}

const struct writer writer_json = {
    .name = "json",
    .extensions = "json",
    .is_data_only = true,
    .summary = "every result for programs, in full precision",
    .render = render_json,
};
