/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The blank long answer sheet that anyone can start from: ids, wording, options, hint and hash beside empty
   cells. */
#include <string.h>

#include "model/qtype.h"
#include "model/question_hash.h"
#include "report/report.h"

static void put_cell(struct buf *out, const char *text) {
    buf_puts(out, ",");
    if (!strpbrk(text, ",\"\r\n")) {
        buf_puts(out, text);
        return;
    }
    buf_putc(out, '"');
    for (; *text; text++) {
        buf_puts(out, *text == '"' ? "\"" : "");
        buf_putc(out, *text);
    }
    buf_putc(out, '"');
}

static void put_options(const struct questionnaire *q, const struct question *question, const char *lang,
                        struct buf *out) {
    const struct choice_list *list = question_list(q, question);
    struct buf options;
    buf_init(&options, BUF_MAX_DEFAULT);
    for (int i = 0; list && i < list->n; i++) {
        buf_printf(&options, "%s%s = %s", i ? " | " : "", list->choice[i].name, i18n_get(&list->choice[i].label, lang));
    }
    put_cell(out, options.data);
    buf_clear(&options);
}

static void put_settings(const struct questionnaire *q, struct buf *out) {
    buf_puts(out, "settings\n,form_id,version,organisation,unit,scope,handling,assessor,date\n");
    put_cell(out, q->info.id);
    put_cell(out, q->info.version);
    buf_puts(out, ",,,,,,\n");
}

void report_blank_answers(const struct questionnaire *q, const char *lang, struct buf *out) {
    put_settings(q, out);
    buf_puts(out,
             "answers\n,question,answer,na_reason,confidence,comment,evidence,owner,date,label,options,hint,hash\n");
    for (int i = 0; i < q->n_questions; i++) {
        const struct question *question = &q->question[i];
        char hash[SHA256_TEXT_LEN + 1];
        if (!question_is_answered(question)) {
            continue;
        }
        put_cell(out, question->name);
        buf_puts(out, ",,,,,,,");
        put_cell(out, i18n_get(&question->label, lang));
        put_options(q, question, lang, out);
        put_cell(out, i18n_get(&question->hint, lang));
        question_hash(q, question, hash);
        put_cell(out, hash);
        buf_putc(out, '\n');
    }
}
