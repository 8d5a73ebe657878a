/* A row of the rules, categories or ladders by itself: what it can never do, or does not say. */
#include <string.h>

#include "base/lang.h"
#include "domain/blank.h"
#include "job/load/internal.h"

static const char *const windows = "day, week, month, quarter, half, year or ever";

static const char *rule_cell(const struct loading *ld, const char *name, const char *const *cells)
{
	return cells[table_field(ld->table, name)];
}

static int64_t rule_amount(const struct loading *ld, const char *name, const char *const *cells)
{
	return table_amount(rule_cell(ld, name, cells));
}

/* What a rule is worth: points, a ladder, the panel, or nothing because it is a veto. */
static void check_worth(struct loading *ld, const char *const *cells)
{
	const char *rule = rule_cell(ld, "rule", cells);
	int64_t points = rule_amount(ld, "points", cells), most = rule_amount(ld, "max_quantity", cells);
	bool veto = strcmp(rule_cell(ld, "counts", cells), "veto") == 0, ladder = *rule_cell(ld, "ladder", cells);

	if (veto && ((points != BLANK && points != 0) || ladder))
		loading_inconsistent(ld, _("rule %s is a veto and moves no points: leave points and ladder blank"),
				     rule);
	else if (points != BLANK && ladder)
		loading_inconsistent(
			ld, _("rule %s has points and a ladder: only one of them can say what a deed gives"), rule);
	else if (points == 0 && !veto)
		loading_inconsistent(
			ld, _("rule %s gives 0 points to everybody: say how many, or leave them blank for the panel"),
			rule);
	if (most == 0)
		loading_inconsistent(ld,
				     _("rule %s counts at most a quantity of 0, so it gives nobody anything: leave "
				       "max_quantity blank "
				       "or above 0"),
				     rule);
	if (rule_amount(ld, "cap_points", cells) == 0)
		loading_inconsistent(ld,
				     _("rule %s is capped at 0 points, so it gives nobody anything: leave cap_points "
				       "blank or above 0"),
				     rule);
}

/* Not even the largest single grant, as often as it may happen, comes to more than the cap of points. */
static bool times_come_first(const struct loading *ld, const char *const *cells)
{
	int64_t points = rule_amount(ld, "points", cells), most = rule_amount(ld, "max_quantity", cells),
		times = rule_amount(ld, "cap_times", cells);
	int64_t cap = rule_amount(ld, "cap_points", cells), single, sum;

	if (points == BLANK || most == BLANK || times == BLANK || cap == BLANK)
		return false;
	return dec_mul(points, most, &single) && dec_mul(single, times, &sum) && cap >= sum;
}

static void check_rule_caps(struct loading *ld, const char *const *cells)
{
	const char *rule = rule_cell(ld, "rule", cells);
	int64_t points = rule_amount(ld, "points", cells);
	bool cap = *rule_cell(ld, "cap_points", cells) || *rule_cell(ld, "cap_times", cells);

	if (*rule_cell(ld, "ladder", cells) && !*rule_cell(ld, "cap_per", cells))
		loading_inconsistent(ld, _("a ladder counts what was done in a window and needs cap_per: %s"), windows);
	else if (cap && !*rule_cell(ld, "cap_per", cells))
		loading_inconsistent(ld, _("a cap needs cap_per: %s"), windows);
	if (cap && points != BLANK && points < 0)
		loading_inconsistent(
			ld, _("rule %s only deducts and caps count additions, so its cap never binds: leave it blank"),
			rule);
	else if (cap && strcmp(rule_cell(ld, "counts", cells), "veto") == 0)
		loading_inconsistent(
			ld, _("rule %s is a veto and gives no points, so its cap never binds: leave it blank"), rule);
	else if (points > 0 && times_come_first(ld, cells))
		loading_inconsistent(ld,
				     _("cap_points %s of rule %s never binds: %s times at most %s of %s points come to "
				       "no more; lower it or "
				       "leave it blank"),
				     rule_cell(ld, "cap_points", cells), rule, rule_cell(ld, "cap_times", cells),
				     rule_cell(ld, "max_quantity", cells), rule_cell(ld, "points", cells));
}

/* Only a deduction is multiplied. */
static void check_repeat(struct loading *ld, const char *const *cells)
{
	const char *rule = rule_cell(ld, "rule", cells);
	int64_t points = rule_amount(ld, "points", cells);
	bool by = *rule_cell(ld, "repeat", cells), per = *rule_cell(ld, "repeat_per", cells);

	if (by && !per)
		loading_inconsistent(ld, _("repeat needs repeat_per, how long an offence is remembered: %s"), windows);
	if (per && !by)
		loading_inconsistent(ld, _("repeat_per needs repeat, the factor for a repeated offence such as 2"));
	if (by && ((points != BLANK && points > 0) || *rule_cell(ld, "ladder", cells)))
		loading_inconsistent(
			ld, _("rule %s adds points and only deductions are multiplied: leave repeat blank"), rule);
}

static void check_category(struct loading *ld, const char *const *cells)
{
	const char *category = rule_cell(ld, "category", cells);
	int64_t cap = rule_amount(ld, "cap_points", cells), full = rule_amount(ld, "full", cells),
		floor = rule_amount(ld, "floor", cells);

	if (cap != BLANK && !*rule_cell(ld, "cap_per", cells))
		loading_inconsistent(ld, _("a cap needs cap_per: %s"), windows);
	if (full != BLANK && !*rule_cell(ld, "cap_per", cells))
		loading_inconsistent(ld, _("full needs cap_per, the window in which it is reached: %s"), windows);
	if (floor != BLANK && full == BLANK)
		loading_inconsistent(ld, _("floor needs full: deductions of category %s reach from full down to it"),
				     category);
	if (full == BLANK)
		return;
	if (floor != BLANK && floor > full)
		loading_inconsistent(ld, _("floor %s of category %s lies above its full %s"), rule_cell(ld, "floor", cells),
				     category, rule_cell(ld, "full", cells));
	if (cap != BLANK && cap > full)
		loading_inconsistent(ld,
				     _("cap_points %s of category %s never binds: its full %s is reached before; lower "
				       "it or leave it blank"),
				     rule_cell(ld, "cap_points", cells), category, rule_cell(ld, "full", cells));
}

static void check_step(struct loading *ld, const char *const *cells)
{
	if (rule_amount(ld, "per", cells) == 0)
		loading_inconsistent(ld, _("a step of ladder %s gives points for each 0: leave per blank or above 0"),
				     rule_cell(ld, "ladder", cells));
}

void check_rule_row(struct loading *ld, const char *const *cells)
{
	if (strcmp(ld->table->name, "rules") == 0) {
		check_worth(ld, cells);
		check_rule_caps(ld, cells);
		check_repeat(ld, cells);
		warn_of_rights(ld, rule_cell(ld, "rule", cells), rule_cell(ld, "title", cells), rule_cell(ld, "points", cells),
			       rule_cell(ld, "counts", cells));
	} else if (strcmp(ld->table->name, "categories") == 0) {
		check_category(ld, cells);
	} else if (strcmp(ld->table->name, "ladders") == 0) {
		check_step(ld, cells);
	}
}
