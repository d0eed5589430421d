# SPDX-License-Identifier: GPL-3.0-or-later
# Web pages to fill in: one file, the same bytes twice, in each language, nothing from elsewhere, nothing replaced by
# mistake; the files that they save are answers. What a browser makes of them: `make check-browser`.
. tests/tools/tap.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

form() { "$PSIRTGAUGE" form "$@" --date 2026-11-24 --quiet; }
holds() { # name file text
    if grep -qF -- "$3" "$work/$2.html"; then ok "$1"; else not_ok "$1" "no '$3' in $2.html"; fi
}
lacks() { # name file pattern
    if grep -qiE -- "$3" "$work/$2.html"; then not_ok "$1" "'$3' in $2.html"; else ok "$1"; fi
}

for lang in en ja both; do
    expect "writes-$lang" 0 form psirt-quick --lang $lang -o "$work/$lang.html"
    expect "writes-$lang-again" 0 form psirt-quick --lang $lang -o "$work/again.html"
    same "same-bytes-$lang" "$work/$lang.html" "$work/again.html"
    rm "$work/again.html"
done
holds says-language ja '<html lang="ja">'
holds has-both-languages en 'プロフィール'
holds asks-browser both '"asks_browser": true'
holds has-policy en "default-src 'none'; style-src 'sha256-"
lacks nothing-from-elsewhere en '(src|href)="?(https?:)?//'
lacks no-unsafe-policy en "unsafe-(inline|eval)"
lacks no-stray-evaluation en '[^a-z]eval\(|new Function|innerHTML'

expect organisation 0 form psirt-quick --organisation '</script><b>"&' -o "$work/named.html"
holds escapes-organisation named '\u003c/script\u003e\u003cb\u003e\"\u0026'
expect carries-forward 0 form psirt-full --from examples/meridian/answers.csv -o "$work/from.html"
holds carries-answers from '"comment": '
expect model 0 form tests/reference/scoring/samm/questionnaire.csv -f tests/reference/scoring/samm/framework.csv \
    -m tests/reference/scoring/samm/model.csv -o "$work/samm.html"
expect profile 0 form psirt-profile -o "$work/profile.html"
holds profile-has-no-score profile '"totals": []'

cp "$work/en.html" "$work/kept.html"
expect keeps-a-form 4 form psirt-quick -o "$work/kept.html"
same kept "$work/en.html" "$work/kept.html"
expect replaces-when-told 0 form psirt-quick --lang ja --force -o "$work/kept.html"
same replaced "$work/ja.html" "$work/kept.html"
expect unknown-language 2 form psirt-quick --lang xx -o "$work/none.html"
expect none-written 1 test -e "$work/none.html"
[ $tap_failed -eq 0 ]
