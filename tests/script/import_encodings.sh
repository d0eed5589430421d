# SPDX-License-Identifier: GPL-3.0-or-later
# import: the same export in every encoding, separator and kind of line ends gives the same responses.
. tests/tools/tap.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PSIRTGAUGE_DATA="$ROOT"

pg() { ${WRAP:-} "$PSIRTGAUGE" "$@"; }

sed '1s/^\xEF\xBB\xBF//' examples/survey/limesurvey-ja.csv >"$work/plain.csv"
pg import "$work/plain.csv" --quiet -o "$work/wanted.csv"

# What was read from $work/NAME.csv is what the plain file gave.
gives() { # name options…
    name=$1
    shift
    if pg import "$work/$name.csv" --quiet -o "$work/$name.got.csv" "$@" 2>"$work/error"; then
        same "import-$name" "$work/$name.got.csv" "$work/wanted.csv"
    else
        not_ok "import-$name" "$(cat "$work/error")"
    fi
}

(printf '\357\273\277' && cat "$work/plain.csv") >"$work/utf8-bom.csv"
gives utf8-bom
for charset in CP932 EUC-JP UTF-16LE UTF-16BE; do
    iconv -f UTF-8 -t $charset "$work/plain.csv" >"$work/$charset.csv"
    gives $charset --encoding "$(printf %s $charset | tr A-Z a-z)"
done
for charset in CP932 EUC-JP; do # recognised
    gives $charset
done
(printf '\377\376' && iconv -f UTF-8 -t UTF-16LE "$work/plain.csv") >"$work/utf16le-bom.csv"
gives utf16le-bom
(printf '\376\377' && iconv -f UTF-8 -t UTF-16BE "$work/plain.csv") >"$work/utf16be-bom.csv"
gives utf16be-bom
tr ';' ',' <"$work/plain.csv" >"$work/comma.csv"
gives comma
gives comma --separator comma
tr ';' '\t' <"$work/plain.csv" >"$work/tab.csv"
gives tab --separator tab
sed 's/$/\r/' "$work/plain.csv" >"$work/crlf.csv"
gives crlf
tr '\n' '\r' <"$work/plain.csv" >"$work/cr.csv"
gives cr
sed '2s/$/\r/; 4s/$/\r/' "$work/plain.csv" >"$work/mixed.csv"
gives mixed

# Windows-1252 has no Japanese; a German header in it.
printf 'Zeitstempel;Größe\n24.05.2021 12:05:53;groß\n25.05.2021 12:05:53;klein\n' >"$work/german.csv"
pg import "$work/german.csv" --quiet -o "$work/wanted.csv"
iconv -f UTF-8 -t CP1252 "$work/german.csv" >"$work/windows-1252.csv"
gives windows-1252
gives windows-1252 --encoding windows-1252

# Bytes that are none of the encoding asked for are an error with their place, and nothing is written.
if pg import "$work/windows-1252.csv" --encoding utf-8 -o "$work/none.csv" >"$work/error" 2>&1; then
    not_ok import-undecodable "exit 0"
elif grep -q 'windows-1252.csv:1: error: character 15 .*0xF6.*encoding-invalid' "$work/error" && [ ! -e "$work/none.csv" ]; then
    ok import-undecodable
else
    not_ok import-undecodable "$(cat "$work/error")"
fi
[ $tap_failed -eq 0 ]
