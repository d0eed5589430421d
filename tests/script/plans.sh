# SPDX-License-Identifier: GPL-3.0-or-later
# Mistakes in a report plan are errors of the plan, with their place, for assess and check alike.
. tests/tools/tap.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PSIRTGAUGE_DATA="$ROOT"
answers=$ROOT/examples/meridian/answers.csv
cd "$work" || exit 1

# A plan with the words of the program's own and the rows of sheets from the standard input.
plan() { # name
    {
        printf 'settings\n,id,version,label::English (en),label::日本語 (ja)\n,own,1,Title,題名\nsheets\n'
        echo ',id,used,terminal,label::English (en),label::日本語 (ja)'
        cat
        sed -n '/^words/,$p' "$ROOT/reports/assessment.csv"
    } >"$1.csv"
}

says() { # name wanted text command…
    name=$1 wanted=$2 text=$3
    shift 3
    got=$(${WRAP:-} "$PSIRTGAUGE" "$@" 2>&1 </dev/null)
    status=$?
    case $status:$got in
    $wanted:*"$text"*) ok "$name" ;;
    *) not_ok "$name" "exit $status, expected $wanted and '$text': $got" ;;
    esac
}

# assess and check find the same mistake.
finds() { # plan text
    says "assess-$1" 3 "$2" assess "$answers" --plan "$1.csv" -o "$1.xlsx" -o "$1.html" -o "$1.txt"
    says "check-$1" 3 "$2" check "$1.csv"
    [ ! -e "$1.xlsx" ] && [ ! -e "$1.html" ] && ok "nothing-written-$1" || not_ok "nothing-written-$1"
}

plan no-rows </dev/null
finds no-rows "no-rows.csv:5 (sheets): error: the sheet 'sheets' has no rows"
printf ',scores,no,yes,Scores,得点\n,gaps,no,no,Gaps,差\n' | plan none-used
finds none-used 'none-used.csv:6:3 (sheets: used): error: no sheet of the plan is used'
printf ',scores,yes,yes,Scores,得点\n,gaps,yes,no,SCORES,差\n' | plan twice
finds twice "twice.csv:7:5 (sheets: label): error: another sheet is called 'SCORES' too, in line 6"
printf ',scores,yes,yes,Scores,得点\n,gaps,yes,no,Gaps,得点\n' | plan twice-ja
finds twice-ja 'twice-ja.csv:7:6 (sheets: label): error: another sheet'
printf ',scores,yes,yes,Scores,得点\n,gaps,no,no,SCORES,得点\n' | plan twice-unused
says twice-unused 0 ok check twice-unused.csv

n=0
for label in 'a[b' 'a]b' 'a:b' 'a*b' 'a?b' 'a/b' 'a\b' "'a" "a'" History hIsToRy 1234567890123456789012345678901x \
    "$(printf '12345678901234567890123456789\360\237\224\222x')" "$(printf 'a\001b')"; do
    n=$((n + 1))
    printf ',scores,yes,yes,"%s",得点\n' "$label" | sed 's/\\/\\/g' >row
    plan "tab-$n" <row
    finds "tab-$n" "tab-$n.csv:6:5 (sheets: label): error:"
done
printf ',scores,yes,yes,1234567890123456789012345678901,得点\n' | plan tab-longest
says tab-longest 0 '' assess "$answers" --plan tab-longest.csv -o tab-longest.xlsx

# ---- nothing to show: the model of the organisation needs its profile
printf ',organisation,yes,no,Organisation,組織\n' | plan nothing
says nothing-to-show 3 'plan-no-content' assess "$answers" --plan nothing.csv -o nothing.xlsx
says nothing-to-show-as-text 3 'plan-no-content' assess "$answers" --plan nothing.csv -o nothing.txt

# ---- languages: offered when all texts have them
printf ',scores,yes,yes,Scores,得点\n,gaps,yes,no,Gaps,\n' | plan mixed
says mixed-language-warns 1 "mixed.csv:7:6 (sheets: label): warning: this text is missing in the language 'ja'" check mixed.csv
says mixed-language-not-offered 2 '使える言語: en ' assess "$answers" --plan mixed.csv --lang ja
says whole-language-offered 0 '' assess "$answers" --plan mixed.csv
printf ',scores,yes,yes,,得点\n,gaps,yes,no,Gaps,\n' | plan no-language
finds no-language 'plan-no-language'
printf ',scores,yes,yes,Scores,得点\n,gaps,no,no,Gaps,\n' | plan mixed-unused
says unused-sheet-needs-no-words 0 ok check mixed-unused.csv

# ---- a model of products throughout, whose rules no row can say: the search ends by itself, with the best set so far
sed 's/^,\*,children,mean/,*,children,product/' "$ROOT/frameworks/models/psirt-default.csv" >product.csv
says search-ends 0 'Not proven to be the best' plan "$answers" -m product.csv --budget 100 --quiet
(ulimit -t 60; "$PSIRTGAUGE" plan "$answers" -m product.csv --budget 100 --quiet -o one.json) &&
    "$PSIRTGAUGE" plan "$answers" -m product.csv --budget 100 --quiet -o two.json && cmp -s one.json two.json &&
    ok search-ends-the-same || not_ok search-ends-the-same
cd "$ROOT" || exit 1
[ $tap_failed -eq 0 ]
