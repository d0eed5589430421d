# SPDX-License-Identifier: GPL-3.0-or-later
# Where the program finds its data: the variable, the source tree it was built in, the installation it belongs to.
. tests/tools/tap.sh
work=$(mktemp -d)
work=$(cd "$work" && pwd -P)
trap 'rm -rf "$work"' EXIT
unset PSIRTGAUGE_DATA

# The first questionnaire that the program at $1 lists, or its message.
listed() { (cd / && ${WRAP:-} "$1" list questionnaires 2>&1 | head -n 1); }
place() { # name program folder
    got=$(listed "$2")
    case $got in
    *" $3/questionnaires/"*) ok "$1" ;;
    *) not_ok "$1" "$got" ;;
    esac
}
put() { mkdir -p "$1" && cp -R frameworks questionnaires reports "$1"; }

put "$work/named"
PSIRTGAUGE_DATA="$work/named"
export PSIRTGAUGE_DATA
place by-variable "$PSIRTGAUGE" "$work/named"
PSIRTGAUGE_DATA="$work/nothing"
case $(listed "$PSIRTGAUGE") in
*"$work/nothing"*data-root-missing*) ok variable-is-the-only-place ;;
*) not_ok variable-is-the-only-place "$(listed "$PSIRTGAUGE")" ;;
esac
unset PSIRTGAUGE_DATA

put "$work/tree"
mkdir -p "$work/tree/src" "$work/tree/build/san"
cp "$PSIRTGAUGE" "$work/tree/build/psirtgauge"
cp "$PSIRTGAUGE" "$work/tree/build/san/psirtgauge"
place source-tree "$work/tree/build/psirtgauge" "$work/tree"
place source-tree-below "$work/tree/build/san/psirtgauge" "$work/tree"

put "$work/usr/share/psirtgauge"
mkdir -p "$work/usr/bin"
cp "$PSIRTGAUGE" "$work/usr/bin/psirtgauge"
place installed "$work/usr/bin/psirtgauge" "$work/usr/share/psirtgauge"
ln -s usr/bin/psirtgauge "$work/link"
place installed-by-link "$work/link" "$work/usr/share/psirtgauge"

mkdir -p "$work/alone/bin"
cp "$PSIRTGAUGE" "$work/alone/bin/psirtgauge"
expect without-data 4 env ${WRAP:-} "$work/alone/bin/psirtgauge" assess examples/meridian/answers.csv
case $(${WRAP:-} "$work/alone/bin/psirtgauge" list questionnaires 2>&1) in
*"$work/alone/share/psirtgauge"*) ok places-are-named ;;
*) not_ok places-are-named ;;
esac

# A report has the same bytes wherever its data files are.
for tree in tree/build usr/bin; do
    name=$(echo $tree | tr / -)
    ${WRAP:-} "$work/$tree/psirtgauge" assess examples/meridian/answers.csv --date 2026-11-24 --quiet -o "$work/$name.json"
done
same same-bytes-everywhere "$work/tree-build.json" "$work/usr-bin.json"
[ $tap_failed -eq 0 ]
