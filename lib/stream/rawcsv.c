#include "stream/rawcsv.h"

#include <csv.h>
#include <endian.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "stream/encoding.h"

/* A state of libcsv, which shows it in its struct but does not name it in its header. */
enum { ROW_NOT_BEGUN = 0 };

static const uint64_t ONES = 0x0101010101010101u; /* a byte of 1 in each byte */

struct rawcsv {
	struct diag *d;
	struct decoder *dec;
	struct csv_parser parser;
	char *source;
	struct buf head; /* text up to the first line's end, read ahead to see its separator */
	const char *s;   /* text not yet parsed */
	size_t n;
	size_t line;       /* where s stands */
	size_t row_line;   /* where the row begins */
	size_t row_bytes;  /* what has been fed of it */
	size_t quote_line; /* where the open quoted cell begins */
	bool cr;           /* the last line ended in CR: a LF now belongs to it */
	bool row_done;
	bool ended;
	bool too_long; /* a cell passed the limit */
	bool plain;    /* as rawrow says */
	char separator;
	int status;
	struct rawcell *cell;
	size_t ncells;
	size_t room;
	size_t used;
	char text[LINE_LIMIT + 2]; /* the cells of the row, each with its NUL */
};

static int fail(struct rawcsv *raw, size_t line, const char *message)
{
	diag_at(raw->d, raw->source, line);
	raw->status = diag_error(raw->d, EX_DATAERR, "%s", message);
	return -1;
}

static void add_cell(struct rawcsv *raw, const char *s, size_t n)
{
	if (raw->ncells == raw->room) {
		raw->room = raw->room ? 2 * raw->room : 32;
		raw->cell = xrealloc(raw->cell, raw->room, sizeof(*raw->cell));
	}
	raw->cell[raw->ncells++] = (struct rawcell){s, n};
}

/* A cell is over. Its text costs at most the bytes fed for it, its separator's place taken by the NUL. */
static void on_cell(void *s, size_t n, void *ctx)
{
	struct rawcsv *raw = ctx;
	char *to = raw->text + raw->used;

	if (raw->used + n + 1 > sizeof(raw->text))
		bug("a row outgrew its buffer");
	raw->too_long |= n > CELL_LIMIT;
	if (n)
		memcpy(to, s, n);
	to[n] = '\0';
	add_cell(raw, to, n);
	raw->used += n + 1;
}

static void on_row(int c, void *ctx)
{
	struct rawcsv *raw = ctx;

	(void)c;
	raw->row_done = true;
}

/* Up to and with the next line end (LF, CR or CR LF), or all there is. */
static size_t piece(const char *s, size_t n)
{
	const char *lf = memchr(s, '\n', n);
	size_t end = lf ? (size_t)(lf - s) + 1 : n;
	const char *cr = memchr(s, '\r', end);

	if (cr && cr + 1 != lf)
		end = (size_t)(cr - s) + 1;
	return end;
}

/* One bit in each of eight bytes that are `c`: its highest. */
static uint64_t bytes_equal(uint64_t w, char c)
{
	uint64_t v = w ^ ONES * (unsigned char)c;

	return ~(((v & 0x7f * ONES) + 0x7f * ONES) | v | 0x7f * ONES);
}

/* Whether any of eight bytes is a quote or a control character. */
static bool has_special(uint64_t w)
{
	uint64_t quote = w ^ ONES * '"';

	return (((w - 0x20 * ONES) & ~w) | ((quote - ONES) & ~quote)) & 0x80 * ONES;
}

/* Whether any of eight bytes may be beyond printable ASCII. */
static bool has_odd(uint64_t w)
{
	return (w | ((w ^ 0x7f * ONES) - ONES)) & 0x80 * ONES;
}

/* What libcsv does to a cell without quotes: blanks at its ends go. */
static void end_cell(struct rawcsv *raw, size_t from, size_t to)
{
	while (from < to && raw->text[from] == ' ')
		from++;
	while (to > from && raw->text[to - 1] == ' ')
		to--;
	raw->text[to] = '\0';
	add_cell(raw, raw->text + from, to - from);
}

