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

void telling_about(struct telling *t, const char *table, const char *fmt, ...)
{
	va_list ap;
	char *key;

	va_start(ap, fmt);
	key = xvasprintf(fmt, ap);
	va_end(ap);
	buf_clear(&t->key);
	buf_puts(&t->key, key);
	free(key);
	t->headed = false;
	if (t->run->request->form == CARD_TEXT && (!t->table || strcmp(t->table, table) != 0))
		fprintf(t->run->job->out, "\n%s\n", section(table));
	t->table = table;
}

static void print_label(FILE *f, const char *column)
{
	const struct column *c = strcmp(lang_get(), "zh") == 0 ? column_find(columns, column) : NULL;

	if (c)
		fprintf(f, "%.*s", (int)strcspn(c->zh, "|"), c->zh);
	else
		fputs(column, f);
}

void telling_fact(struct telling *t, const char *column, const char *value)
{
	FILE *f = t->run->job->out;

	if (!*value)
		return;
	if (t->run->request->form == CARD_ROWS) {
		printer_row(t->run->rows,
			    (const char *[]){t->h->book->code, t->h->code, t->table, buf_str(&t->key), column, value});
		return;
	}
	if (!t->headed)
		fprintf(f, "  %s\n", buf_str(&t->key));
	t->headed = true;
	fputs("    ", f);
	print_label(f, column);
	fprintf(f, ": %s\n", value);
}

void telling_amount(struct telling *t, const char *column, int64_t v)
{
	char text[DEC_SIZE];

	if (v != BLANK)
		telling_fact(t, column, dec_format(v, text));
}

void telling_entry(struct telling *t, const char *column, int64_t seq)
{
	char address[ADDRESS_SIZE];

	if (seq)
		telling_fact(t, column, address_format(t->h->book->code, seq, address));
}
