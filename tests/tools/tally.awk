# SPDX-License-Identifier: GPL-3.0-or-later
# Counts TAP lines: awk -v status=EXIT -f tally.awk LOG prints "passed failed skipped".
/^(not )?ok .*# SKIP/ { skipped++; next }
/^ok /                { passed++; next }
/^not ok /            { failed++; next }
/^1\.\.[0-9]+$/       { planned += substr($0, 4) }
END {
    done = passed + failed + skipped
    if (planned > done) failed += planned - done # stopped early
    if (status != 0 && failed == 0) failed++     # crashed, or a sanitizer spoke
    if (done == 0 && failed == 0) failed++       # nothing was tested
    print passed + 0, failed + 0, skipped + 0
}
