/* Whose figures the rows of an issued sheet show, and what they release: decided once, for issuing and for pts-check.
 */
#include <string.h>

#include "job/notice/notice.h"

/* A cell of a row, or what stands in the head for all of them. */
static const char *about_cell(const struct sheet *s, size_t row, const char *name)
{
	for (size_t c = 0; c < s->ncolumns; c++)
		if (strcmp(s->columns[c].name, name) == 0)
			return s->cells[row * s->ncolumns + c];
	for (size_t i = 0; i < s->nhead; i++)
		if (strcmp(s->head[i].name, name) == 0)
			return s->head[i].cell;
	return "";
}

static int64_t about_entry(const struct book *book, const struct sheet *s, size_t row)
{
	const char *address = about_cell(s, row, s->kind == SHEET_OUTCOMES ? "correction" : "entry");
	char code[NOTICE_NUMBER_SIZE];
	int64_t seq = 0;

	if (!*address || !address_parse(address, code, sizeof code, &seq))
		return 0;
	return strcmp(code, book->code) == 0 ? seq : 0;
}

/* The household of an entry, which outcomes do not show. */
static int about_household(struct ledger *l, const struct book *book, int64_t seq, struct household **out)
{
	struct entry_store store = {.n = 0};
	struct entry e;
	int rc = journal_get(l, book->id, seq, &e, &store);

	*out = NULL;
	if (rc == 0 && *e.household)
		rc = roster_household(l, book, e.household, out);
	entry_store_free(&store);
	return rc;
}

int notice_about(struct ledger *l, const struct book *book, const struct sheet *s, size_t row, struct notice_row *out)
{
	const char *code = about_cell(s, row, "household");
	struct household *h = NULL;
	int rc = 0;

	out->household = out->entry = 0;
	if (strcmp(s->book, book->code) != 0)
		return 0;
	out->entry = about_entry(book, s, row);
	if (s->kind == SHEET_OUTCOMES && out->entry)
		rc = about_household(l, book, out->entry, &h);
	else if (s->kind != SHEET_DEDUCTIONS && *code)
		rc = roster_household(l, book, code, &h);
	if (h)
		out->household = h->id;
	return rc;
}

bool notice_releases_row(const struct notice *n, const struct notice_row *row, struct notice_release *out)
{
	*out = (struct notice_release){.seq = n->seq};
	memcpy(out->until, n->until, sizeof out->until);
	if (row->household == 0)
		return false;
	if (strcmp(n->kind, sheet_kind_name(SHEET_OUTCOMES)) == 0) {
		out->entry = row->entry;
		return out->entry != 0;
	}
	memcpy(out->first, n->first, sizeof out->first);
	memcpy(out->last, n->last, sizeof out->last);
	return strcmp(n->kind, sheet_kind_name(SHEET_SCORES)) == 0;
}
