# SPDX-License-Identifier: GPL-3.0-or-later
# Forms as they come back from respondents, edited with openpyxl: what is understood, what is told and where, forms of an
# older questionnaire, collecting, and verifying workbooks.
. tests/tools/tap.sh
python=/usr/bin/python3
if ! $python -c 'import openpyxl' 2>/dev/null; then
    skip filled_forms "needs openpyxl"
    exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
meridian=examples/meridian/answers.csv

edit() { # form edited edits…
    form=$work/$1.xlsx edited=$work/$2.xlsx
    shift 2
    $python tests/office/edit.py "$form" "$edited" "$@"
}
# the part of the result that does not name files
score() { "$PSIRTGAUGE" assess "$1" --date 2026-11-24 -o "$work/result.json" 2>"$work/err" && sed -n '/"nodes"/,/"findings"/p' "$work/result.json" >"$2"; }
"$PSIRTGAUGE" form psirt-full --from $meridian --date 2026-11-24 --quiet -o "$work/form.xlsx"
score $meridian "$work/right"
edit form light light # without the sheets of formulas, which openpyxl takes long to read

reads() { # name edits…: the answers are what they were
    name=$1
    shift
    edit light "$name" "$@"
    expect "$name" 0 score "$work/$name.xlsx" "$work/got"
    same "$name-same-scores" "$work/right" "$work/got"
}
tells() { # name code diagnostic cell edits…
    name=$1 code=$2 id=$3 cell=$4
    shift 4
    edit light "$name" "$@"
    expect "$name" "$code" score "$work/$name.xlsx" "$work/got"
    if grep -qE -- "$cell.*\[$id\]" "$work/err"; then ok "$name-told"; else not_ok "$name-told" "$(head -c 600 "$work/err")"; fi
}

# ---- understood
expect as-it-is 0 score "$work/form.xlsx" "$work/got"
same as-it-is-same-scores "$work/right" "$work/got"
reads sorted reverse
reads columns-moved last:answer last:na_reason last:comment
reads sheets-moved sheets
reads other-words reword reverse
reads filtered hide
reads rows-inserted insert:d_1_1_1 insert:b_1_1_1/1.1.1.2 insert:d_6_1_1
reads no-hidden-sheets strip
reads pasted-code d_1_1_1.answer=3 d_1_1_2.answer=number:2
reads pasted-wide d_1_1_1.answer=３ 'd_1_1_2.answer=２　－　文書化' 'd_1_1_3.answer=　2 '
reads pasted-dash 'd_1_1_1.answer=3 - documented' 'd_1_1_2.answer=2 — x' 'b_1_1_1/1.1.1.1.answer=１ - はい'
reads empty-copy copy:d_1_1_1 d_1_1_1.answer= d_1_1_1.confidence= d_1_1_1.comment= d_1_1_1.evidence= \
    d_1_1_1.owner= d_1_1_1.date=

# ---- told, with the cell
tells row-deleted 0 form-line-missing "'d_1_1_1'" delete:d_1_1_1
tells option-deleted 0 form-line-missing "'b_1_1_1/1.1.1.2'" delete:b_1_1_1/1.1.1.2
tells bad-code 3 answer-unknown 'Stakeholder.*!F8' d_1_1_1.answer=7
tells bad-wording 3 answer-unknown '!F8' d_1_1_1.answer=Documented
tells bad-tick 3 form-tick-unknown '!F10' b_1_1_1/1.1.1.1.answer=yes
tells bad-tick-na 3 form-tick-unknown '!F10' b_1_1_1/1.1.1.1.answer=na
tells answer-at-head 3 form-answer-head '!F9' b_1_1_1.answer=1.1.1.1
tells bad-confidence 3 confidence-invalid '!H8' d_1_1_1.confidence=9
tells bad-date 3 value-not-date '!L8' d_1_1_1.date=soon
tells line-twice 3 form-line-twice '!B9' copy:d_1_1_1
tells answer-without-id 3 form-answer-no-id '!F8' note:d_1_1_1:answer:3
tells note-without-id 0 form-entry-no-id '!I8' note:d_1_1_1:comment:hello
tells unknown-id 3 question-unknown '!B8' rename:d_1_1_1:d_1_1_l
tells unknown-option 3 form-option-gone '!B10' rename:b_1_1_1/1.1.1.1:b_1_1_1/9.9
tells column-deleted 0 form-column-missing comment drop:comment
tells detail-at-option 0 form-detail-option '!K10' b_1_1_1/1.1.1.1.owner=me
tells unconfirmed 0 form-unconfirmed 'form carried|carried' d_1_1_1.confirmed=yes
tells bad-profile-date 3 value-not-date 'Profile!C10' date.value=soon

