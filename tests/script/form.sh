# SPDX-License-Identifier: GPL-3.0-or-later
# Workbooks to fill in: the same bytes twice, in each language, carried forward, with what a form promises in its parts, and
# nothing replaced by mistake. What a spreadsheet computes in them is held against the engine by `make check-office`.
. tests/tools/tap.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

form() { "$PSIRTGAUGE" form "$@" --date 2026-11-24 --quiet; }
part() { unzip -p "$work/$1.xlsx" "$2"; }
holds() { # name file part text
    if part "$2" "$3" | grep -qF -- "$4"; then ok "$1"; else not_ok "$1" "no '$4' in $3"; fi
}
lacks() { # name file part text
    if part "$2" "$3" | grep -qF -- "$4"; then not_ok "$1" "'$4' in $3"; else ok "$1"; fi
}

for lang in en ja both; do
    expect "writes-$lang" 0 form psirt-quick --lang $lang -o "$work/$lang.xlsx"
    expect "writes-$lang-again" 0 form psirt-quick --lang $lang -o "$work/again.xlsx"
    same "same-bytes-$lang" "$work/$lang.xlsx" "$work/again.xlsx"
    rm "$work/again.xlsx"
done
holds has-japanese-words ja xl/sharedStrings.xml プロフィール
lacks is-japanese-alone ja xl/sharedStrings.xml 'Your entry'
holds both-has-english both xl/sharedStrings.xml '3 – '
holds both-has-both both xl/sharedStrings.xml 'Progress / 進捗'

# ids, rules and looks: every cell that a program or a formula relies on
holds hides-the-formulas en xl/workbook.xml 'name="_calc" sheetId="13" state="hidden"'
holds names-the-total en xl/workbook.xml 'definedName name="live_score"'
holds has-keys en xl/sharedStrings.xml '<t>na_reason</t>'
holds locks-sheets en xl/worksheets/sheet3.xml '<sheetProtection '
holds allows-sorting en xl/worksheets/sheet3.xml 'sort="0" autoFilter="0"'
lacks has-no-password en xl/worksheets/sheet3.xml 'password='
holds offers-lists-by-id en xl/worksheets/sheet3.xml 'OFFSET(form_options,INDEX(form_first,MATCH($B'
holds stops-other-entries en xl/worksheets/sheet3.xml 'type="list"'
holds greys-what-is-not-asked en xl/worksheets/sheet3.xml 'INDEX(form_asked,MATCH($B'
holds marks-old-evidence en xl/worksheets/sheet3.xml '365&lt;(TODAY()-'
holds filters en xl/worksheets/sheet3.xml '<autoFilter '
holds freezes-the-header en xl/worksheets/sheet3.xml 'state="frozen"'
holds prints-one-page-wide en xl/worksheets/sheet3.xml 'fitToHeight="0"'
holds repeats-form-id en docProps/custom.xml psirt-quick
lacks has-no-error en xl/worksheets/sheet13.xml '<v>#'

expect carries-forward 0 form psirt-full --from examples/meridian/answers.csv -o "$work/from.xlsx"
holds asks-to-confirm from xl/sharedStrings.xml '<t>confirmed</t>'
lacks blank-asks-nothing en xl/sharedStrings.xml '<t>confirmed</t>'
expect organisation 0 form psirt-quick --organisation 'Meridian =1+1' -o "$work/named.xlsx"
holds fills-organisation named xl/sharedStrings.xml 'Meridian =1+1'
expect profile 0 form psirt-profile --lang ja -o "$work/profile.xlsx"
lacks profile-has-no-score profile xl/workbook.xml live_score

expect xlsform 0 form psirt-quick -o "$work/q.xlsform.xlsx"
holds xlsform-has-sheets q.xlsform xl/workbook.xml 'name="choices"'
holds xlsform-has-labels q.xlsform xl/sharedStrings.xml '<t>label::日本語 (ja)</t>'
holds xlsform-keeps-columns q.xlsform xl/sharedStrings.xml '<t>credit</t>'

cp "$work/en.xlsx" "$work/kept.xlsx"
expect keeps-a-filled-form 4 form psirt-quick -o "$work/kept.xlsx"
same kept "$work/en.xlsx" "$work/kept.xlsx"
expect replaces-when-told 0 form psirt-quick --lang ja --force -o "$work/kept.xlsx"
same replaced "$work/ja.xlsx" "$work/kept.xlsx"
expect no-both-in-csv 2 form psirt-quick --lang both -o "$work/both.csv"
expect unknown-answers 3 form psirt-quick --from examples/meridian/answers.csv -o "$work/none.xlsx"
expect none-written 1 test -e "$work/none.xlsx"
cp examples/meridian/answers.csv "$work/old.csv"
expect option-of-workbooks 2 form psirt-full --from "$work/old.csv" --force -o "$work/old.csv"
same old-is-kept "$work/old.csv" examples/meridian/answers.csv

# a condition that no formula can say: a form all the same, which says so
mkdir "$work/data"
for folder in frameworks reports examples; do ln -s "$ROOT/$folder" "$work/data/$folder"; done
mkdir "$work/data/questionnaires"
ln -s "$ROOT/questionnaires/psirt-profile.csv" "$work/data/questionnaires/psirt-profile.csv"
cat >"$work/data/questionnaires/odd.csv" <<'END'
survey
,type,name,label,relevant,node,layer
,text,country,Where?,,,
,select_one depth,d_2_1_1,How?,number(${country}) = 1,2.1.1,depth
choices
,list_name,name,label,credit,state
,depth,0,No,0,
,depth,4,Yes,1,
settings
,form_title,form_id,version,framework,model
,Odd,odd,1,first-psirt-1.1,psirt-default
END
PSIRTGAUGE_DATA=$work/data expect odd 0 form odd -o "$work/odd.xlsx"
holds says-why odd xl/sharedStrings.xml "the condition of the question 'd_2_1_1'"
lacks odd-has-no-score odd xl/workbook.xml live_score
[ $tap_failed -eq 0 ]
