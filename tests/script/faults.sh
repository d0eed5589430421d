# SPDX-License-Identifier: GPL-3.0-or-later
# A disk that breaks or fills, and memory that ends, at every point of a run of `assess`. The contract:
#   - exit 0 and the output that a good run gives, or exit 4 or 70 with a message; never a crash;
#   - the target holds what it held before, or the whole new output; no temporary file stays behind.
# FAULT_MAX (default 60) bounds the points tried a case, spread evenly; FAULT_MAX=0 tries every one.
. tests/tools/tap.sh
inject=$B/tests/fault/inject
exhaust=$B/tests/fault/exhaust
max=${FAULT_MAX:-60}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PSIRTGAUGE_DATA="$ROOT" ASAN_OPTIONS="detect_leaks=0:${ASAN_OPTIONS:-}"

answers=$ROOT/examples/meridian/answers.csv
profile=$ROOT/examples/meridian/profile.csv

# The arguments of the run under test; the target stands in the folder where it runs.
arguments() { echo "assess $answers --about $profile --date 2026-11-24 --quiet -o out.$1"; }

# Runs a command in a folder whose target holds an older file.
run_in() { # folder extension command…
    folder=$1 extension=$2
    shift 2
    rm -rf "$folder"
    mkdir -p "$folder/run" "$folder/tmp"
    echo 'older contents' >"$folder/run/out.$extension"
    (cd "$folder/run" && TMPDIR="$folder/tmp" "$@" >../stdout 2>../stderr </dev/null)
}

# What is wrong with what the run left; nothing when the contract is kept.
complaint() { # folder extension exit-code
    if cmp -s "$1/run/out.$2" "$work/good-$2/run/out.$2"; then state=new
    elif [ "$(cat "$1/run/out.$2" 2>&1)" = 'older contents' ]; then state=old
    else state=neither; fi
    case $3 in
    0) [ $state = new ] || echo "exit 0, but the target is $state" ;;
    4 | 70) [ -s "$1/stderr" ] || echo "exit $3 without a message" ;;
    *) echo "exit $3: $(tail -n 3 "$1/stderr")" ;;
    esac
    [ $state != neither ] || echo 'the target is neither the old file nor the new one'
    [ "$(ls -A "$1/run")" = "out.$2" ] || echo "left behind: $(ls -A "$1/run" | tr '\n' ' ')"
}

# Tries points 1, 2, 3 … of a case, or as many as FAULT_MAX allows.
points() { # count
    awk -v n="$1" -v max="$max" 'BEGIN {
        step = max > 0 && n > max ? n / max : 1
        for (x = 1; x <= n; x += step) print int(x)
    }'
}

disk() { # name extension options-of-inject…
    name=$1 extension=$2
    shift 2
    run_in "$work/count" "$extension" "$inject" "$@" -n 0 -r ../report "$PSIRTGAUGE" $(arguments "$extension")
    status=$?
    [ $status -ne 125 ] || { skip "$name" 'this kernel cannot inject faults'; return; }
    read -r count rest <"$work/count/report"
    [ $status -eq 0 ] && [ "$count" -gt 0 ] || { not_ok "$name" "the run to be broken fails: exit $status"; return; }
    n_bad=0
    for n in $(points "$count"); do
        run_in "$work/fault" "$extension" "$inject" "$@" -n "$n" -r ../report "$PSIRTGAUGE" $(arguments "$extension")
        wrong=$(complaint "$work/fault" "$extension" $?)
        [ -n "$wrong" ] || continue
        n_bad=$((n_bad + 1))
        [ $n_bad -gt 5 ] || echo "# point $n of $count ($(cut -d ' ' -f 2- "$work/fault/report")): $wrong"
    done
    result "$name" $n_bad
}

memory() { # name extension
    n=1 n_bad=0
    while :; do
        run_in "$work/fault" "$2" "$exhaust" "$n" $(arguments "$2")
        status=$?
        wrong=$(complaint "$work/fault" "$2" $status)
        if [ -n "$wrong" ]; then
            n_bad=$((n_bad + 1))
            [ $n_bad -gt 5 ] || echo "# allocation $n: $wrong"
        fi
        [ $status -ne 0 ] && [ $n_bad -lt 50 ] || break
        n=$((n < 32 ? n + 1 : n + n / 8)) # each of the first, then sparser and sparser
    done
    result "$1" $n_bad
}

result() { # name bad-points
    if [ "$2" -eq 0 ]; then ok "$1"; else not_ok "$1" "$2 points break the contract"; fi
}

if [ -n "${WRAP:-}" ]; then
    skip faults 'not under valgrind'
    exit 0
fi
for extension in json xlsx html; do
    run_in "$work/good-$extension" $extension "$PSIRTGAUGE" $(arguments $extension)
    disk "each-call-fails-once-$extension" $extension
    disk "disk-full-from-a-write-on-$extension" $extension -k write -f
    memory "memory-ends-$extension" $extension
done
[ $tap_failed -eq 0 ]
