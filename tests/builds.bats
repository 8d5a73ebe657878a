# Builds: the same bytes from any folder, with either compiler

setup() {
	load helper
	_common_setup
}

# sources FOLDER: a copy of what the compiler reads
sources() {
	mkdir -p "$1"
	cp -r "$ROOT/Makefile" "$ROOT/lib" "$ROOT/cmd" "$1"
}

# A source with assertions, one with a generated header, one of each kind.
OBJECTS=(lib/base/buf.o lib/ledger/engine/schema.o cmd/tool.o cmd/pts-rank.o)

# build FOLDER BUILD [VARIABLE=VALUE...]: compiles them there
build() {
	local folder=$1 out=$2
	shift 2
	env -u MAKEFLAGS -u MAKELEVEL make -s -C "$folder" BUILD="$out" CFLAGS='-O1 -g' "$@" "${OBJECTS[@]/#/$out/}"
}

@test "objects are the same from folders of different names" {
	sources one
	sources another/folder
	build one build
	build another/folder "$PWD/elsewhere"
	for o in "${OBJECTS[@]}"; do
		cmp "one/build/$o" "elsewhere/$o"
	done
}

@test "no program names the folder it was built in" {
	run -1 grep -lF "$ROOT" "${BUILD:-build}"/bin/*
	assert_output ''
}

@test "the flags follow what the compiler takes" {
	sources src
	printf '#!/bin/sh\ncase " $* " in *" -fcf-protection=full "*) exit 1 ;; esac\nexec cc "$@"\n' >arm-cc
	chmod +x arm-cc
	build src build CC="$PWD/arm-cc"
	[ -e src/build/cmd/tool.o ]
}

@test "clang finds nothing to warn of in them" {
	sources src
	build src build CC=clang
}
