# SPDX-License-Identifier: GPL-3.0-or-later
# Turns a text file into a C header: awk -v name=report_css -f text-to-c.awk report.css > report_css.h
BEGIN {
    print "/* Made from " (ARGV[1]) " by the Makefile. */"
    print "static const char " name "[] ="
}
{
    gsub(/["\\?]/, "\\\\&")
    gsub(/\t/, "\\t")
    sub(/\r$/, "")
    print "    \"" $0 "\\n\""
}
END { print "    \"\";" }
