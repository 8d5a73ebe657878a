/* CSV in: encodings, line numbers, cleaning, and the message of everything that is refused. */
#include "stream/csvin.h"

#include <iconv.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/lang.h"
#include "check.h"

static const struct column dictionary[] = {
	{"household", "户号|户编号", CELL_CODE},
	{"name", "姓名|名称", CELL_TEXT},
	{"points", "积分|分值", CELL_AMOUNT},
	{NULL, NULL, CELL_TEXT},
};

static char dir[] = "/tmp/csvin.XXXXXX";
static char path[sizeof(dir) + 16];

static void keep_line(void *ctx, enum diag_level level, const char *line)
{
	struct buf *b = ctx;

	(void)level;
	buf_puts(b, line);
	buf_putc(b, '\n');
}

static void write_file(const char *bytes, size_t n)
{
	FILE *f = fopen(path, "w");

	CHECK(f && fwrite(bytes, 1, n, f) == n);
	CHECK(f && fclose(f) == 0);
}

static size_t rows_packed;

/* A row that says its cells lie back to back has them there. */
static void check_packed(const struct csvrow *row)
{
	const char *at = row->cell[0];

	if (row->packed == 0)
		return;
	rows_packed++;
	for (size_t i = 0; i < row->n; at += strlen(at) + 1, i++)
		CHECK(row->cell[i] == at);
	CHECK_INT(at - row->cell[0], row->packed);
}

/* The whole stream as `names`, then `LINE:cell|cell!fault` lines, then `=STATUS ENCODING`; messages in between. */
static char *dump(const char *bytes, size_t n, const char *encoding)
{
	struct buf b = {0};
	struct diag d = {.sink = keep_line, .ctx = &b};
	const struct csvrow *row;
	struct csvin *in;
	int status;

	write_file(bytes, n);
	status = csvin_open(&in, path, &(struct csvin_options){.dictionary = dictionary, .encoding = encoding}, &d);
	if (status) {
		CHECK(in == NULL && d.errors == 1 && d.file == NULL);
		buf_printf(&b, "=%d", status);
		return buf_take(&b);
	}
	for (size_t i = 0; i < csvin_columns(in); i++)
		buf_printf(&b, "%s%s", i ? "|" : "", csvin_name(in, i));
	buf_putc(&b, '\n');
	while ((status = csvin_next(in, &row)) > 0) {
		CHECK_INT(d.line, row->line);
		buf_printf(&b, "%zu:", row->line);
		for (size_t i = 0; i < row->n; i++)
			buf_printf(&b, "%s%s", i ? "|" : "", row->cell[i]);
		if (row->fault)
			buf_printf(&b, "!%s", row->fault);
		buf_putc(&b, '\n');
		check_packed(row);
	}
	buf_printf(&b, "=%d %s", status < 0 ? csvin_status(in) : 0, csvin_encoding(in));
	csvin_close(in);
	CHECK(d.file == NULL);
	return buf_take(&b);
}

static void check_dump(const char *bytes, size_t n, const char *want, const char *file, int line)
{
	char *got = dump(bytes, n, NULL);

	check_str(got, want, "stream", file, line);
	free(got);
}

#define READS(bytes, want) check_dump(bytes, sizeof(bytes) - 1, want, __FILE__, __LINE__)

static void test_lines(void)
{
	READS("a,b\n1,2\n", "a|b\n2:1|2\n=0 UTF-8");
	READS("a,b\n1,2", "a|b\n2:1|2\n=0 UTF-8");
	READS("\n\na,b\n\n1,2\n \n,\n3,4\n", "a|b\n5:1|2\n8:3|4\n=0 UTF-8");
	READS("a,b\r\n1,2\r\n\r\n3,4\r\n", "a|b\n2:1|2\n4:3|4\n=0 UTF-8");
	READS("a,b\r1,2\r\r3,4\r", "a|b\n2:1|2\n4:3|4\n=0 UTF-8");
	READS("a,b\n\"x\ny\r\nz\",2\n3,4\n", "a|b\n2:x y  z|2\n5:3|4\n=0 UTF-8");
	READS("a,b\n\"x \"\"y\"\"\",\"2,3\"\n4\n", "a|b\n2:x \"y\"|2,3\n3:4|\n=0 UTF-8");
	READS("a,b,,\n1,2,,\n,,,\n3,4,5,\n", "a|b\n2:1|2\n4:3|4!more cells than the header names: a cell with a comma "
					     "needs quotes around it\n=0 UTF-8");
	READS("a,b\r1\r2", "a|b\n2:1|\n3:2|\n=0 UTF-8");
	READS("a\tb\n1,5\t2\n", "a|b\n2:1,5|2\n=0 UTF-8");
	READS("a,b\tc\n1,2\n", "a|b c\n2:1|2\n=0 UTF-8");
	READS("a\n", "a\n=0 UTF-8");
}

