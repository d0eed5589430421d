/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/text.h"
#include "report/web_part.h"

enum same_word {
#define FORM_WORD(id, en, ja) SAME_##id,
#include "report/form_word.def"
#undef FORM_WORD
    N_SAME_WORDS
};
struct word {
    const char *id, *en, *ja;
};
static const struct word same[] = {
#define FORM_WORD(id, en, ja) {#id, en, ja},
#include "report/form_word.def"
#undef FORM_WORD
};
static const struct {
    struct word own;
    int same; /* the workbook's word; −1: its own */
} words[] = {
#define WEB_WORD(id, en, ja) {{#id, en, ja}, -1},
#define WEB_SAME(id) {{#id, NULL, NULL}, SAME_##id},
#include "report/web_word.def"
#undef WEB_WORD
#undef WEB_SAME
};

const char *web_no_script(void) {
    return "This form needs JavaScript, which is switched off here. Open the file with a current browser.\n"
           "このフォームにはJavaScriptが必要です。JavaScriptを有効にした最新のブラウザーで開いてください。";
}

/* ---- languages --------------------------------------------------------------------------------------------------- */

static bool has_language(const struct web *w, const char *lang) {
    for (int i = 0; i < w->n_langs; i++) {
        if (strcmp(w->lang[i], lang) == 0) {
            return true;
        }
    }
    return false;
}

static bool speaks(const struct i18n *text, const char *lang) {
    for (int i = 0; i < text->n; i++) {
        if (strcmp(text->item[i].lang, lang) == 0) {
            return true;
        }
    }
    return false;
}

/* A language of the page is one that both the program and the questionnaire have words in, or the one asked for. */
void web_find_languages(struct web *w) {
    static const char *const ours[] = {"en", "ja"};
    const struct form_request *r = w->request;
    const struct questionnaire *q = r->kit->questionnaire;
    w->lang[w->n_langs++] = r->lang;
    for (size_t i = 0; i < ARRAY_LEN(ours); i++) {
        bool is_there = speaks(&q->info.title, ours[i]) || (r->second && strcmp(r->second, ours[i]) == 0);
        for (int n = 0; n < q->n_questions && !is_there; n++) {
            is_there = speaks(&q->question[n].label, ours[i]);
        }
        if (is_there && !has_language(w, ours[i])) {
            w->lang[w->n_langs++] = ours[i];
        }
    }
}

struct json *web_text(const struct web *w, const struct i18n *text) {
    struct json *list = json_new_list();
    for (int i = 0; i < w->n_langs; i++) {
        json_push(list, json_new_text(i18n_get(text, w->lang[i])));
    }
    return list;
}

/* ---- words ------------------------------------------------------------------------------------------------------- */

struct json *web_words(const struct web *w) {
    struct json *data = json_new_object();
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        const struct word *word = words[i].same >= 0 ? &same[words[i].same] : &words[i].own;
        struct json *list = json_new_list();
        for (int n = 0; n < w->n_langs; n++) {
            json_push(list, json_new_text(strcmp(w->lang[n], "ja") == 0 ? word->ja : word->en));
        }
        json_set(data, words[i].own.id, list);
    }
    return data;
}
