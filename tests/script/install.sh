# SPDX-License-Identifier: GPL-3.0-or-later
# make install puts everything in its place, the installed program finds its data from anywhere, make uninstall leaves nothing.
build=${B:-build}
. tests/tools/tap.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset PSIRTGAUGE_DATA

# The same B as now, and the same flags: make hands them down in MAKEFLAGS. So nothing is built in here.
expect install 0 env B="$build" make -s install DESTDIR="$work/root"
program=$(find "$work/root" -type f -name psirtgauge)
data=$(find "$work/root" -type d -path '*/share/psirtgauge')
if [ -x "$program" ] && [ -d "$data/frameworks" ]; then ok places; else not_ok places "$(find "$work/root" | head -n 20)"; fi
for folder in frameworks questionnaires reports examples; do
    expect "all-of-$folder" 0 sh -c 'find "$1" -type f | while read -r f; do cmp "$f" "$2/$f" || exit 1; done' sh $folder "$data"
done
expect manual 0 test -s "$(find "$work/root" -name psirtgauge.1)"
expect licence 0 test -s "$(find "$work/root" -name LICENSE)"

mkdir "$work/elsewhere"
installed() { (cd "$work/elsewhere" && ${WRAP:-} "$@" </dev/null); }
expect runs-anywhere 0 installed "$program" assess "$data/examples/meridian/answers.csv" -o out.xlsx --quiet
ln -s "$program" "$work/elsewhere/gauge"
expect runs-through-a-link 0 installed ./gauge form psirt-quick -o form.csv
lists=$(installed "$program" list questionnaires)
case $lists in
*"$data/questionnaires/psirt-full.csv"*) ok uses-installed-data ;;
*) not_ok uses-installed-data "$lists" ;;
esac
rm -rf "$data"
said=$(installed "$program" list models 2>&1)
case $?:$said in
4:*PSIRTGAUGE_DATA*"$work/root"*) ok says-where-it-looked ;;
*) not_ok says-where-it-looked "$said" ;;
esac

expect install-again 0 env B="$build" make -s install DESTDIR="$work/root"
expect uninstall 0 env B="$build" make -s uninstall DESTDIR="$work/root"
left=$(find "$work/root" -type f)
[ -z "$left" ] && ok leaves-nothing || not_ok leaves-nothing "$left"
[ $tap_failed -eq 0 ]
