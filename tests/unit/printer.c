/* Rows out, and that what is written is read back unchanged. */
#include "stream/printer.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "check.h"
#include "paper/html.h"
#include "stream/cell.h"
#include "stream/csvin.h"

enum { COLUMNS = 5, ROWS = 300 };

static const struct column dictionary[] = {
	{"household", "户号|户编号", CELL_CODE}, {"date", "日期", CELL_DATE},  {"name", "姓名", CELL_TEXT},
	{"points", "积分", CELL_AMOUNT},         {"rank", "名次", CELL_COUNT}, {NULL, NULL, CELL_TEXT},
};

static const char *const names[COLUMNS] = {"household", "name", "points", "rank", "extra"};

/* What a printer makes of the rows; the string is the caller's. */
static char *printed(const struct printer_options *o, const char *const *header, size_t n, const char *const *cells,
		     size_t rows)
{
	char *text = NULL;
	size_t size = 0;
	FILE *f = open_memstream(&text, &size);
	struct printer *p = printer_new(f, o, header, n);

	for (size_t i = 0; i < rows; i++)
		printer_row(p, cells + i * n);
	printer_end(p);
	CHECK_INT(fclose(f), 0);
	return text;
}

static const char *const cells[] = {
	"001", "张三", "1234.00", "1", NULL, "H2", "a \"b\", c", "-0.50", "12", "=1+1",
};

static void check_format(const struct printer_options *o, size_t rows, const char *want)
{
	char *got = printed(o, names, COLUMNS, cells, rows);

	CHECK_STR(got, want);
	free(got);
}

static void test_formats(void)
{
	struct printer_options o = {.dictionary = dictionary};

	check_format(&o, 0, "household,name,points,rank,extra\n");
	check_format(&o, 2,
		     "household,name,points,rank,extra\n001,张三,1234.00,1,\nH2,\"a \"\"b\"\", c\",-0.50,12,=1+1\n");
	o.header_zh = true;
	check_format(&o, 0, "户号,姓名,积分,名次,extra\n");
	o.excel = true;
	check_format(&o, 2,
		     "\xEF\xBB\xBF户号,姓名,积分,名次,extra\r\n\"=\"\"001\"\"\",张三,1234.00,1,\r\n"
		     "\"=\"\"H2\"\"\",\"a \"\"b\"\", c\",-0.50,12,'=1+1\r\n");
	o = (struct printer_options){.dictionary = dictionary, .format = PRINT_TSV};
	check_format(&o, 2,
		     "household\tname\tpoints\trank\textra\n001\t张三\t1234.00\t1\t\n"
		     "H2\t\"a \"\"b\"\", c\"\t-0.50\t12\t=1+1\n");
	o.format = PRINT_TABLE;
	o.header_zh = true;
	check_format(&o, 0, "户号  姓名  积分  名次  extra\n");
	check_format(&o, 2,
		     "户号  姓名       积分  名次  extra\n001   张三       1234     1\n"
		     "H2    a \"b\", c  -0.50    12  =1+1\n");
}

/* Spreadsheets take full-width signs for the half-width ones. */
static void test_defused(void)
{
	static const char *const texts[] = {"＝1+1", "＋86", "－5", "＠x", "'＝1", "１＋1"};
	static const char *const want[] = {"'＝1+1", "'＋86", "'－5", "'＠x", "''＝1", "１＋1"};

	for (size_t i = 0; i < COUNT(texts); i++) {
		char *got = printed(&(struct printer_options){.dictionary = dictionary, .excel = true},
				    (const char *const[]){"name"}, 1, &texts[i], 1);
		char *line = xasprintf("\xEF\xBB\xBFname\r\n%s\r\n", want[i]), *owned;

		CHECK_STR(got, line);
		CHECK_STR(cell_bare(want[i], strlen(want[i]), true, &owned), texts[i]);
		CHECK(!owned);
		free(line);
		free(got);
	}
}