static void test_header(void)
{
	READS("户号,姓名,ｐｏｉｎｔｓ,村里的\n1,张三,5,x\n", "household|name|points|村里的\n2:1|张三|5|x\n=0 UTF-8");
	READS("", "data.csv: no input: did the program before fail?\n=65");
	READS("\n \n", "data.csv:1: there is no header: the first line names the columns\n=65");
	READS("\xEF\xBB\xBF", "data.csv:1: there is no header: the first line names the columns\n=65");
	READS("\na,,b\n", "data.csv:2: column 2 has no name: each column needs one in the header\n=65");
	READS("名称,姓名\n", "data.csv:1: two columns are name: 名称 (column 1) and 姓名 (column 2); leave one\n=65");
	READS("a,b\001\n", "data.csv:1: the name of column 2: control characters are not allowed\n=65");
	READS("a,\"b\n", "data.csv:1: the quoted cell that begins here is never closed: add its closing quote\n=65");
}

static void test_cells(void)
{
	READS("a,b\n\"=\"\"001\"\"\",'=1\n", "a|b\n2:001|'=1\n=0 UTF-8");
	READS("\xEF\xBB\xBF\"a\",b\r\n\"=\"\"0\"\"\"\"1\"\"\",'=1\r\n'a,''b\r\n", "a|b\n2:0\"1|=1\n3:'a|'b\n=0 UTF-8");
	READS("a,b\n\"=\"\"1\"\"&\"\"2\"\"\",'\n", "a|b\n2:=\"1\"&\"2\"|'\n=0 UTF-8");
	READS("a,b\n　x　,\"y\tz\"\n", "a|b\n2:x|y z\n=0 UTF-8");
	READS("a,b\n1,x\0y\n", "a|b\n2:1|!column b: control characters are not allowed\n=0 UTF-8");
	READS("户号,b\nx\x1b[0m,\x07\n",
	      "household|b\n2:|!column household: control characters are not allowed\n=0 UTF-8");
	READS("a,b\n1,x\xE2\x80\xAEy\n",
	      "a|b\n2:1|!column b: characters that turn the direction of writing are not allowed\n=0 UTF-8");
}

static void test_broken(void)
{
	READS("a,b\n1,2\n3,x\"y\n", "a|b\n2:1|2\ndata.csv:3: a quote inside a cell without quotes: put the cell in "
				    "quotes and write that quote twice\n"
				    "=65 UTF-8");
	READS("a,b\n1,\"x\ny\" z\n", "a|b\ndata.csv:2: text after the closing quote of a cell: a quote inside a quoted "
				     "cell is written twice\n=65 UTF-8");
	READS("a,b\n1,2\n\"x\ny\",\"z\n\n", "a|b\n2:1|2\ndata.csv:4: the quoted cell that begins here is never closed: "
					    "add its closing quote\n=65 UTF-8");
	READS("a,b\n王,2\n\xff,4\n", "a|b\n2:王|2\ndata.csv:3: not valid UTF-8 at byte 11: save the file as UTF-8, or "
				     "name its encoding with --encoding\n"
				     "=65 UTF-8");
	READS("a,b\n王,2\n3,\xe7\x8e", "a|b\n2:王|2\ndata.csv:3: not valid UTF-8 at byte 13: save the file as UTF-8, "
				       "or name its encoding with --encoding\n"
				       "=65 UTF-8");
	READS("a,b\n\xcd\xf5,2\n\xff\xff,4\n", "a|b\n2:王|2\ndata.csv:3: not valid GB18030 at byte 10: save the file "
					       "as UTF-8, or name its encoding with "
					       "--encoding\n=65 GB18030");
	READS("a\xff\xff,b\n", "data.csv:1: not valid GB18030 at byte 2: save the file as UTF-8, or name its encoding "
			       "with --encoding\n=65");
}

/* `before`, n times c, `after`. */
static char *long_text(const char *before, char c, size_t n, const char *after)
{
	struct buf b = {0};

	buf_puts(&b, before);
	for (size_t i = 0; i < n; i++)
		buf_putc(&b, c);
	buf_puts(&b, after);
	return buf_take(&b);
}

