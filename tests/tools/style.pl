#!/usr/bin/perl
# SPDX-License-Identifier: GPL-3.0-or-later
# Checks what no compiler does: licence lines, length of files and functions, banned words and functions.
#     tests/tools/style.pl FILE…
# A line that must break a ban says why in a comment that begins with "allowed:", as in /* allowed: the library's own malloc */
use strict;
use warnings;

my $FILE_LONG     = 350;    # a warning above
my $FILE_MAX      = 600;    # an error above
my $FUNCTION_LONG = 60;
my $FUNCTION_MAX  = 80;
my $LINE_MAX      = 120;

# [functions, where (a pattern of paths), what to use instead]
my @BANNED = (
    [[qw(strcpy strcat strncpy strncat stpcpy sprintf vsprintf)], qr{^(?:src|tests)/}, 'base/mem.h: buf_…, arena_printf; or snprintf'],
    [[qw(strtok gets atoi atol atoll atof scanf sscanf fscanf)],  qr{^(?:src|tests)/}, 'base/num.h, base/text.h'],
    [[qw(strtod strtol strtoul strtoll strtoull strtof)],         qr{^src/(?!base/)},  'base/num.h: num_parse'],
    [[qw(alloca system popen tmpnam mktemp tempnam)],             qr{^src/},           'base/mem.h, base/file.h'],
    [[qw(malloc calloc realloc strdup strndup asprintf vasprintf)], qr{^src/(?!base/)}, 'base/mem.h'],
    [[qw(exit _exit printf puts putchar perror vprintf)],         qr{^src/(?!cli/)},   'diagnostics (base/diag.h); only cli prints and exits'],
    [[qw(getenv setlocale time clock gettimeofday clock_gettime localtime gmtime)], qr{^src/(?!cli/)}, 'a parameter; only cli asks the environment'],
    [[qw(rand srand random srandom drand48 rand_r)],              qr{^src/},           'a seeded generator that is passed in'],
    [[qw(assert_float_equal assert_float_not_equal)],             qr{^tests/},         'check_near (check.h): cmocka casts to float'],
);
my @BANNED_WORDS = (
    [qr/\b(?:stdout|stderr)\b/, qr{^src/(?!cli/)}, 'a stream that is passed in'],
    [qr/\b(TODO|FIXME|XXX|HACK)\b/, qr{^(?!tests/tools/style\.pl)}, 'a finished line'],
);

my ($n_errors, $n_warnings) = (0, 0);
sub complain { print "@_\n"; $n_errors++ }
sub warn_of  { print "@_ (warning)\n"; $n_warnings++ }

# The code without comments and with empty texts; lines stay where they are.
sub code_only {
    my ($text) = @_;
    $text =~ s{(/\*.*?\*/|//[^\n]*)|("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')}
              {defined $1 ? $1 =~ s/[^\n]//gr : length($2) > 1 && substr($2, 0, 1) eq '"' ? '""' : "' '"}gse;
    return $text;
}

sub check_bans {
    my ($file, $raw, $code) = @_;
    for my $ban (grep { $file =~ $_->[1] } @BANNED) {
        my $names = join '|', @{$ban->[0]};
        for my $i (0 .. $#$code) {
            next if $raw->[$i] =~ /allowed:/ || $code->[$i] !~ /(?<![\w.>])($names)\s*\(/;
            complain "$file:" . ($i + 1) . ": $1() is banned here; use $ban->[2]";
        }
    }
    for my $ban (grep { $file =~ $_->[1] } @BANNED_WORDS) {
        my $lines = "$ban->[0]" =~ /TODO/ ? $raw : $code;
        for my $i (0 .. $#$lines) {
            next if $raw->[$i] =~ /allowed:/ || $lines->[$i] !~ $ban->[0];
            complain "$file:" . ($i + 1) . ": '$&' is banned here; use $ban->[2]";
        }
    }
}

# With the layout that clang-format keeps, a function begins in column 1 and ends at the next '}' in column 1.
sub check_functions {
    my ($file, $code) = @_;
    my $start;
    for my $i (0 .. $#$code) {
        if ($code->[$i] =~ /^\w.*\{\s*$/ && $code->[$i] !~ /^(?:struct|enum|union|typedef)\s+\w*\s*\{|=\s*\{/
            || $code->[$i] =~ /^\s.*\)\s*\{\s*$/ && $i > 0 && $code->[$i - 1] =~ /^\w.*[,(]\s*$/) {
            $start //= $i;
        }
        if (defined $start && $code->[$i] =~ /^\}/) {
            my $n = $i - $start + 1;
            complain "$file:" . ($start + 1) . ": function of $n lines; at most $FUNCTION_MAX" if $n > $FUNCTION_MAX;
            warn_of "$file:" . ($start + 1) . ": function of $n lines; aim below $FUNCTION_LONG"
                if $n > $FUNCTION_LONG && $n <= $FUNCTION_MAX;
            undef $start;
        }
    }
}

sub check_layout {
    my ($file, $raw) = @_;
    complain "$file: the licence line (SPDX-License-Identifier: GPL-3.0-or-later) is missing"
        if !grep { /SPDX-License-Identifier: GPL-3\.0-or-later/ } @$raw[0 .. ($#$raw < 2 ? $#$raw : 2)];
    for my $i (0 .. $#$raw) {
        complain "$file:" . ($i + 1) . ': blank at the end of the line' if $raw->[$i] =~ /[ \t]$/;
        complain "$file:" . ($i + 1) . ': tab' if $file =~ /\.(?:[ch]|def|css|js)$/ && $raw->[$i] =~ /\t/;
        complain "$file:" . ($i + 1) . ": longer than $LINE_MAX" if $file =~ /\.[ch]$/ && length $raw->[$i] > $LINE_MAX;
    }
}

sub check_file {
    my ($file) = @_;
    open my $in, '<:encoding(UTF-8)', $file or die "$file: $!\n";
    my $text = do { local $/; <$in> };
    close $in;
    my @raw = split /\n/, $text;
    my $is_c = $file =~ /\.[ch]$/;
    my @code = $is_c ? split /\n/, code_only($text) : @raw;
    check_layout($file, \@raw);
    check_bans($file, \@raw, \@code) if $is_c;
    return if !$is_c;
    check_functions($file, \@code);
    my $n = @raw;
    complain "$file: $n lines; at most $FILE_MAX" if $n > $FILE_MAX;
    warn_of "$file: $n lines; aim at $FILE_LONG or fewer" if $n > $FILE_LONG && $n <= $FILE_MAX;
}

check_file($_) for @ARGV;
exit($n_errors ? 1 : 0);
