# SPDX-License-Identifier: GPL-3.0-or-later
# Builds, tests and checks psirtgauge. `make help` lists the targets.
#
# Everything is made in $(B), build/ by default. Files are found by their place: adding a .c file, a test, a golden folder
# or a .css file edits nothing here. Switches: V=1 shows commands, WERROR=1 makes warnings errors, CC=clang, CFLAGS="-O0 -g".

VERSION := 0.1.0
B ?= build
TEST_DATA ?= ../shared/data
JOBS ?= $(shell nproc)

PREFIX ?= /usr/local
bindir = $(PREFIX)/bin
datadir = $(PREFIX)/share/psirtgauge
mandir = $(PREFIX)/share/man
docdir = $(PREFIX)/share/doc/psirtgauge

# ---- what there is ------------------------------------------------------------------------------------------------
SRC := $(wildcard src/*/*.c)
LIB_SRC := $(filter-out src/cli/main.c,$(SRC))
UNIT_SRC := $(wildcard $(addsuffix /test_*.c,tests/unit tests/contract tests/reference tests/property))
SLOW_SRC := $(wildcard tests/slow/test_*.c)
HELPER_SRC := $(filter-out %/main.c,$(filter-out $(UNIT_SRC),$(wildcard tests/unit/*.c)))
BENCH_SRC := $(wildcard tests/bench/*.c)
FUZZ_SRC := $(wildcard tests/fuzz/fuzz_*.c)
GENERATED := $(patsubst src/write/%.css,$(B)/gen/%_css.h,$(wildcard src/write/*.css)) \
             $(patsubst src/write/%.js,$(B)/gen/%_js.h,$(wildcard src/write/*.js))

LIB := $(B)/libpsirtgauge.a
PROGRAM := $(B)/psirtgauge
LIB_OBJ := $(LIB_SRC:src/%.c=$(B)/obj/%.o)
MAIN_OBJ := $(B)/obj/cli/main.o
UNIT_BIN := $(UNIT_SRC:%.c=$(B)/%)
SLOW_BIN := $(SLOW_SRC:%.c=$(B)/%)
HELPERS := $(B)/tests/unit/helpers.a
BENCH_BIN := $(BENCH_SRC:%.c=$(B)/%)
FUZZ_BIN := $(FUZZ_SRC:%.c=$(B)/%)
FAULT_BIN := $(B)/tests/fault/inject $(B)/tests/fault/exhaust $(B)/tests/fault/hostile
GOLDEN := $(patsubst %/args,%,$(wildcard tests/golden/*/args))
SCRIPTS := $(sort $(wildcard tests/script/*.sh))
OFFICE := $(sort $(wildcard tests/office/*.sh))
BROWSER := $(sort $(wildcard tests/browser/*.sh))
DATA_FILES := $(shell find frameworks questionnaires reports examples -type f 2>/dev/null)

# ---- how it is compiled -------------------------------------------------------------------------------------------
ifneq ($(filter default undefined,$(origin CC)),)
CC := gcc
endif
AR := ar
CFLAGS ?= -O2 -g
HARDEN ?= -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
HARDEN_LD ?= -pie -Wl,-z,relro,-z,now
WARN = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wvla -Wpointer-arith -Wformat=2 \
       -Wno-format-nonliteral $(if $(WERROR),-Werror)
COMPILE = $(CC) -std=c11 -D_GNU_SOURCE -fvisibility=hidden $(WARN) $(HARDEN) $(CFLAGS) -Isrc -I$(B)/gen
DEPEND = -MMD -MP
CLI_FLAGS = -DPG_VERSION='"$(VERSION)"' -DPG_DATADIR='"$(datadir)"'
LDFLAGS ?=
LDLIBS = -lxlsxwriter -lcsv -lgsl -lgslcblas -lm -lnettle -ljansson -lglpk -lutf8proc -lzip -lexpat -lreadstat -pthread
LINK = $(CC) $(CFLAGS) $(HARDEN_LD) $(LDFLAGS)

Q := $(if $(V),,@)
say = $(if $(V),,@printf '  %-5s %s\n' $(1) $(2))

# Targets for people run one after the other; each asks $(INNER) for files, which are made in parallel.
MAKEFLAGS += -rR
ifndef INNER_MAKE
.NOTPARALLEL:
endif
INNER = $(MAKE) --no-print-directory INNER_MAKE=1 $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(JOBS))
.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SECONDARY:

# ---- targets for people -------------------------------------------------------------------------------------------
.PHONY: all lib deps demo test slow golden-update lint san valgrind check-office check-browser \
        fuzz bench install uninstall dist clean help

all: ## build the program: build/psirtgauge
	@+$(INNER) $(PROGRAM)

lib: ## build the library alone: build/libpsirtgauge.a
	@+$(INNER) $(LIB)

deps: ## install the Debian packages that building and testing need (only what is missing)
	@tests/tools/deps build test

demo: deps all ## score the example organisation; results in build/demo/
	@tests/tools/demo $(PROGRAM) $(B)/demo

# The rows of one test run: programs, golden folders, scripts. ONLY=word picks those whose name contains it.
TESTS = $(UNIT_BIN) $(GOLDEN) $(SCRIPTS)
PICKED = $(if $(ONLY),$(foreach t,$(TESTS),$(if $(findstring $(ONLY),$(t)),$(t))),$(TESTS))
RUN_ENV = B='$(B)' PSIRTGAUGE='$(abspath $(PROGRAM))' TEST_DATA='$(TEST_DATA)' JOBS='$(JOBS)'

test: deps ## run every test (ONLY=word: those whose name contains it); ends in "N passed, N failed"
	@+$(INNER) test-programs
	@$(RUN_ENV) tests/tools/run-tests $(PICKED)

slow: deps ## run the long simulations, a minute or so; ends in "N passed, N failed"
	@+$(INNER) slow-programs
	@$(RUN_ENV) tests/tools/run-tests $(SLOW_BIN)

golden-update: all ## write the results of today into tests/golden/*/expected (ONLY=word); read the diff before you commit
	@$(RUN_ENV) tests/golden/run --update $(filter $(GOLDEN),$(PICKED))

lint: ## every check of the sources: floors, style, format, two compilers, cppcheck
	@tests/tools/deps build test lint
	@B='$(B)' JOBS='$(JOBS)' MAKE='$(MAKE)' tests/tools/lint

SAN = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
san: deps ## run every test under AddressSanitizer and UndefinedBehaviorSanitizer
	@+$(MAKE) --no-print-directory test B=$(B)/san CFLAGS='-O1 -g $(SAN)' HARDEN= HARDEN_LD=

VALGRIND = valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite \
           --suppressions=$(CURDIR)/tests/tools/valgrind.supp
valgrind: ## run every test under valgrind
	@tests/tools/deps build test valgrind
	@+$(MAKE) --no-print-directory test B=$(B)/valgrind CFLAGS='-O1 -g' HARDEN= HARDEN_LD= \
	    WRAP='$(VALGRIND)'

check-office: demo ## open the demo's workbooks in LibreOffice (installs it)
	@tests/tools/deps office
	@$(RUN_ENV) tests/tools/run-tests $(OFFICE)

check-browser: all ## fill in the web form in Chromium (where chromium, node and npm are there)
	@$(RUN_ENV) tests/tools/run-tests $(BROWSER)

FUZZ_SECONDS ?= 30
fuzz: ## run each fuzz harness for FUZZ_SECONDS (clang)
	@tests/tools/deps build lint fuzz
	@+$(MAKE) --no-print-directory INNER_MAKE=1 -j$(JOBS) fuzz-programs B=$(B)/fuzz CC=clang HARDEN= HARDEN_LD= \
	    CFLAGS='-O1 -g -fsanitize=fuzzer-no-link,address,undefined'
	@tests/tools/run-fuzz $(FUZZ_SECONDS) $(FUZZ_SRC:%.c=$(B)/fuzz/%)

bench: all ## measure: in-process benches, and whole runs against their targets
	@+$(INNER) bench-programs
	@$(RUN_ENV) tests/bench/run $(filter-out %/timing,$(BENCH_BIN))

install: all ## install below $(DESTDIR)$(PREFIX), by default /usr/local
	install -d '$(DESTDIR)$(bindir)' '$(DESTDIR)$(datadir)' '$(DESTDIR)$(mandir)/man1' '$(DESTDIR)$(docdir)'
	install -m 755 $(PROGRAM) '$(DESTDIR)$(bindir)/psirtgauge'
	for f in $(DATA_FILES); do install -D -m 644 "$$f" '$(DESTDIR)$(datadir)'/"$$f" || exit 1; done
	for f in $(wildcard man/*.1); do install -m 644 "$$f" '$(DESTDIR)$(mandir)/man1' || exit 1; done
	for f in $(wildcard *.md LICENSE doc/*); do install -D -m 644 "$$f" '$(DESTDIR)$(docdir)'/"$$f" || exit 1; done

uninstall: ## remove what install put there
	rm -f '$(DESTDIR)$(bindir)/psirtgauge' $(patsubst man/%,'$(DESTDIR)$(mandir)/man1/%',$(wildcard man/*.1))
	rm -rf '$(DESTDIR)$(datadir)' '$(DESTDIR)$(docdir)'

DIST = psirtgauge-$(VERSION)
dist: ## pack the last commit: build/psirtgauge-VERSION.tar.gz, the same bytes every time
	@mkdir -p $(B)
	git archive --format=tar --prefix=$(DIST)/ HEAD | gzip -9n > $(B)/$(DIST).tar.gz
	@echo '$(B)/$(DIST).tar.gz'

clean: ## remove build/
	rm -rf $(B)

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

# ---- files --------------------------------------------------------------------------------------------------------
.PHONY: test-programs slow-programs bench-programs fuzz-programs every-program FORCE
test-programs: $(PROGRAM) $(UNIT_BIN) $(FAULT_BIN)
slow-programs: $(SLOW_BIN)
bench-programs: $(PROGRAM) $(BENCH_BIN)
fuzz-programs: $(FUZZ_BIN)
every-program: test-programs slow-programs bench-programs

# The flags of the last build; other flags (another PREFIX, say) rebuild what they touch.
$(B)/flags: FORCE
	@mkdir -p $(@D); echo "$(subst ",\",$(COMPILE) $(LINK))" | cmp -s - $@ || echo "$(subst ",\",$(COMPILE) $(LINK))" > $@
$(B)/flags-cli: FORCE
	@mkdir -p $(@D); echo "$(subst ",\",$(CLI_FLAGS))" | cmp -s - $@ || echo "$(subst ",\",$(CLI_FLAGS))" > $@
FORCE:

$(patsubst src/%.c,$(B)/obj/%.o,$(wildcard src/cli/*.c)): $(B)/flags-cli
$(B)/obj/%.o: src/%.c $(B)/flags | $(GENERATED)
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(COMPILE) $(if $(filter cli/%,$*),$(CLI_FLAGS)) $(DEPEND) -c -o $@ $<

$(LIB): $(LIB_OBJ) $(B)/flags
	$(call say,AR,$@)
	$(Q)rm -f $@
	$(Q)$(AR) rcsD $@ $(filter %.o,$^)

$(PROGRAM): $(MAIN_OBJ) $(LIB)
	$(call say,LINK,$@)
	$(Q)$(LINK) -o $@ $(MAIN_OBJ) $(LIB) $(LDLIBS)

# Texts that the program carries: one C string array a file. A question mark is escaped, since C11 has trigraphs.
define TEXT_TO_C
	$(call say,GEN,$@)
	$(Q)mkdir -p $(@D)
	$(Q)awk -v name=$(subst .,_,$(<F)) -f tests/tools/text-to-c.awk $< > $@
endef
$(B)/gen/%_css.h: src/write/%.css tests/tools/text-to-c.awk
	$(TEXT_TO_C)
$(B)/gen/%_js.h: src/write/%.js tests/tools/text-to-c.awk
	$(TEXT_TO_C)

# Tests may include "check.h", or any file of tests/ by its path from the top. What else lies in tests/unit/ (test_*.c
# aside) is for all of them to use.
TEST_COMPILE = $(COMPILE) -I. -Itests/unit -DPG_SOURCE_DIR='"$(CURDIR)"' $(DEPEND)
$(B)/tests/%.o: tests/%.c $(B)/flags | $(GENERATED)
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(TEST_COMPILE) -c -o $@ $<
$(HELPERS): $(HELPER_SRC:%.c=$(B)/%.o) $(B)/flags
	$(Q)mkdir -p $(@D)
	$(Q)rm -f $@
	$(Q)$(AR) rcsD $@ $(filter %.o,$^)
$(UNIT_BIN) $(SLOW_BIN): %: %.o $(HELPERS) $(LIB)
	$(call say,LINK,$@)
	$(Q)$(LINK) -o $@ $< $(HELPERS) $(LIB) $(LDLIBS) -lcmocka
$(BENCH_BIN): %: %.o $(LIB)
	$(call say,LINK,$@)
	$(Q)$(LINK) -o $@ $< $(LIB) $(LDLIBS)
$(FUZZ_BIN): %: %.o $(LIB)
	$(call say,LINK,$@)
	$(Q)$(LINK) -fsanitize=fuzzer -o $@ $< $(LIB) $(LDLIBS)
$(B)/tests/fault/inject: $(B)/tests/fault/inject.o
	$(call say,LINK,$@)
	$(Q)$(LINK) -o $@ $<
$(B)/tests/fault/hostile: $(B)/tests/fault/hostile.o $(HELPERS) $(LIB)
	$(call say,LINK,$@)
	$(Q)$(LINK) -o $@ $< $(HELPERS) $(LIB) $(LDLIBS) -lcmocka
# The whole program with its main under another name, called by exhaust.c once an allocation is set to fail.
$(B)/tests/fault/exhaust: $(B)/tests/fault/exhaust.o $(B)/tests/fault/main.o $(LIB)
	$(call say,LINK,$@)
	$(Q)$(LINK) -o $@ $(filter %.o,$^) $(LIB) $(LDLIBS)
$(B)/tests/fault/main.o: src/cli/main.c $(B)/flags $(B)/flags-cli | $(GENERATED)
	$(call say,CC,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(COMPILE) $(CLI_FLAGS) -Dmain=psirtgauge_main -Wno-missing-prototypes $(DEPEND) -c -o $@ $<

-include $(shell find $(B)/obj $(B)/tests -name '*.d' 2>/dev/null)
