# SPDX-License-Identifier: GPL-3.0-or-later
# import: a .sav file of ours is what R reads, and comes back as the same responses.
. tests/tools/tap.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PSIRTGAUGE_DATA="$ROOT"

pg() { ${WRAP:-} "$PSIRTGAUGE" "$@"; }

pg import examples/survey/surveymonkey.csv --quiet --date 2026-11-24 -o "$work/a.sav" && pg import "$work/a.sav" --quiet -o "$work/b.csv"
pg import examples/survey/surveymonkey.csv --quiet -o "$work/a.csv"
rows() { wc -l <"$1"; }
if [ "$(rows "$work/a.csv")" -eq "$(rows "$work/b.csv")" ] && grep -q '^5003,.*,web_form other,Bug bounty programme,1,2,12$' "$work/b.csv"; then
    ok sav-round-trip
else
    not_ok sav-round-trip "$(cat "$work/b.csv")"
fi

# The same file twice.
pg import examples/survey/surveymonkey.csv --quiet --date 2026-11-24 -o "$work/again.sav"
if cmp -s "$work/a.sav" "$work/again.sav"; then ok sav-same-bytes; else not_ok sav-same-bytes "the files differ"; fi

# package: haven or foreign; both read value labels, haven the user-missing values too.
read_by_r() { # package expression wanted
    name=sav-$1
    if ! command -v Rscript >/dev/null || ! Rscript -e "quit(status = !requireNamespace('$1', quietly = TRUE))" >/dev/null 2>&1; then
        skip "$name" "no R package $1"
        return
    fi
    got=$(LC_ALL=C.UTF-8 Rscript -e "f <- '$work/a.sav'; $2" 2>&1)
    if [ "$got" = "$3" ]; then ok "$name"; else not_ok "$name" "got: $got"; fi
}
read_by_r haven 'd <- haven::read_sav(f, user_na = TRUE); x <- d$does_your_organization_have
    cat(nrow(d), names(attr(x, "labels")), attr(x, "na_values"), d$how_can_a_finder_reach_you_e_mail, d$how_many_people_work_in_it, sep = "|")' \
    "5|Yes|No|Don't know|-3|1|1|0|NA|1|4|0|12|NA|7"
read_by_r foreign 'd <- suppressWarnings(foreign::read.spss(f, to.data.frame = TRUE, use.missings = TRUE))
    cat(nrow(d), as.character(d$does_your_organization_have), sep = "|")' "5|Yes|No|Yes|NA|Yes"

[ $tap_failed -eq 0 ]