static void check_whether_packed(const char *text, size_t want)
{
	rows_packed = 0;
	free(dump(text, strlen(text), NULL));
	CHECK_INT(rows_packed, want);
}

static void test_packed(void)
{
	check_whether_packed("name,points\n张三,1\n,2\n3,\n\"a\",\"b,\"\n", 4);
	check_whether_packed("name,points\n1\n a,1\na ,1\na,1 \n=\"1\",2\na,１　\na\002,1\n", 2);
	check_whether_packed("name,points\n1,2,\n1\n", 1);
}

static void check_limit(char *text, const char *want)
{
	char *got = dump(text, strlen(text), NULL);

	CHECK(strstr(got, want) != NULL);
	if (!strstr(got, want))
		printf("%.300s\n", got);
	free(got);
	free(text);
}

static void test_limits(void)
{
	check_limit(long_text("a,b\n1,", 'x', 4096, "\n"), "\n=0 UTF-8");
	check_limit(long_text("a,b\n\n1,", 'x', 4097, "\n"),
		    "data.csv:3: a cell is longer than 4096 bytes: shorten it\n=65");
	check_limit(long_text("a,b\n\n1,\"\n", 'x', 4097, "\"\n"), "data.csv:3: a cell is longer than 4096 bytes");
	check_limit(long_text("a,b\n1,\"\n", '\n', 5000, "\n"), "data.csv:2: the quoted cell that begins here has no "
								"end within 4096 bytes: is its closing quote missing?");
	check_limit(long_text("a,b\n1,", 'x', 200000, ""), "data.csv:2: a cell is longer than 4096 bytes: shorten it");
	check_limit(long_text("a,b\n", ',', 65536, "\n3,4\n"), "a|b\ndata.csv:2: a line is longer than 64 KiB");
	check_limit(long_text("a,b\n", ',', 65535, ""), "a|b\n=0 UTF-8");
	check_limit(long_text("", ',', 70000, ""), "data.csv:1: a line is longer than 64 KiB: is this a CSV file?");
}

static char *encoded(const char *text, const char *encoding, size_t *n)
{
	size_t left = strlen(text), room = 4 * left + 16, size = room;
	char *in = (char *)(uintptr_t)text, *out = malloc(room), *at = out;
	iconv_t cd = iconv_open(encoding, "UTF-8");

	CHECK(out && cd != (iconv_t)-1 && iconv(cd, &in, &left, &at, &room) == 0);
	iconv_close(cd);
	*n = size - room;
	return out;
}

/* A stream of `rows` rows that begins with `ascii` rows of plain ASCII. */
static char *sample(size_t ascii, size_t rows)
{
	static const char *const words[] = {"王秀英", "义务打扫 2 次", "㐂龘", "垃圾分类，可回收物",
					    "𠮷",     "\"引\"\"号\"",  "联通"};
	struct buf b = {0};

	buf_puts(&b, "household,name,points\n");
	for (size_t i = 0; i < rows; i++)
		buf_printf(&b, "H%04zu,%s,%zu.00\n", i, i < ascii ? "x" : words[i % COUNT(words)], i % 50);
	return buf_take(&b);
}

