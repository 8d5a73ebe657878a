/* Charts: what is drawn where, and that nothing is drawn outside or over another text. */
#include "paper/chart.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "check.h"

enum { MOST = 400, WIDTH = 720 };

/* A drawing as text, from one of the functions. */
struct drawing {
	char *text;
	size_t size;
	FILE *f;
};

static struct drawing *begin(struct drawing *d)
{
	*d = (struct drawing){NULL, 0, NULL};
	d->f = open_memstream(&d->text, &d->size);
	return d;
}

static size_t count(const char *text, const char *what)
{
	size_t n = 0;

	for (const char *p = text; (p = strstr(p, what)) != NULL; p += strlen(what))
		n++;
	return n;
}

/* A text with the room it takes: 6 pixels a column; tests/witness measures it in a browser. */
struct box {
	int left, right, y;
	char words[200];
};

/* Reads the next <text> from *p. */
static bool next_text(const char **p, struct box *b)
{
	int x, wide;
	char anchor[8];

	*p = strstr(*p, "<text ");
	if (!*p || sscanf(*p, "<text x=\"%d\" y=\"%d\" text-anchor=\"%7[a-z]\" fill=\"%*[^\"]\">%199[^<]", &x, &b->y,
			  anchor, b->words) < 3)
		return false;
	++*p;
	wide = text_width(b->words) * 6;
	b->left = strcmp(anchor, "start") == 0 ? x : strcmp(anchor, "end") == 0 ? x - wide : x - wide / 2;
	b->right = b->left + wide;
	return true;
}

/* No text of one picture leaves it to the side or lies over another. */
static void check_texts(const char *svg)
{
	struct box boxes[MOST];
	size_t n = 0;

	for (const char *p = svg, *end = strstr(svg, "</svg>"); n < MOST && next_text(&p, &boxes[n]) && p < end; n++) {
		const struct box *b = &boxes[n];
		CHECK(b->left >= 0 && b->right <= WIDTH);
		for (size_t i = 0; i < n; i++)
			CHECK(abs(boxes[i].y - b->y) >= 12 || boxes[i].right <= b->left || b->right <= boxes[i].left);
	}
}

static void check_all(const char *text)
{
	for (const char *p = text; (p = strstr(p, "<svg ")) != NULL; p++)
		check_texts(p);
}

static void end(struct drawing *d)
{
	fclose(d->f);
	check_all(d->text);
}

static void bars(void)
{
	static const char *const labels[] = {"村民自治", "a <b> & \"c\"",
					     "一个名字长得写不下的行政村村民委员会第九村民小组", ""};
	static const struct chart_value values[] = {{1000, "10"}, {250, "2.50"}, {0, "0"}, {-300, "-3"}};
	struct drawing d;

	chart_bars(begin(&d)->f, "加分 <1>", labels, values, 4);
	end(&d);
	CHECK(strstr(d.text, "aria-label=\"加分 &lt;1&gt;\"") != NULL);
	CHECK(strstr(d.text, "a &lt;b&gt; &amp; &quot;c&quot;") != NULL);
	CHECK(strstr(d.text, "一个名字") != NULL && strstr(d.text, "…") != NULL && strstr(d.text, "村民小组<") != NULL);
	CHECK_INT(count(d.text, "<rect "), 4);
	/* A quarter of the longest is a quarter as long; what is negative has no length. */
	int longest = 0, quarter = 0;
	const char *p = strstr(d.text, "<rect ");
	CHECK_INT(sscanf(strstr(p, "width=\""), "width=\"%d\"", &longest), 1);
	p = strstr(p + 1, "<rect ");
	CHECK_INT(sscanf(strstr(p, "width=\""), "width=\"%d\"", &quarter), 1);
	CHECK_INT(quarter, longest / 4);
	CHECK_INT(count(d.text, "width=\"0\""), 2);
	free(d.text);
}

static void many_bars(void)
{
	const char *labels[MOST];
	struct chart_value values[MOST];
	struct drawing d;

	for (size_t i = 0; i < 107; i++) {
		labels[i] = "通甸镇德胜社区居民委员会";
		values[i] = (struct chart_value){INT64_MAX - (int64_t)i, "92233720368547758.07"};
	}
	chart_bars(begin(&d)->f, "x", labels, values, 107);
	end(&d);
	CHECK_INT(count(d.text, "<svg "), 3);
	CHECK_INT(count(d.text, "<rect "), 107);
	free(d.text);
	chart_bars(begin(&d)->f, "x", labels, values, 0);
	end(&d);
	CHECK_STR(d.text ? d.text : "", "");
	free(d.text);
}

/* However many points, the texts that are written do not touch; the first is always there. */
static void lines(void)
{
	static const size_t numbers[] = {1, 2, 3, 12, 13, 24, 60, 120};
	char names[MOST][16], figures[MOST][24];
	const char *labels[MOST];
	struct chart_value values[MOST];
	struct drawing d;

	for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
		for (int wide = 0; wide < 2; wide++) {
			for (size_t i = 0; i < numbers[k]; i++) {
				snprintf(names[i], sizeof names[i], "%d-%02d", 2020 + (int)i / 12, (int)i % 12 + 1);
				snprintf(figures[i], sizeof figures[i], wide ? "1234567.%02d" : "%d", (int)i % 100);
				labels[i] = names[i];
				values[i] = (struct chart_value){(int64_t)(i * 7 % 5), figures[i]};
			}
			chart_line(begin(&d)->f, "x", labels, values, numbers[k]);
			end(&d);
			CHECK_INT(count(d.text, "<circle "), numbers[k]);
			CHECK(strstr(d.text, ">2020-01</text>") != NULL);
			if (numbers[k] == 12 && !wide)
				CHECK_INT(count(d.text, "<text "), 24);
			free(d.text);
		}
}

static void maps(void)
{
	enum { ROWS = 40, COLUMNS = 9 };
	static const char *const columns[COLUMNS] = {"环境", "民族团结进步示范创建", "C", "D", "E", "F", "G", "H", "I"};
	const char *rows[ROWS];
	struct chart_value cells[ROWS * COLUMNS];
	struct drawing d;

	for (size_t i = 0; i < ROWS; i++)
		rows[i] = "红河村";
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		cells[i] = (struct chart_value){(int64_t)i, "1234567890.55"};
	chart_map(begin(&d)->f, "x", rows, ROWS, columns, COLUMNS, cells);
	end(&d);
	CHECK_INT(count(d.text, "<rect "), ROWS * COLUMNS);
	CHECK(count(d.text, "<svg ") == 4); /* two of rows, two of columns */
	/* The darkest cell and the lightest. */
	CHECK(strstr(d.text, "fill=\"rgb(255,255,255)\"") != NULL &&
	      strstr(d.text, "fill=\"rgb(110,140,180)\"") != NULL);
	free(d.text);
	chart_map(begin(&d)->f, "x", rows, 0, columns, COLUMNS, cells);
	end(&d);
	CHECK_STR(d.text ? d.text : "", "");
	free(d.text);
}

int main(void)
{
	bars();
	many_bars();
	lines();
	maps();
	return check_end();
}
