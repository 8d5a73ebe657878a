# Every column of every table: pts-check finds that a value was changed, or pts-ledger(5) lists it as master data

setup_file() {
	load helper
	load everything
	BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR _common_setup
	build_everything "$BATS_FILE_TMPDIR/everything.db" >/dev/null 2>&1
}

setup() {
	load helper
	_common_setup
	everything=$BATS_FILE_TMPDIR/everything.db
}

# listed [FOLDER]: what the manual lists as not found, as lines `TABLE COLUMN`; `row` stands for a row that is taken away
listed() {
	awk '/^\.S[hs] / {on = /^\.Ss (Master data|基础资料)$/} on && /^\.It Li / {for (i = 4; i <= NF; i++) if ($i != ",") print $3, $i}' \
		"$ROOT/man/${1-}pts-ledger.5"
}

sql() {
	sqlite3 -separator ' ' "$everything" "$1"
}

# changed SQL: a copy of the ledger changed past its guards, in t.db; fails when that changes nothing
changed() {
	cp "$everything" t.db
	{
		sed -n 's/^CREATE TRIGGER \([a-z_]*\).*/DROP TRIGGER \1;/p' "$ROOT/lib/ledger/engine/sqlite/guards.sql"
		printf '%s;\n' "$1" 'SELECT total_changes() > 0'
		echo ".read '$ROOT/lib/ledger/engine/sqlite/guards.sql'"
	} | sqlite3 -bail t.db | grep -qx 1
}

# another COLUMN TYPE KEYS: another value that the column's type, and the texts of this ledger, allow
another() {
	local column=$1 type=$2
	case $type in
	INT*) [[ ,$3, != *,$1,* ]] || type=KEY ;;
	esac
	case $type in
	KEY) echo "$column + 1000" ;;
	INT*) echo "CASE WHEN $column IN (0, 1) THEN 1 - $column ELSE COALESCE($column, 6) + 1 END" ;;
	BLOB) echo "zeroblob(length($column))" ;;
	*)
		echo "CASE WHEN date($column) = $column THEN date($column, '+1 day') WHEN $column GLOB '????-??-??T*' THEN replace($column, '-', '-1')
			WHEN $column GLOB '????-??' THEN substr($column, 1, 5) || (2 + substr($column, 6)) ELSE 'x' || substr($column, 2) END"
		;;
	esac
}

# change TABLE KEYS COLUMN TYPE: in a row in which it is not blank, if there is one
change() {
	local row
	row="($2) IN (SELECT $2 FROM $1 ORDER BY COALESCE($3, '') IN ('', 0), $2 LIMIT 1)"
	changed "UPDATE OR IGNORE $1 SET $3 = $(another "$3" "$4" "$2") WHERE $row;
		UPDATE OR IGNORE $1 SET $3 = $3 - 1 WHERE changes() = 0 AND $row"
}

# Prints what pts-check does not find of the changes that are read: TABLE KEYS COLUMN TYPE, or TABLE KEYS row.
missed() {
	local table keys column type
	while read -r table keys column type; do
		if [ "$column" = row ]; then
			changed "DELETE FROM $table WHERE ($keys) IN (SELECT $keys FROM $table ORDER BY $keys LIMIT 1)"
		else
			change "$table" "$keys" "$column" "$type"
		fi || echo "$table $column cannot be changed"
		! pts-check -d t.db -o /dev/null 2>/dev/null || echo "$table $column"
	done
}

keys="(SELECT group_concat(name) FROM pragma_table_info(s.name) WHERE pk)"

@test "the ledger is sound, and every table has a row" {
	run -0 pts-check -d "$everything"
	for table in $(sql "SELECT name FROM sqlite_schema WHERE type = 'table'"); do
		run -0 sql "SELECT COUNT(*) > 0 FROM $table"
		assert_equal "$table $output" "$table 1"
	done
}

@test "a changed value is found, or its column is master data" {
	sql "SELECT s.name, $keys, t.name, t.type FROM sqlite_schema s JOIN pragma_table_info(s.name) t WHERE s.type = 'table'" >all
	assert [ "$(wc -l <all)" -gt 250 ]
	missed <all | sort >missed
	listed | sort >listed
	run -0 comm -23 missed listed
	assert_output ''
}

@test "a row that is taken away is found, or listed" {
	sql "SELECT s.name, $keys, 'row' FROM sqlite_schema s WHERE s.type = 'table'" >all
	missed <all | sort >missed
	listed | sort >listed
	run -0 comm -23 missed listed
	assert_output ''
}

@test "the list is of columns that there are, and the same in both languages" {
	sql "SELECT s.name, t.name FROM sqlite_schema s JOIN pragma_table_info(s.name) t WHERE s.type = 'table'
		UNION SELECT name, 'row' FROM sqlite_schema" | sort >all
	listed | sort >listed
	assert [ -s listed ]
	run -0 comm -13 all listed
	assert_output ''
	listed zh_CN/ | sort >chinese
	cmp listed chinese
}
