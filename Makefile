# The points toolkit. `make` builds into build/, `make demo` settles a quarter, `make check` builds and tests everything.

PREFIX  = /usr/local
BUILD   = build
CC      = cc
CFLAGS  = -O2 -g
JOBS    = $(shell nproc)
VERSION = 0.1

WARN     = -Wall -Wextra -Werror -Wshadow -Wconversion -Wformat=2 -Wimplicit-fallthrough -Wstrict-prototypes \
           -Wmissing-prototypes -Wpointer-arith -Wcast-qual -Wwrite-strings -Wvla -Wnull-dereference -Wundef
# Hardening that only some processors or compilers have: the first and the last exclude each other.
takes    = $(shell $(CC) -Werror $(1) -x c -c /dev/null -o /dev/null 2>/dev/null && echo $(1))
HARDEN  := -D_FORTIFY_SOURCE=3 -fstack-protector-strong -fno-delete-null-pointer-checks -fno-strict-overflow -fPIE \
           $(call takes,-fcf-protection=full) $(call takes,-fstack-clash-protection) $(call takes,-mbranch-protection=standard)
# The same bytes wherever the sources and BUILD lie: no path of this machine in assertions and debug information.
PREFIXES = -ffile-prefix-map=$(CURDIR)=. -ffile-prefix-map=$(BUILD)=build
SANITIZE =
CPPFLAGS = -D_GNU_SOURCE -DPTS_VERSION='"$(VERSION)"' -Ilib -I$(BUILD)/lib -isystem /usr/include/libxml2
COMPILE  = $(CC) -std=c17 $(CPPFLAGS) $(WARN) $(or $(SANITIZE),$(HARDEN)) $(PREFIXES) -MMD -MP $(CFLAGS)
LDFLAGS  = -pie -Wl,-z,relro,-z,now,-z,noexecstack,--as-needed $(SANITIZE)
LDLIBS   = -lcsv -lsqlite3 -lnettle -lunistring -lsmartcols -lqrencode -lxml2

# Debian packages, by what needs them.
DEPS         = gcc libc6-dev libcsv-dev libsqlite3-dev nettle-dev libunistring-dev libsmartcols-dev libqrencode-dev libxml2-dev gettext tzdata
DEPS_CHECK   = bc clang bats bats-support bats-assert parallel sqlite3 mandoc bsdextrautils shellcheck hledger ledger zbar-tools librsvg2-bin
DEPS_CLANG   = clang
DEPS_LINT    = clang-tidy shellcheck mandoc
DEPS_BENCH   = sqlite3 sqlite3-tools mawk gawk datamash miller hledger ledger
DEPS_WITNESS = chromium fonts-noto-cjk tidy poppler-utils libreoffice-calc-nogui unzip

