#include "job/intake/document.h"

#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/text.h"
#include "domain/blank.h"
#include "domain/period.h"
#include "ledger/journal/ids.h"

int document_household(struct job *job, struct ledger *l, const char *book, const char *code, struct household **out)
{
	const struct book *b = NULL;
	const char *name = *book ? book : job->book;
	int rc = name ? book_find(l, name, &b) : 0;

	if (rc == 0 && !*code)
		rc = diag_error(l->diag, EX_DATAERR, _("no household: give its code"));
	return rc ? rc : roster_household(l, b, code, out);
}

int document_book(struct job *job, struct ledger *l, const char *name, const struct book **out)
{
	if (!*name)
		name = job->book ? job->book : "";
	if (!*name && l->nbooks == 1)
		name = l->books[0].code;
	if (!*name)
		return diag_error(l->diag, EX_DATAERR, _("no book: give it in the column book or with -b"));
	return book_find(l, name, out);
}

int document_date(struct ledger *l, const char *text, day_t *day, char date[static DATE_SIZE])
{
	char today[DATE_SIZE];

	*day = l->today;
	if (*text && !date_parse(text, day))
		return diag_error(l->diag, EX_DATAERR, _("`%s` is no day between 2000 and 2099: write it as 2025-07-16"), text);
	date_format(*day, date);
	if (*day > l->today)
		return diag_error(l->diag, EX_DATAERR, _("date %s is after today, %s"), date, date_format(l->today, today));
	return 0;
}

int document_month(struct ledger *l, int64_t book, day_t day, bool late, char month[static MONTH_SIZE])
{
	char closed[MONTH_SIZE];
	bool moved;
	int rc = journal_month(l, book, day, month, &moved);

	if (rc == 0 && moved && !late)
		rc = diag_error(l->diag, EX_REFUSED, _("%s of %s is closed: with --late this counts in %s"), month_of(day, closed),
				book_by_id(l, book)->code, month);
	return rc;
}

int document_pieces(struct ledger *l, const char *text, int64_t *out)
{
	*out = 100;
	if (!*text)
		return 0;
	if (!dec_parse(text, out) || *out <= 0 || *out % 100 != 0)
		return diag_error(l->diag, EX_DATAERR, _("quantity `%s` is no whole number of pieces above 0"), text);
	return 0;
}

static int check_bound(struct ledger *l, const struct book *book, const char *what, const char *setting, int64_t size)
{
	const char *most = setting_get(l, book->id, setting);
	char text[DEC_SIZE];
	int64_t limit;

	if (!dec_parse(most, &limit) || (size <= limit && size >= -limit))
		return 0;
	return diag_error(l->diag, EX_DATAERR, _("%s %s is more than the setting %s allows: %s"), what, dec_human(size, text), setting, most);
}

int document_bounds(struct ledger *l, const struct book *book, int64_t quantity, int64_t points)
{
	int rc = check_bound(l, book, "quantity", "max_quantity", quantity);

	return rc || points == BLANK ? rc : check_bound(l, book, "points", "max_points", points);
}

int document_id(struct ledger *l, const char *given, day_t day, const char *who, const char *how_much, struct map *ordinals, enum id_kind derived,
		enum id_kind as_given, struct document_id *out)
{
	int64_t *ordinal;

	out->kind = as_given;
	if (*given) {
		if (strlen(given) >= sizeof out->text || !text_is_code(given))
			return diag_error(l->diag, EX_DATAERR, _("id `%s` is no code: letters, digits, - and _ are safe"), given);
		memcpy(out->text, given, strlen(given) + 1);
		/* One that was made once and is handed in again is the same document. */
		if (id_parse(given, &out->key))
			out->kind = derived;
		else
			out->key = id_given(given);
		return 0;
	}
	if (!ordinals) {
		out->text[0] = 'e';
		random_hex(12, out->text + 1);
		memcpy(l->made_id, out->text, strlen(out->text) + 1);
		out->key = id_given(out->text);
		return 0;
	}
	out->kind = derived;
	out->key = id_derive(day, who, how_much);
	ordinal = map_put(ordinals, &out->key, sizeof out->key, 0, NULL);
	if (++*ordinal > ID_ORDINALS)
		return diag_error(l->diag, EX_DATAERR, _("more than %d equal rows in one file: give them ids"), ID_ORDINALS);
	out->key.b += *ordinal;
	id_format(out->key, out->text);
	return 0;
}

int document_known(struct ledger *l, int64_t book, struct document_id *id, struct entry *e, struct entry_store *store, bool *known)
{
	*known = false;
	for (;; id->key.b++) {
		int64_t seq;
		int rc = ids_find(l, book, id->kind, id->key, &seq);
		if (rc || seq == 0)
			return rc;
		rc = journal_get(l, book, seq, e, store);
		*known = rc == 0 && strcmp(e->id, id->text) == 0;
		if (*known)
			return 0;
		entry_store_free(store);
		if (rc)
			return rc;
	}
}