static void test_equal_encodings(size_t ascii, size_t rows)
{
	static const char *const encodings[] = {"GB18030", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-8"};
	static const char *const hint[] = {NULL, NULL, "UTF-16LE", "utf-16be", "utf8"};
	char *text = sample(ascii, rows), *want = dump(text, strlen(text), NULL);

	for (size_t i = 0; i < COUNT(encodings); i++) {
		size_t n;
		char *bytes = encoded(text, encodings[i], &n), *got = dump(bytes, n, hint[i]);

		strrchr(got, '=')[0] = strrchr(want, '=')[0] = '\0';
		CHECK(strcmp(got, want) == 0);
		if (strcmp(got, want) != 0)
			printf("%s with %zu rows\n", encodings[i], rows);
		strcat(got, "=");
		strcat(want, "=");
		free(got);
		free(bytes);
	}
	free(want);
	free(text);
}

static void test_decision(void)
{
	/* 联通 in GBK is valid UTF-8 of two-byte sequences and decides nothing; 王 does */
	READS("a,b\n\xc1\xaa\xcd\xa8,1\n\xcd\xf5,2\n", "a|b\n2:联通|1\n3:王|2\n=0 GB18030");
	READS("a,b\n\xc3\xa9,1\n\xc3\xa8,2\n", "a|b\n2:é|1\n3:è|2\n=0 UTF-8");
	READS("a,b\n\xc3\xa9,1\n王,2\n", "a|b\n2:é|1\n3:王|2\n=0 UTF-8");
	READS("\xFF\xFE"
	      "a\0\t\0b\0\n\0\x8b\x73\t\0\x31\0",
	      "a|b\n2:王|1\n=0 UTF-16LE");
	READS("\x84\x31\x95\x33"
	      "a,b\n\xcd\xf5,2\n",
	      "a|b\n2:王|2\n=0 GB18030");

	char *got = dump("a\n1\n", 4, "klingon");
	CHECK_STR(got, "unknown encoding klingon: iconv -l lists the known ones, such as UTF-8 and GB18030\n=64");
	free(got);
	got = dump("a\n\xa4\xa4\n", 5, "BIG5");
	CHECK_STR(got, "a\n2:中\n=0 BIG5");
	free(got);
	/* what decides nothing within 1 MiB is UTF-8, and then stays it */
	struct buf b = {0};
	buf_puts(&b, "a,b\n");
	while (b.n < (1 << 20) + 70000)
		buf_puts(&b, "\xc3\xa9,1\n");
	buf_puts(&b, "\xcd\xf5\xff,2\n");
	got = dump(b.s, b.n, NULL);
	CHECK(strstr(got, "not valid UTF-8 at byte 11") != NULL);
	free(got);
	buf_free(&b);
}

static void test_open_errors(void)
{
	struct buf b = {0};
	struct diag d = {.sink = keep_line, .ctx = &b};
	struct csvin *in;
	const struct csvin_options o = {.dictionary = dictionary};

	CHECK_INT(csvin_open(&in, "/nonexistent/x.csv", &o, &d), EX_NOINPUT);
	CHECK_INT(csvin_open(&in, "/tmp", &o, &d), EX_NOINPUT);
	CHECK_STR(buf_str(&b),
		  "cannot read /nonexistent/x.csv: No such file or directory\ncannot read /tmp: Is a directory\n");
	buf_free(&b);
}

static void test_only(void)
{
	static const char *const known[] = {"household", "name", "points", NULL};
	struct buf b = {0};
	struct diag d = {.sink = keep_line, .ctx = &b};
	struct csvin *in;
	const struct csvrow *row;
	const struct csvin_options o = {.dictionary = dictionary};

	write_file("户号,pionts,zzzzzzzz\n1,2,3\n", strlen("户号,pionts,zzzzzzzz\n1,2,3\n"));
	CHECK_INT(csvin_open(&in, path, &o, &d), 0);
	CHECK_INT(csvin_only(in, known), EX_DATAERR);
	CHECK_STR(buf_str(&b), "data.csv:1: unknown column pionts, zzzzzzzz: did you mean points? "
			       "Known are household, name, points\n");
	CHECK_INT(csvin_find(in, "household"), 0);
	CHECK_INT(csvin_find(in, "户号"), -1);
	CHECK_STR(csvin_raw_name(in, 0), "户号");
	CHECK_STR(csvin_source(in), "data.csv");
	CHECK_INT(csvin_next(in, &row), 1);
	CHECK_STR(row->raw[2].s, "3");
	CHECK_INT(csvin_only(in, (const char *const[]){"household", "pionts", "zzzzzzzz", NULL}), 0);
	csvin_close(in);
	buf_free(&b);
}

/* A stream read as by a tool that knows these columns: `#LINE` and the names at each heading, then rows as in dump(). */
static char *dump_only(const char *bytes, const char *const *known)
{
	struct buf b = {0};
	struct diag d = {.sink = keep_line, .ctx = &b};
	const struct csvrow *row;
	struct csvin *in;
	size_t headings = 0;
	int got;

	write_file(bytes, strlen(bytes));
	CHECK_INT(csvin_open(&in, path, &(struct csvin_options){.dictionary = dictionary}, &d), 0);
	CHECK_INT(csvin_only(in, known), 0);
	while ((got = csvin_next(in, &row)) == 1) {
		if (csvin_headings(in) > headings)
			buf_printf(&b, "#%zu", csvin_heading_line(in));
		for (size_t i = 0; csvin_headings(in) > headings && i < csvin_columns(in); i++)
			buf_printf(&b, "|%s", csvin_name(in, i));
		headings = csvin_headings(in);
		buf_printf(&b, " %zu:", row->line);
		for (size_t i = 0; i < row->n; i++)
			buf_printf(&b, "%s%s", i ? "|" : "", row->cell[i]);
		buf_puts(&b, row->fault ? "!" : "");
		for (size_t i = row->n; i < row->nraw; i++)
			buf_printf(&b, "+%s", row->raw[i].s);
	}
	CHECK_INT(got, 0);
	csvin_close(in);
	return buf_take(&b);
}

static void test_blocks(void)
{
	static const char *const known[] = {"household", "name", "points", NULL};
	static const char *const cases[][2] = {
		{"户号,积分\n1,5\npoints,household,姓名\n7,2,x\n", "#1|household|points 2:1|5#3|points|household|name 4:7|2|x"},
		{"户号,积分\n1,5\n户号,积分\n2,6\n", "#1|household|points 2:1|5#3|household|points 4:2|6"},
		/* no headings: a name twice, a name of no column, a blank cell */
		{"户号,积分\n户号,户号\n户号,x\n户号,\n", "#1|household|points 2:户号|户号 3:户号|x 4:户号|"},
		{"户号\n积分\n户号\n2\n", "#1|household 2:积分#3|household 4:2"},
		/* what --rejects writes */
		{"户号,积分,error\n1,x,bad\n户号,积分,,error\n2,1,000,much\n3,7,,\n",
		 "#1|household|points|error 2:1|x|bad#3|household|points||error 4:2|1|000|much! 5:3|7||"},
		{"户号,积分,,error\n2,1,000,much\n", "#1|household|points||error 2:2|1|000|much!"},
		{"户号,积分\n2,1,000,7\n3,1,,\n", "#1|household|points 2:2|1!+000+7 3:3|1++"},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char *got = dump_only(cases[i][0], known);

		CHECK_STR(got, cases[i][1]);
		free(got);
	}
}

/* As filters read: the columns stay those of the first heading. */
static void test_repeated(void)
{
	READS("a,户号\n1,2\na,户号\n3,4\nhousehold,a\n5,6\n", "a|household\n2:1|2\n4:3|4\n6:6|5\n=0 UTF-8");
	READS("\xEF\xBB\xBF" "a,户号\n1,2\n\xEF\xBB\xBF" "a,\"=\"\"户号\"\"\"\n3,4\n", "a|household\n2:1|2\n4:3|4\n=0 UTF-8");
	READS("a,户号\n1,2\n户号,a\n3\n", "a|household\n2:1|2\n4:|3\n=0 UTF-8");
	READS("a,户号\n户号,分值\n", "a|household\ndata.csv:2: here begins a heading with other columns than the first: "
				"one stream has rows of one kind\n=65 UTF-8");
	READS("a,户号\n户号,1\na,\n", "a|household\n2:户号|1\n3:a|\n=0 UTF-8");
}

/*
 * Lines without quotes are cut by a short way that only lines with LF can take: those with CR alone go through libcsv and
 * must read the same.
 */
static void test_short_way(void)
{
	static const char *const pieces[] = {"a",  "b2",   "-5.00", " ",  "  ", ",",	 ",",	 ",",	     "=",  "'",
					     "\t", "\x7f", "\x01",  "王", "é",  "\u3000", "=\"7\"", "\"q\"\"r,\"", "\n", "x;y"};
	uint32_t seed = 4;

	for (int round = 0; round < 3000; round++) {
		struct buf b = {0};
		char *lf, *cr;

		buf_puts(&b, round % 3 ? "a,b,c\n" : "a\tb\tc\n");
		for (int i = 0; i < 60; i++) {
			seed = seed * 1664525 + 1013904223;
			buf_puts(&b, pieces[(seed >> 8) % (sizeof(pieces) / sizeof(*pieces) - (round % 4 ? 4 : 0))]);
			if ((seed >> 20) % 12 == 0)
				buf_putc(&b, '\n');
		}
		lf = dump(b.s, b.n, NULL);
		for (size_t i = 0; i < b.n; i++)
			b.s[i] = b.s[i] == '\n' ? '\r' : b.s[i];
		cr = dump(b.s, b.n, NULL);
		CHECK_STR(lf, cr);
		free(lf);
		free(cr);
		buf_free(&b);
	}
}

int main(void)
{
	lang_init();
	if (!mkdtemp(dir))
		return 1;
	snprintf(path, sizeof(path), "%s/data.csv", dir);
	test_lines();
	test_header();
	test_cells();
	test_broken();
	test_short_way();
	test_packed();
	test_limits();
	test_equal_encodings(0, 1);
	test_equal_encodings(0, 20000);
	test_equal_encodings(5000, 9000);
	test_decision();
	test_open_errors();
	test_only();
	test_blocks();
	test_repeated();
	unlink(path);
	rmdir(dir);
	return check_end();
}
