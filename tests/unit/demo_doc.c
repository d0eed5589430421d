/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo_doc.h"

#include <string.h>

/* A PNG of 1 x 1 pixel, grey. */
static const unsigned char logo[] = {
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52, 0x00,
    0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3A, 0x7E, 0x9B, 0x55, 0x00,
    0x00, 0x00, 0x0A, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0x68, 0x00, 0x00, 0x00, 0x82, 0x00, 0x81,
    0x77, 0xCD, 0x72, 0xB6, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
};

static const char *const area_name[7][2] = {
    {"Stakeholder ecosystem management", "ステークホルダー・エコシステム管理"},
    {"Vulnerability discovery", "脆弱性の発見"},
    {"Vulnerability triage and analysis", "脆弱性のトリアージと分析"},
    {"Remediation", "対策"},
    {"Vulnerability disclosure", "脆弱性の開示"},
    {"Training and education", "トレーニングと教育"},
    {"Organisational foundation", "組織基盤"},
};
static const char *const long_comment[2] = {
    "Reports arrive by e-mail and through a web form; neither is encrypted, and the acknowledgement takes up to nine "
    "working days in holiday periods because the mailbox has a single owner.",
    "報告は電子メールとウェブフォームで受け付けているが、いずれも暗号化されておらず、担当者が一人のため休暇期間中は受領"
    "連絡まで"
    "最長9営業日かかっている。",
};

struct demo {
    struct doc *d;
    int lang; /* 0 English, 1 Japanese */
};
#define T(en, ja) (x->lang ? (ja) : (en))

/* Numbers that look like results, the same every time. */
static double figure(int i, double low, double high) {
    return low + (high - low) * (double)((i * 37 + 11) % 97) / 96.0;
}

static struct sheet *add_sheet(struct demo *x, const char *id, const char *name, enum sheet_kind kind) {
    struct sheet *s = doc_add_sheet(x->d, id, name, kind);
    add_heading(x->d, s, 1, name);
    return s;
}

static void add_pair(struct demo *x, struct table *t, const char *label, struct cell value) {
    struct row *r = table_add_row(x->d, t, NULL);
    r->cell[0] = cell_text(label);
    r->cell[1] = value;
}

static void add_cover(struct demo *x) {
    static const struct column pair[] = {{.key = "label", .width = 30}, {.key = "value", .width = 70}};
    struct sheet *s = doc_add_sheet(x->d, "cover", T("Cover", "表紙"), SHEET_PAGE);
    s->is_cover = true;
    add_heading(x->d, s, 1, x->d->title);
    add_text(
        x->d, s,
        T("How far the services of the FIRST PSIRT Services Framework 1.1 are in place, where the gaps are and what "
          "closing them takes.",
          "FIRST PSIRT サービスフレームワーク 1.1 の各サービスがどの程度実施されているか、どこに課題があり、"
          "その解消に何が必要かを示します。"),
        TONE_MUTED);
    struct table *t = add_table(x->d, s, "about", pair, 2);
    t->has_no_header = true;
    add_pair(x, t, T("Organisation", "組織"),
             cell_toned(T("Meridian Instruments plc", "メリディアン計測器株式会社"), TONE_STRONG));
    add_pair(x, t, T("Scope", "対象範囲"),
             cell_text(T("Connected measuring devices, firmware and cloud gateway",
                         "接続型計測機器、ファームウェア、クラウドゲートウェイ")));
    add_pair(x, t, T("Assessor", "評価者"), cell_text("J. Halvorsen, R. 田中"));
    add_pair(x, t, T("Date", "評価日"), cell_text("2026-11-24"));
    add_pair(x, t, T("Report written by", "作成"), cell_text("=1+1 & <Co> \"quoted\""));
    add_heading(x->d, s, 2, T("Contents", "目次"));
    struct table *c = add_table(x->d, s, "contents", pair, 2);
    c->has_no_header = true;
    struct cell link = cell_text(T("Summary", "概要"));
    link.link = "summary";
    add_pair(x, c, "1", link);
    c->row[0].cell[0] = link;
    c->row[0].cell[1] = cell_text(T("Overall result, strengths and gaps", "総合結果、強みと課題"));
    link.text = T("Scores", "スコア");
    link.link = "scores";
    add_pair(x, c, "",
             cell_text(T("Every area, service and function with its score", "領域・サービス・機能ごとのスコア")));
    c->row[1].cell[0] = link;
}

