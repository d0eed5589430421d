# SPDX-License-Identifier: GPL-3.0-or-later
# Exit codes and messages of the command line: usage, inputs, outputs.
. tests/tools/tap.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PSIRTGAUGE PSIRTGAUGE_DATA="$ROOT"
answers=$ROOT/examples/meridian/answers.csv
profile=$ROOT/examples/meridian/profile.csv
cd "$work" || exit 1

pg() { ${WRAP:-} "$PSIRTGAUGE" "$@"; }

# The output of COMMAND (both streams) holds TEXT, and its exit code is WANTED.
says() { # name wanted text command…
    name=$1 wanted=$2 text=$3
    shift 3
    got=$("$@" 2>&1 </dev/null)
    status=$?
    if [ $status -ne "$wanted" ]; then
        not_ok "$name" "exit $status, expected $wanted: $got"
    elif ! printf '%s\n' "$got" | grep -qF -e "$text"; then
        not_ok "$name" "no '$text' in: $got"
    else
        ok "$name"
    fi
}

# ---- usage
says no-command 2 'command-missing' pg
says unknown-command 2 "did you mean 'assess'?" pg asses x.csv
says unknown-command-with-options 2 "did you mean 'assess'?" pg asses --about y x.csv
says unknown-option 2 "did you mean '--format'?" pg assess --formt x
says see-help 2 "See 'psirtgauge help assess'." pg assess --formt x
says usage-in-japanese 2 'エラー' pg assess --lang ja
says standard-input-twice 2 'stdin-twice' pg assess - - --consolidate mean
says stage-unknown 2 "did you mean 'intermediate'?" pg plan "$answers" --stage Intermediate
says node-unknown 2 'node-argument' pg explain "$answers" 9.9
says node-of-question 2 "did you mean '2.1.1'?" pg explain "$answers" d_2_1_1
says several-without-rule 2 'raters-no-rule' pg explain "$answers" "$answers"
says option-names-no-file 4 'nosuch.csv: error: there is no such file' pg assess "$answers" -q nosuch.csv
says no-file 2 'assess ANSWERS' pg assess
says two-files 2 "'b.csv' is one too many" pg plan a.csv b.csv
says unknown-kind 2 "did you mean 'writers'?" pg list writer
says unknown-help 2 "did you mean 'form'?" pg help frm
says bad-date 2 'takes a date' pg assess "$answers" --date 2026-02-30
says bad-epoch 2 'seconds since 1970' env SOURCE_DATE_EPOCH=x ${WRAP:-} "$PSIRTGAUGE" assess "$answers"
says bad-language 2 'language-unknown' pg assess "$answers" --lang jp
for command in 'form psirt-quick' 'list frameworks' list "check $answers" help 'help assess'; do
    says "bad-language-$command" 2 "the language 'de' is not available here; expected one of: en, ja" pg $command --lang de
done
says no-extension 2 'no extension, which tells the format; end it in one of: .xlsx, .html' pg assess "$answers" -o report
says no-extension-of-form 2 'end it in one of: .xlsx, .html, .csv' pg form psirt-quick -o form
says date-too-early 2 'from 1970 to 9999' pg assess "$answers" --date 0000-01-01
says not-a-language 2 "not 'JA'" pg assess "$answers" --lang JA
says bad-format 2 'xlsx, html, json' pg assess "$answers" --format docx
says unknown-extension 2 'format-unknown' pg assess "$answers" -o report.docx
says stdout-without-format 2 'needs --format' pg assess "$answers" -o -
says same-output-twice 2 'output-twice' pg assess "$answers" -o a.json -o ./a.json -o a.json
says bad-fail-below 2 'basic, intermediate, advanced' pg assess "$answers" --fail-below expert
says fail-below-over-scale 2 'from 0 to 4' pg assess "$answers" --fail-below 5
says options-before-command 4 'エラー' pg --lang ja assess nothing.csv
says option-value-is-no-command 2 "'x' is not a command" pg --color always x
says help-option-of-command 0 'Usage: psirtgauge list' pg --help list
says help 0 'Usage: psirtgauge COMMAND' pg --help
says help-of-command 0 'Usage: psirtgauge form' pg form --help
says help-before-mistakes 0 'Usage: psirtgauge assess' pg assess -h a b c
says version 0 'GPL-3.0-or-later' pg --version

