/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The crosswalks of a kit. Called by kit_load() once its frameworks are there. */
#ifndef PG_MODEL_KIT_CROSSWALK_H
#define PG_MODEL_KIT_CROSSWALK_H

#include "model/kit.h"

/* Loads what is asked for; one that maps to no framework of the kit would say nothing and is an error. */
void kit_load_crosswalks(struct kit *k, const struct kit_request *request, struct diags *ds);

#endif
