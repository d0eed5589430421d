# SPDX-License-Identifier: GPL-3.0-or-later
# check: every kind of file is told by its sheets, right ones are right, and a broken one of each kind is caught.
. tests/tools/tap.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PSIRTGAUGE_DATA="$ROOT"

pg() { ${WRAP:-} "$PSIRTGAUGE" "$@"; }

# What 'check' prints of a file holds TEXT, and its exit code is WANTED.
finds() { # name wanted text file options…
    name=$1 wanted=$2 text=$3
    shift 3
    got=$(pg check "$@" 2>&1 </dev/null)
    status=$?
    if [ $status -ne "$wanted" ]; then
        not_ok "$name" "exit $status, expected $wanted: $got"
    elif ! printf '%s\n' "$got" | grep -qF -e "$text"; then
        not_ok "$name" "no '$text' in: $got"
    else
        ok "$name"
    fi
}

# Every data file and example that comes with the program is right.
for file in frameworks/*.csv frameworks/*/*.csv questionnaires/*.csv reports/*.csv examples/*/*.csv; do
    case $file in
    examples/council/members.csv | examples/survey/*) continue ;; # surveys, no answers of one organisation
    examples/*/frame.csv) continue ;;                             # members, not answers
    examples/nca2017/responses-*.csv) continue ;;                 # to a questionnaire beside it: see below
    examples/meridian/answers-2025.csv) continue ;;               # to an earlier version: see below
    esac
    finds "own-$file" 0 ': ok' "$file"
done
finds kind-framework 0 ': framework first-psirt-1.1 ' frameworks/first-psirt-1.1.csv
finds kind-model 0 ': model psirt-default ' frameworks/models/psirt-default.csv
finds kind-criteria 0 ': criteria psirt-organisation ' frameworks/models/psirt-organisation.csv
finds kind-profile 0 ': profile psirt-stages ' frameworks/profiles/psirt-stages.csv
finds kind-crosswalk 0 ': crosswalk eu-cra ' frameworks/crosswalks/eu-cra.csv
finds kind-questionnaire 0 ': questionnaire psirt-full ' questionnaires/psirt-full.csv
finds kind-plan 0 ': report plan assessment ' reports/assessment.csv
finds kind-long 0 ': answers psirt-quick ' examples/hayabusa/answers.csv
finds kind-wide 0 ': answers psirt-full ' examples/partial/answers.csv
finds kind-book 0 ': answers psirt-full ' examples/meridian/answers.csv
finds kind-responses 0 ': responses sirt-landscape ' examples/landscape.csv
for wave in 2015 2017; do
    finds "responses-nca-$wave" 0 ': responses nca2017 ' "examples/nca2017/responses-$wave.csv" -q examples/nca2017/questionnaire.csv
done
finds kind-about 0 ': answers psirt-profile ' examples/meridian/profile.csv
finds several 0 'profile.csv: answers' examples/meridian/answers.csv examples/meridian/profile.csv
finds in-japanese 0 '質問票' questionnaires/psirt-quick.csv --lang ja

# A change that breaks each kind; the line at fault is named.
broken() { # name file sed-script diagnostic
    sed "$3" "$2" >"$work/$1.csv"
    finds "broken-$1" 3 "[$4]" "$work/$1.csv"
}
broken framework frameworks/first-psirt-1.1.csv 's/^,1\.1\.1,1\.1,/,1.1.1,9.9,/' parent-unknown
broken framework-twice frameworks/first-psirt-1.1.csv 's/^,1\.1\.2,1\.1,/,1.1.1,1.1,/' id-duplicate
broken framework-date frameworks/first-psirt-1.1.csv 's/^,1\.1\.2,1\.1,/,2001\/1\/2,1.1,/' id-is-date
broken questionnaire questionnaires/psirt-quick.csv 's/^,select_one cq_1_1,q_1_1,/,select_one cq_1_x,q_1_1,/' list-unknown
broken questionnaire-framework questionnaires/psirt-quick.csv 's/,first-psirt-1.1,psirt-default/,first-psirt-9,psirt-default/' data-not-found
broken model frameworks/models/psirt-default.csv 's/^layers$/layer/' sheet-missing
broken profile frameworks/profiles/psirt-stages.csv 's/,first-psirt-1.1,yes/,first-psirt-9,yes/' data-not-found
broken criteria frameworks/models/psirt-organisation.csv 's/,psirt-profile,3,/,psirt-prof,3,/' data-not-found
broken crosswalk-from frameworks/crosswalks/eu-cra.csv 's/^,Art\.14\.5,D/,Art.14.9,D/' node-unknown
broken crosswalk-to frameworks/crosswalks/eu-cra.csv 's/^,Annex\.I\.II\.1,2\.3\.1,/,Annex.I.II.1,2.3.19,/' node-unknown
broken crosswalk-none frameworks/crosswalks/eu-cra.csv 's/^,Art\.14\.6,,none/,Art.14.6,4.3,none/' crosswalk-none
broken crosswalk-no-node frameworks/crosswalks/eu-cra.csv 's/^,Art\.14\.6,,none/,Art.14.6,,full/' crosswalk-no-node
broken crosswalk-no-extent frameworks/crosswalks/eu-cra.csv 's/^,Art\.14\.5,D\.1\.1,full/,Art.14.5,D.1.1,/' value-missing
broken crosswalk-twice frameworks/crosswalks/eu-cra.csv 's/^,Annex\.I\.II\.1,2\.3\.1,/,Annex.I.II.1,2.3,/' crosswalk-twice
broken crosswalk-framework frameworks/crosswalks/eu-cra.csv 's/,eu-cra,first-psirt-1.1 psirt-duties,/,eu-cra,first-psirt-1.1 psirt-dutys,/' data-not-found
broken plan reports/assessment.csv '/^,col.score,/d' label-missing
broken answers examples/meridian/answers.csv 's/^,d_1_1_1,3,/,d_1_1_1,9,/' answer-unknown

printf 'settings\n,id,overlays,label\n,mine,first-psirt-1.1,Mine\nnodes\n,id,label::English (en)\n,1.1,Title\n' >"$work/overlay.csv"
finds overlay 0 ': overlay mine' "$work/overlay.csv"
sed 's/^,1.1,Title/,1.99,Title/' "$work/overlay.csv" >"$work/overlay-broken.csv"
finds overlay-broken 3 'node-unknown' "$work/overlay-broken.csv"
finds earlier-version 1 'questionnaire-other-version' examples/meridian/answers-2025.csv
finds earlier-question 1 'question-changed' examples/meridian/answers-2025.csv
printf 'settings\n,name,dark\n,Northgate,blue\n' >"$work/brand.csv"
finds brand-broken 3 'color-invalid' "$work/brand.csv"
printf 'rubbish\n,a,b\n,1,2\n' >"$work/rubbish.csv"
finds unknown-kind 3 'file-kind-unknown' "$work/rubbish.csv"
printf 'question,answer,extra\nd_1_1_1,3,\n' >"$work/warned.csv"
finds warning 1 ': 1 warning' "$work/warned.csv"
finds warning-strict 3 ': 1 error' "$work/warned.csv" --strict
finds worst-counts 3 'warned.csv: answers' "$work/warned.csv" "$work/rubbish.csv"
finds missing 4 'nothing.csv: 1 error' "$work/nothing.csv"

# Results are on standard output, and nothing is written.
pg check "$work/rubbish.csv" >"$work/out" 2>"$work/err"
[ -s "$work/out" ] && [ ! -s "$work/err" ] && ok findings-on-stdout || not_ok findings-on-stdout
[ $tap_failed -eq 0 ]
