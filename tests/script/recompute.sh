# SPDX-License-Identifier: GPL-3.0-or-later
# The scores of the examples, computed a second time by recompute.awk, which shares nothing with the program.
. tests/tools/tap.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PSIRTGAUGE_DATA="$ROOT"

recompute() { # example questionnaire numbers-at-least
    ${WRAP:-} "$PSIRTGAUGE" assess "examples/$1/answers.csv" --quiet --date 2026-11-24 -o "$work/$1.csv" &&
        differences=$(awk -f tests/script/recompute.awk frameworks/first-psirt-1.1.csv "questionnaires/$2.csv" \
            "examples/$1/answers.csv" "$work/$1.csv")
    n=${differences%% compared}
    if [ "$n" -ge "$3" ] 2>/dev/null; then ok "recompute-$1"; else not_ok "recompute-$1" "$differences"; fi
}
recompute meridian psirt-full 343
recompute partial psirt-full 343
recompute hayabusa psirt-quick 98
[ $tap_failed -eq 0 ]