# ---- inputs
says missing-input 4 'file-missing' pg assess nothing.csv
says folder-as-input 4 'file-is-directory' pg assess "$ROOT"
: >empty.csv
says empty-input 3 'file-empty' pg assess empty.csv
printf 'PK\003\004xxxx' >binary.csv
expect binary-input 3 pg assess binary.csv
says unknown-questionnaire 3 "did you mean 'psirt-full'?" pg assess "$answers" -q psirt-ful
says unknown-model 3 'data-not-found' pg assess "$answers" -m nothing
says missing-about 4 'nothing.csv' pg assess "$answers" --about nothing.csv
says about-is-answers 3 'question-unknown' pg assess "$answers" --about "$answers"
sed 's/^,psirt-full,/,psirt-fulll,/' "$answers" >form-id.csv
says form-id-unknown 3 'form-id.csv:3:2' pg assess form-id.csv
printf 'question,answer\nnothing,1\n' >nothing-known.csv
says fits-none 3 'questionnaire-not-found' pg assess nothing-known.csv
printf 'question,answer\nd_1_1_1,\n' >blank.csv
says nothing-answered 3 'answer-none' pg assess blank.csv
printf 'question,answer\nd_1_1_1,7\nd_1_1_2x,1\n' >errors.csv
says all-errors-at-once 3 '2 errors' pg assess errors.csv
says error-with-place 3 'errors.csv:2:2 (answers: answer): error:' pg assess errors.csv
says error-with-line 3 '     2 | d_1_1_1,7' pg assess errors.csv
says error-with-mark 3 '       |         ^' pg assess errors.csv
printf 'question,answer,extra\nd_1_1_1,3,\n' >warned.csv
says warning 0 'column-unknown' pg assess warned.csv
says strict 3 'error:' pg assess warned.csv --strict
[ "$(pg assess warned.csv --quiet 2>&1 >/dev/null)" = '' ] && ok quiet || not_ok quiet

# Two questionnaires that know the same names: the library of a user who copied one.
mkdir data && cp -R "$ROOT/frameworks" "$ROOT/questionnaires" "$ROOT/reports" data
sed 's/,psirt-full,2026/,psirt-copy,2026/' data/questionnaires/psirt-full.csv >data/questionnaires/psirt-copy.csv
printf 'question,answer\nd_1_1_1,3\n' >plain.csv
says fits-two 3 'psirt-copy, psirt-full' env PSIRTGAUGE_DATA="$work/data" ${WRAP:-} "$PSIRTGAUGE" assess plain.csv
expect fits-two-named 0 env PSIRTGAUGE_DATA="$work/data" ${WRAP:-} "$PSIRTGAUGE" assess plain.csv -q psirt-copy

# ---- outputs
says missing-folder 4 'folder-missing' pg assess "$answers" -o nothing/report.json
says folder-as-output 4 'file-not-writable' pg assess "$answers" -o data --format json
cp "$answers" own.csv
says output-is-input 2 'output-is-input' pg assess own.csv -o own.csv
same output-is-input-kept own.csv "$answers"
ln -s own.csv link.csv
says output-is-input-by-link 2 'output-is-input' pg assess own.csv -o link.csv
cp "$profile" about.csv
says output-is-about 2 'output-is-input' pg assess own.csv --about about.csv -o about.csv
says output-checked-first 4 'folder-missing' pg assess own.csv -o good.json -o nothing/report.json
[ ! -e good.json ] && ok nothing-written-then || not_ok nothing-written-then
if [ -w /dev/full ]; then
    says full-disk 4 'output-failed' sh -c '${WRAP:-} "$PSIRTGAUGE" list diagnostics >/dev/full'
fi
pg assess "$answers" -o report.json -o report.txt --date 2026-11-24 >out 2>err
[ ! -s out ] && ok results-not-on-stdout || not_ok results-not-on-stdout "$(cat out)"
[ "$(cat err)" = 'wrote report.json
wrote report.txt' ] && ok written-on-stderr || not_ok written-on-stderr "$(cat err)"
pg assess "$answers" -o - --format json --date 2026-11-24 >again.json 2>/dev/null
same same-bytes-on-stdout report.json again.json
SOURCE_DATE_EPOCH=1795478400 pg assess "$answers" -o epoch.json --quiet
same source-date-epoch report.json epoch.json
pg assess - -o pipe.txt --date 2026-11-24 --quiet <"$answers"
[ -s pipe.txt ] && ok answers-from-stdin || not_ok answers-from-stdin

# ---- --fail-below
expect above-score 0 pg assess "$answers" --fail-below 1
says below-score 1 'is below 4' pg assess "$answers" --fail-below 4
expect reached-stage 0 pg assess "$answers" --fail-below basic
says below-stage 1 "is below 'advanced'" pg assess "$answers" --fail-below advanced
says below-not-rated 1 'not rated' pg assess plain.csv --fail-below 0

# ---- form
expect form 0 pg form psirt-quick -o form.csv
says form-keeps-answers 4 'file-exists' pg form psirt-quick -o form.csv
expect form-force 0 pg form psirt-quick -o form.csv --force
says form-format 2 'expected one of: xlsx, html, csv' pg form psirt-quick -o form.pdf
says form-unknown 3 "did you mean 'psirt-quick'?" pg form psirt-quik
pg form psirt-quick --lang en >out.csv
same form-on-stdout form.csv out.csv

# ---- a reader that goes away is no error
got=$( (pg list diagnostics; echo $? >code) 2>&1 | head -n 1 | wc -l)
[ "$got" -eq 1 ] && ok lost-reader || not_ok lost-reader "$got"
cd "$ROOT" || exit 1
[ $tap_failed -eq 0 ]
