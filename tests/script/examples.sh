# SPDX-License-Identifier: GPL-3.0-or-later
# Examples of surveys that are made by a tool: the tool makes them again byte by byte, and their counts are those published.
. tests/tools/tap.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

made() { # name file generator part
    spec=tests/data-tools/$3.spec
    [ -f "$spec" ] || spec=/dev/null
    awk -v PART="$4" -f "tests/data-tools/$3.awk" "$spec" >"$work/made" 2>&1
    same "$1" "examples/$2" "$work/made"
}
made nca2017-frame nca2017/frame.csv nca2017 frame
made nca2017-responses nca2017/responses-2017.csv nca2017 2017
made nca2015-responses nca2017/responses-2015.csv nca2017 2015
for part in frame survey-2024 survey-2026 maturity-2024 maturity-2026; do
    made "council-$part" "council/$part.csv" council "$part"
done

# "question option count" of the reconstructed files; of several answers each is counted, with "-" for no answer.
count() {
    awk -F, '
        $1 != "" || NF < 2 { is_data = 0; if ($1 == "responses") wants = 1; next }
        wants { n = NF; for (c = 2; c <= NF; c++) name[c] = $c; wants = 0; is_data = 1; next }
        is_data { for (c = 3; c <= n; c++) { m = split($c, a, " "); if (!m) a[m = 1] = "-"
                                             for (k = 1; k <= m; k++) t[name[c] " " a[k]]++ } t["n n"]++ }
        END { for (k in t) print k, t[k] }' "$1"
}
holds() { # name counts "question option count"
    if grep -qx "$3" "$2"; then ok "$1"; else not_ok "$1" "wanted $3; there is: $(grep "^${3% *} " "$2")"; fi
}

count examples/nca2017/responses-2015.csv >"$work/c15"
for row in 'n n 66' 'setup_involved it 44' 'setup_involved security 29' 'dept_now it 32' 'dept_now security 26' 'dept_now other 8' \
    'constituency group 39' 'constituency customers 20' 'authority advise 56' 'authority stop 8' 'authority other 2' 'soc yes 46' \
    'soc_by own 22' 'soc_by group 9' 'soc_by outside 18' 'soc_by - 20'; do
    holds "nca2015 $row" "$work/c15" "$row"
done

# Published options in the order of the table of published counts, with the code that stands for each.
codes='J17-02 preparation m3 m6 m12 over12
J17-03 founders under5 n5_9 over10
J17-04 setup_lead it security other
J17-07 dept_now it security risk other
J17-08 form_now dedicated mixed virtual other
J17-09 members under5 n5_9 n10_19 over20
J17-10 regular_staff all over80 n40_79 under40'
published=${TEST_DATA:+$TEST_DATA/../survey/jpcert2017.tsv}
if [ -z "$published" ] || [ ! -f "$published" ]; then
    skip nca2017-published 'the table of published counts is not here'
else
    count examples/nca2017/responses-2017.csv >"$work/c17"
    awk -F, 'NR > 1 { n[$2]++; all++ } END { for (k in n) print "set_up", k, n[k]; print "frame n", all }' \
        examples/nca2017/frame.csv >>"$work/c17"
    { # every row with a count, as "id count", then the codes beside them
        printf '%s\n' "$codes" 'J17-01 set_up y2016 y2017 until2015'
    } >"$work/codes"
    awk -F '\t' '
        FNR == NR { split($0, w, " "); name[w[1]] = w[2]; for (k = 3; w[k] != ""; k++) code[w[1], k - 2] = w[k]; split("", w); next }
        $6 ~ /^[0-9]+$/ && $1 == "J17-00" { print "n n", $6; print "frame n", $4; next }
        $6 ~ /^[0-9]+$/ && $1 == "J17-12" { print "psirt", $6; next }
        $6 ~ /^[0-9]+$/ { print name[$1], code[$1, ++at[$1]], $6 }' "$work/codes" "$published" >"$work/wanted"
    sed 's/  *$//' "$work/wanted" >"$work/rows"
    while IFS= read -r row; do
        case $row in
        'psirt '*)
            sum=$(awk '$1 == "psirt_place" && $2 != "none" { s += $3 } END { print s }' "$work/c17")
            if [ "psirt $sum" = "$row" ]; then ok "nca2017 $row"; else not_ok "nca2017 $row" "there are $sum"; fi
            ;;
        *) holds "nca2017 $row" "$work/c17" "$row" ;;
        esac
    done <"$work/rows"
    n=$(wc -l <"$work/rows")
    # 31 counts, and the base of the first
    if [ "$n" -eq 32 ]; then ok nca2017-all-published; else not_ok nca2017-all-published "$n rows with a count"; fi
    holds nca2017-inferred-in-csirt "$work/c17" 'psirt_place in_csirt 17'
    holds nca2017-inferred-independent "$work/c17" 'psirt_place independent 11'
fi
[ $tap_failed -eq 0 ]