# ---- nothing is lost
edit light details d_1_1_2.answer=na d_1_1_2.na_reason=ours d_1_1_2.date=date:2026-05-05 b_1_1_1/1.1.1.1.comment=aside organisation.value=Acme
"$PSIRTGAUGE" collect "$work/details.xlsx" -o "$work/details.csv" --quiet
expect keeps-details 0 $python - "$work/details.csv" <<'END'
import csv, sys
row = next(csv.DictReader(open(sys.argv[1])))
assert row["organisation"] == "Acme" and row["respondent_id"] == "details"
assert (row["d_1_1_2"], row["d_1_1_2_why"], row["d_1_1_2_date"]) == ("na", "ours", "2026-05-05")
assert row["b_1_1_1_comment"].endswith("1.1.1.1: aside"), row["b_1_1_1_comment"]
assert row["d_1_1_1_owner"] and row["d_1_1_1_evidence"] and row["d_1_1_1_confidence"] == "4"
END
edit light about sector.answer=other teams/psirt.answer=1 teams/csirt.answer=0 teams/fsirt.answer=0 teams/dsirt.answer=0
expect reads-profile 0 "$PSIRTGAUGE" collect "$work/about.xlsx" -o "$work/about.csv"
expect profile-columns 0 $python -c '
import csv, sys
row = next(csv.DictReader(open(sys.argv[1])))
assert (row["about/sector"], row["about/teams"]) == ("other", "psirt")' "$work/about.csv"
expect assess-collected 0 score "$work/about.csv" "$work/got"
same collected-same-scores "$work/right" "$work/got"
"$PSIRTGAUGE" assess "$work/about.xlsx" --date 2026-11-24 --quiet -o "$work/about.json"
expect profile-is-assessed 0 grep -q '"role": "answers"' "$work/about.json"

# ---- a form of an older questionnaire
sed -e 's/psirt-quick,2026.1/psirt-quick,2025.1/' -e 's/How does the PSIRT work with/How did the PSIRT work with/' \
    -e 's/q_1_3\b/q_1_3old/g' -e '/^,cq_1_2,4,/{p;s/,4,/,5,/}' -e '/^,cq_1_4,2,/s/,0\.5,/,0.6,/' \
    questionnaires/psirt-quick.csv >"$work/older.csv"
"$PSIRTGAUGE" form "$work/older.csv" --date 2026-11-24 --quiet -o "$work/older-form.xlsx"
edit older-form older-filled q_1_1.answer=3 q_1_2.answer=5 q_1_3old.answer=2 q_1_4.answer=2 q_1_5.answer=1
expect older 0 score "$work/older-filled.xlsx" "$work/got"
older() { if grep -qE "$2.*\[$1\]" "$work/err"; then ok "older-$1"; else not_ok "older-$1" "$(head -c 900 "$work/err")"; fi; }
older form-other-version "'2025.1'.*'2026.1'"
older form-question-gone q_1_3old
older form-question-new q_1_3
older form-wording-changed q_1_1
older form-choices-changed q_1_2
older form-answer-gone "'5'.*'q_1_2'"
older form-credits-changed q_1_4
expect older-forward 0 "$PSIRTGAUGE" form psirt-quick --from "$work/older-filled.xlsx" --date 2026-11-24 -o "$work/forward.xlsx"
expect older-is-flagged 0 $python -c '
import openpyxl, sys, warnings
warnings.simplefilter("ignore")
rows = [r for s in openpyxl.load_workbook(sys.argv[1]) for r in s.iter_rows(values_only=True)]
def line(name): return next(r for r in rows if name in r)
assert any("no longer offered" in str(c) for c in line("q_1_2")) and 5 not in line("q_1_2")
assert any("has changed since" in str(c) for c in line("q_1_1"))
assert any(str(c).startswith("1 – ") for c in line("q_1_5"))' "$work/forward.xlsx"

