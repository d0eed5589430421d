# SPDX-License-Identifier: GPL-3.0-or-later
# Logos: broken ones are errors that name the file; a good one is an input like others.
. tests/tools/tap.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PSIRTGAUGE_DATA="$ROOT"
answers=$ROOT/examples/meridian/answers.csv
logo=$ROOT/examples/brand/northgate.png
cd "$work" || exit 1

refuses() { # file text
    printf 'settings\n,name,logo\n,Own,%s\n' "$1" >brand.csv
    for format in xlsx html; do
        said=$(${WRAP:-} "$PSIRTGAUGE" assess "$answers" --brand brand.csv -o "out.$format" 2>&1)
        status=$?
        case $status:$said in
        3:*"$1: error: "*"$2"*) ok "$1-$format" ;;
        *) not_ok "$1-$format" "exit $status: $said" ;;
        esac
        [ ! -e "out.$format" ] || not_ok "$1-$format-written"
    done
}
head -c -20 "$logo" >cut.png
refuses cut.png 'image-broken'
head -c 8 "$logo" >signature.png
refuses signature.png 'image-broken'
{ head -c 60 "$logo"; printf '\001\001\001\001'; tail -c +65 "$logo"; } >damaged.png
refuses damaged.png 'the sum of a chunk is wrong'
printf '\377\330\377\340\000\004xx' >cut.jpg
refuses cut.jpg 'image-broken'
echo text >text.png
refuses text.png 'image-unknown'

cp "$logo" own.png
printf 'settings\n,name,logo\n,Own,own.png\n' >brand.csv
sum=$(sha256sum own.png | cut -d ' ' -f 1)
${WRAP:-} "$PSIRTGAUGE" assess "$answers" --brand brand.csv -o out.json --quiet
grep -q "$sum" out.json && grep -q '"role": "logo"' out.json && ok logo-is-listed || not_ok logo-is-listed
expect logo-is-not-replaced 2 ${WRAP:-} "$PSIRTGAUGE" assess "$answers" --brand brand.csv -o own.png --format json
same logo-stays own.png "$logo"

# An explanation is presented by the same, and says how it is to be handled.
${WRAP:-} "$PSIRTGAUGE" explain "$answers" 2.1 --brand "$ROOT/examples/brand/northgate.csv" -o why.html --quiet
grep -qi '#c8553d' why.html && grep -q 'Northgate Product Security Advisory' why.html && ok explanation-has-brand ||
    not_ok explanation-has-brand
grep -q 'TLP:AMBER' why.html && ok explanation-has-handling || not_ok explanation-has-handling
cd "$ROOT" || exit 1
[ $tap_failed -eq 0 ]
