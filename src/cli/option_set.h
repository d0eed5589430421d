/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Options that several commands share, so that they mean the same everywhere. */
#ifndef PG_CLI_OPTION_SET_H
#define PG_CLI_OPTION_SET_H

#include "cli/options.h"

extern const struct option_group options_general; /* of every command */
extern const struct option_group options_inputs;  /* which questionnaire, framework, model and profile */
extern const struct option_group options_report;  /* what a report looks like and where it goes */
extern const struct option_group options_result;  /* where a result goes that is printed unless a file is named */

#endif