static void add_summary(struct demo *x) {
    struct sheet *s = add_sheet(x, "summary", T("Summary", "概要"), SHEET_PAGE);
    struct cell overall = cell_number(0.5821, UNIT_SHARE), stage = cell_text(T("Basic", "基本"));
    overall.name = "overall_score";
    stage.tone = TONE_ACCENT;
    const struct tile tiles[] = {
        {T("Overall score", "総合スコア"), overall, T("range 54.0 % to 63.1 %", "範囲 54.0 %〜63.1 %")},
        {T("Stage reached", "到達段階"), stage, T("next: Intermediate, 14 gaps", "次の段階: 中級(課題14件)")},
        {T("Answered", "回答済み"), cell_number(171, UNIT_COUNT), T("of 184 questions", "全184問")},
        {T("Confidence", "確信度"), cell_number(3.8, UNIT_SCORE), T("scale 1 to 5", "1〜5")},
    };
    add_tiles(x->d, s, tiles, 4);
    add_text(
        x->d, s,
        T("Intake and disclosure are in place and practised; triage depends on two people, and remediation of older "
          "product lines has no committed time frame. The quickest gains lie in writing down what is already done.",
          "受付と開示は整備され運用されていますが、トリアージは2名に依存し、旧製品の対策には期限の約束がありません。"
          "既に行っていることを文書化するのが最も早い改善策です。"),
        TONE_PLAIN);
    add_heading(x->d, s, 2, T("Three strengths, three gaps", "強みと課題"));
    const char *strong[] = {T("Security contact published and monitored", "連絡窓口を公開し監視している"),
                            T("Advisories in machine-readable form (CSAF)", "機械可読なアドバイザリ(CSAF)を公開"),
                            T("Management reviews results every quarter", "経営層が四半期ごとに結果を確認")};
    const char *weak[] = {T("No back-up for triage in holiday periods", "休暇期間のトリアージ代行者がいない"),
                          T("Supplier components are not inventoried", "供給元の部品表が整備されていない"),
                          long_comment[x->lang]};
    add_list(x->d, s, strong, 3)->width = 6;
    add_list(x->d, s, weak, 3)->width = 6;
    add_text(x->d, s, T("One answer was not applicable without a reason.", "理由のない「該当なし」が1件あります。"),
             TONE_NOTICE);
}

static struct table *add_areas(struct demo *x, struct sheet *s) {
    const struct column columns[] = {
        {.key = "area", .label = T("Service area", "サービス領域"), .width = 34},
        {.key = "score", .label = T("Score", "スコア"), .width = 9, .paint = PAINT_BAR, .paint_high = 1},
        {.key = "target", .label = T("Target", "目標"), .width = 9},
        {.key = "stage", .label = T("State", "状態"), .width = 14},
    };
    struct block *b;
    struct table *t = add_table_block(x->d, s, "areas", columns, 4, &b);
    b->width = 5;
    t->title = T("Scores by service area", "領域別スコア");
    t->note = T("Unanswered questions count 0 in the low end, 1 in the high end of the range.",
                "未回答は下限で0、上限で1として扱います。");
    static const enum tone tone[] = {TONE_GOOD, TONE_FAIR, TONE_WEAK};
    const char *state[] = {T("reached", "達成"), T("on the way", "進行中"), T("gap", "未達")};
    for (int i = 0; i < 7; i++) {
        struct row *r = table_add_row(x->d, t, NULL);
        r->cell[0] = cell_text(area_name[i][x->lang]);
        r->cell[1] = cell_number(figure(i * 3, 0.3, 0.95), UNIT_PERCENT);
        r->cell[2] = cell_number(0.75, UNIT_PERCENT);
        int k = r->cell[1].number >= 0.75 ? 0 : r->cell[1].number >= 0.5 ? 1 : 2;
        r->cell[3] = cell_toned(state[k], tone[k]);
    }
    t->row[6].cell[1] = cell_none(T("not rated", "評価なし"), "no question applies");
    t->row[6].cell[3] = cell_none("–", NULL);
    return t;
}

static void add_radar(struct demo *x, struct sheet *s) {
    struct series series[] = {{T("Current", "現状"), "score", 0, STROKE_FILL},
                              {T("Target", "目標"), "target", 1, STROKE_DASHED}};
    struct chart c = {
        .id = "radar",
        .title = T("Current state against the target", "現状と目標"),
        .kind = CHART_RADAR,
        .alt = T("Six of seven areas lie below the target of 75 %.", "7領域のうち6領域が目標の75%を下回る。"),
        .table = "areas",
        .category = "area",
        .series = series,
        .n_series = 2,
        .axis_max = 1,
        .axis_step = 0.25,
        .unit = UNIT_PERCENT,
        .height = 17};
    add_chart(x->d, s, &c)->width = 7;
}

