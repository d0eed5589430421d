# SPDX-License-Identifier: GPL-3.0-or-later
# Outputs: what stood there stays until the new file is whole, whatever goes wrong.
. tests/tools/tap.sh
work=$(mktemp -d)
mounted=
trap '[ -z "$mounted" ] || umount "$mounted"; rm -rf "$work"' EXIT
export PSIRTGAUGE_DATA="$ROOT"
answers=$ROOT/examples/meridian/answers.csv
formats='xlsx html json csv txt'

assess() { ${WRAP:-} "$PSIRTGAUGE" assess "$answers" --date 2026-11-24 --quiet "$@" </dev/null; }

# The run fails with exit 4 and a message; what stood in the target stays, and no other file is left in its folder.
keeps() { # name target expected-message command…
    name=$1 target=$2 message=$3
    shift 3
    before=$(cat "$target" 2>/dev/null; ls -A "${target%/*}" 2>&1)
    said=$("$@" 2>&1)
    status=$?
    if [ $status -ne 4 ]; then not_ok "$name" "exit $status: $said"
    elif [ "$(cat "$target" 2>/dev/null; ls -A "${target%/*}" 2>&1)" != "$before" ]; then not_ok "$name" "something changed: $said"
    else
        case $said in
        *"$message"*) ok "$name" ;;
        *) not_ok "$name" "said: $said" ;;
        esac
    fi
}

# ---- replaced when complete ----
for format in $formats; do
    echo 'older contents' >"$work/out.$format"
    ln "$work/out.$format" "$work/older.$format" # another name of the older file, which is left alone
    expect "replaces-$format" 0 assess -o "$work/out.$format"
    if [ "$(cat "$work/older.$format")" = 'older contents' ] && [ "$(wc -c <"$work/out.$format")" -gt 10000 ]; then
        ok "is-new-$format"
    else
        not_ok "is-new-$format"
    fi
done
[ "$(ls -A "$work" | grep -c '^\.')" -eq 0 ] && ok nothing-hidden-left || not_ok nothing-hidden-left "$(ls -A "$work")"

# ---- where nothing can be written ----
keeps folder-missing "$work/none/out.json" "'$work/none' does not exist" assess -o "$work/none/out.json"
keeps folder-is-a-file "$work/out.csv/out.json" 'does not exist' assess -o "$work/out.csv/out.json"
mkdir "$work/folder.xlsx"
keeps target-is-a-folder "$work/folder.xlsx" 'irectory' assess -o "$work/folder.xlsx"
mkfifo "$work/pipe.json"
keeps target-is-a-pipe "$work/pipe.json.none" 'device or pipe' assess -o "$work/pipe.json"
[ -p "$work/pipe.json" ] && ok pipe-stays || not_ok pipe-stays

mkdir "$work/locked"
echo 'older contents' >"$work/locked/out.xlsx"
chmod 555 "$work/locked"
as_nobody() { assess -o "$work/locked/out.xlsx"; }
if [ "$(id -u)" -ne 0 ]; then
    keeps folder-not-writable "$work/locked/out.xlsx" 'cannot be written: Permission denied' as_nobody
elif [ -z "${WRAP:-}" ] && command -v setpriv >/dev/null; then
    chmod 711 "$work"
    [ -z "${TMPDIR:-}" ] || [ -k "$TMPDIR" ] || chmod 711 "$TMPDIR" # not /tmp itself
    nobody='setpriv --reuid=65534 --regid=65534 --clear-groups'
    as_nobody() { $nobody "$PSIRTGAUGE" assess "$answers" --quiet -o "$work/locked/out.xlsx"; }
fi
if [ "$(id -u)" -eq 0 ] && [ -n "${nobody:-}" ] && $nobody test -x "$PSIRTGAUGE" -a -r "$answers" -a -x "$work/locked"; then
    keeps folder-not-writable "$work/locked/out.xlsx" 'cannot be written: Permission denied' as_nobody
    mkdir "$work/open"
    chmod 777 "$work/open"
    echo 'older contents' >"$work/open/out.html"
    chmod 444 "$work/open/out.html"
    as_nobody() { $nobody "$PSIRTGAUGE" assess "$answers" --quiet -o "$work/open/out.html"; }
    keeps file-not-writable "$work/open/out.html" 'out.html: error: cannot be written: Permission denied' as_nobody
elif [ "$(id -u)" -eq 0 ]; then
    skip folder-not-writable 'root may write anywhere'
fi

# ---- a full disk ----
mkdir "$work/small"
if [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=64k tmpfs "$work/small" 2>/dev/null; then
    mounted=$work/small
    for format in $formats; do
        echo 'older contents' >"$work/small/out.$format"
        case $format in csv) head -c 50000 /dev/zero >"$work/small/filler" 2>/dev/null ;; esac
        keeps "full-disk-$format" "$work/small/out.$format" 'No space left on device' assess -o "$work/small/out.$format"
        rm -f "$work/small/filler"
    done
    head -c 1000000 /dev/zero >"$work/small/filler" 2>/dev/null
    said=$(TMPDIR=$work/small assess -o "$work/temp.xlsx" 2>&1)
    case $? in
    0) expect full-temporary-folder 0 unzip -tq "$work/temp.xlsx" ;;
    4) [ ! -e "$work/temp.xlsx" ] && ok full-temporary-folder || not_ok full-temporary-folder "left a file: $said" ;;
    *) not_ok full-temporary-folder "$said" ;;
    esac
else
    skip full-disk 'needs root and the right to mount'
fi
if [ -c /dev/full ]; then
    said=$(assess -o - --format html 2>&1 >/dev/full)
    status=$?
    case $status:$said in
    4:*'standard output failed: No space left on device'*) ok full-standard-output ;;
    *) not_ok full-standard-output "exit $status: $said" ;;
    esac
fi

# ---- a reader that has seen enough ----
sh -c '"$0" assess "$1" --quiet -o - --format html 2>"$2" | head -c 10 >/dev/null' "$PSIRTGAUGE" "$answers" "$work/said"
[ ! -s "$work/said" ] && ok reader-leaves || not_ok reader-leaves "$(cat "$work/said")"
[ $tap_failed -eq 0 ]
