# SPDX-License-Identifier: GPL-3.0-or-later
# Outputs that are links, or one file under two names; several outputs at once.
. tests/tools/tap.sh
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
export PSIRTGAUGE_DATA="$ROOT"
answers=$ROOT/examples/meridian/answers.csv
cd "$work" || exit 1
assess() { ${WRAP:-} "$PSIRTGAUGE" assess "$answers" --date 2026-11-24 --quiet "$@" </dev/null; }
is_report() { [ "$(wc -c <"$1")" -gt 10000 ]; }

# ---- written through
mkdir folder
echo older >folder/real.json
ln -s folder/real.json link.json
ln -s link.json chain.json
for name in link chain; do
    echo older >folder/real.json
    expect "writes-through-$name" 0 assess -o $name.json
    [ -L $name.json ] && is_report folder/real.json && ok "$name-stays" || not_ok "$name-stays" "$(ls -l . folder)"
done
ln -s folder/new.json dangling.json
expect writes-through-dangling 0 assess -o dangling.json
[ -L dangling.json ] && is_report folder/new.json && ok dangling-stays || not_ok dangling-stays "$(ls -l . folder)"
ln -s nowhere/x.json lost.json
expect dangling-without-folder 4 assess -o lost.json
ln -s round.json round.json
expect goes-round 4 assess -o round.json
[ "$(ls -A . folder | grep -c '^\.[a-z]')" -eq 0 ] && ok nothing-left || not_ok nothing-left "$(ls -A . folder)"

# ---- one file under two names
ln -s later.json to-later.json
for pair in 'a.json ./a.json' 'a.json folder/../a.json' 'link.json folder/real.json' 'later.json to-later.json' \
    'to-later.json later.json' 'chain.json link.json'; do
    expect "twice: $pair" 2 assess -o ${pair% *} -o ${pair#* }
done
[ ! -e a.json ] && [ ! -e later.json ] && ok nothing-written-twice || not_ok nothing-written-twice

# ---- all or none: the second's folder fills up or its writer fails after the first is made
inject=$B/tests/fault/inject
echo older >one.json
echo older >two.html
"$inject" -n 1 -k rename -r report true 2>/dev/null
if [ $? -eq 125 ] || [ -n "${WRAP:-}" ]; then
    skip several-outputs 'this kernel cannot inject faults'
else
    expect first-write-fails 4 "$inject" -k write -n 1 "$PSIRTGAUGE" assess "$answers" --quiet -o one.json -o two.html
    grep -qx older one.json && grep -qx older two.html && ok none-replaced || not_ok none-replaced
    "$inject" -k write -n 0 -r report "$PSIRTGAUGE" assess "$answers" --quiet -o one.json -o two.html
    read -r count rest <report
    echo older >one.json
    echo older >two.html
    expect last-write-fails 4 "$inject" -k write -n "$count" "$PSIRTGAUGE" assess "$answers" --quiet -o one.json -o two.html
    grep -qx older one.json && grep -qx older two.html && ok none-replaced-late || not_ok none-replaced-late
    said=$("$inject" -k rename -n 2 "$PSIRTGAUGE" assess "$answers" --quiet -o one.json -o two.html 2>&1)
    case $?:$said in
    4:*'written: one.json; not written, what stood there is unchanged: two.html'*) ok tells-which ;;
    *) not_ok tells-which "$said" ;;
    esac
    is_report one.json && grep -qx older two.html && ok told-the-truth || not_ok told-the-truth
fi
cd "$ROOT" || exit 1
[ $tap_failed -eq 0 ]
