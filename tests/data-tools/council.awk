# SPDX-License-Identifier: GPL-3.0-or-later
# The fictional council of examples/council: 160 members, two waves of the member survey, and the maturity of their PSIRTs.
#   awk -v PART=survey-2026 -f tests/data-tools/council.awk tests/data-tools/council.spec > examples/council/survey-2026.csv
# PART is frame, survey-2024, survey-2026, maturity-2024 or maturity-2026. Behind a member's answers stand two traits, of the
# team and of product security, which grow with size, age and time; a member's luck with a question is mostly the same in
# both waves. Random numbers are Lehmer's (factor 16807, modulo 2^31 - 1), seeded by member and question: the same bytes
# every time, and a question that is added changes no other.

function lehmer(x) { return (x * 16807) % 2147483647 }
function hash(a, b, c,    x, i) {
    x = (a * 7919 + b * 104729 + c * 15485863 + 12345) % 2147483646 + 1
    for (i = 0; i < 5; i++) x = lehmer((x % 65536) * 32767 + int(x / 65536) + 1) # halves swapped: not linear in a, b, c
    return (x - 1) / 2147483646
}
function bell(a, b, c,    i, s) { for (i = 0; i < 6; i++) s += hash(a, b * 11 + i, c + 501); return (s - 3) * 1.41421356 }
function max(a, b) { return a > b ? a : b }
function min(a, b) { return a < b ? a : b }

# The luck of member m with draw b: three in four are as in the other wave, and all of what is history.
function luck(m, b) { return is_history || hash(m, b, 77) < 0.75 ? hash(m, b, 1) : hash(m, b, wave) }

# ---- members --------------------------------------------------------------------------------------------------------

function pick(m, b, list,    part, n, i, p, total, x) {
    n = split(list, part, " ")
    for (i = 1; i <= n; i++) { split(part[i], p, ":"); total += p[2] }
    x = hash(m, b, 3) * total
    for (i = 1; i <= n; i++) { split(part[i], p, ":"); if ((x -= p[2]) < 0) return p[1] }
    return p[1]
}

function make_members(    m, big, name, kind) {
    split("Kawasemi Tsubame Hibari Mejiro Uguisu Shirasagi Hayate Minamo Akebono Kogarashi Asagao Suzuran Rindo Sazanka Wakaba " \
        "Shiosai Yukige Amagumo Hotaru Komorebi", name, " ")
    split("Works,Systems,Networks,Holdings,Labs,Devices,Services,Partners", kind, ",")
    for (m = 1; m <= MEMBERS; m++) {
        label[m] = name[(m * 7) % 20 + 1] " " kind[int((m - 1) / 20) + 1]
        sector[m] = pick(m, 1, "manufacturing:34 infocomm:24 finance:16 infrastructure:9 trade:5 construction:4 services:4 medical:3 other:1")
        size[m] = pick(m, 2, "under300:12 n300_999:20 n1000_4999:36 n5000_9999:16 over10000:16")
        big = index("under300   n300_999   n1000_4999 n5000_9999 over10000", size[m]) / 11
        rank[m] = int(big + 0.5)
        set_up[m] = int(2025 - 16 * hash(m, 3, 3) ^ 1.2 * (0.7 + 0.1 * rank[m]))
        joined[m] = min(2026, set_up[m] + int(3 * hash(m, 4, 3)))
        speaks[m] = hash(m, 5, 3) < 0.16 ? "en" : "ja"
        trait[m] = 0.42 * (rank[m] - 2) + 0.06 * (2017 - set_up[m]) + 0.75 * bell(m, 6, 3)
        product[m] = 0.6 * trait[m] + 0.25 * (sector[m] == "manufacturing") + 0.7 * bell(m, 7, 3)
        if (PART == "frame")
            printf "C%03d,%s,%s,%s,%d,%s\n", m, label[m], sector[m], rank[m] < 2 ? "small" : rank[m] < 3 ? "medium" : "large", \
                joined[m], speaks[m]
    }
}

# Larger and more mature members answer more often; those who joined after the wave could not.
function answers(m) { return joined[m] <= wave && hash(m, 8, 21) * 0.45 + hash(m, 8, wave) * 0.55 < 0.56 + 0.05 * trait[m] }

# ---- questions ------------------------------------------------------------------------------------------------------

