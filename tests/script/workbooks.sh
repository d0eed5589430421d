# SPDX-License-Identifier: GPL-3.0-or-later
# Workbooks as inputs of the program: those that would do harm, macros, a real one, a sheet chosen by name.
. tests/tools/tap.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PSIRTGAUGE_DATA="$ROOT"
hostile=$B/tests/fault/hostile

# Generous, since other tests run beside this one; a careless reader would take minutes, or all memory.
run() { timeout 60 ${WRAP:-} "$PSIRTGAUGE" "$@" 2>&1 </dev/null; }

refused() { # kind text: the program names the file, says the text, and ends as for an input with errors
    "$hostile" "$1" "$work/$1.xlsx" || { not_ok "makes-$1"; return; }
    said=$(run stat mean "$work/$1.xlsx" --x a)
    status=$?
    [ $status -eq 3 ] && ok "exit-$1" || not_ok "exit-$1" "exit $status: $said"
    case $said in
    *"$1.xlsx"*"$2"*) ok "says-$1" ;;
    *) not_ok "says-$1" "no '$2' in: $said" ;;
    esac
}
refused bomb 'zip bomb'
refused wide 'more than 33554432 cells'
refused corner "[Data!A1048576]: error: there is no column 'a'"
refused grid "'AAAA7' is not the name of a cell"
refused entities 'a document type (<!DOCTYPE) is not accepted'
refused external 'a document type (<!DOCTYPE) is not accepted'
refused deep 'nested too deeply'
refused merges 'merged ranges overlap'
refused outside 'leads outside of the file'
refused truncated 'not a whole zip archive or workbook'
refused changed 'xl/worksheets/sheet1.xml'
refused empty 'empty'
refused page 'not a whole zip archive or workbook'
refused password 'password-protected'
refused xls '(Excel .xls); save it as .xlsx or CSV'
refused ods '(OpenDocument .ods); save it as .xlsx or CSV'
refused document '(Office)'

# ---- macros and links are not read
"$hostile" macros "$work/book.xlsm"
said=$(run stat mean "$work/book.xlsm" --x a --format json)
case $said in *'"value": 1.5'*) ok macros-are-ignored ;; *) not_ok macros-are-ignored "$said" ;; esac

# ---- a sheet by name
said=$(run stat mean "$work/book.xlsm#data" --x a --format json)
case $said in *'"value": 1.5'*) ok sheet-by-name ;; *) not_ok sheet-by-name "$said" ;; esac
expect no-such-sheet 3 "$PSIRTGAUGE" stat mean "$work/book.xlsm#Dada" --x a
case $tap_output in *"no sheet 'Dada'"*"did you mean 'Data'"*) ok names-sheets ;; *) not_ok names-sheets "$tap_output" ;; esac
cp "$work/book.xlsm" "$work/a#b.xlsm"
expect number-sign-in-name 0 "$PSIRTGAUGE" stat mean "$work/a#b.xlsm" --x a

# ---- real workbooks
found=$(find "${TEST_DATA:-/none}" -name '*.xlsx' 2>/dev/null | sort)
[ -n "$found" ] || skip real-workbooks 'no TEST_DATA'
for file in $found; do
    said=$(run stat counts "$file" --x 'no such column')
    case $said in
    *stat-column*) ok "reads-${file##*/}" ;;
    *) not_ok "reads-${file##*/}" "$said" ;;
    esac
done
[ $tap_failed -eq 0 ]
