#include "domain/settings.h"

#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "domain/shopdays.h"

const struct setting_def setting_table[] = {
	{"name", "", "text", N_("name of the scheme, the title of its sheets")},
	{"timezone", "Asia/Shanghai", "zone", N_("time zone of the civil dates (tz database)")},
	{"lang", "zh", "zh|en", N_("language of the sheets")},
	{"point_value", "1", "amount", N_("yuan of goods that one point buys")},
	{"review", "none", "none|one|two", N_("how many reviewers approve an event before it counts")},
	{"self_review", "warn", "warn|refuse", N_("when the recorder reviews his own claim")},
	{"late_days", "none", "days", N_("how many days after the deed it may still be recorded")},
	{"max_points", "100000", "amount", N_("most points that one row may ask for; more is a slip")},
	{"max_quantity", "1000000", "amount", N_("greatest quantity of one row; more is a slip")},
	{"spendable", "posted", "posted|closed|noticed", N_("when points can be spent")},
	{"negative", "allow", "allow|floor", N_("whether a rule's deduction takes the points below 0")},
	{"redeem_days", "any", "open-days", N_("days on which the shops redeem: any, weekdays such as fri, days of the month such as 15 or last")},
	{"redeem_per", "none", "visits", N_("on how many days a household may redeem in a window, as 1/quarter; none: on any")},
	{"redeem_at", "own", "own|any", N_("whether a household redeems at the shops of its own book only")},
	{"topup", "no", "no|yes", N_("whether missing points may be paid in cash")},
	{"reserve_days", "30", "days", N_("days for which a reserved item is kept")},
	{"reserve_lapsed", "back", "back|lost", N_("whether the points of an item never collected are given back or lost")},
	{"coupon_lapsed", "back", "back|lost", N_("whether the points of a coupon never used are given back or lost")},
	{"expiry", "never", "expiry", N_("when points die: never, quarter-end, quarter-end+Nd, year-end, year-end+Nd, months:N, base")},
	{"void_days", "30", "days", N_("days that points given back live at least")},
	{"overdraw", "refuse", "refuse|warn", N_("when more is paid from a source of the fund than it has")},
	{"objection_days", "7", "days", N_("days for objections to a notice")},
	{"objection_calendar", "calendar", "calendar|working", N_("whether those are calendar or working days")},
	{"dispute_days", "7", "days", N_("working days in which an objection is decided")},
	{"mask", "name", "name|surname|code|none", N_("how names stand on public sheets")},
	{"head", "", "text", N_("line above the title of a sheet")},
	{"foot", "", "text", N_("line at the end of a sheet")},
	{"credit_share", "70", "percent", N_("percent of a village's households that must be graded for it to be a credit village")},
	{"bank_fields", "household name grade", "fields", N_("what a list for a bank shows")},
	{"contact", "", "text", N_("whom to turn to with an objection")},
	{"phone", "", "text", N_("the number to call with an objection")},
	{"seal", "", "text", N_("who signs and seals a sheet")},
	{"template", "", "file", N_("file beside the ledger with other words for the sheets")},
	{NULL, NULL, NULL, NULL},
};

const struct setting_def *setting_find(const char *key)
{
	for (const struct setting_def *s = setting_table; s->key; s++)
		if (strcmp(s->key, key) == 0)
			return s;
	return NULL;
}

const char *setting_default(const char *key)
{
	const struct setting_def *s = setting_find(key);

	if (!s)
		bug("there is no setting `%s`", key);
	return s->value;
}

/* Up to 9999, so that no date made of it leaves the years with four digits. */
static bool is_count(const char *s)
{
	size_t n = strspn(s, "0123456789");

	return n > 0 && n < 5 && s[n] == '\0';
}

/* quarter-end, year-end, either with +Nd; months:N */
static bool is_expiry(const char *s)
{
	static const char *const ends[] = {"quarter-end", "year-end"};
	char days[8];
	size_t n;

	if (strcmp(s, "never") == 0 || strcmp(s, "base") == 0)
		return true;
	if (strncmp(s, "months:", 7) == 0)
		return is_count(s + 7) && atoi(s + 7) > 0;
	for (size_t i = 0; i < 2; i++) {
		n = strlen(ends[i]);
		if (strncmp(s, ends[i], n) != 0)
			continue;
		if (s[n] == '\0')
			return true;
		if (s[n] != '+' || strlen(s + n) > 6 || s[strlen(s) - 1] != 'd')
			return false;
		memcpy(days, s + n + 1, strlen(s + n) - 2);
		days[strlen(s + n) - 2] = '\0';
		return is_count(days);
	}
	return false;
}

static bool is_one_of(const char *words, const char *value)
{
	size_t len = strlen(value);

	for (const char *p = words; *p; p += *p == '|') {
		size_t n = strcspn(p, "|");
		if (n == len && memcmp(p, value, n) == 0)
			return true;
		p += n;
	}
	return false;
}

bool setting_bank_field(const char *word, size_t len)
{
	static const char *const fields[] = {"household", "name",	"group", "address", "figure",
					     "grade",	  "title", "stars", "benefit"};

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (strlen(fields[i]) == len && memcmp(fields[i], word, len) == 0)
			return true;
	return false;
}

/* A scheme comes from elsewhere and must not reach into other folders, nor for hidden files. */
static bool is_file_name(const char *s)
{
	return *s && *s != '.' && !strchr(s, '/') && strlen(s) < 256;
}

/* Names of fields divided by blanks, at least one. */
static bool is_fields(const char *s)
{
	for (size_t n; *s; s += n + (s[n] == ' ')) {
		n = strcspn(s, " ");
		if (!setting_bank_field(s, n))
			return false;
		if (s[n] == '\0')
			return true;
	}
	return false;
}

bool setting_takes(const struct setting_def *def, const char *value)
{
	int64_t amount;

	if (strcmp(def->takes, "text") == 0)
		return true;
	if (strcmp(def->takes, "zone") == 0)
		return *value && strlen(value) < 64 && !strchr(value, ' ');
	if (strcmp(def->takes, "days") == 0)
		return is_count(value) || strcmp(value, def->value) == 0;
	if (strcmp(def->takes, "amount") == 0)
		return dec_parse(value, &amount) && amount > 0;
	if (strcmp(def->takes, "percent") == 0)
		return dec_parse(value, &amount) && amount > 0 && amount <= 10000;
	if (strcmp(def->takes, "fields") == 0)
		return is_fields(value);
	if (strcmp(def->takes, "expiry") == 0)
		return is_expiry(value);
	if (strcmp(def->takes, "open-days") == 0)
		return open_days_valid(value);
	if (strcmp(def->takes, "visits") == 0)
		return visits_parse(value, NULL, NULL);
	if (strcmp(def->takes, "file") == 0)
		return !*value || is_file_name(value);
	return is_one_of(def->takes, value);
}