function is(q, code) { return index(" " A[q] " ", " " code " ") > 0 }
function outsources(    q) {
    for (q in A) if (q ~ /^s_/ && (A[q] == "out" || A[q] == "both")) return 1
    return 0
}
function has_psirt() { return A["psirt_place"] ~ /^in_|^independent$/ }
function has_own() { return A["sirt_psirt"] == "own" || A["sirt_fsirt"] == "own" || A["sirt_dsirt"] == "own" }

# Whether a question is asked, as the questionnaire says.
function asked(q) {
    if (q ~ /_other$/ && q != "psirt_hard_other") return A[substr(q, 1, length(q) - 6)] == "other"
    if (q == "psirt_hard_other") return is("psirt_hard", "other")
    if (q == "full_time") return A["members"] != ""
    if (q == "skills_missing") return A["skill_enough"] ~ /^e[12]$/
    if (q == "why_outsourced") return outsources()
    if (q == "authority_doc") return A["authority"] != "none" && A["authority"] != "dk"
    if (q == "authority_used") return A["authority"] ~ /^(stop|after)$/
    if (q ~ /^poc_(languages|tested)$/) return A["poc_outside"] != "" && !is("poc_outside", "none")
    if (q ~ /^report_(freq|content)$/) return A["report_to"] != "" && !is("report_to", "none")
    if (q == "reviewed") return A["review_freq"] !~ /^(never|dk|)$/
    if (q ~ /^soc_/) return A["soc"] == "yes"
    if (q ~ /^sirt_(together|steer)$/) return has_own()
    if (q ~ /^psirt_(since|model|members|covered|reports|stop)$/) return has_psirt()
    if (q == "sbom_use") return A["sbom"] ~ /^(all|some)$/
    if (q ~ /^cra_/) return A["eu_market"] == "yes"
    if (q ~ /^(psirt_place|psirt_hard|psirt_partners|disclosure_policy|vuln_intake|advisories|cve|sbom|support_period|eu_market)$/)
        return A["makes_products"] == "yes"
    return 1
}

function choose_one(m, b, w, n, first, slope, latent,    i, p, total, x) {
    for (i = first; i <= n; i++) { split(w[i], p, ":"); total += weight[i] = p[2] * exp(slope * p[3] * latent) }
    x = luck(m, b) * total
    for (i = first; i <= n; i++) { split(w[i], p, ":"); if ((x -= weight[i]) < 0) return p[1] }
    return p[1]
}

function choose_many(m, b, w, n, first, slope, latent, most,    i, p, odds, got, k) {
    for (i = first; i <= n; i++) {
        split(w[i], p, ":")
        odds = p[2] / (1 - p[2]) * exp(slope * p[3] * latent)
        if (luck(m, b * 100 + i) < odds / (1 + odds) && (!most || k < most)) { got = got (k ? " " : "") p[1]; k++ }
    }
    return got
}

# ---- questions with rules of their own --------------------------------------------------------------------------------

function place_of(m, x) {
    if (x < 0.46 - 0.11 * now_product) return x < 0.25 ? "none" : x < 0.42 ? "planned" : "dk"
    x = hash(m, 902, 1)
    return x < 0.46 ? "in_csirt" : x < 0.74 ? "independent" : x < 0.9 ? "in_quality" : "in_division"
}

function members_of(m) { return max(2, int(exp(1.1 + 0.32 * rank[m] + 0.2 * now_trait + 0.35 * bell(m, 903, 9)) + 0.5)) }

function full_time_of(m) {
    if (A["form_now"] == "dedicated") return A["members"]
    if (A["form_now"] == "mixed") return max(1, int(A["members"] * (0.15 + 0.5 * luck(m, 904))))
    return 0
}

function sirt_of(m, b, share,    x) {
    x = luck(m, b)
    return x > share ? "na" : x < share * (0.1 + 0.06 * now_product) ? "own" : x < share * 0.4 ? "csirt" : x < share * 0.62 ? "dept" : \
        x < share * 0.74 ? "planned" : x < share * 0.95 ? "no" : "dk"
}