static void test_wide_table(void)
{
	struct printer_options o = {.format = PRINT_TABLE};
	struct buf wide = {0};
	char *got;

	for (int i = 0; i < 200; i++)
		buf_puts(&wide, "很长的字 ");
	buf_puts(&wide, "end");
	got = printed(&o, (const char *const[]){"a", "b", "c"}, 3, (const char *const[]){wide.s, "\xEE\x80\x80|", "x"},
		      1);
	CHECK(strstr(got, wide.s) != NULL);
	CHECK(strstr(got, "end  \xEE\x80\x80|  x\n") != NULL);
	free(got);
	buf_free(&wide);
}

/* The quick way prints what the other does, or nothing. */
static void check_packed(const struct printer_options *o, const char *packed, size_t n, const char *want)
{
	char *text = NULL;
	size_t size = 0;
	FILE *f = open_memstream(&text, &size);
	struct printer *p = printer_new(f, o, names, 3);
	long head = ftell(f);
	bool done = printer_packed(p, "7", packed, n);

	printer_end(p);
	CHECK_INT(fclose(f), 0);
	CHECK_INT(done, want != NULL);
	CHECK_STR(text + head, want ? want : "");
	free(text);
}

static void test_packed(void)
{
	static const char plain[] = "张三\0-0.50", comma[] = "a,b\0c", quote[] = "a\0\"c", tab[] = "a\tb\0";

	check_packed(&(struct printer_options){0}, plain, sizeof plain, "7,张三,-0.50\n");
	check_packed(&(struct printer_options){0}, comma, sizeof comma, NULL);
	check_packed(&(struct printer_options){0}, quote, sizeof quote, NULL);
	check_packed(&(struct printer_options){0}, tab, sizeof tab, "7,a\tb,\n");
	check_packed(&(struct printer_options){.format = PRINT_TSV}, comma, sizeof comma, "7\ta,b\tc\n");
	check_packed(&(struct printer_options){.format = PRINT_TSV}, tab, sizeof tab, NULL);
	check_packed(&(struct printer_options){.excel = true}, "a\0b", 4, NULL);
}

static void test_flush(void)
{
	char *text = NULL;
	size_t size = 0;
	FILE *f = open_memstream(&text, &size);
	struct printer *p =
		printer_new(f, &(struct printer_options){.format = PRINT_TABLE}, (const char *const[]){"a"}, 1);

	printer_row(p, (const char *const[]){"1"});
	printer_flush(p);
	CHECK_STR(text, "a\n1\n");
	printer_row(p, (const char *const[]){"2"});
	printer_end(p);
	fclose(f);
	CHECK_STR(text, "a\n1\n2\n");
	free(text);
}

static const char *random_cell(int column, char *buf, size_t size)
{
	static const char *const pieces[] = {"=",   "+", "-", "@",   "'",    "\"", ",",       ";",
					     "=\"", "a", "1", "0.5", "王",   "𠮷", " x",      "\"\"",
					     "\\",  "|", ".", "é",   "二组", "(",  "\"=\"\"", "#"};
	size_t n = (size_t)random() % 6, at = 0;

	if (column == 2) {
		snprintf(buf, size, "%ld.%02ld", random() % 2000 - 1000, random() % 100);
		return buf;
	}
	buf[0] = '\0';
	for (size_t i = 0; i < n; i++) {
		const char *s = pieces[(size_t)random() % COUNT(pieces)];

		s += at == 0 && *s == ' ';
		at += (size_t)snprintf(buf + at, size - at, "%s", s);
	}
	/* ="…" is taken off from every stream, so outside --excel a text cannot look like that */
	if (column != 0 && buf[0] == '=')
		buf[1] = buf[1] == '"' ? 'x' : buf[1];
	return buf;
}

