# SPDX-License-Identifier: GPL-3.0-or-later
# Texts that would do harm if a report took them for more than text: formulas, HTML, terminal codes, XML, odd letters,
# and very long ones. The files must hold them as text, whole where the format can.
. tests/tools/tap.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PSIRTGAUGE_DATA="$ROOT"

escape=$(printf '\033')
bell=$(printf '\007')
{
    echo settings
    echo ',form_id,version,organisation,unit,scope,handling,assessor,date'
    echo ",psirt-quick,2026.1,\"=HYPERLINK(\"\"http://x.invalid\"\",\"\"Acme\"\")\",<b>Unit</b>,\"<script>alert(1)</script>\",\"TLP:AMBER\"\"><img src=x onerror=alert(2)>\",\"@SUM(1+1)\",2026-01-01"
    echo answers
    echo ',question,answer,na_reason,confidence,comment,evidence,owner,date'
    echo ',q_1_1,2,,4,=1+1,=cmd|'"' /C calc'!A0"',+41 44 000 00 00,2026-01-01'
    echo ',q_1_2,1,,3,-2+3,@here,"{=1}",'
    echo ',q_1_3,na,"=NA()",2,"</td></table><script>alert(3)</script>","&lt;i&gt; & &amp; ]]> <!-- -->",''"a"" onmouseover=""alert(4)",'
    echo ",q_1_4,1,,3,${escape}[2J${escape}]0;title${bell}red,_x000D_ _x0041_,$(printf 'right\342\200\256tfel')",
    echo ",q_1_5,1,,3,\"line one"
    echo "line two\",$(printf '\360\237\224\222 \357\275\261\357\276\236 e\314\201'),https://x.invalid/?a=1&b=<2>",
    echo ",q_1_6,2,,3,$(head -c 40000 /dev/zero | tr '\0' 'x'),javascript:alert(5),"
    echo ",q_1_7,1,,3,\"  blanks around  \",'quoted',\"	tab\","
} >"$work/answers.csv"

assess() {
    ${WRAP:-} "$PSIRTGAUGE" assess "$work/answers.csv" --date 2026-11-24 --quiet "$@" </dev/null
}
for lang in en ja; do
    expect "writes-$lang" 0 assess --lang $lang -o "$work/$lang.xlsx" -o "$work/$lang.html" -o "$work/$lang.json" \
        -o "$work/$lang.csv" -o "$work/$lang.txt"
done

has() { # name file text: the file has the text
    if grep -qF -e "$3" "$2"; then ok "$1"; else not_ok "$1" "not in ${2##*/}: $3"; fi
}
has_none() { # name file pattern
    if found=$(grep -noE -m 3 -e "$3" "$2"); then not_ok "$1" "$(printf '%s' "$found" | cut -c 1-200)"; else ok "$1"; fi
}

# ---- workbook: strings only, no formula, no link, no cell over Excel's limit ----
mkdir "$work/x"
expect unzips 0 unzip -q "$work/en.xlsx" -d "$work/x"
cat "$work"/x/xl/worksheets/sheet*.xml | sed 's/></>\
</g' >"$work/sheets"
has_none no-formula-in-workbook "$work/sheets" '<f[ >/]'
has_none no-external-link "$work/sheets" '<hyperlink [^>]*r:id'
has formula-is-a-string "$work/x/xl/sharedStrings.xml" '<t>=1+1</t>'
has minus-is-a-string "$work/x/xl/sharedStrings.xml" '<t>-2+3</t>'
has escape-like-text-stays "$work/x/xl/sharedStrings.xml" '_x005F_x0041_'
has tags-are-text "$work/x/xl/sharedStrings.xml" '&lt;script&gt;alert(3)&lt;/script&gt;'
longest=$(sed 's/<\/t>/\n/g' "$work/x/xl/sharedStrings.xml" | awk '{ sub(/.*<t[^>]*>/, ""); if (length > n) n = length } END { print n }')
if [ "$longest" -le 32767 ] && [ "$longest" -gt 30000 ]; then ok cell-limit; else not_ok cell-limit "longest text: $longest"; fi

# ---- page: no tag, attribute, script or address of the input's ----
has_none no-script-in-page "$work/en.html" '<script>alert|<img src=x|<b>Unit'
has_none no-handler-in-page "$work/en.html" '<[^>]* on(error|mouseover)='
has_none no-address-in-page "$work/en.html" '(href|src)="?(https?:|javascript:)'
has tags-are-text-in-page "$work/en.html" '&lt;script&gt;alert(3)&lt;/script&gt;'

# ---- text: nothing that steers a terminal ----
has_none no-control-in-text "$work/en.txt" "$escape|$bell|	"
assess >"$work/summary"
has_none no-control-in-summary "$work/summary" "$escape|$bell"

# ---- for programs: the text itself ----
has json-is-whole "$work/en.json" '"assessor": "@SUM(1+1)"'
[ "$(tail -c 2 "$work/en.json")" = '}' ] && ok json-ends || not_ok json-ends
has_none no-formula-in-csv "$work/en.csv" '(^|,)"?[=+@-][^0-9]'
for lang in en ja; do
    expect "workbook-is-whole-$lang" 0 unzip -tq "$work/$lang.xlsx"
done
[ $tap_failed -eq 0 ]
