# SPDX-License-Identifier: GPL-3.0-or-later
# Opens the workbooks of the demo in LibreOffice and in openpyxl (make check-office): they load, recalculate without an
# error cell, and print.
. tests/tools/tap.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for book in "$B"/demo/*.xlsx; do
    name=$(basename "$book" .xlsx)
    soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pdf --outdir "$work" "$book" >"$work/log" 2>&1
    if [ -s "$work/$name.pdf" ] && pdftotext "$work/$name.pdf" "$work/$name.txt" && [ -s "$work/$name.txt" ]; then
        ok "prints-$name"
    else
        not_ok "prints-$name" "$(cat "$work/log")"
    fi
    if errors=$(grep -nE '#(NAME|REF|VALUE|DIV/0|N/A|NUM)[!?]?|Err:[0-9]+' "$work/$name.txt"); then
        not_ok "no-error-cell-$name" "$errors"
    else
        ok "no-error-cell-$name"
    fi
    expect "openpyxl-loads-$name" 0 /usr/bin/python3 -c '
import sys, openpyxl
assert openpyxl.load_workbook(sys.argv[1]).sheetnames' "$book"
done
[ $tap_failed -eq 0 ]
