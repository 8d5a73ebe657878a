#include "stream/heading.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "stream/cell.h"

static const struct column *lookup(const struct column *dictionary, const char *name)
{
	char *folded = text_fold(xstrdup(name));
	const struct column *c = column_find(dictionary, folded);

	free(folded);
	return c ? c : column_find(dictionary, name);
}

/* Names the next column by its cell. */
static void add_name(struct heading *h, const struct rawcell *cell, bool bom, const struct column *dictionary,
		     enum text_fault *fault)
{
	char *owned;
	const char *name = cell_clean(cell->s, cell->n, bom, &owned, fault);
	const struct column *c = name ? lookup(dictionary, name) : NULL;

	h->raw[h->n] = xstrdup(name ? name : "");
	h->name[h->n++] = xstrdup(c ? c->name : name ? name : "");
	free(owned);
}

static int check_name(const struct heading *h, size_t i, struct diag *d)
{
	if (!*h->name[i])
		return heading_find(h, HEADING_ERROR) >= 0
			       ? 0
			       : diag_error(d, EX_DATAERR, _("column %zu has no name: each column needs one in the header"), i + 1);
	for (size_t j = 0; j < i; j++)
		if (strcmp(h->name[j], h->name[i]) == 0)
			return diag_error(d, EX_DATAERR,
					  _("two columns are %s: %s (column %zu) and %s (column %zu); leave one"), h->name[i],
					  h->raw[j], j + 1, h->raw[i], i + 1);
	return 0;
}

int heading_read(struct heading *h, const struct rawrow *r, bool bom, const struct column *dictionary, struct diag *d)
{
	size_t n = heading_width(r);
	enum text_fault fault = TEXT_OK;
	int rc = 0;

	*h = (struct heading){.line = r->line, .name = xcalloc(n, sizeof *h->name), .raw = xcalloc(n, sizeof *h->raw)};
	for (size_t i = 0; i < n && rc == 0; i++) {
		add_name(h, &r->cell[i], bom, dictionary, &fault);
		if (fault)
			rc = diag_error(d, EX_DATAERR, _("the name of column %zu: %s"), i + 1, text_fault_message(fault));
	}
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = check_name(h, i, d);
	return rc;
}

int heading_find(const struct heading *h, const char *name)
{
	for (size_t i = 0; i < h->n; i++)
		if (strcmp(h->name[i], name) == 0)
			return (int)i;
	return -1;
}

void heading_free(struct heading *h)
{
	for (size_t i = 0; i < h->n; i++) {
		free(h->name[i]);
		free(h->raw[i]);
	}
	free(h->name);
	free(h->raw);
	*h = (struct heading){0};
}

static bool is_blank(const struct rawcell *cell)
{
	return strspn(cell->s, " \t\r\n") == cell->n;
}

size_t heading_width(const struct rawrow *r)
{
	size_t n = r->n;

	while (n && is_blank(&r->cell[n - 1]))
		n--;
	return n;
}

/* Longer words than any name share a bit. */
static uint64_t length_bit(size_t n)
{
	return UINT64_C(1) << (n < 63 ? n : 63);
}

static void add_spelling(struct spellings *s, const char *word, size_t len, const char *name)
{
	bool added;
	int64_t *at = map_put(&s->at, word, len, (int64_t)s->at.n, &added);

	if (!added)
		return;
	s->lengths[(unsigned char)*word] |= length_bit(len);
	s->name = xrealloc(s->name, s->at.n, sizeof *s->name);
	s->name[*at] = name;
}

void spellings_take(struct spellings *s, const struct column *dictionary, const struct heading *own)
{
	/* what --excel puts before a name, blanks, invisible characters and full-width letters */
	for (const char *c = "='\xc2\xe2\xe3\xef"; *c; c++)
		s->lengths[(unsigned char)*c] = UINT64_MAX;
	for (size_t i = 0; i < own->n; i++)
		add_spelling(s, own->name[i], strlen(own->name[i]), own->name[i]);
	for (const struct column *c = dictionary; c && c->name; c++) {
		add_spelling(s, c->name, strlen(c->name), c->name);
		for (const char *word = c->zh; word && *word; word += strspn(word, "|")) {
			size_t n = strcspn(word, "|");

			add_spelling(s, word, n, c->name);
			word += n;
		}
	}
}

void spellings_free(struct spellings *s)
{
	map_free(&s->at);
	free(s->name);
	*s = (struct spellings){0};
}

static const char *find_spelling(const struct spellings *s, const char *word)
{
	const int64_t *at = map_get(&s->at, word, strlen(word));

	return at ? s->name[*at] : NULL;
}

/* The column that a cell names, "" for a blank cell, NULL when it names none. */
static const char *column_of(const struct spellings *s, const struct rawcell *cell, bool bom)
{
	enum text_fault fault;
	char *owned, *folded;
	const char *text = cell_clean(cell->s, cell->n, bom, &owned, &fault), *name = NULL;

	if (text && !*text)
		name = "";
	else if (text)
		name = find_spelling(s, text);
	if (text && !name && strstr(text, "\xef\xbc")) { /* a full-width form */
		folded = text_fold(xstrdup(text));
		name = find_spelling(s, folded);
		free(folded);
	}
	free(owned);
	return name;
}

/* Whether the name stands among the first n. */
static bool has_name(const char *const *names, size_t n, const char *name)
{
	while (n && strcmp(names[n - 1], name) != 0)
		n--;
	return n > 0;
}

/* The columns that the cells name, "" for blank ones; false when a cell names none or a column comes twice. */
static bool name_cells(const struct spellings *s, const struct rawrow *r, size_t n, bool bom, const char **names)
{
	for (size_t i = 0; i < n; i++) {
		names[i] = column_of(s, &r->cell[i], bom);
		if (!names[i] || (*names[i] && has_name(names, i, names[i])))
			return false;
	}
	return true;
}

static enum heading_kind kind_of(const struct heading *own, const char *const *names, size_t n)
{
	size_t blank = 0, of_own = 0;

	for (size_t i = 0; i < n; i++) {
		blank += !*names[i];
		of_own += *names[i] && heading_find(own, names[i]) >= 0;
	}
	if (blank && !has_name(names, n, HEADING_ERROR))
		return HEADING_NONE;
	if (of_own == n && n == own->n)
		return HEADING_SAME;
	return n - blank > 1 ? HEADING_OTHER : HEADING_NONE;
}

enum heading_kind heading_kind(const struct heading *own, const struct spellings *s, const struct rawrow *r, bool bom)
{
	enum heading_kind kind = HEADING_NONE;
	const char **names;
	size_t n;

	if (!(s->lengths[(unsigned char)*r->cell[0].s] & length_bit(r->cell[0].n)) || !column_of(s, &r->cell[0], bom))
		return HEADING_NONE; /* as nearly all rows */
	n = heading_width(r);
	names = xcalloc(n, sizeof *names);
	if (name_cells(s, r, n, bom, names))
		kind = kind_of(own, names, n);
	free(names);
	return kind;
}
