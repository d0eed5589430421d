/* SPDX-License-Identifier: GPL-3.0-or-later */
/* help: the overview, or one command's page. */
#include "cli/help.h"
#include "cli/language.h"
#include "cli/option_set.h"
#include "cli/run.h"

static enum exit_code run_help(struct run *r) {
    struct languages languages = languages_of_program(r);
    if (!languages_check(&languages)) {
        return EXIT_DONE;
    }
    if (r->args.n_files == 0) {
        help_overview(stdout);
        return EXIT_DONE;
    }
    const struct command *c = command_find(r->args.file[0]);
    const struct stat *s = c ? NULL : stat_find(r->args.file[0]);
    if (c) {
        help_command(c, stdout);
    } else if (s) {
        help_stat(s, stdout);
    } else {
        diag_add(&r->ds, DIAG_COMMAND_UNKNOWN, NULL, r->args.file[0], command_hint(r->args.file[0], &r->arena));
    }
    return EXIT_DONE;
}

static const struct option_group *const options[] = {&options_general, NULL};

static const struct example examples[] = {
    {"help", "Lists the commands.", EXIT_DONE},
    {"help assess", "Explains one of them, with examples.", EXIT_DONE},
    {"help proportion", "Explains a statistic: formula, source, options, how R computes it.", EXIT_DONE},
};

const struct command command_help = {
    .name = "help",
    .synopsis = "[COMMAND|STATISTIC]",
    .summary = "explain a command or a statistic, with its options and examples",
    .text = "Without COMMAND it lists all of them. 'psirtgauge COMMAND --help' prints the same page. The manual page "
            "psirtgauge(1) has all of it in one text.",
    .options = options,
    .example = examples,
    .n_examples = ARRAY_LEN(examples),
    .max_files = 1,
    .run = run_help,
};
