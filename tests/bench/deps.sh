#!/bin/sh
# Installs what the bench compares with: Debian's packages, and DuckDB from npm into BUILD-DIR/bench/npm. What cannot be
# had is left out of the bench by name.
#
# usage: deps.sh BUILD-DIR PACKAGE...
set -eu
to=$1/bench/npm
shift
cd "$(dirname "$0")/../.."
.ci/install "$@"
# Wherever node comes from, npm is either with it or in Debian.
command -v npm >/dev/null || .ci/install nodejs npm
[ -d "$to/node_modules/@duckdb/node-api" ] && exit 0
mkdir -p "$to"
npm install --prefix "$to" --no-save --no-package-lock --no-audit --no-fund --loglevel=error @duckdb/node-api ||
	echo 'DuckDB cannot be had from npm here; the bench leaves it out' >&2