/* Random rows, the first cell of each never blank, so that no row is skipped. */
static void random_rows(char rows[ROWS * COLUMNS][64], const char **cell, bool excel)
{
	for (int i = 0; i < ROWS * COLUMNS; i++) {
		cell[i] = random_cell(i % COLUMNS, rows[i], sizeof(rows[i]));
		if (i % COLUMNS == 0 && (!*cell[i] || (!excel && rows[i][0] == '=')))
			cell[i] = "H1";
	}
}

static void read_back(const char *path, const char *const *cell)
{
	struct diag d = {0};
	struct csvin *in;
	const struct csvrow *row;
	size_t n = 0;

	CHECK_INT(csvin_open(&in, path, &(struct csvin_options){.dictionary = dictionary}, &d), 0);
	if (!in)
		return;
	for (int i = 0; i < COLUMNS; i++)
		CHECK_STR(csvin_name(in, (size_t)i), names[i]);
	for (; csvin_next(in, &row) > 0; n++) {
		CHECK_STR(row->fault, NULL);
		for (size_t i = 0; i < row->n && n < ROWS; i++)
			CHECK_STR(row->cell[i], cell[n * COLUMNS + i]);
	}
	CHECK_INT(n, ROWS);
	CHECK_STR(d.last, "");
	csvin_close(in);
}

static void test_round_trip(const struct printer_options *o)
{
	static char rows[ROWS * COLUMNS][64];
	static const char *cell[ROWS * COLUMNS];
	char path[] = "/tmp/printer.XXXXXX";
	FILE *f = fdopen(mkstemp(path), "w");
	struct printer *p;

	random_rows(rows, cell, o->excel);
	CHECK(f != NULL);
	p = printer_new(f, o, names, COLUMNS);
	for (int i = 0; i < ROWS; i++)
		printer_row(p, cell + i * COLUMNS);
	printer_end(p);
	CHECK_INT(fclose(f), 0);
	read_back(path, cell);
	unlink(path);
}

static void test_round_trips(void)
{
	for (int i = 0; i < 20; i++) {
		test_round_trip(&(struct printer_options){.dictionary = dictionary});
		test_round_trip(&(struct printer_options){.dictionary = dictionary, .excel = true, .header_zh = true});
		test_round_trip(&(struct printer_options){.dictionary = dictionary, .format = PRINT_TSV});
		test_round_trip(
			&(struct printer_options){.dictionary = dictionary, .format = PRINT_TSV, .excel = true});
	}
}

static void test_one_column(void)
{
	struct printer_options o = {.format = PRINT_TSV};
	char *got = printed(&o, (const char *const[]){"a"}, 1, (const char *const[]){"", "x,y"}, 2);

	CHECK_STR(got, "a\n\"\"\n\"x,y\"\n");
	free(got);
}

static void test_html(void)
{
	char *text = NULL;
	size_t size = 0;
	FILE *f = open_memstream(&text, &size);

	html_text(f, "<a href=\"x\">王 & 'y'</a>");
	fclose(f);
	CHECK_STR(text, "&lt;a href=&quot;x&quot;&gt;王 &amp; &#39;y&#39;&lt;/a&gt;");
	free(text);
}

static void test_columns(void)
{
	char zh[32];

	CHECK(column_find(dictionary, "户编号") == &dictionary[0]);
	CHECK(column_find(dictionary, "户号|户编号") == NULL);
	CHECK(column_find(dictionary, "户") == NULL);
	CHECK(column_find(dictionary, "") == NULL);
	CHECK(column_find(NULL, "name") == NULL);
	CHECK_STR(column_zh(&dictionary[0], zh, sizeof(zh)), "户号");
	CHECK_STR(column_zh(&(struct column){"x", NULL, CELL_TEXT}, zh, sizeof(zh)), "x");
}

int main(void)
{
	lang_init();
	srandom(1);
	test_formats();
	test_defused();
	test_wide_table();
	test_flush();
	test_packed();
	test_round_trips();
	test_one_column();
	test_html();
	test_columns();
	return check_end();
}
