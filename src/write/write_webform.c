/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "write/write_webform.h"

#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "form_answers_js.h"
#include "form_condition_js.h"
#include "form_css.h"
#include "form_csv_js.h"
#include "form_element_js.h"
#include "form_evidence_js.h"
#include "form_export_js.h"
#include "form_import_js.h"
#include "form_js.h"
#include "form_keep_js.h"
#include "form_number_js.h"
#include "form_page_js.h"
#include "form_question_js.h"
#include "form_score_js.h"
#include "write/expr_js.h"
#include "write/markup.h"

/* In the order in which they build on each other. */
static const char *const scripts[] = {
    form_number_js, form_condition_js, form_answers_js,  form_score_js,    form_csv_js,  form_export_js, form_import_js,
    form_keep_js,   form_element_js,   form_question_js, form_evidence_js, form_page_js, form_js};

/* ---- what the policy names --------------------------------------------------------------------------------------- */

static int digit_value(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

static void put_fingerprint(struct buf *out, const struct buf *of) {
    char hash[SHA256_TEXT_LEN + 1];
    unsigned char bytes[SHA256_TEXT_LEN / 2];
    file_sha256(of->data, of->len, hash);
    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (unsigned char)(digit_value(hash[2 * i]) * 16 + digit_value(hash[2 * i + 1]));
    }
    buf_puts(out, "'sha256-");
    markup_base64(out, bytes, sizeof bytes);
    buf_puts(out, "'");
}

/* ---- parts ------------------------------------------------------------------------------------------------------- */

/* JSON in which nothing can end the element that it stands in: outside of texts it has none of these signs. */
static void put_data(const struct webform *w, struct buf *out) {
    struct buf json;
    buf_init(&json, BUF_MAX_DEFAULT);
    json_print(w->data, &json);
    for (const char *s = json.data; *s; s++) {
        bool is_separator = strncmp(s, "\xE2\x80\xA8", 3) == 0 || strncmp(s, "\xE2\x80\xA9", 3) == 0;
        if (is_separator) {
            buf_puts(out, (unsigned char)s[2] == 0xA8 ? "\\u2028" : "\\u2029");
            s += 2;
        } else if (strchr("<>&", *s)) {
            buf_printf(out, "\\u%04x", (unsigned)(unsigned char)*s);
        } else {
            buf_putc(out, *s);
        }
    }
    buf_clear(&json);
}

static bool put_script(const struct webform *w, struct buf *out) {
    bool is_good = true;
    buf_puts(out, "\"use strict\";\n(() => {\n");
    for (size_t i = 0; i < ARRAY_LEN(scripts); i++) {
        buf_puts(out, scripts[i]);
    }
    buf_puts(out, "start(");
    if (w->program) {
        is_good = expr_js_program(w->program, out);
    } else {
        buf_puts(out, "[]");
    }
    buf_puts(out, ");\n})();\n");
    return is_good;
}

static void put_meta(struct buf *out, const char *name, const char *content) {
    if (!text_is_empty(content)) {
        buf_puts(out, "<meta");
        markup_attribute(out, "name", name);
        markup_attribute(out, "content", content);
        buf_puts(out, ">\n");
    }
}

static void put_head(const struct webform *w, const struct buf *style, const struct buf *script, struct buf *out) {
    buf_puts(out, "<!DOCTYPE html>\n<html");
    markup_attribute(out, "lang", w->lang);
    buf_puts(out, ">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src ");
    put_fingerprint(out, style);
    buf_puts(out, "; script-src ");
    put_fingerprint(out, script);
    buf_puts(out, "; base-uri 'none'; form-action 'none'\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                  "<meta name=\"referrer\" content=\"no-referrer\">\n"
                  "<meta name=\"color-scheme\" content=\"light\">\n"
                  "<meta name=\"format-detection\" content=\"telephone=no\">\n<title>");
    markup_text(out, w->title);
    buf_puts(out, "</title>\n");
    put_meta(out, "generator", w->author);
    put_meta(out, "description", w->description);
    buf_puts(out, "<style>");
    buf_add(out, style->data, style->len);
    buf_puts(out, "</style>\n</head>\n");
}

static void put_body(const struct webform *w, const struct buf *script, struct buf *out) {
    buf_puts(out, "<body>\n<noscript><p class=\"noscript\">");
    markup_lines(out, w->no_script);
    buf_puts(out, "</p></noscript>\n<script type=\"application/json\" id=\"data\">\n");
    put_data(w, out);
    buf_puts(out, "</script>\n<script>");
    buf_add(out, script->data, script->len);
    buf_puts(out, "</script>\n</body>\n</html>\n");
}

bool webform_write(const struct webform *w, struct buf *out) {
    struct buf style, script;
    buf_init(&style, BUF_MAX_DEFAULT);
    buf_init(&script, BUF_MAX_DEFAULT);
    buf_puts(&style, form_css);
    bool is_good = put_script(w, &script);
    put_head(w, &style, &script, out);
    put_body(w, &script, out);
    buf_clear(&style);
    buf_clear(&script);
    return is_good;
}
