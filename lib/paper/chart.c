#include "paper/chart.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "paper/html.h"

/* All in pixels of the drawing, which is scaled to the page; the font size is the page's rule for `.chart`. */
enum {
	WIDTH = 720,
	FONT = 12,
	ROW = 22,
	ROWS_MOST = 36, /* of one picture: it fits on a page of A4 */
	LABEL_MOST = 190,
	GAP = 8, /* between texts side by side */
	LINE_HEIGHT = 220,
	LINE_TOP = 34,
	LINE_SIDE = 48,
	LINE_BOTTOM = 30,
	MAP_HEAD = 40,
	MAP_ROW = 24,
	MAP_CELL_MOST = 120,
	MAP_NAME_MOST = 48 /* longer names of columns take a second line */
};

/* How wide a text is drawn: a Chinese character takes two columns, and so does a percent sign. */
static int drawn(const char *s)
{
	int columns = text_width(s);

	for (const char *p = s; *p; p++)
		columns += *p == '%';
	return columns * FONT * 11 / 20;
}

static void begin(FILE *f, const char *title, int height)
{
	fprintf(f, "<svg class=\"chart\" role=\"img\" viewBox=\"0 0 %d %d\" aria-label=\"", WIDTH, height);
	html_text(f, title);
	fputs("\">\n", f);
}

static void end(FILE *f)
{
	fputs("</svg>\n", f);
}

/* A text that starts (`anchor` start), centres (middle) or ends (end) at x. */
static void label(FILE *f, int x, int y, const char *anchor, const char *fill, const char *s)
{
	fprintf(f, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" fill=\"%s\">", x, y, anchor, fill);
	html_text(f, s);
	fputs("</text>\n", f);
}

/* Bytes of the character that begins at s. */
static size_t char_bytes(const char *s)
{
	size_t n = 1;

	while (((unsigned char)s[n] & 0xC0) == 0x80)
		n++;
	return n;
}

/* How many bytes of s fit into `room`. */
static size_t fitting(const char *s, int room)
{
	size_t n = 0;

	while (s[n]) {
		size_t longer = n + char_bytes(s + n);
		char *part = xasprintf("%.*s", (int)longer, s);
		bool fits = drawn(part) <= room;
		free(part);
		if (!fits)
			break;
		n = longer;
	}
	return n;
}

/* The end of s that fits into `room`. */
static const char *tail(const char *s, int room)
{
	while (*s && drawn(s) > room)
		s += char_bytes(s);
	return s;
}

/* s, or its beginning and its end with an ellipsis: names often differ at the end. Owned by the caller. */
static char *shortened(const char *s, int room)
{
	const char *end;
	int half = (room - FONT) / 2;

	if (drawn(s) <= room)
		return xstrdup(s);
	end = tail(s, half);
	return xasprintf("%.*s…%s", (int)fitting(s, half), s, end);
}

static int64_t highest(const struct chart_value *v, size_t n)
{
	int64_t most = 0;

	for (size_t i = 0; i < n; i++)
		if (v[i].value > most)
			most = v[i].value;
	return most;
}

/* `length` of the figure where the highest gets `full`. */
static int scaled(int64_t v, int64_t most, int full)
{
	return v <= 0 || most <= 0 ? 0 : (int)((__int128)v * full / most);
}

static int widest(const struct chart_value *v, size_t n)
{
	int room = 0;

	for (size_t i = 0; i < n; i++)
		if (drawn(v[i].text) > room)
			room = drawn(v[i].text);
	return room;
}

/* Room that the labels need. */
static int label_room(const char *const *labels, size_t n)
{
	int room = 30;

	for (size_t i = 0; i < n; i++)
		if (drawn(labels[i]) > room)
			room = drawn(labels[i]);
	return room < LABEL_MOST ? room : LABEL_MOST;
}

static void bar(FILE *f, int left, int y, int length, const char *name, const char *figure)
{
	char *fits = shortened(name, LABEL_MOST);

	label(f, left - 6, y + 15, "end", "#111", fits);
	fprintf(f, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#3b5b7a\"/>\n", left, y + 3, length,
		ROW - 6);
	label(f, left + length + 6, y + 15, "start", "#111", figure);
	free(fits);
}

/* The rows of the picture that begins with row `first`. */
static size_t rows_of(size_t first, size_t n)
{
	return n - first < ROWS_MOST ? n - first : ROWS_MOST;
}

void chart_bars(FILE *f, const char *title, const char *const *labels, const struct chart_value *values, size_t n)
{
	int left = label_room(labels, n) + 10, full = WIDTH - left - widest(values, n) - 2 * GAP;
	int64_t most = highest(values, n);

	for (size_t first = 0, rows; first < n; first += rows) {
		rows = rows_of(first, n);
		begin(f, title, (int)rows * ROW + 6);
		fprintf(f, "<path d=\"M%d 0V%d\" stroke=\"#111\"/>\n", left, (int)rows * ROW + 6);
		for (size_t i = first; i < first + rows; i++)
			bar(f, left, (int)(i - first) * ROW + 3, scaled(values[i].value, most, full), labels[i],
			    values[i].text);
		end(f);
	}
}

static int point_x(size_t i, size_t n)
{
	int full = WIDTH - 2 * LINE_SIDE;

	return n < 2 ? WIDTH / 2 : LINE_SIDE + (int)((int64_t)full * (int64_t)i / (int64_t)(n - 1));
}

