/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTML: one file that needs no network and no script. A content security policy keeps it so, whatever the data hold.

   1. Head: language, title, properties, style (report.css and what html_style.c adds).
   2. Handling label, contents, then a section per sheet.
   3. In print: A4, running head and foot, header rows repeated, no chart cut. */
#include <string.h>
#include <time.h>

#include "base/text.h"
#include "write/html.h"
#include "write/markup.h"
#include "write/writer.h"

const char *html_word(const struct html *h, enum word word) {
    static const char *const en[] = {
#define WORD(id, english, japanese) english,
#include "write/word.def"
#undef WORD
    };
    static const char *const ja[] = {
#define WORD(id, english, japanese) japanese,
#include "write/word.def"
#undef WORD
    };
    return h->d->lang && text_starts_with(h->d->lang, "ja") ? ja[word] : en[word];
}

/* ---- head -------------------------------------------------------------------------------------------------- */
static void put_meta(struct html *h, const char *name, const char *content) {
    if (!text_is_empty(content)) {
        buf_puts(h->out, "<meta");
        markup_attribute(h->out, "name", name);
        markup_attribute(h->out, "content", content);
        buf_puts(h->out, ">\n");
    }
}

static void put_created(struct html *h) {
    time_t seconds = (time_t)h->d->created;
    struct tm utc;
    char text[32];
    if (h->d->created > 0 && gmtime_r(&seconds, &utc) && strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc) > 0) {
        put_meta(h, "dcterms.created", text);
    }
}

static void put_head(struct html *h) {
    const struct doc *d = h->d;
    buf_puts(h->out, "<!DOCTYPE html>\n<html");
    markup_attribute(h->out, "lang", text_is_empty(d->lang) ? "en" : d->lang);
    buf_puts(h->out, ">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                     "style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                     "<meta name=\"referrer\" content=\"no-referrer\">\n"
                     "<meta name=\"color-scheme\" content=\"light\">\n"
                     "<meta name=\"format-detection\" content=\"telephone=no\">\n<title>");
    markup_text(h->out, d->title);
    buf_puts(h->out, "</title>\n");
    put_meta(h, "author", d->author);
    put_meta(h, "description", d->subject);
    put_created(h);
    for (size_t i = 0; i < d->n_properties; i++) {
        put_meta(h, d->property[i].name, d->property[i].value);
    }
    html_put_style(h);
    buf_puts(h->out, "</head>\n");
}

/* ---- frame ------------------------------------------------------------------------------------------------- */
static const char *logo_type(const struct brand *b) {
    return b->logo_size > 8 && memcmp(b->logo, "\x89PNG", 4) == 0 ? "image/png" : "image/jpeg";
}

static void put_brand(struct html *h) {
    const struct brand *b = &h->d->brand;
    bool has_name = !text_is_empty(b->name);
    if (!has_name && !b->logo) {
        return;
    }
    buf_puts(h->out, "<div class=\"brand\">");
    if (b->logo) {
        buf_printf(h->out, "<img src=\"data:%s;base64,", logo_type(b));
        markup_base64(h->out, b->logo, b->logo_size);
        buf_puts(h->out, "\" alt=\"");
        markup_text(h->out, b->name);
        buf_puts(h->out, "\">");
    } else {
        markup_text(h->out, b->name);
    }
    buf_puts(h->out, "</div>\n");
}

static void put_handling(struct html *h) {
    if (!text_is_empty(h->d->handling)) {
        buf_puts(h->out, "<div class=\"handling\"><span>");
        markup_text(h->out, h->d->handling);
        buf_puts(h->out, "</span></div>\n");
    }
}

static void put_contents(struct html *h) {
    buf_puts(h->out, "<nav");
    markup_attribute(h->out, "aria-label", html_word(h, WORD_CONTENTS));
    buf_puts(h->out, ">\n<p>");
    markup_text(h->out, html_word(h, WORD_CONTENTS));
    buf_puts(h->out, "</p>\n<ol>\n");
    for (size_t i = 0; i < h->d->n_sheets; i++) {
        buf_puts(h->out, "<li>");
        html_put_linked(h, h->d->sheet[i]->name, h->d->sheet[i]->id);
        buf_puts(h->out, "</li>\n");
    }
    buf_puts(h->out, "</ol>\n</nav>\n");
}

static void put_sheet(struct html *h) {
    const struct sheet *s = h->sheet;
    buf_puts(h->out, "<section id=\"");
    markup_id(h->out, "sheet-", s->id);
    buf_printf(h->out, "\" class=\"sheet %s%s%s\" aria-labelledby=\"", s->kind == SHEET_PAGE ? "page" : "list",
               s->is_landscape ? " landscape" : "", s->is_cover ? " cover" : "");
    markup_id(h->out, "title-", s->id);
    buf_puts(h->out, "\">\n");
    if (s->is_cover) {
        put_brand(h);
    }
    buf_puts(h->out, "<div class=\"grid\">\n");
    if (!html_has_title(s)) {
        buf_puts(h->out, "<div class=\"block heading w12\">\n");
        html_put_heading(h, 1, s == h->cover ? h->d->title : s->name, true);
        buf_puts(h->out, "</div>\n");
    }
    html_put_blocks(h);
    buf_puts(h->out, "</div>\n</section>\n");
}

static void put_main(struct html *h) {
    buf_puts(h->out, "<main id=\"main\">\n");
    if (!h->cover) {
        bool is_landscape = h->d->n_sheets > 0 && h->d->sheet[0]->is_landscape; /* one page with the first sheet */
        buf_printf(h->out, "<header class=\"top%s\">\n", is_landscape ? " landscape" : "");
        put_brand(h);
        buf_puts(h->out, "<h1>");
        markup_lines(h->out, h->d->title);
        buf_puts(h->out, "</h1>\n");
        if (!text_is_empty(h->d->subject)) {
            buf_puts(h->out, "<p>");
            markup_lines(h->out, h->d->subject);
            buf_puts(h->out, "</p>\n");
        }
        buf_puts(h->out, "</header>\n");
    }
    for (size_t i = 0; i < h->d->n_sheets; i++) {
        h->sheet = h->d->sheet[i];
        put_sheet(h);
    }
    buf_puts(h->out, "</main>\n");
}

static void put_footer(struct html *h) {
    const char *const lines[] = {h->d->brand.footer, h->d->footer};
    buf_puts(h->out, "<footer>\n");
    for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
        if (!text_is_empty(lines[i])) {
            buf_puts(h->out, "<p>");
            markup_lines(h->out, lines[i]);
            buf_puts(h->out, "</p>\n");
        }
    }
    buf_puts(h->out, "</footer>\n");
}

static bool render_html(const struct doc *d, const struct writer_options *o, struct buf *out, struct diags *ds) {
    (void)o;
    (void)ds;
    struct html h = {.d = d, .out = out};
    for (size_t i = d->n_sheets; i-- > 0;) {
        h.cover = d->sheet[i]->is_cover ? d->sheet[i] : h.cover;
    }
    put_head(&h);
    buf_puts(out, "<body>\n<a class=\"skip\" href=\"#main\">");
    markup_text(out, html_word(&h, WORD_SKIP));
    buf_puts(out, "</a>\n");
    put_handling(&h);
    buf_puts(out, "<div class=\"frame\">\n");
    put_contents(&h);
    put_main(&h);
    buf_puts(out, "</div>\n");
    put_footer(&h);
    buf_puts(out, "</body>\n</html>\n");
    return true;
}

const struct writer writer_html = {
    .name = "html",
    .extensions = "html htm",
    .summary = "one page to read, send and print; needs no network and no script",
    .render = render_html,
};
