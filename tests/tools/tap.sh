# SPDX-License-Identifier: GPL-3.0-or-later
# For test scripts: sourced at their start as ". tests/tools/tap.sh"; the scripts run in the top folder of the source tree.
#   ok NAME; not_ok NAME REASON; skip NAME REASON     report one result
#   expect NAME WANTED COMMAND…                       the exit code of COMMAND is WANTED
#   same NAME FILE FILE                               the files have the same bytes
# A script ends with: [ $tap_failed -eq 0 ]
# Set for it: B (build folder), PSIRTGAUGE (program), WRAP (valgrind or nothing), TEST_DATA (may be empty), ROOT, TMPDIR
# (its own, removed afterwards).
B=${B:-build}
case $B in /*) ;; *) B=$PWD/$B ;; esac
ROOT=${ROOT:-$PWD}
PSIRTGAUGE=${PSIRTGAUGE:-$B/psirtgauge}
tap_failed=0

ok() { echo "ok $1"; }
not_ok() {
    echo "not ok $1"
    [ -z "${2:-}" ] || printf '%s\n' "$2" | sed 's/^/#   /'
    tap_failed=$((tap_failed + 1))
}
skip() { echo "ok $1 # SKIP $2"; }

expect() {
    tap_name=$1 tap_wanted=$2
    shift 2
    tap_output=$("$@" 2>&1 </dev/null)
    tap_status=$?
    if [ $tap_status -eq "$tap_wanted" ]; then
        ok "$tap_name"
    else
        not_ok "$tap_name" "exit $tap_status, expected $tap_wanted: $tap_output"
    fi
}

same() {
    if tap_output=$(cmp "$2" "$3" 2>&1); then ok "$1"; else not_ok "$1" "$tap_output"; fi
}