TOOLS   := $(patsubst cmd/%.c,%,$(wildcard cmd/pts-*.c))
COMMON  := $(patsubst %.c,$(BUILD)/%.o,$(filter-out cmd/pts-%.c,$(wildcard cmd/*.c)))
OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(sort $(shell find lib -name '*.c')))
TESTS   := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/*.c))
PROPS   := $(patsubst tests/property/%.c,$(BUILD)/tests/%,$(wildcard tests/property/prop-*.c))
HELPERS := $(patsubst %.c,$(BUILD)/%.o,$(filter-out tests/property/prop-%,$(wildcard tests/property/*.c)))
INJECT  := $(patsubst %,$(BUILD)/tests/faults/%.o,fault engine libc memory stdio)
WALK    := $(patsubst %,$(BUILD)/tests/faults/%.o,walk place)
BENCH   := $(patsubst tests/bench/%.c,$(BUILD)/bench/bin/%,$(wildcard tests/bench/*.c))
MO      := $(patsubst lib/po/%.po,$(BUILD)/share/locale/%/LC_MESSAGES/pts-tools.mo,$(wildcard lib/po/*.po))

.PHONY: all deps demo check unit long stops mutants bats faults torture bench bench-deps bench-county witness install uninstall lint asan clang po clean always
.DELETE_ON_ERROR:
.SECONDARY:

all: $(TOOLS:%=$(BUILD)/bin/%) $(MO)

deps:
	@.ci/install $(DEPS)

demo: deps
	@$(MAKE) --no-print-directory -s -j$(JOBS) all
	@PTS_NOW=2025-10-08T09:00:00 examples/laoxin/demo.sh $(BUILD)

# Everything that needs no browser, office suite or server.
check:
	@.ci/install $(DEPS) $(DEPS_CHECK)
	@$(MAKE) --no-print-directory -s -j$(JOBS) all $(TESTS) $(PROPS) $(BENCH)
	@$(MAKE) --no-print-directory -s unit bats faults

unit: all $(TESTS) $(PROPS)
	@set -e; export PTS_DEBUG_LOCKS=1; for t in $(TESTS) $(PROPS); do printf '%-12s ' "$${t##*/}"; $$t; done

# The properties once more, with other seeds: two million events, two million steps, a million operations of shops, moves of
# half a million steps.
long: all $(PROPS)
	@$(BUILD)/tests/prop-scores 1000 450
	@$(BUILD)/tests/prop-lots 1000 17000
	@$(BUILD)/tests/prop-shop 1000 4000
	@$(BUILD)/tests/prop-moves 1000 3000
	@$(MAKE) --no-print-directory -s stops

# Every script of the examples, killed before each of its commands and run again: about half an hour.
stops: all
	@BUILD=$(abspath $(BUILD)) KILL_POINTS=all bats --jobs $(JOBS) tests/scripts.bats

# Each command of every tool while calls of it fail: the engine's, those that touch files, allocations. A few of them, or all.
faults: all $(BUILD)/tests/walk $(BUILD)/tests/faults.so
	@tests/faults/run.sh $(BUILD) -j $(JOBS) -n 1

torture: all $(BUILD)/tests/walk $(BUILD)/tests/faults.so
	@tests/faults/run.sh $(BUILD) -j $(JOBS)

# Small faults put into copies of the source, each of which some test must notice.
mutants:
	@.ci/install $(DEPS) $(DEPS_CHECK)
	@tests/mutants.sh

bats: all $(TESTS) $(BENCH)
	@BUILD=$(abspath $(BUILD)) bats --jobs $(JOBS) --no-parallelize-within-files tests

# Our figures beside those of sqlite3, DuckDB, awk and others into build/bench.md; BENCH_ROWS and BENCH_RUNS say how much of it.
bench: deps
	@$(MAKE) --no-print-directory -s -j$(JOBS) all $(BENCH)
	@tests/bench/bench.sh $(BUILD)

bench-deps:
	@.ci/install $(DEPS)
	@tests/bench/deps.sh $(abspath $(BUILD)) $(DEPS_BENCH)

# Of these figures only the last: a county's year, 107 sites and five million events.
bench-county: deps
	@$(MAKE) --no-print-directory -s -j$(JOBS) all $(BENCH)
	@tests/bench/bench.sh $(BUILD) county

witness:
	@.ci/install $(DEPS) $(DEPS_CHECK) $(DEPS_WITNESS)
	@$(MAKE) --no-print-directory -s -j$(JOBS) all
	@BUILD=$(abspath $(BUILD)) bats tests/witness

# The same tests under the address and undefined-behaviour sanitizers.
asan:
	@.ci/install $(DEPS) $(DEPS_CHECK)
	@$(MAKE) --no-print-directory -s -j$(JOBS) BUILD=$(BUILD)/asan CFLAGS='-O1 -g' \
	  SANITIZE='-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer' unit bats

# The other compiler: the same warnings, and the C tests of what it built.
clang:
	@.ci/install $(DEPS) $(DEPS_CLANG)
	@$(MAKE) --no-print-directory -s -j$(JOBS) CC=clang BUILD=$(BUILD)/clang unit

lint:
	@.ci/install $(DEPS) $(DEPS_LINT)
	@$(MAKE) --no-print-directory -s -j$(JOBS) all
	@$(MAKE) --no-print-directory -s -j$(JOBS) BUILD=$(BUILD)/lint CFLAGS='-O1 -fanalyzer -Wno-analyzer-malloc-leak' all
	clang-tidy --quiet $(wildcard cmd/*.c tests/bench/*.c) $(shell find lib -name '*.c') -- -std=c17 $(CPPFLAGS)
	shellcheck $(shell find .ci examples tests -name '*.sh' -o -name '*.bash' -o -name '*.bats' -o -path '.ci/*') \
	  $(shell grep -rlE '^#!/(usr/bin/env bash|bin/(ba)?sh)' .ci examples)
	cd man && mandoc -Tlint -Wstyle *.[157] 2>/dev/null

# Brings the messages of the sources into the catalogues; what is new there waits for its translation.
po: $(BUILD)/pts-tools.pot
	for po in lib/po/*.po; do \
	  msgmerge --quiet --update --backup=none --no-fuzzy-matching --no-location --no-wrap $$po $< && \
	  msgattrib --no-obsolete --no-wrap -o $$po $$po || exit; done

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man
	install -m 755 $(TOOLS:%=$(BUILD)/bin/%) $(DESTDIR)$(PREFIX)/bin
	cd man && find . -name '*.[157]' | while read -r m; do s=$${m##*.}; \
	  install -Dm 644 "$$m" "$(DESTDIR)$(PREFIX)/share/man/$$(dirname "$$m")/man$$s/$${m##*/}"; done
	cd $(BUILD)/share && find locale -name '*.mo' | while read -r m; do \
	  install -Dm 644 "$$m" "$(DESTDIR)$(PREFIX)/share/$$m"; done

uninstall:
	rm -f $(TOOLS:%=$(DESTDIR)$(PREFIX)/bin/%)
	cd man && find . -name '*.[157]' | while read -r m; do s=$${m##*.}; \
	  rm -f "$(DESTDIR)$(PREFIX)/share/man/$$(dirname "$$m")/man$$s/$${m##*/}"; done
	rm -f $(DESTDIR)$(PREFIX)/share/locale/*/LC_MESSAGES/pts-tools.mo

clean:
	rm -rf $(BUILD)

$(BUILD)/bin/%: $(BUILD)/cmd/%.o $(COMMON) $(BUILD)/libpts.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# A test holds the whole library, so that it can look at every statement.
$(BUILD)/tests/%: $(BUILD)/tests/unit/%.o $(BUILD)/libpts.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $< -Wl,--whole-archive $(BUILD)/libpts.a -Wl,--no-whole-archive $(LDLIBS)

$(BUILD)/tests/prop-%: $(BUILD)/tests/property/prop-%.o $(HELPERS) $(BUILD)/libpts.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/tests/walk: $(WALK) $(BUILD)/libpts.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# Is preloaded; what it stands for must not be inlined.
$(INJECT): HARDEN = -fPIC
$(BUILD)/tests/faults.so: $(INJECT)
	@mkdir -p $(@D)
	$(CC) -shared -o $@ $^

# The bench's own programs know nothing of the library.
$(BUILD)/bench/bin/%: $(BUILD)/tests/bench/%.o
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $<

$(BUILD)/libpts.a: $(OBJECTS)
	@rm -f $@
	$(AR) rcs $@ $^

# Everything is compiled again when the flags have changed, however the folder is written.
$(BUILD)/flags: export FLAGS = $(subst $(BUILD)=build,,$(subst -I$(BUILD)/,-I,$(COMPILE)))
$(BUILD)/flags: always
	@mkdir -p $(@D)
	@printf '%s\n' "$$FLAGS" | cmp -s - $@ || printf '%s\n' "$$FLAGS" >$@

$(BUILD)/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(COMPILE) -c -o $@ $<

# An SQL template becomes a C string, comments and all.
$(BUILD)/%.sql.h: %.sql
	@mkdir -p $(@D)
	sed 's/["\\]/\\&/g; s/^/"/; s/$$/\\n"/' $< >$@

$(BUILD)/lib/ledger/engine/schema.o: $(BUILD)/lib/ledger/engine/schema.sql.h
$(BUILD)/lib/ledger/engine/sqlite/schema.o: $(BUILD)/lib/ledger/engine/sqlite/guards.sql.h

$(BUILD)/pts-tools.pot: $(shell find cmd lib -name '*.c')
	@mkdir -p $(@D)
	printf '%s\n' $^ | LC_ALL=C sort | \
	  xgettext -f - -L C --from-code=UTF-8 -k -k_ -kN_ -kP_:1,2 --no-location --omit-header -o $@

$(BUILD)/share/locale/%/LC_MESSAGES/pts-tools.mo: lib/po/%.po
	@mkdir -p $(@D)
	msgfmt --check -o $@ $<

-include $(OBJECTS:.o=.d) $(COMMON:.o=.d) $(TOOLS:%=$(BUILD)/cmd/%.d) $(TESTS:$(BUILD)/tests/%=$(BUILD)/tests/unit/%.d) \
  $(PROPS:$(BUILD)/tests/%=$(BUILD)/tests/property/%.d) $(HELPERS:.o=.d) $(INJECT:.o=.d) $(WALK:.o=.d)