/* Every how manieth point can be written at without touching the next. */
static size_t label_step(const char *const *labels, const struct chart_value *values, size_t n)
{
	int room = widest(values, n), least = label_room(labels, n);
	size_t step = 1;

	if (least > room)
		room = least;
	while (step < n && point_x(step, n) - point_x(0, n) < room + GAP)
		step++;
	return step;
}

static void line(FILE *f, const struct chart_value *values, size_t n, int64_t most, int base, int full)
{
	fprintf(f,
		"<path d=\"M%d %dH%d\" stroke=\"#111\"/>\n<path fill=\"none\" stroke=\"#3b5b7a\" stroke-width=\"2\" "
		"d=\"",
		LINE_SIDE / 2, base, WIDTH - LINE_SIDE / 2);
	for (size_t i = 0; i < n; i++)
		fprintf(f, "%c%d %d", i ? 'L' : 'M', point_x(i, n), base - scaled(values[i].value, most, full));
	fputs("\"/>\n", f);
}

void chart_line(FILE *f, const char *title, const char *const *labels, const struct chart_value *values, size_t n)
{
	int full = LINE_HEIGHT - LINE_TOP - LINE_BOTTOM, base = LINE_HEIGHT - LINE_BOTTOM;
	size_t step = label_step(labels, values, n);
	int64_t most = highest(values, n);

	begin(f, title, LINE_HEIGHT);
	line(f, values, n, most, base, full);
	for (size_t i = 0; i < n; i++)
		fprintf(f,
			"<circle cx=\"%d\" cy=\"%d\" r=\"3.5\" fill=\"#fff\" stroke=\"#111\" stroke-width=\"1.5\"/>\n",
			point_x(i, n), base - scaled(values[i].value, most, full));
	/* A white rim keeps the line out of the figures. */
	fputs("<g stroke=\"#fff\" stroke-width=\"4\" stroke-linejoin=\"round\" paint-order=\"stroke\">\n", f);
	for (size_t i = 0; i < n; i += step) {
		label(f, point_x(i, n), base - scaled(values[i].value, most, full) - 9, "middle", "#111",
		      values[i].text);
		label(f, point_x(i, n), base + 18, "middle", "#111", labels[i]);
	}
	fputs("</g>\n", f);
	end(f);
}

/* The name of a column in up to two lines. */
static void map_column(FILE *f, int x, int room, const char *name)
{
	size_t n = fitting(name, room);
	char *first = xasprintf("%.*s", (int)n, name), *second = shortened(name + n, room);

	label(f, x, *second ? 14 : 24, "middle", "#111", first);
	if (*second)
		label(f, x, 30, "middle", "#111", second);
	free(first);
	free(second);
}

/* From white to a blue on which black letters still stand out. */
static void map_cell(FILE *f, int x, int y, int width, const struct chart_value *v, int64_t most)
{
	int shade = scaled(v->value, most, 100);

	fprintf(f, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"rgb(%d,%d,%d)\" stroke=\"#767676\"/>\n",
		x, y, width, MAP_ROW, 255 - shade * 145 / 100, 255 - shade * 115 / 100, 255 - shade * 75 / 100);
	label(f, x + width / 2, y + 16, "middle", "#111", v->text);
}

/* What a map shows, and how wide. */
struct map_of {
	FILE *f;
	const char *title;
	const char *const *rows, *const *columns;
	size_t ncolumns;
	const struct chart_value *cells;
	int left, width;
	int64_t most;
};

/* A picture of nrows rows from `row` and ncolumns columns from `column`. */
static void map_part(const struct map_of *m, size_t row, size_t nrows, size_t column, size_t ncolumns)
{
	begin(m->f, m->title, MAP_HEAD + (int)nrows * MAP_ROW + 2);
	for (size_t c = 0; c < ncolumns; c++)
		map_column(m->f, m->left + (int)c * m->width + m->width / 2, m->width - GAP, m->columns[column + c]);
	for (size_t r = 0; r < nrows; r++) {
		int y = MAP_HEAD + (int)r * MAP_ROW;
		char *name = shortened(m->rows[row + r], LABEL_MOST);
		label(m->f, m->left - 6, y + 16, "end", "#111", name);
		free(name);
		for (size_t c = 0; c < ncolumns; c++)
			map_cell(m->f, m->left + (int)c * m->width, y, m->width,
				 &m->cells[(row + r) * m->ncolumns + column + c], m->most);
	}
	end(m->f);
}

void chart_map(FILE *f, const char *title, const char *const *rows, size_t nrows, const char *const *columns,
	       size_t ncolumns, const struct chart_value *cells)
{
	struct map_of m = {f,
			   title,
			   rows,
			   columns,
			   ncolumns,
			   cells,
			   label_room(rows, nrows) + 10,
			   0,
			   highest(cells, nrows * ncolumns)};
	int room = WIDTH - m.left - 2, least = widest(cells, nrows * ncolumns), named = label_room(columns, ncolumns);
	size_t most, parts, side;

	if (nrows == 0 || ncolumns == 0)
		return;
	if (named > MAP_NAME_MOST)
		named = MAP_NAME_MOST;
	least = (least > named ? least : named) + GAP;
	most = least < room ? (size_t)(room / least) : 1;
	parts = (ncolumns + most - 1) / most;
	side = (ncolumns + parts - 1) / parts;
	m.width = room / (int)side;
	if (m.width > MAP_CELL_MOST && least < MAP_CELL_MOST)
		m.width = MAP_CELL_MOST;
	for (size_t c = 0; c < ncolumns; c += side)
		for (size_t r = 0, n; r < nrows; r += n) {
			n = rows_of(r, nrows);
			map_part(&m, r, n, c, c + side < ncolumns ? side : ncolumns - c);
		}
}