static struct table *add_services(struct demo *x, struct sheet *s) {
    const struct column columns[] = {
        {.key = "service", .label = T("Service", "サービス"), .width = 40, .is_wrapped = true},
        {.key = "low", .label = T("Low", "下限"), .width = 8},
        {.key = "range", .label = T("Range", "幅"), .width = 8},
        {.key = "l1", .label = T("Level 1", "レベル1"), .width = 8, .paint = PAINT_RAMP, .paint_high = 3},
        {.key = "l2", .label = T("Level 2", "レベル2"), .width = 8, .paint = PAINT_RAMP, .paint_high = 3},
        {.key = "l3", .label = T("Level 3", "レベル3"), .width = 8, .paint = PAINT_RAMP, .paint_high = 3},
        {.key = "yes", .label = T("Yes", "はい"), .width = 8},
        {.key = "part", .label = T("Partly", "一部"), .width = 8},
        {.key = "no", .label = T("No", "いいえ"), .width = 8},
    };
    struct table *t = add_table(x->d, s, "services", columns, 9);
    t->title = T("Services by level of maturity, 0 to 3", "成熟度レベル別のサービス(0〜3)");
    for (int i = 0; i < 28; i++) {
        struct row *r = table_add_row(x->d, t, NULL);
        r->cell[0] =
            cell_text(doc_text(x->d, "%d.%d %s", 1 + i / 4, 1 + i % 4,
                               i % 3 ? T("Intake of reports", "報告の受付")
                                     : T("Coordination with suppliers and finders", "供給元・発見者との調整")));
        r->cell[1] = cell_number(figure(i, 0.1, 0.7), UNIT_PERCENT);
        r->cell[2] = cell_number(figure(i + 5, 0.05, 0.28), UNIT_PERCENT);
        for (int k = 3; k < 6; k++) {
            r->cell[k] = (i + k) % 11 == 0 ? cell_none("–", NULL) : cell_number((i * k) % 4, UNIT_LEVEL);
        }
        for (int k = 6; k < 9; k++) {
            r->cell[k] = cell_number(figure(i * k, 1, 40), UNIT_COUNT);
        }
    }
    return t;
}

static void add_dashboard(struct demo *x) {
    struct sheet *s = add_sheet(x, "dashboard", T("Dashboard", "ダッシュボード"), SHEET_PAGE);
    s->is_landscape = true;
    add_areas(x, s);
    add_radar(x, s);
    struct series range[] = {{"", "low", 0, STROKE_NONE},
                             {T("Range of the score", "スコアの範囲"), "range", 0, STROKE_FILL}};
    struct chart c = {.id = "ranges",
                      .title = T("Range of the score by service", "サービス別スコアの範囲"),
                      .kind = CHART_BAR_STACKED,
                      .alt = "ranges",
                      .table = "services",
                      .category = "service",
                      .series = range,
                      .n_series = 2,
                      .axis_max = 1,
                      .axis_step = 0.25,
                      .unit = UNIT_PERCENT,
                      .height = 24};
    add_chart(x->d, s, &c)->width = 6;
    struct series mix[] = {{T("Yes", "はい"), "yes", 103, STROKE_FILL},
                           {T("Partly", "一部"), "part", 101, STROKE_FILL},
                           {T("No", "いいえ"), "no", 7, STROKE_FILL}};
    c = (struct chart){.id = "mix",
                       .title = T("Mix of answers by service", "サービス別の回答構成"),
                       .kind = CHART_BAR_FULL,
                       .alt = "mix",
                       .table = "services",
                       .category = "service",
                       .series = mix,
                       .n_series = 3,
                       .axis_max = 1,
                       .axis_step = 0.25,
                       .unit = UNIT_PERCENT,
                       .height = 24};
    add_chart(x->d, s, &c)->width = 6;
    struct series bar[] = {{T("Score", "スコア"), "score", 2, STROKE_FILL}};
    c = (struct chart){.id = "bars",
                       .title = T("Scores", "スコア"),
                       .kind = CHART_BAR,
                       .alt = "bars",
                       .table = "areas",
                       .category = "area",
                       .series = bar,
                       .n_series = 1,
                       .axis_max = 1,
                       .axis_step = 0.25,
                       .unit = UNIT_PERCENT,
                       .height = 12};
    add_chart(x->d, s, &c)->width = 6;
    struct series column[] = {{T("Score", "スコア"), "score", 0, STROKE_FILL},
                              {T("Target", "目標"), "target", 1, STROKE_FILL}};
    c = (struct chart){.id = "columns",
                       .title = T("Scores and targets", "スコアと目標"),
                       .kind = CHART_COLUMN,
                       .alt = "columns",
                       .table = "areas",
                       .category = "area",
                       .series = column,
                       .n_series = 2,
                       .axis_max = 1,
                       .axis_step = 0.25,
                       .unit = UNIT_PERCENT,
                       .height = 12};
    add_chart(x->d, s, &c)->width = 6;
}

