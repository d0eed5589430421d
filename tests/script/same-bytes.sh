# SPDX-License-Identifier: GPL-3.0-or-later
# The same inputs give the same bytes: twice, in another folder, with another TMPDIR, time zone, language, home, umask, and
# with the data files lying elsewhere.
. tests/tools/tap.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
formats='xlsx html json csv txt'

# Writes every format in a folder of its own, which holds examples/ under the same name each time.
assess() { # name umask environment…
    mkdir -p "$work/$1/tmp"
    ln -s "$ROOT/examples" "$work/$1/examples"
    outputs=
    for format in $formats; do outputs="$outputs -o out.$format"; done
    name=$1 mask=$2
    shift 2
    (cd "$work/$name" && umask "$mask" && env -i PATH="$PATH" TMPDIR="$work/$name/tmp" "$@" ${WRAP:-} "$PSIRTGAUGE" assess \
        examples/meridian/answers.csv --about examples/meridian/profile.csv --brand examples/brand/northgate.csv \
        --quiet $outputs </dev/null >stdout 2>stderr)
    echo $? >"$work/$name/exit"
}

compare() { # name
    for format in $formats; do
        same "$format-$1" "$work/first/out.$format" "$work/$1/out.$format"
    done
    same "said-$1" "$work/first/stderr" "$work/$1/stderr"
}

mkdir "$work/data"
cp -R frameworks questionnaires reports "$work/data"
date='SOURCE_DATE_EPOCH=1795478400'
assess first 022 $date TZ=UTC LC_ALL=C.UTF-8 HOME=/ PSIRTGAUGE_DATA="$ROOT"
[ "$(cat "$work/first/exit")" = 0 ] && ok runs || not_ok runs "$(cat "$work/first/stderr")"
assess again 022 $date TZ=UTC LC_ALL=C.UTF-8 HOME=/ PSIRTGAUGE_DATA="$ROOT"
compare again
sleep 1
assess elsewhere 077 $date TZ=Asia/Tokyo LC_ALL=ja_JP.UTF-8 HOME="$work" COLUMNS=60 PSIRTGAUGE_DATA="$work/data"
compare elsewhere
assess plain 002 $date TZ=America/Los_Angeles LANG=C LC_ALL=POSIX PSIRTGAUGE_DATA="$ROOT"
compare plain

json() { ${WRAP:-} "$PSIRTGAUGE" assess examples/hayabusa/answers.csv -o - --format json --quiet "$@" 2>&1; }
export PSIRTGAUGE_DATA="$ROOT"
json --date 2026-11-24 >"$work/by-option"
SOURCE_DATE_EPOCH=1795478400 json >"$work/by-epoch"
same date-and-epoch "$work/by-option" "$work/by-epoch"
if grep -q '"date": "2026-11-24"' "$work/by-option"; then ok date-is-there; else not_ok date-is-there; fi
[ $tap_failed -eq 0 ]