function made(m, q) {
    is_history = 0
    if (q == "org_name") return label[m]
    if (q == "team_name") return label[m] " CSIRT"
    if (q == "sector") return sector[m]
    if (q == "employees") return size[m]
    if (q == "group_companies") return max(1, int(exp(0.62 * rank[m] + 0.7 * bell(m, 905, 9))))
    if (q == "makes_products") return makes(m) ? "yes" : "no"
    if (q == "setup_year") return set_up[m]
    if (q == "founders") return max(1, int(exp(1.2 + 0.16 * rank[m] + 0.4 * bell(m, 906, 9)) + 0.5))
    if (q == "members") return members_of(m)
    if (q == "full_time") return full_time_of(m)
    if (q == "incidents") return luck(m, 907) < 0.25 ? "" : int(exp(1.2 + 0.5 * rank[m] + 0.9 * bell(m, 908, wave)))
    if (q == "exercises") return max(0, int(1.6 + 0.9 * now_trait + 0.8 * bell(m, 909, wave)))
    if (q == "sirt_psirt") return sirt_psirt_of(m)
    if (q == "sirt_fsirt") return sirt_of(m, 911, sector[m] == "manufacturing" ? 0.95 : 0.15)
    if (q == "sirt_dsirt") return sirt_of(m, 912, 0.72)
    if (q == "psirt_place") return place_of(m, hash(m, 901, 1))
    if (q == "psirt_since") return min(wave, max(set_up[m], 2024 - int(12 * hash(m, 913, 1) ^ 1.4)))
    if (q == "psirt_members") return max(1, int(exp(0.7 + 0.25 * rank[m] + 0.2 * now_product + 0.4 * bell(m, 915, 9))))
    if (q == "eu_market") return is("markets", "europe") ? "yes" : luck(m, 916) < 0.1 ? "dk" : "no"
    return ""
}

function makes(m) {
    return hash(m, 9, 3) < (sector[m] == "manufacturing" ? 0.96 : sector[m] ~ /^(infocomm|medical)$/ ? 0.8 : 0.3)
}

# Agrees with the place of the PSIRT, which is asked later.
function sirt_psirt_of(m,    p) {
    if (!makes(m)) return "na"
    p = place_of(m, hash(m, 901, 1))
    return p == "in_csirt" ? "csirt" : p == "independent" ? "own" : p ~ /^in_/ ? "dept" : p == "none" ? "no" : p
}

function words(m, q) {
    if (q == "remarks") return hash(m, 920, wave) < 0.13 ? remark[speaks[m], (int(hash(m, 921, wave) * 6) + m) % 6 + 1] : ""
    if (q == "sector_other") return speaks[m] == "ja" ? "農業" : "Agriculture"
    if (q == "dept_now_other" || q == "setup_lead_other") return speaks[m] == "ja" ? "デジタル推進部門" : "Digital office"
    if (q == "setup_trigger_other") return speaks[m] == "ja" ? "事業統合" : "A merger of businesses"
    return speaks[m] == "ja" ? "海外拠点との時差" : "Time zones of sites abroad"
}

function make_remarks() {
    remark["ja", 1] = "会員間で手順書のひな型を共有できると助かります。"
    remark["ja", 2] = "製品開発部門との役割分担の事例を知りたいです。"
    remark["ja", 3] = "小規模な組織向けの演習を増やしてほしい。"
    remark["ja", 4] = "要員が足りず、見直しまで手が回りません。"
    remark["ja", 5] = "EUの法規制について、解説の機会を希望します。"
    remark["ja", 6] = "前回の調査結果は社内説明に役立ちました。"
    remark["en", 1] = "Templates in English would help our sites abroad."
    remark["en", 2] = "We would like to hear how others staff a PSIRT, \"part time\" included."
    remark["en", 3] = "More exercises on product vulnerabilities, please."
    remark["en", 4] = "The last report helped us to win the budget."
    remark["en", 5] = "Please keep the questions stable, so that years can be compared."
    remark["en", 6] = "Sharing of SBOM experience is what we need next."
}

# ---- files ------------------------------------------------------------------------------------------------------------

