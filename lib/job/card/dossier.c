#include "job/card/dossier.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "job/intake/columns.h"

static const char *section(const char *table)
{
	static const struct {
		const char *table, *title;
	} titles[] = {
		{"households", N_("Household")},
		{"members", N_("Members")},
		{"accounts", N_("Account")},
		{"lots", N_("What is left of entries")},
		{"journal", N_("Entries")},
		{"redemptions", N_("Redemptions")},
		{"coupons", N_("Coupons")},
		{"reservations", N_("Reservations")},
		{"claims", N_("Claims")},
		{"disputes", N_("Disputes")},
		{"notices", N_("Notices that show it")},
		{"grades", N_("Grades")},
		{"honors", N_("Honours")},
	};

	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
		if (strcmp(titles[i].table, table) == 0)
			return _(titles[i].title);
	bug("table `%s` has no title on a card", table);
}

void dossier_row(struct dossier *x, const char *table, const char *fmt, ...)
{
	va_list ap;
	char *key;

	va_start(ap, fmt);
	key = xvasprintf(fmt, ap);
	va_end(ap);
	buf_clear(&x->key);
	buf_puts(&x->key, key);
	free(key);
	x->headed = false;
	if (x->run->request->form == CARD_TEXT && (!x->table || strcmp(x->table, table) != 0))
		fprintf(x->run->job->out, "\n%s\n", section(table));
	x->table = table;
}

static void print_label(FILE *f, const char *column)
{
	const struct column *c = strcmp(lang_get(), "zh") == 0 ? column_find(columns, column) : NULL;

	if (c)
		fprintf(f, "%.*s", (int)strcspn(c->zh, "|"), c->zh);
	else
		fputs(column, f);
}

void dossier_text(struct dossier *x, const char *column, const char *value)
{
	FILE *f = x->run->job->out;

	if (!*value)
		return;
	if (x->run->request->form == CARD_ROWS) {
		printer_row(x->run->rows,
			    (const char *[]){x->h->book->code, x->h->code, x->table, buf_str(&x->key), column, value});
		return;
	}
	if (!x->headed)
		fprintf(f, "  %s\n", buf_str(&x->key));
	x->headed = true;
	fputs("    ", f);
	print_label(f, column);
	fprintf(f, ": %s\n", value);
}

void dossier_amount(struct dossier *x, const char *column, int64_t v)
{
	char text[DEC_SIZE];

	if (v != BLANK)
		dossier_text(x, column, dec_format(v, text));
}

void dossier_entry(struct dossier *x, const char *column, int64_t seq)
{
	char address[ADDRESS_SIZE];

	if (seq)
		dossier_text(x, column, address_format(x->h->book->code, seq, address));
}
