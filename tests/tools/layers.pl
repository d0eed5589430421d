#!/usr/bin/perl
# SPDX-License-Identifier: GPL-3.0-or-later
# Checks every #include under src/ against src/LAYERS, and with --state BUILD the object files for mutable globals.
use strict;
use warnings;

my (%may_include, %gate, @state);
open my $layers, '<', 'src/LAYERS' or die "src/LAYERS: $!\n";
while (<$layers>) {
    s/#.*//;
    my ($kind, $name, @words) = split ' ' or next;
    if    ($kind eq 'floor') { $may_include{$name} = {map { $_ => 1 } $name, @words} }
    elsif ($kind eq 'gate')  { $gate{$name} = [@words] }
    elsif ($kind eq 'state') { push @state, $name, @words }
    else                     { die "src/LAYERS:$.: unknown word '$kind'\n" }
}
close $layers;

my $n_errors = 0;
sub complain { print "@_\n"; $n_errors++ }

sub check_project_header {
    my ($at, $floor, $header) = @_;
    my ($other) = $header =~ m{^([a-z]+)/[a-z0-9_]+\.(?:h|def)$};
    if (!$other) {
        return if $header =~ /^[a-z0-9_]+_(?:css|js)\.h$/;    # made by the Makefile
        return complain "$at: \"$header\" is not a path from src/ (\"floor/name.h\")";
    }
    return complain "$at: no floor '$other' in src/LAYERS" if !$may_include{$other};
    complain "$at: $floor may not include \"$header\" (src/LAYERS)" if !$may_include{$floor}{$other};
    complain "$at: there is no src/$header" if !-e "src/$header";
}

sub check_system_header {
    my ($at, $path, $header) = @_;
    for my $begin (grep { index($header, $_) == 0 } sort keys %gate) {
        next if grep { index($path, $_) == 0 } @{$gate{$begin}};
        complain "$at: <$header> only in @{$gate{$begin}} (src/LAYERS)";
    }
}

sub check_file {
    my ($file) = @_;
    my ($path, $floor) = $file =~ m{^src/((\w+)/.*)$};
    return complain "$file: no floor '$floor' in src/LAYERS" if !$may_include{$floor};
    open my $in, '<', $file or die "$file: $!\n";
    my $own = $path =~ s/\.c$/.h/r;
    my $is_first = 1;
    while (<$in>) {
        /^\s*#\s*include\s*([<"])([^>"]+)/ or next;
        my ($mark, $header) = ($1, $2);
        $mark eq '"' ? check_project_header("$file:$.", $floor, $header) : check_system_header("$file:$.", $path, $header);
        complain "$file:$.: the file's own header \"$own\" comes first"
            if $is_first && $file =~ /\.c$/ && -e "src/$own" && $header ne $own;
        $is_first = 0;
    }
    close $in;
}

# A table of constants lies in .rodata or .data.rel.ro; what lies in .data or .bss can change behind a caller's back.
sub check_state {
    my ($folder) = @_;
    for my $object (glob "$folder/obj/*/*.o") {
        my ($path) = $object =~ m{obj/(.*)\.o$};
        next if $path =~ m{^cli/} || grep { $_ eq $path } @state;
        for (`objdump -t '$object'`) {
            next if !/\sO\s+(\.(?:data|bss|data\.rel|data\.rel\.local|tbss|tdata))\s+\S+\s+(\S+)$/;
            complain "src/$path.c: mutable global '$2' ($1); pass it in a struct, or make it const";
        }
    }
}

if (@ARGV && $ARGV[0] eq '--state') { check_state($ARGV[1]) }
else                                { check_file($_) for sort(glob 'src/*/*.[ch]'), glob 'src/*/*.def' }
exit($n_errors ? 1 : 0);
