# The points toolkit. `make` builds into build/, `make demo` settles a quarter, `make check` tests everything.

PREFIX     = /usr/local
BUILD      = build
CC         = cc
CFLAGS     = -O2 -g
SANITIZE   =

WARN = -Wall -Wextra -Werror -Wshadow -Wconversion -Wformat=2 -Wimplicit-fallthrough -Wstrict-prototypes -Wmissing-prototypes \
       -Wpointer-arith -Wcast-qual -Wwrite-strings -Wvla -Wnull-dereference -Wundef
HARDEN = -D_FORTIFY_SOURCE=3 -fstack-protector-strong -fstack-clash-protection -fcf-protection=full \
         -fno-delete-null-pointer-checks -fno-strict-overflow -fPIE
ALL_CFLAGS = -std=c17 -D_GNU_SOURCE -Ilib -I$(BUILD)/lib/ledger $(WARN) $(if $(SANITIZE),,$(HARDEN)) $(SANITIZE) -MMD -MP $(CFLAGS)
LDLIBS  = -lcsv -lsqlite3 -lcrypto -lunistring -lsmartcols
LDFLAGS = -pie -Wl,-z,relro,-z,now,-z,noexecstack,--as-needed $(SANITIZE)

TOOLS   := $(patsubst cmd/%.c,%,$(wildcard cmd/pts-*.c))
COMMON  := $(patsubst %.c,$(BUILD)/%.o,$(filter-out cmd/pts-%.c,$(wildcard cmd/*.c)))
OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(shell find lib -name '*.c'))
TESTS   := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/*.c))
LANGS   := $(patsubst lib/po/%.po,%,$(wildcard lib/po/*.po))
MO      := $(foreach l,$(LANGS),$(BUILD)/share/locale/$(l)/LC_MESSAGES/pts-tools.mo)

.PHONY: all deps deps-check deps-witness demo check witness install uninstall lint asan clean
.DELETE_ON_ERROR:
.SECONDARY:

all: $(TOOLS:%=$(BUILD)/bin/%) $(MO)

$(BUILD)/bin/%: $(BUILD)/cmd/%.o $(COMMON) $(BUILD)/libpts.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/tests/%: $(BUILD)/tests/unit/%.o $(BUILD)/libpts.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $< -Wl,--whole-archive $(BUILD)/libpts.a -Wl,--no-whole-archive $(LDLIBS)

$(BUILD)/libpts.a: $(OBJECTS)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

# An SQL template becomes a C string, comments and all.
$(BUILD)/%.sql.h: %.sql
	@mkdir -p $(@D)
	sed 's/["\\]/\\&/g; s/^/"/; s/$$/\\n"/' $< >$@

$(BUILD)/share/locale/%/LC_MESSAGES/pts-tools.mo: lib/po/%.po
	@mkdir -p $(@D)
	msgfmt --check -o $@ $<

clean:
	rm -rf $(BUILD)

-include $(OBJECTS:.o=.d) $(COMMON:.o=.d) $(TOOLS:%=$(BUILD)/cmd/%.d) $(TESTS:$(BUILD)/tests/%=$(BUILD)/tests/unit/%.d)
$(BUILD)/lib/ledger/schema.o: $(BUILD)/lib/ledger/schema.sql.h $(BUILD)/lib/ledger/sqlite/guards.sql.h
