/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holds what the compiled model computes against the engine: every node, every layer, and what is asked. */
#ifndef PG_TESTS_COMPILED_H
#define PG_TESTS_COMPILED_H

#include "score/compile.h"

void compiled_agrees(const struct compiled *c, const struct answers *answers, const struct scorecard *cards);

#endif
