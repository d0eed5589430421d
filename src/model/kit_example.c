/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/kit_example.h"

#include "base/file.h"
#include "model/answers.h"

/* NULL after errors when it cannot be read, and after a note when it is no answers to the questionnaire. */
static struct answers *read_example(struct kit *k, const char *path, const struct place *at, struct diags *ds) {
    struct diags own = {0};
    struct answers *x = answers_open(path, &own);
    if (!x) {
        diags_append(ds, &own);
    } else if (!answers_read(x, k->questionnaire, &own)) {
        diag_add(ds, DIAG_EXAMPLE_UNREADABLE, at, path);
        answers_free(x);
        x = NULL;
    }
    diags_clear(&own);
    return x;
}

static void load_example(struct kit *k, const struct kit_request *request, const char *name, struct diags *ds) {
    const char *path = file_join(&k->arena, k->library->root, name);
    struct place at = schema_place(&k->questionnaire->info.ref, "examples", &k->arena);
    bool is_there = file_exists(path);
    if (!request->answers && !is_there) {
        diag_add(ds, DIAG_EXAMPLE_MISSING, &at, name, k->library->root);
    }
    bool is_wanted = request->answers && is_there && !file_is_same(request->answers, path);
    struct answers *x = is_wanted && k->n_examples < KIT_EXAMPLES_MAX ? read_example(k, path, &at, ds) : NULL;
    if (x) {
        k->example_name[k->n_examples] = name;
        k->example[k->n_examples++] = x;
    }
}

void kit_load_examples(struct kit *k, const struct kit_request *request, struct diags *ds) {
    const char *rest = k->questionnaire->info.examples, *word;
    size_t len;
    while (text_next_word(&rest, &word, &len)) {
        load_example(k, request, arena_strndup(&k->arena, word, len), ds);
    }
}