static void fill_score_row(struct demo *x, struct row *r, int i) {
    bool is_area = i % 16 == 0, is_service = !is_area && i % 4 == 0;
    r->role = is_area ? ROW_GROUP : ROW_BODY;
    r->outline = is_area ? 0 : is_service ? 1 : 2;
    r->cell[0] = cell_toned(is_area      ? doc_text(x->d, "%d", 1 + i / 16)
                            : is_service ? doc_text(x->d, "%d.%d", 1 + i / 16, i % 16 / 4)
                                         : doc_text(x->d, "%d.%d.%d", 1 + i / 16, i % 16 / 4, i % 4),
                            TONE_MUTED);
    r->cell[1] = cell_text(
        is_area      ? area_name[i / 16 % 7][x->lang]
        : is_service ? T("Identification of stakeholders", "ステークホルダーの特定")
                     : T("Keep a register of internal and external contacts", "社内外の連絡先台帳を維持する"));
    r->cell[1].indent = r->outline;
    r->cell[2] =
        i % 13 == 5 ? cell_none(T("n/a", "該当なし"), "not applicable") : cell_number(figure(i, 0, 1), UNIT_PERCENT);
    r->cell[3] = cell_number(figure(i, 0, 0.9), UNIT_PERCENT);
    r->cell[4] = cell_number(figure(i, 0.1, 1), UNIT_PERCENT);
    r->cell[5] = cell_number(i % 7, UNIT_COUNT);
    r->cell[6] = i % 3 == 0   ? cell_toned(T("reached", "達成"), TONE_GOOD)
                 : i % 3 == 1 ? cell_toned(T("on the way", "進行中"), TONE_FAIR)
                              : cell_toned(T("gap", "未達"), TONE_WEAK);
    r->cell[7] = i % 5 == 2 ? cell_text(long_comment[x->lang]) : i % 5 == 3 ? cell_text("@SUM(1+1)") : (struct cell){0};
}

static void add_scores(struct demo *x, int copy) {
    const struct column columns[] = {
        {.key = "id", .label = T("Id", "ID"), .width = 7},
        {.key = "title",
         .label = T("Area, service, function", "領域・サービス・機能"),
         .width = 46,
         .is_wrapped = true},
        {.key = "score", .label = T("Score", "スコア"), .width = 10, .paint = PAINT_BAR, .paint_high = 1},
        {.key = "low", .label = T("Low", "下限"), .width = 7},
        {.key = "high", .label = T("High", "上限"), .width = 7},
        {.key = "n", .label = T("Answered", "回答数"), .width = 7},
        {.key = "state", .label = T("State", "状態"), .width = 13},
        {.key = "comment", .label = T("Comment", "コメント"), .width = 60, .is_wrapped = true},
    };
    const char *id = copy ? doc_text(x->d, "scores-%d", copy) : "scores";
    const char *name = T("Scores", "スコア");
    struct sheet *s = add_sheet(x, id, copy ? doc_text(x->d, "%s %d", name, copy) : name, SHEET_DATA);
    s->is_landscape = true;
    add_text(x->d, s,
             T("Scores are shares of what could be reached. Low and high show what open answers could still change.",
               "スコアは到達可能な水準に対する割合です。下限と上限は未回答による変動幅を示します。"),
             TONE_MUTED);
    struct table *t = add_table(x->d, s, copy ? doc_text(x->d, "score-table-%d", copy) : "score-table", columns, 8);
    t->is_data = true;
    for (int i = 0; i < (copy ? 300 : 112); i++) {
        fill_score_row(x, table_add_row(x->d, t, NULL), i);
    }
}