function quoted(s) {
    if (s !~ /[",]/) return s
    gsub(/"/, "\"\"", s)
    return "\"" s "\""
}

function settings(form, en, ja, population) {
    print "settings"
    print ",form_id,version,title::English (en),title::日本語 (ja),organisation,wave,period,population,note::English (en),note::日本語 (ja)"
    print "," form ",2026.1," en "," ja ",Council of Example," wave "," wave "-10-01/" wave "-10-19," population \
        ",All members and answers are fictional.,会員と回答はすべて架空である。"
    print "responses"
}

function eligible(    m, n) { for (m = 1; m <= MEMBERS; m++) n += joined[m] <= wave; return n }

function begin_member(m,    q) {
    split("", A)
    now_trait = trait[m] + (wave == 2026 ? 0.3 : 0)
    now_product = product[m] + (wave == 2026 ? 0.45 : 0)
}

# One answer; what an answer decides further on is never left out, other answers now and then are.
function answer(m, i,    q, w, n, k, latent, slope, got) {
    q = name[i]
    n = split(rule[i], w, " ")
    k = w[1] == "most" ? 4 : 3
    is_history = q ~ /^(setup_|preparation)/
    latent = is_history ? trait[m] : w[k] ~ /^\*/ ? now_product : now_trait
    slope = w[k]
    sub(/^\*/, "", slope)
    if (w[1] == "made") return made(m, q)
    if (w[1] == "text") return words(m, q)
    if (q !~ /^(psirt_place|consent)$/ && hash(m, 3000 + i, wave) < 0.02) return ""
    if (w[1] == "one") return choose_one(m, i, w, n, k + 1, slope + 0, latent)
    got = choose_many(m, i, w, n, k + 1, slope + 0, latent, w[1] == "most" ? w[3] : 0)
    if (q == "setup_involved" && index(rule[i], " " A["setup_lead"] ":") && !is_in(got, A["setup_lead"]))
        got = A["setup_lead"] (got == "" ? "" : " " got)
    return got != "" ? got : otherwise[i]
}
function is_in(list, code) { return index(" " list " ", " " code " ") > 0 }

function print_survey(    m, i, line) {
    settings("csirt-psirt-survey", "Member survey " wave, wave "年度会員調査", eligible())
    line = ",respondent_id,language"
    for (i = 1; i <= N; i++) line = line "," name[i]
    print line
    for (m = 1; m <= MEMBERS; m++) {
        if (!answers(m)) continue
        begin_member(m)
        line = sprintf(",C%03d,%s", m, speaks[m])
        for (i = 1; i <= N; i++) {
            A[name[i]] = asked(name[i]) ? answer(m, i) : ""
            line = line "," quoted(A[name[i]])
        }
        print line
    }
}

# Depth of each service: the trait of product security, the service's own difficulty, and luck.
function print_maturity(    m, i, n, q, x, line) {
    n = split("q_1_1 q_1_2 q_1_3 q_1_4 q_1_5 q_1_6 q_1_7 q_2_1 q_2_2 q_2_3 q_2_4 q_2_5 q_3_1 q_3_2 q_3_3 q_4_1 q_4_2 q_4_3 q_4_4 " \
        "q_5_1 q_5_2 q_5_3 q_5_4 q_6_1 q_6_2 q_6_3 q_6_4 q_6_5 d_of_i_a d_of_i_b d_of_i_c d_of_i_d d_of_i_e d_of_ii_a d_of_ii_b " \
        "d_of_ii_c d_of_iii_a d_of_iii_b", q, " ")
    settings("psirt-quick", "PSIRT maturity " wave, wave "年度PSIRT成熟度", eligible())
    line = ",respondent_id,language,consent"
    for (i = 1; i <= n; i++) line = line "," q[i]
    print line
    for (m = 1; m <= MEMBERS; m++) {
        begin_member(m)
        if (!answers(m) || !makes(m) || place_of(m, hash(m, 901, 1)) !~ /^in_|^independent$/ || hash(m, 930, wave) > 0.93) continue
        line = sprintf(",C%03d,%s,%s", m, speaks[m], luck(m, 116) < 0.82 ? "yes" : "no")
        for (i = 1; i <= n; i++) {
            x = 1.7 + 0.85 * now_product + 0.9 * (hash(i, 931, 5) - 0.5) * 2 + 0.55 * bell(m, 4000 + i, hash(m, 932, i) < 0.7 ? 1 : wave)
            line = line "," (hash(m, 5000 + i, wave) < 0.015 ? "" : int(max(0, min(4, x + 0.5))))
        }
        print line
    }
}

/^#/ || NF == 0 { next }
$1 == "else" { otherwise[N] = $2; next }
{ rule[++N] = $0; name[N] = $2 }

END {
    MEMBERS = 160
    wave = PART ~ /2024$/ ? 2024 : 2026
    if (PART !~ /^(frame|(survey|maturity)-202[46])$/) { print "PART is not known" | "cat 1>&2"; exit 2 }
    if (PART == "frame") print "respondent_id,organisation,sector,size,joined,language"
    make_members()
    make_remarks()
    if (PART ~ /^survey/) print_survey()
    if (PART ~ /^maturity/) print_maturity()
}
