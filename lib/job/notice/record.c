#include "job/notice/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/lang.h"
#include "base/mem.h"

/* What every record begins with; another layout would be another number. */
static const char mark[] = "pts-notice";
static const char layout[] = "1";

enum { LINE_CELLS = 256 };

/* Where lines are gathered. */
struct writer {
	char **lines;
	size_t n;
};

static void record_add_line(struct writer *w, const char *const *cells, size_t n)
{
	w->lines = xrealloc(w->lines, w->n + 1, sizeof *w->lines);
	w->lines[w->n++] = csv_line(cells, n);
}

#define LINE(W, ...)                                                                                                   \
	record_add_line(W, (const char *const[]){__VA_ARGS__},                                                         \
			sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static const char *const cell_kinds[] = {[CELL_TEXT] = "text",
					 [CELL_CODE] = "code",
					 [CELL_DATE] = "date",
					 [CELL_AMOUNT] = "amount",
					 [CELL_COUNT] = "count"};

static void write_notice(struct writer *w, const struct notice *n, const char *term)
{
	LINE(w, mark, layout);
	LINE(w, "number", n->number);
	LINE(w, "kind", n->kind);
	LINE(w, "period", n->period, n->first, n->last);
	LINE(w, "issued", n->issued);
	LINE(w, "until", n->until, term);
	LINE(w, "corrects", n->corrects);
	LINE(w, "stream", n->stream);
}

static void write_sheet(struct writer *w, const struct sheet *s)
{
	LINE(w, "book", s->book);
	LINE(w, "shown", s->period);
	LINE(w, "language", s->texts.zh ? "zh" : "en");
	LINE(w, "mask", s->texts.mask);
	LINE(w, "split", s->split);
	LINE(w, "title", s->title);
	for (int i = 0; i < SHEET_TEXTS; i++)
		LINE(w, "text", sheet_text_key((enum sheet_text)i), s->texts.text[i]);
	for (size_t i = 0; i < s->nhead; i++)
		LINE(w, "head", s->head[i].name, s->head[i].cell, s->head[i].label, s->head[i].value);
	for (size_t i = 0; i < s->ncolumns; i++) {
		const struct sheet_column *c = &s->columns[i];
		LINE(w, "column", c->name, c->label, cell_kinds[c->kind], c->summed ? "sum" : "");
	}
}

void notice_text_make(struct notice_text *t, const struct sheet *s, const struct notice *n, const char *term)
{
	const char **cells = xcalloc(s->ncolumns + 1, sizeof *cells);
	struct writer lines = {0}, rows = {0};

	write_notice(&lines, n, term);
	write_sheet(&lines, s);
	cells[0] = "row";
	for (size_t i = 0; i < s->nrows; i++) {
		for (size_t c = 0; c < s->ncolumns; c++)
			cells[c + 1] = s->cells[i * s->ncolumns + c];
		record_add_line(&rows, cells, s->ncolumns + 1);
	}
	free(cells);
	*t = (struct notice_text){lines.lines, lines.n, rows.lines, rows.n};
}

void notice_text_digest(const struct notice_text *t, char hex[static HASH_SIZE])
{
	struct hasher *h = hasher_new();

	for (size_t i = 0; i < t->nlines + t->nrows; i++) {
		const char *line = i < t->nlines ? t->lines[i] : t->rows[i - t->nlines];
		hasher_add(h, line, strlen(line));
		hasher_add(h, "\n", 1);
	}
	hasher_end(h, hex);
}

void notice_text_free(struct notice_text *t)
{
	for (size_t i = 0; i < t->nlines; i++)
		free(t->lines[i]);
	for (size_t i = 0; i < t->nrows; i++)
		free(t->rows[i]);
	free(t->lines);
	free(t->rows);
	*t = (struct notice_text){0};
}

/* A record while it is read. */
struct record_reading {
	struct sheet *s;
	struct notice *n;
	char *cell[LINE_CELLS]; /* of the present line; point into it */
	size_t ncells;
};

/* The text of a quoted cell at `p`, in place; returns what follows the closing quote, or NULL. */
static char *unquote(char *p)
{
	char *to = p++;

	for (; *p && (*p != '"' || p[1] == '"'); p++) {
		p += *p == '"';
		*to++ = *p;
	}
	if (*p++ != '"')
		return NULL;
	*to = '\0';
	return p;
}

/* Cuts the next line of *rest into its cells, in place, and moves *rest behind it; false when it is no CSV. */
static bool split_line(struct record_reading *r, char **rest)
{
	char *p = *rest, *from, end = ',';

	for (r->ncells = 0; end == ','; p++) {
		if (r->ncells == LINE_CELLS)
			return false;
		from = p;
		p = *p == '"' ? unquote(p) : p + strcspn(p, ",\n");
		if (!p || (*p && *p != ',' && *p != '\n'))
			return false;
		r->cell[r->ncells++] = from;
		end = *p;
		*p = '\0';
		*rest = end ? p + 1 : p;
	}
	return true;
}

static const char *record_cell(const struct record_reading *r, size_t i)
{
	return i < r->ncells ? r->cell[i] : "";
}

static void record_replace(char **text, const char *by)
{
	free(*text);
	*text = xstrdup(by);
}

#define COPY(TO, FROM) snprintf(TO, sizeof(TO), "%s", FROM)

/* A line about the notice; false when it is none. */
static bool read_notice_line(struct record_reading *r)
{
	const char *word = record_cell(r, 0);
	struct sheet_proof *p = &r->s->proof;

	if (strcmp(word, "number") == 0) {
		COPY(r->n->number, record_cell(r, 1));
		record_replace(&p->number, record_cell(r, 1));
	} else if (strcmp(word, "kind") == 0) {
		COPY(r->n->kind, record_cell(r, 1));
		if (!sheet_kind_parse(record_cell(r, 1), &r->s->kind))
			return false;
	} else if (strcmp(word, "period") == 0) {
		COPY(r->n->period, record_cell(r, 1));
		COPY(r->n->first, record_cell(r, 2));
		COPY(r->n->last, record_cell(r, 3));
	} else if (strcmp(word, "issued") == 0) {
		COPY(r->n->issued, record_cell(r, 1));
		record_replace(&p->issued, record_cell(r, 1));
	} else if (strcmp(word, "until") == 0) {
		COPY(r->n->until, record_cell(r, 1));
		record_replace(&p->until, record_cell(r, 1));
		record_replace(&p->term, record_cell(r, 2));
	} else if (strcmp(word, "corrects") == 0) {
		COPY(r->n->corrects, record_cell(r, 1));
		record_replace(&p->corrects, record_cell(r, 1));
	} else if (strcmp(word, "stream") == 0) {
		COPY(r->n->stream, record_cell(r, 1));
	} else {
		return false;
	}
	return true;
}

static bool read_column(struct record_reading *r)
{
	struct sheet *s = r->s;
	int kind = -1;

	for (int i = CELL_TEXT; i <= CELL_COUNT; i++)
		if (strcmp(cell_kinds[i], record_cell(r, 3)) == 0)
			kind = i;
	if (kind < 0 || s->nrows > 0)
		return false;
	s->columns = xrealloc(s->columns, s->ncolumns + 1, sizeof *s->columns);
	s->columns[s->ncolumns++] = (struct sheet_column){.name = xstrdup(record_cell(r, 1)),
							  .label = xstrdup(record_cell(r, 2)),
							  .kind = (enum cell_kind)kind,
							  .summed = strcmp(record_cell(r, 4), "sum") == 0};
	return true;
}

static bool read_row(struct record_reading *r)
{
	struct sheet *s = r->s;

	if (r->ncells != s->ncolumns + 1)
		return false;
	if (s->ncolumns)
		s->cells = xrealloc(s->cells, (s->nrows + 1) * s->ncolumns, sizeof *s->cells);
	for (size_t c = 0; c < s->ncolumns; c++)
		s->cells[s->nrows * s->ncolumns + c] = xstrdup(record_cell(r, c + 1));
	s->nrows++;
	return true;
}

static bool read_sheet_line(struct record_reading *r)
{
	const char *word = record_cell(r, 0);
	struct sheet *s = r->s;

	if (strcmp(word, "book") == 0) {
		record_replace(&s->book, record_cell(r, 1));
	} else if (strcmp(word, "shown") == 0) {
		record_replace(&s->period, record_cell(r, 1));
	} else if (strcmp(word, "language") == 0) {
		s->texts.zh = strcmp(record_cell(r, 1), "zh") == 0;
	} else if (strcmp(word, "mask") == 0) {
		record_replace(&s->texts.mask, record_cell(r, 1));
	} else if (strcmp(word, "split") == 0) {
		if (*record_cell(r, 1))
			record_replace(&s->split, record_cell(r, 1));
	} else if (strcmp(word, "title") == 0) {
		record_replace(&s->title, record_cell(r, 1));
	} else if (strcmp(word, "text") == 0) {
		return sheet_texts_set(&s->texts, record_cell(r, 1), record_cell(r, 2));
	} else if (strcmp(word, "head") == 0) {
		s->head = xrealloc(s->head, s->nhead + 1, sizeof *s->head);
		s->head[s->nhead++] = (struct sheet_line){xstrdup(record_cell(r, 1)), xstrdup(record_cell(r, 2)),
							  xstrdup(record_cell(r, 3)), xstrdup(record_cell(r, 4))};
	} else if (strcmp(word, "column") == 0) {
		return read_column(r);
	} else {
		return strcmp(word, "row") == 0 && read_row(r);
	}
	return true;
}

static bool is_complete(const struct sheet *s)
{
	const struct sheet_proof *p = &s->proof;

	return p->number && p->issued && p->until && p->term && p->corrects && s->title && s->ncolumns > 0;
}

static bool read_lines(struct record_reading *r, char *text)
{
	bool ok = split_line(r, &text) && strcmp(record_cell(r, 0), mark) == 0 && strcmp(record_cell(r, 1), layout) == 0;

	while (ok && *text)
		ok = split_line(r, &text) && (read_notice_line(r) || read_sheet_line(r));
	return ok && is_complete(r->s);
}

int notice_text_read(const char *record, struct sheet *s, struct notice *n, struct diag *d)
{
	struct record_reading *r = xcalloc(1, sizeof *r);
	char *text = xstrdup(record);
	bool ok;

	*s = (struct sheet){.book = xstrdup(""), .period = xstrdup("")};
	sheet_texts_defaults(&s->texts, "zh");
	r->s = s;
	r->n = n;
	ok = read_lines(r, text) && sheet_add_up(s);
	n->rows = (int64_t)s->nrows;
	free(text);
	free(r);
	if (ok)
		return 0;
	sheet_free(s);
	return diag_error(d, EX_DATAERR, _("the record of a notice cannot be read"));
}

/* The digest that the entry names, and the hash of that entry. */
static int record_read_entry(struct ledger *l, const struct notice *n, char digest[static HASH_SIZE],
			     char hash[static HASH_SIZE])
{
	struct entry_store store = {.n = 0};
	struct entry e;
	const char *space;
	int rc = journal_get(l, n->book->id, n->seq, &e, &store);

	digest[0] = '\0';
	if (rc == 0) {
		space = strchr(e.ref, ' ');
		snprintf(digest, HASH_SIZE, "%s", e.kind == KIND_NOTICE && space ? space + 1 : "");
		memcpy(hash, e.hash, HASH_SIZE);
	}
	entry_store_free(&store);
	return rc;
}

/* The record, the digest and hash that its entry names, and whether it is the record of that digest. */
static int record_read(struct ledger *l, const struct notice *n, struct buf *record, char digest[static HASH_SIZE],
		       char hash[static HASH_SIZE], bool *same)
{
	char made[HASH_SIZE];
	int rc = record_read_entry(l, n, digest, hash);

	if (rc == 0)
		rc = notice_record(l, n, record);
	*same = rc == 0 && strcmp(hash_hex(buf_str(record), record->n, made), digest) == 0;
	return rc;
}

static int record_read_sheet(struct ledger *l, const struct notice *n, const struct buf *record, struct sheet *s)
{
	struct notice as_made = *n;
	int rc = notice_text_read(buf_str(record), s, &as_made, l->diag);

	if (rc) {
		sheet_free(s);
		*s = (struct sheet){0};
	}
	return rc;
}

int notice_stored_sheet(struct ledger *l, const struct notice *n, struct sheet *s, bool *sound)
{
	char digest[HASH_SIZE], hash[HASH_SIZE];
	struct buf record = {0};
	bool same;
	int rc = record_read(l, n, &record, digest, hash, &same);

	*s = (struct sheet){0};
	if (sound)
		*sound = same;
	if (rc == 0 && !sound && !same)
		rc = diag_error(
			l->diag, EX_DATAERR,
			_("the record of notice %s is not the one that its entry %s:%lld names; pts-check tells more"),
			n->number, n->book->code, (long long)n->seq);
	if (rc == 0) {
		rc = record_read_sheet(l, n, &record, s);
		if (sound && !same)
			rc = 0; /* one that was changed need not be readable */
	}
	if (rc == 0) {
		s->proof.digest = xstrdup(digest);
		s->proof.entry = xstrdup(hash);
	}
	buf_free(&record);
	return rc;
}
