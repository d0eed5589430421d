# SPDX-License-Identifier: GPL-3.0-or-later
# Forms filled by openpyxl and computed by LibreOffice give the engine's numbers to 1e-9: blank and not applicable, in both
# languages, sorted, with other words, an area that does not apply at all, and by models of the field.
. tests/tools/tap.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python=/usr/bin/python3
if ! command -v soffice >/dev/null || ! $python -c 'import openpyxl' 2>/dev/null; then
    skip form "needs LibreOffice and openpyxl"
    exit 0
fi
names=

# A form of a questionnaire, filled and answered; 'how' are words of form.py.
prepare() { # name seed how questionnaire options…
    name=$1 seed=$2 how=$3 questionnaire=$4
    shift 4
    names="$names $name"
    expect "form-$name" 0 "$PSIRTGAUGE" form "$questionnaire" --quiet --date 2026-11-24 -o "$work/$name.blank.xlsx" "$@"
    # shellcheck disable=SC2086 # how is several words
    expect "fill-$name" 0 $python tests/office/form.py fill "$work/$name.blank.xlsx" "$work/$name.xlsx" "$work/$name.csv" "$seed" $how
}

# With the model's own files where it has them.
engine() { # name options…
    name=$1
    shift
    echo "$*" >"$work/$name.options"
    expect "assess-$name" 0 "$PSIRTGAUGE" assess "$work/$name.csv" --quiet --date 2026-11-24 -o "$work/$name.json" "$@"
}

prepare quick-en 1 random psirt-quick
engine quick-en -q psirt-quick
prepare quick-ja 2 "random sorted reworded" psirt-quick --lang ja
engine quick-ja -q psirt-quick
prepare quick-na 3 "random na-area" psirt-quick
engine quick-na -q psirt-quick
prepare full-both 4 "random sorted" psirt-full --lang both
engine full-both -q psirt-full
prepare full-en 5 "random reworded" psirt-full
engine full-en -q psirt-full
for model in c2m2 samm soccmm cis_csat; do
    folder=tests/reference/scoring/$model
    prepare "$model" 6 random "$folder/questionnaire.csv" -f "$folder/framework.csv" -m "$folder/model.csv"
    engine "$model" -q "$folder/questionnaire.csv" -f "$folder/framework.csv" -m "$folder/model.csv"
done

set --
for name in $names; do set -- "$@" "$work/$name.xlsx"; done
mkdir "$work/computed"
soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to 'xlsx:Calc MS Excel 2007 XML' \
    --outdir "$work/computed" "$@" >"$work/log" 2>&1
for name in $names; do
    expect "computed-$name" 0 $python tests/office/form.py compare "$work/computed/$name.xlsx" "$work/$name.json"
done
# The filled form itself: read back, collected, and verified as the spreadsheet computed it.
for name in $names; do
    options=$(cat "$work/$name.options")
    # shellcheck disable=SC2086 # options are several words without blanks
    expect "back-$name" 0 "$PSIRTGAUGE" assess "$work/computed/$name.xlsx" --quiet --date 2026-11-24 \
        -o "$work/$name.back.json" $options
    expect "back-same-$name" 0 $python tests/office/form.py compare "$work/computed/$name.xlsx" "$work/$name.back.json"
    # shellcheck disable=SC2086
    expect "verify-$name" 0 "$PSIRTGAUGE" verify "$work/computed/$name.xlsx" $options
    expect "collect-$name" 0 "$PSIRTGAUGE" collect "$work/computed/$name.xlsx" --quiet ${options%% -f*} -o "$work/$name.one.csv"
    # shellcheck disable=SC2086
    expect "collected-$name" 0 "$PSIRTGAUGE" assess "$work/$name.one.csv" --quiet --date 2026-11-24 \
        -o "$work/$name.one.json" $options
    expect "collected-same-$name" 0 $python tests/office/form.py compare "$work/computed/$name.xlsx" "$work/$name.one.json"
done
expect na-area-is-not-rated 0 $python -c '
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1], data_only=True)
rows = [r for r in book["Progress"].iter_rows(values_only=True) if r[3] == r[1] and r[1]]
assert rows and all(str(r[6]).startswith("not rated") for r in rows), rows' "$work/computed/quick-na.xlsx"
[ $tap_failed -eq 0 ]