/* Table, text and list side by side; more tiles than fit a line. */
static void add_mixed_band(struct demo *x, struct sheet *s) {
    const struct column columns[] = {
        {.key = "level", .label = T("Level", "レベル"), .width = 8},
        {.key = "meaning", .label = T("Meaning", "意味"), .width = 30, .is_wrapped = true}};
    struct block *b;
    struct table *t = add_table_block(x->d, s, "levels", columns, 2, &b);
    b->width = 5;
    for (int i = 0; i < 4; i++) {
        struct row *r = table_add_row(x->d, t, NULL);
        r->cell[0] = cell_number(i, UNIT_LEVEL);
        r->cell[1] = cell_text(i == 2 ? long_comment[x->lang]
                                      : T("Done when needed, by whoever is there", "必要に応じて都度実施"));
    }
    const char *line[] = {T("First item", "項目1"), long_comment[x->lang], T("Third item", "項目3")};
    add_text(x->d, s, long_comment[x->lang], TONE_PLAIN)->width = 4;
    add_list(x->d, s, line, 3)->width = 3;
    struct tile tile[9];
    for (int i = 0; i < 9; i++) {
        tile[i] = (struct tile){T("Median of peers", "比較群の中央値"), cell_number(figure(i, 0, 1), UNIT_SHARE),
                                i % 3 ? NULL : T("11 organisations, more than 50 staff", "11組織(従業員50名以上)")};
    }
    tile[4].value = cell_toned(T("Intermediate, nearly reached", "中級(ほぼ到達)"), TONE_GOOD);
    tile[7].value = cell_none(T("not rated", "評価なし"), "n < 5");
    add_tiles(x->d, s, tile, 9);
}

static void add_method(struct demo *x) {
    static const struct column one[] = {{.key = "a", .label = "Key", .width = 24},
                                        {.key = "b", .label = "Key", .width = 60, .is_wrapped = true}};
    struct sheet *s = add_sheet(x, "method", T("Method", "方法"), SHEET_PAGE);
    for (int i = 0; i < 3; i++) {
        add_heading(x->d, s, 2, T("How scores are made", "スコアの算出方法"));
        for (int k = 0; k < 4; k++) {
            add_text(x->d, s, long_comment[x->lang], TONE_PLAIN);
        }
        add_heading(x->d, s, 3, T("Details", "詳細"));
        add_text(x->d, s, long_comment[x->lang], TONE_MUTED)->width = 6;
        add_text(x->d, s, T("Short.", "短文。"), TONE_GOOD)->width = 6;
    }
    add_page_break(x->d, s);
    add_heading(x->d, s, 2, T("After a page break", "改ページ後"));
    add_text(x->d, s, "=cmd|' /C calc'!A0", TONE_PLAIN);
    add_mixed_band(x, s);
    struct sheet *audit = add_sheet(x, "audit", T("Audit", "監査"), SHEET_DATA);
    struct table *t = add_table(x->d, audit, "inputs", one, 2);
    t->is_data = true;
    add_pair(x, t, "answers.csv", cell_text("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"));
    struct table *empty = add_table(x->d, audit, "findings", one, 2);
    empty->is_data = true;
    empty->title = T("Findings", "指摘事項");
    struct series bar[] = {{T("Score", "スコア"), "score", 0, STROKE_FILL}};
    struct chart c = {.id = "audit-chart",
                      .title = T("Chart on a data sheet", "データシートのグラフ"),
                      .kind = CHART_BAR,
                      .table = "areas",
                      .category = "area",
                      .series = bar,
                      .n_series = 1,
                      .n_rows = 3,
                      .first_row = 2,
                      .axis_max = 1,
                      .axis_step = 0.5,
                      .unit = UNIT_PERCENT,
                      .height = 10};
    add_chart(x->d, audit, &c);
}

void demo_doc_fill(struct doc *d, const char *lang, int n_copies) {
    struct demo demo = {.d = d, .lang = strcmp(lang, "ja") == 0}, *x = &demo;
    doc_init(d, T("PSIRT self-assessment", "PSIRT 自己評価レポート"), lang);
    d->author = "psirtgauge";
    d->handling = "TLP:AMBER";
    d->footer = T("Based on the FIRST PSIRT Services Framework 1.1, © FIRST, used with attribution",
                  "FIRST PSIRT サービスフレームワーク 1.1 (© FIRST) に基づく");
    d->created = 1795564800;
    d->brand = (struct brand){.name = "Harbour & Lane Advisory",
                              .logo = logo,
                              .logo_size = sizeof logo,
                              .footer = "Harbour & Lane Advisory – confidential"};
    doc_add_property(d, "model", "psirt-default 1.0");
    doc_add_property(d, "answers_sha256", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
    add_cover(x);
    add_summary(x);
    add_dashboard(x);
    for (int i = 0; i < n_copies; i++) {
        add_scores(x, i);
    }
    struct sheet *s = add_sheet(x, "heatmap", T("Heat map", "ヒートマップ"), SHEET_PAGE);
    add_services(x, s);
    add_method(x);
}