# ---- collecting
cp $meridian "$work/a-meridian.csv"
cp "$work/form.xlsx" "$work/b-form.xlsx"
cp "$work/form.xlsx" "$work/c-same-file.xlsx"
cp "$work/bad-code.xlsx" "$work/d-bad.xlsx"
head -c 2000 "$work/form.xlsx" >"$work/e-cut.xlsx"
edit light f-other d_1_1_1.answer=1
set -- "$work/a-meridian.csv" "$work/b-form.xlsx" "$work/c-same-file.xlsx" "$work/d-bad.xlsx" "$work/e-cut.xlsx" "$work/f-other.xlsx"
expect collects-the-others 1 "$PSIRTGAUGE" collect "$@" -o "$work/all.csv" --problems "$work/problems.csv"
expect rows 0 $python - "$work/all.csv" "$work/problems.csv" <<'END'
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1])))
assert [r["respondent_id"] for r in rows] == ["a-meridian", "b-form", "f-other"]
assert [r["d_1_1_1"] for r in rows] == ["3", "3", "1"] and rows[0]["b_1_1_1"] == rows[1]["b_1_1_1"]
found = {(p["file"].rsplit("/", 1)[1], p["id"]): p for p in csv.DictReader(open(sys.argv[2]))}
assert ("b-form.xlsx", "collect-same-answers") in found, found.keys()
assert ("c-same-file.xlsx", "collect-same-file") in found
assert found["d-bad.xlsx", "answer-unknown"]["cell"] == "F8"
assert ("e-cut.xlsx", "zip-invalid") in found
assert ("f-other.xlsx", "collect-same-organisation") in found
END
expect in-any-order 1 "$PSIRTGAUGE" collect "$6" "$5" "$4" "$3" "$2" "$1" -o "$work/again.csv" --quiet
same same-bytes-in-any-order "$work/all.csv" "$work/again.csv"
expect none-left 3 "$PSIRTGAUGE" collect "$5" -o "$work/none.csv"
expect none-written 1 test -e "$work/none.csv"
cp "$work/form.xlsx" "$work/kept.xlsx"
expect keeps-inputs 2 "$PSIRTGAUGE" collect "$work/a-meridian.csv" -o "$work/a-meridian.csv"
same input-is-kept $meridian "$work/a-meridian.csv"

# ---- verifying
expect verifies-form 0 "$PSIRTGAUGE" verify "$work/form.xlsx"
edit form uncomputed d_1_1_1.answer=1
expect not-computed 3 "$PSIRTGAUGE" verify "$work/uncomputed.xlsx"
expect verifies-report 0 sh -c '"$0" assess examples/meridian/answers.csv --quiet --date 2026-11-24 -o "$1" &&
    "$0" verify "$1" --answers examples/meridian/answers.csv' "$PSIRTGAUGE" "$work/report.xlsx"
expect report-differs 1 "$PSIRTGAUGE" verify "$work/report.xlsx" --answers examples/meridian/answers-2025.csv
expect needs-answers 3 "$PSIRTGAUGE" verify "$work/report.xlsx"
mkdir "$work/map"
expect map-made 0 $python tests/office/faulty.py "$work/map"
expect map-faults 1 sh -c 'cd "$1" && "$0" verify book.xlsx --map map.csv -q questionnaire.csv -f framework.csv -m model.csv >out' "$PSIRTGAUGE" "$work/map"
expect map-names-the-three 0 sh -c '[ "$(grep -c verify-differs "$1/out")" = 3 ] &&
    grep -q "Scores!C3.*cell says 2, the answers give 2.5 (A)" "$1/out" && grep -q "Scores!C4.*(B)" "$1/out" && grep -q "Scores!C6.*(total)" "$1/out"' "$0" "$work/map"
expect map-right 0 sh -c 'cd "$1" && "$0" verify right.xlsx --map map.csv -q questionnaire.csv -f framework.csv -m model.csv' "$PSIRTGAUGE" "$work/map"
map() { # name diagnostic line
    printf '%s\n' 'sheet,cell,question,node,layer' 'Answers,B2,q_1,,' "$3" >"$work/map/bad.csv"
    (cd "$work/map" && "$PSIRTGAUGE" verify book.xlsx --map bad.csv -q questionnaire.csv -f framework.csv -m model.csv >out 2>&1)
    code=$?
    if [ $code = 3 ] && grep -q "$2" "$work/map/out"; then ok "$1"; else not_ok "$1" "exit $code: $(cat "$work/map/out")"; fi
}
map map-unknown-node node-unknown Scores,C3,,Z,
map map-empty-cell verify-cell-empty Scores,H30,,A,
map map-text-cell verify-cell-text Scores,A3,,A,
map map-unknown-sheet map-sheet-unknown Nowhere,C3,,A,
map map-no-cell map-cell-invalid Scores,3C,,A,
map map-neither map-one-of-two Scores,C3,,,
[ $tap_failed -eq 0 ]