/* Cuts the n bytes in raw->text at the separators; false when there is something in them that libcsv must look at. */
static bool cut(struct rawcsv *raw, size_t n)
{
	size_t from = 0;
	uint64_t w, ends;

	raw->text[n] = raw->separator;
	memset(raw->text + n + 1, 'x', sizeof(w));
	raw->plain = true;
	raw->ncells = 0;
	for (size_t i = 0; i <= n; i += sizeof(w)) {
		memcpy(&w, raw->text + i, sizeof(w));
		w = le64toh(w);
		ends = bytes_equal(w, raw->separator);
		w |= ends >> 1; /* a TAB that separates is no control character */
		if (has_special(w))
			return false;
		raw->plain = raw->plain && !has_odd(w);
		for (; ends; ends &= ends - 1) {
			size_t to = i + (size_t)__builtin_ctzll(ends) / 8;

			end_cell(raw, from, to);
			from = to + 1;
		}
	}
	raw->row_done = raw->ncells > 1 || raw->cell[0].n > 0;
	return true;
}

/*
 * The short way for a whole line that is a whole row, as nearly all are: libcsv looks at every byte by itself, which is
 * most of the time that a filter takes. False, with nothing taken, when the line has to go through libcsv.
 */
static bool take_line(struct rawcsv *raw)
{
	const char *lf = raw->cr || raw->parser.pstate != ROW_NOT_BEGUN
				 ? NULL
				 : memchr(raw->s, '\n', raw->n < CELL_LIMIT ? raw->n : CELL_LIMIT);
	size_t n;

	if (!lf)
		return false;
	n = (size_t)(lf - raw->s);
	memcpy(raw->text, raw->s, n);
	if (!cut(raw, n && lf[-1] == '\r' ? n - 1 : n))
		return false;
	raw->row_line = raw->line++;
	raw->s += n + 1;
	raw->n -= n + 1;
	return true;
}

/* `line` is where the cell in question begins. */
static int broken(struct rawcsv *raw, size_t line)
{
	if (csv_error(&raw->parser) != CSV_EPARSE)
		bug("libcsv: %s", csv_strerror(csv_error(&raw->parser)));
	if (raw->parser.quoted)
		return fail(raw, line,
			    _("text after the closing quote of a cell: a quote inside a quoted cell is written twice"));
	return fail(raw, line,
		    _("a quote inside a cell without quotes: put the cell in quotes and write that quote twice"));
}

static int too_long(struct rawcsv *raw, bool open, size_t line)
{
	if (open)
		return fail(raw, line,
			    _("the quoted cell that begins here has no end within 4096 bytes: is its closing quote "
			      "missing?"));
	return fail(raw, line, _("a cell is longer than 4096 bytes: shorten it"));
}

static void count_line(struct rawcsv *raw, char last, size_t n)
{
	bool tail = raw->cr && n == 1 && last == '\n';

	raw->line += (last == '\n' || last == '\r') && !tail;
	raw->cr = last == '\r';
}

/* Gives libcsv one line, or what there is of it. */
static int feed(struct rawcsv *raw)
{
	size_t n = piece(raw->s, raw->n), cells, began;
	bool was_open = raw->parser.quoted, same;

	if (raw->parser.pstate == ROW_NOT_BEGUN) {
		raw->row_line = raw->line;
		raw->row_bytes = raw->ncells = raw->used = 0;
		raw->plain = false;
	}
	cells = raw->ncells;
	began = was_open ? raw->quote_line : raw->line;
	raw->row_bytes += n;
	if (raw->row_bytes > LINE_LIMIT)
		return fail(raw, raw->row_line, _("a line is longer than 64 KiB: is this a CSV file?"));
	same = csv_parse(&raw->parser, raw->s, n, on_cell, on_row, raw) == n;
	/* an open cell that has not ended since is still the one that began at quote_line */
	if (!was_open || raw->ncells > cells)
		raw->quote_line = raw->line;
	if (!same)
		return broken(raw, raw->quote_line);
	if (raw->too_long || raw->parser.entry_pos > CELL_LIMIT)
		return too_long(raw, raw->parser.quoted && !raw->too_long, raw->too_long ? began : raw->quote_line);
	count_line(raw, raw->s[n - 1], n);
	raw->s += n;
	raw->n -= n;
	return 0;
}

static int finish(struct rawcsv *raw)
{
	raw->ended = true;
	if (csv_fini(&raw->parser, on_cell, on_row, raw))
		return fail(raw, raw->quote_line,
			    _("the quoted cell that begins here is never closed: add its closing quote"));
	return 0;
}

