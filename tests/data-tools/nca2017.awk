# SPDX-License-Identifier: GPL-3.0-or-later
# Respondents made from published totals: each option's count is exact, and questions are independent of each other.
#   awk -v PART=2017 -f tests/data-tools/nca2017.awk > examples/nca2017/responses-2017.csv
# PART is 2017, 2015 or frame. The same bytes every time: an own generator of random numbers (Lehmer's, modulo
# 2^31 - 1, factor 16807), which is exact in double precision.

function random() { seed = (seed * 16807) % 2147483647; return (seed - 1) / 2147483646 }

# Puts 1 … n into order[] in random order (Fisher and Yates).
function shuffle(n,    i, j, t) {
    for (i = 1; i <= n; i++) order[i] = i
    for (i = n; i > 1; i--) {
        j = int(random() * i) + 1
        t = order[i]; order[i] = order[j]; order[j] = t
    }
}

# A question with one answer: "code count code count …" over all n respondents.
function single(name, counts,    part, k, n, i, at) {
    n = split(counts, part, " ")
    shuffle(N)
    for (k = 1; k < n; k += 2)
        for (i = 0; i < part[k + 1]; i++) cell[name, order[++at]] = part[k]
    if (at != N) { print name ": " at " answers for " N | "cat 1>&2"; exit 1 }
    column[++n_columns] = name
}

# A question with several answers, of the respondents who gave 'answer' to 'filter' ("": all). Each has an answer: where
# the known options leave somebody without one, 'rest' is there, or, where there is none, an option is swapped.
function multiple(name, counts, filter, answer, rest,    part, k, n, i, m, who) {
    n = split(counts, part, " ")
    for (i = 1; i <= N; i++)
        if (filter == "" || cell[filter, i] == answer) who[++m] = i
    for (k = 1; k < n; k += 2) {
        shuffle(m)
        for (i = 1; i <= part[k + 1]; i++) chosen[name, part[k], who[order[i]]] = 1
    }
    for (i = 1; i <= m; i++)
        if (!some(name, part, n, who[i])) {
            if (rest != "") chosen[name, rest, who[i]] = 1
            else take_over(name, part, n, who, m, who[i])
        }
    if (rest != "") { part[++n] = rest; part[++n] = 0 }
    for (i = 1; i <= m; i++)
        for (k = 1; k < n; k += 2)
            if (chosen[name, part[k], who[i]])
                cell[name, who[i]] = cell[name, who[i]] (cell[name, who[i]] == "" ? "" : " ") part[k]
    column[++n_columns] = name
}

function some(name, part, n, i,    k, c) {
    for (k = 1; k < n; k += 2) c += chosen[name, part[k], i]
    return c
}

# Somebody with two answers gives one to somebody without.
function take_over(name, part, n, who, m, i,    j, k) {
    for (j = 1; j <= m; j++)
        if (some(name, part, n, who[j]) > 1)
            for (k = 1; k < n; k += 2)
                if (chosen[name, part[k], who[j]]) {
                    chosen[name, part[k], who[j]] = 0
                    chosen[name, part[k], i] = 1
                    return
                }
}

function settings(version_of, period, population, source, note_en, note_ja) {
    print "settings"
    print ",form_id,version,title::English (en),title::日本語 (ja),wave,period,population,reconstructed,source,note::English (en),note::日本語 (ja)"
    print ",nca2017,2026.1," version_of "," period "," population ",margins," source ",\"" note_en "\"," note_ja
}

function responses(prefix, ids,    i, c, line) {
    print "responses"
    line = ",respondent_id"
    for (c = 1; c <= n_columns; c++) line = line "," column[c]
    print line
    for (i = 1; i <= N; i++) {
        line = sprintf(",%s%03d", prefix, ids ? id[i] : i)
        for (c = 1; c <= n_columns; c++) line = line "," cell[column[c], i]
        print line
    }
}

# The 187 members of the frame who answered: a random sample of the 262, in the order of the register.
function draw_members(    i) {
    seed = 20171030
    shuffle(262)
    for (i = 1; i <= 187; i++) answered[order[i]] = 1
    for (i = 1; i <= 262; i++) if (answered[i]) id[++n_ids] = i
}

function make_frame() {
    N = 262
    seed = 262
    single("set_up", "until2015 134 y2016 105 y2017 23")
    print "respondent_id,set_up"
    for (i = 1; i <= N; i++) printf "M%03d,%s\n", i, cell["set_up", i]
}

function make_2017() {
    draw_members()
    N = 187
    seed = 2017
    single("preparation", "m3 23 m6 43 m12 93 over12 28")
    single("founders", "under5 67 n5_9 90 over10 30")
    single("setup_lead", "it 112 security 38 other 37")
    single("dept_now", "it 91 security 61 risk 8 other 27")
    single("form_now", "dedicated 22 mixed 52 virtual 90 other 23")
    single("members", "under5 22 n5_9 52 n10_19 90 over20 23")
    single("regular_staff", "all 100 over80 27 n40_79 51 under40 9")
    single("psirt_place", "in_csirt 17 independent 11 elsewhere 6 none 153")
    settings("\"Reconstructed from the totals published for FY2017\",2017年度公表集計値から再構成,2017", \
        "2017-10-30/2017-11-13", 262, "\"CSIRT survey of JPCERT/CC with NCA, published 2018-12-18; totals as quoted by the press\"", \
        "No real respondents: totals are as published, everything else is chance, so questions are independent by construction. The PSIRT's place (17 in the CSIRT, 11 independent, 6 elsewhere) is inferred from the published 34. Form and number of members are as printed, with the same counts: one of them is probably a mix-up of the press. Options called other and 10 or more founders are remainders.", \
        "実在の回答者ではない。集計値のみが公表どおりで、組み合わせは乱数による（質問間は独立）。PSIRTの所在（CSIRT内17、独立11、その他6）は公表値34からの推定。体制と構成人数は報道どおりだが値が同一であり、どちらかは報道上の取り違えと思われる。「その他」と「10人以上」（設立メンバー数）は残差である。")
    responses("M", 1)
}

function make_2015() {
    N = 66
    seed = 2015
    multiple("setup_involved", "it 44 security 29", "", "", "rest")
    single("dept_now", "it 32 security 26 other 8")
    multiple("constituency", "group 39 customers 20", "", "", "rest")
    single("authority", "stop 8 advise 56 other 2")
    single("soc", "yes 46 no 20")
    multiple("soc_by", "own 22 group 9 outside 18", "soc", "yes", "")
    settings("\"Reconstructed from the totals published for FY2015\",2015年度公表集計値から再構成,2015", \
        "2015-12", "", "\"CSIRT survey of JPCERT/CC with NCA, published 2016-06-29; totals as quoted by the press\"", \
        "No real respondents: totals are as published, everything else is chance, so questions are independent by construction. The number of members at that time and the overlap with 2017 are not known. The option called rest stands for all options without a published total; its count is chance.", \
        "実在の回答者ではない。集計値のみが公表どおりで、組み合わせは乱数による（質問間は独立）。当時の会員数と2017年度との重複は不明。rest は集計値が公表されていない選択肢をまとめたもので、その件数に意味はない。")
    responses("F", 0)
}

BEGIN {
    if (PART == "frame") make_frame()
    else if (PART == "2017") make_2017()
    else if (PART == "2015") make_2015()
    else { print "PART is frame, 2017 or 2015" | "cat 1>&2"; exit 2 }
}
