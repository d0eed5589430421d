# SPDX-License-Identifier: GPL-3.0-or-later
# Inputs that are large, endless or no files: each ends soon, with a message of readable length.
. tests/tools/tap.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PSIRTGAUGE_DATA="$ROOT"
cd "$work" || exit 1
# Generous, since other tests run beside this one and sanitizers are slow; what was wrong took minutes.
soon() { timeout 20 "$PSIRTGAUGE" "$@" </dev/null; }
[ -z "${WRAP:-}" ] || { skip large 'not under valgrind'; exit 0; }

# ---- 10,000 languages
awk 'BEGIN {
    print "settings\n,id,label\n,wide,Wide\nnodes"
    printf ",id,parent,level"; for (i = 0; i < 10000; i++) printf ",label::l%d", i; print ""
    for (n = 0; n < 3; n++) { printf ",n%d,,x", n; for (i = 0; i < 10000; i++) printf ",t"; print "" }
}' >wide.csv
expect many-languages 0 soon check wide.csv

# ---- a quotation mark that is never closed
{ printf 'question,answer\na,"b\n'; yes x,1 | head -n 1500000; } >rows.csv
{ printf 'question,answer\na,"'; head -c 6000000 /dev/zero | tr '\0' x; } >line.csv
expect unclosed-many-rows 3 soon check rows.csv
expect unclosed-long-line 3 soon check line.csv

# ---- no files
mkfifo pipe
for file in /dev/zero /dev/urandom pipe; do
    expect "no-file: $file" 4 soon assess "$file"
    expect "no-file-to-check: $file" 4 soon check "$file"
    expect "no-brand: $file" 4 soon assess "$ROOT/examples/meridian/answers.csv" --brand "$file"
done
truncate -s 300M sparse.csv
case $(soon check sparse.csv) in *'256 MiB'*) ok too-large ;; *) not_ok too-large ;; esac

# ---- long words
{ printf 'question,answer\nd_1_1_1,'; head -c 150000 /dev/zero | tr '\0' x; echo; } >cell.csv
said=$(soon assess cell.csv -q psirt-full 2>&1)
[ ${#said} -lt 1500 ] && ok long-cell || not_ok long-cell "${#said} characters"
{ printf 'question,answer,'; head -c 150000 /dev/zero | tr '\0' y; printf '\nd_1_1_1,3,1\n'; } >header.csv
said=$(soon assess header.csv -q psirt-full 2>&1 >/dev/null)
[ ${#said} -lt 1500 ] && ok long-header || not_ok long-header "${#said} characters"
cd "$ROOT" || exit 1
[ $tap_failed -eq 0 ]
