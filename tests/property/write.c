/* The place as the CSV files that a village would hand in. */
#include <errno.h>
#include <sys/stat.h>

#include "world.h"

static const char *const pers[] = {"", "day", "week", "month", "quarter", "half", "year", "ever"};
static const char *const roles[] = {"party", "grid", "resident"};
static const char *const villages[] = {"A", "B"};

static FILE *open_table(const char *dir, const char *name, const char *heading)
{
	char path[512];
	FILE *f;

	snprintf(path, sizeof path, "%.255s/%s", dir, name);
	f = fopen(path, "w");
	if (f)
		fprintf(f, "%s\n", heading);
	return f;
}

static bool done(FILE *f)
{
	return f && fclose(f) == 0;
}

/* Closes both, also when the first cannot be written. */
static bool both_done(FILE *a, FILE *b)
{
	bool ok = done(a);

	return done(b) && ok;
}

static void amount(FILE *f, int64_t v, const char *after)
{
	int64_t size = v < 0 ? -v : v;

	if (v != NONE)
		fprintf(f, "%s%lld.%02lld", v < 0 ? "-" : "", (long long)(size / 100), (long long)(size % 100));
	fputs(after, f);
}

static const char *village(int book)
{
	return book < 0 ? "" : villages[book];
}

static bool write_roster(const char *dir)
{
	FILE *h = open_table(dir, "households.csv", "book,household,head"),
	     *m = open_table(dir, "members.csv", "book,household,member,name,role");

	for (int b = 0; h && m && b < BOOKS; b++)
		for (int i = 0; i < HOUSEHOLDS; i++) {
			fprintf(h, "%s,%d,户主%d\n", villages[b], i, i);
			for (int k = 0; k < MEMBERS; k++)
				fprintf(m, "%s,%d,%d-%d,成员%d,%s\n", villages[b], i, i, k, k, roles[k]);
		}
	return both_done(h, m);
}

static bool write_kinds(const struct world *w, const char *dir)
{
	FILE *f = open_table(dir, "categories.csv", "book,category,title,cap_points,cap_per,full,floor");

	for (int i = 0; f && i < w->nkinds; i++) {
		const struct kind_row *k = &w->kind[i];
		fprintf(f, "%s,C%d,类别,", village(k->book), k->category);
		amount(f, k->cap, ",");
		fprintf(f, "%s,", pers[k->per]);
		amount(f, k->full, ",");
		amount(f, k->floor, "\n");
	}
	return done(f);
}

static bool write_ladders(const struct world *w, const char *dir)
{
	FILE *f = open_table(dir, "ladders.csv", "ladder,mode,from,points,per");

	for (int i = 0; f && i < LADDERS; i++)
		for (int k = 0; k < w->ladder[i].n; k++) {
			fprintf(f, "L%d,%s,", i, w->ladder[i].marginal ? "marginal" : "highest");
			amount(f, w->ladder[i].step[k].from, ",");
			amount(f, w->ladder[i].step[k].points, ",");
			amount(f, w->ladder[i].step[k].per, "\n");
		}
	return done(f);
}

static void write_roles(FILE *f, unsigned set)
{
	for (unsigned i = 0; i < 3; i++)
		if (set >> i & 1)
			fprintf(f, "%s ", roles[i]);
}

static void write_rule(FILE *f, const struct rule_row *r, int until)
{
	static const char *const worth[] = {"both", "score", "veto"};
	char from[11], last[11] = "";

	day_text(r->from, from);
	if (until >= 0)
		day_text(until, last);
	fprintf(f, "%s,R%d,C%d,细则,", village(r->book), r->code, r->category);
	amount(f, r->points, ",");
	write_roles(f, r->roles);
	fprintf(f, ",%s,", worth[r->worth]);
	amount(f, r->cap_points, ",");
	if (r->cap_times != NONE)
		fprintf(f, "%lld", (long long)r->cap_times);
	fprintf(f, ",%s,%s,", pers[r->cap_per], r->each_member ? "member" : "household");
	amount(f, r->max_quantity, ",");
	if (r->ladder >= 0)
		fprintf(f, "L%d", r->ladder);
	fputs(",", f);
	amount(f, r->repeat_by, ",");
	fprintf(f, "%s,%s,%s\n", pers[r->repeat_per], from, last);
}

#define RULE_HEADING                                                                                                   \
	"book,rule,category,title,points,roles,counts,cap_points,cap_times,cap_per,cap_scope,max_quantity,ladder,"     \
	"repeat,repeat_per,valid_from,valid_until"

static bool write_rules(const struct world *w, const char *dir)
{
	FILE *f = open_table(dir, "rules.csv", RULE_HEADING);

	for (int i = 0; f && i < w->nrules; i++)
		if (!w->rule[i].later)
			write_rule(f, &w->rule[i], w->rule[i].first_until);
	return done(f);
}

/* The versions before them get their end. */
bool world_write_later(const struct world *w, const char *dir)
{
	FILE *f = open_table(dir, "later.csv", RULE_HEADING);

	for (int i = 0; f && i < w->nrules; i++)
		if (w->rule[i].later || w->rule[i].until != w->rule[i].first_until)
			write_rule(f, &w->rule[i], w->rule[i].until);
	return done(f);
}

static bool write_small(const struct world *w, const char *dir)
{
	FILE *b = open_table(dir, "books.csv", "book,name,parent,level"),
	     *s = open_table(dir, "settings.csv", "book,key,value");

	if (b)
		fputs("T,镇,,town\nA,甲村,T,village\nB,乙村,T,village\n", b);
	if (s)
		fprintf(s, ",negative,%s\n", w->no_debt ? "floor" : "allow");
	return both_done(b, s);
}

bool world_write(const struct world *w, const char *dir)
{
	char scheme[256];

	snprintf(scheme, sizeof scheme, "%s/scheme", dir);
	if (mkdir(scheme, 0777) != 0 && errno != EEXIST)
		return false;
	return write_small(w, scheme) && write_roster(scheme) && write_kinds(w, scheme) && write_ladders(w, scheme) &&
	       write_rules(w, scheme);
}

void world_write_deed(FILE *f, const struct deed_row *d)
{
	char date[11];

	day_text(d->date, date);
	fprintf(f, "e%d,%s,%s,%d,", d->id, date, villages[d->book], d->household);
	if (d->member >= 0)
		fprintf(f, "%d-%d", d->household, d->member);
	fprintf(f, ",R%d,", d->code);
	amount(f, d->quantity, ",");
	amount(f, d->points, ",");
	if (d->act >= 0)
		fprintf(f, "a%d", d->act);
	fputs("\n", f);
}

bool world_write_deeds(const char *path, const struct deed_row *d, size_t n)
{
	FILE *f = fopen(path, "w");

	if (f)
		fputs("event,date,book,household,member,rule,quantity,points,act\n", f);
	for (size_t i = 0; f && i < n; i++)
		world_write_deed(f, &d[i]);
	return done(f);
}