static int refill(struct rawcsv *raw)
{
	int rc;

	diag_at(raw->d, raw->source, raw->line);
	rc = decoder_next(raw->dec, &raw->s, &raw->n);
	if (rc < 0)
		raw->status = decoder_status(raw->dec);
	return rc == 0 ? finish(raw) : rc;
}

int rawcsv_next(struct rawcsv *raw, struct rawrow *row)
{
	int rc = raw->status ? -1 : 0;

	raw->row_done = false;
	while (rc >= 0 && !raw->row_done && !raw->ended)
		if (!take_line(raw))
			rc = raw->n ? feed(raw) : refill(raw);
	if (rc < 0)
		return -1;
	*row = (struct rawrow){raw->row_line, raw->ncells, raw->cell, raw->plain};
	return raw->row_done;
}

static size_t count(const char *s, size_t n)
{
	size_t lines = 0;

	for (size_t i = 0; i < n; i++)
		lines += s[i] == '\r' || (s[i] == '\n' && !(i && s[i - 1] == '\r'));
	return lines;
}

/* Reads until the first line that is not blank is whole, or all is read. */
static int read_head(struct rawcsv *raw)
{
	struct buf *head = &raw->head;
	const char *s;
	size_t n, blank = 0;
	int rc;

	do {
		diag_at(raw->d, raw->source, 1 + count(buf_str(head), blank));
		rc = decoder_next(raw->dec, &s, &n);
		if (rc > 0)
			buf_add(head, s, n);
		blank = strspn(buf_str(head), " \t\r\n");
	} while (rc > 0 && head->n < LINE_LIMIT && !strpbrk(buf_str(head) + blank, "\r\n"));
	raw->s = buf_str(head);
	raw->n = head->n;
	return rc < 0 ? decoder_status(raw->dec) : 0;
}

static char separator(const struct rawcsv *raw)
{
	const char *line = buf_str(&raw->head);
	size_t n;

	line += strspn(line, "\r\n");
	n = strcspn(line, "\r\n");
	return memchr(line, '\t', n) && !memchr(line, ',', n) ? '\t' : ',';
}

static int start(struct rawcsv *raw, char sep)
{
	int status;

	if (csv_init(&raw->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL))
		bug("csv_init failed");
	csv_set_realloc_func(&raw->parser, mem_resize);
	csv_set_blk_size(&raw->parser, LINE_LIMIT);
	raw->line = raw->row_line = 1;
	status = read_head(raw);
	if (status)
		return status;
	if (decoder_empty(raw->dec)) {
		diag_at(raw->d, raw->source, 0);
		return diag_error(raw->d, EX_DATAERR, _("no input: did the program before fail?"));
	}
	raw->separator = sep ? sep : separator(raw);
	csv_set_delim(&raw->parser, (unsigned char)raw->separator);
	return 0;
}

static char *source_name(const char *path)
{
	if (strcmp(path, "-") == 0)
		return xstrdup("standard input"); /* goes into the journal: the same in every language */
	return text_file_name(path);
}

int rawcsv_open(struct rawcsv **out, const char *path, const struct csvin_options *o, struct diag *d)
{
	struct rawcsv *raw;
	struct decoder *dec;
	int status = decoder_open(&dec, path, o->encoding, d);

	*out = NULL;
	if (status)
		return status;
	raw = xcalloc(1, sizeof(*raw));
	raw->d = d;
	raw->dec = dec;
	raw->source = source_name(path);
	status = start(raw, o->separator);
	if (status)
		rawcsv_close(raw);
	else
		*out = raw;
	return status;
}

int rawcsv_status(const struct rawcsv *raw)
{
	return raw->status;
}

bool rawcsv_bom(const struct rawcsv *raw)
{
	return decoder_bom(raw->dec);
}

const char *rawcsv_source(const struct rawcsv *raw)
{
	return raw->source;
}

const char *rawcsv_encoding(const struct rawcsv *raw)
{
	return decoder_encoding(raw->dec);
}

void rawcsv_close(struct rawcsv *raw)
{
	if (!raw)
		return;
	if (raw->d->file == raw->source)
		diag_at(raw->d, NULL, 0);
	csv_free(&raw->parser);
	decoder_close(raw->dec);
	buf_free(&raw->head);
	free(raw->source);
	free(raw->cell);
	free(raw);
}
