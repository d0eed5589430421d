/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs psirtgauge with the n-th allocation failing:   exhaust N ARGUMENTS…
   The Makefile compiles src/cli/main.c with its main under the name below. N = 0: none fails. */
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"

int psirtgauge_main(int argc, char **argv);

int main(int argc, char **argv) {
    if (argc < 2) {
        fprintf(stderr, "usage: exhaust N ARGUMENTS...\n");
        return 2;
    }
    mem_fail_after(strtol(argv[1], NULL, 10));
    argv[1] = argv[0];
    return psirtgauge_main(argc - 1, argv + 1);
}
