/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/text.h"
#include "report/form_part.h"

static const struct {
    const char *en, *ja;
} words[] = {
#define FORM_WORD(id, en, ja) {en, ja},
#include "report/form_word.def"
#undef FORM_WORD
};

static const char *word_in(enum form_word w, const char *lang) {
    return strcmp(lang, "ja") == 0 ? words[w].ja : words[w].en;
}

/* Two texts side by side, or one where they are the same. */
static const char *both(const struct form *f, const char *one, const char *two) {
    if (!two || !*two || strcmp(one, two) == 0) {
        return one;
    }
    return *one ? doc_text(f->doc, "%s / %s", one, two) : two;
}

const char *fw(const struct form *f, enum form_word w) {
    const struct form_request *r = f->request;
    const char *one = word_in(w, r->lang), *two = r->second ? word_in(w, r->second) : NULL;
    bool is_long = two && strlen(one) > 60;
    return is_long ? doc_text(f->doc, "%s\n%s", one, two) : both(f, one, two);
}

const char *fw_first(const struct form *f, enum form_word w) { return word_in(w, f->request->lang); }

const char *fw_fill(const struct form *f, enum form_word w, const char *one, const char *two) {
    const char *text = fw(f, w);
    struct buf out;
    buf_init(&out, BUF_MAX_DEFAULT);
    for (; *text; text++) {
        bool is_mark = text[0] == '{' && (text[1] == '1' || text[1] == '2') && text[2] == '}';
        if (is_mark) {
            buf_puts(&out, text[1] == '1' ? one : two);
            text += 2;
        } else {
            buf_putc(&out, *text);
        }
    }
    const char *filled = arena_strndup(&f->doc->arena, out.data, out.len);
    buf_clear(&out);
    return filled;
}

const char *form_text(const struct form *f, const struct i18n *text) {
    const struct form_request *r = f->request;
    return both(f, i18n_get(text, r->lang), r->second ? i18n_get(text, r->second) : NULL);
}

const char *form_options_text(const struct form *f, const char *code, const struct i18n *text) {
    return doc_text(f->doc, "%s – %s", code, form_text(f, text));
}

const char *form_words_text(const struct form *f, const char *code, enum form_word w) {
    return doc_text(f->doc, "%s – %s", code, fw(f, w));
}
