/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of a survey sheet that nobody answers: groups and notes, and what survey tools record by themselves. */
#include "model/qtype.h"

const struct qtype qtype_begin_group = {
    .name = "begin_group", .aliases = "begin", .summary = "start of a group", .role = QTYPE_BEGIN};
const struct qtype qtype_end_group = {
    .name = "end_group", .aliases = "end", .summary = "end of a group", .role = QTYPE_END};
const struct qtype qtype_note = {.name = "note",
                                 .aliases = "start today deviceid",
                                 .summary = "a text between questions; not answered",
                                 .role = QTYPE_SILENT};
