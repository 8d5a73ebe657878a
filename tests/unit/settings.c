/* What a setting takes, and the defaults that the design fixes. */
#include "domain/settings.h"

#include "check.h"

static void defaults(void)
{
	static const char *const fixed[][2] = {
		{"review", "none"},
		{"self_review", "warn"},
		{"late_days", "none"},
		{"spendable", "posted"},
		{"negative", "allow"},
		{"redeem_days", "any"},
		{"redeem_per", "none"},
		{"expiry", "never"},
		{"void_days", "30"},
		{"max_points", "100000"},
		{"max_quantity", "1000000"},
		{"objection_days", "7"},
		{"objection_calendar", "calendar"},
		{"mask", "name"},
		{"point_value", "1"},
		{"timezone", "Asia/Shanghai"},
		{"lang", "zh"},
	};

	for (size_t i = 0; i < COUNT(fixed); i++)
		CHECK_STR(setting_default(fixed[i][0]), fixed[i][1]);
	for (const struct setting_def *s = setting_table; s->key; s++) {
		CHECK(setting_find(s->key) == s);
		CHECK(strcmp(s->takes, "text") == 0 || setting_takes(s, s->value));
		CHECK(*s->meaning != '\0');
	}
	CHECK(setting_find("colour") == NULL);
	CHECK(setting_find("") == NULL);
}

static void values(void)
{
	static const struct {
		const char *key, *value;
		bool ok;
	} cases[] = {
		{"expiry", "never", true},
		{"expiry", "base", true},
		{"expiry", "quarter-end", true},
		{"expiry", "year-end", true},
		{"expiry", "quarter-end+15d", true},
		{"expiry", "year-end+31d", true},
		{"expiry", "months:12", true},
		{"expiry", "months:0", false},
		{"expiry", "months:", false},
		{"expiry", "months:-1", false},
		{"expiry", "year-end+", false},
		{"expiry", "year-end+d", false},
		{"expiry", "year-end+31", false},
		{"expiry", "year-end+3 d", false},
		{"expiry", "year-end31d", false},
		{"expiry", "month-end", false},
		{"expiry", "", false},
		{"late_days", "none", true},
		{"late_days", "30", true},
		{"late_days", "-1", false},
		{"late_days", "many", false},
		{"void_days", "0", true},
		{"void_days", "999999", false},
		{"void_days", "none", false},
		{"point_value", "0.5", true},
		{"point_value", "0.05", true},
		{"point_value", "0", false},
		{"point_value", "-1", false},
		{"point_value", "half", false},
		{"mask", "surname", true},
		{"mask", "Name", false},
		{"mask", "name|surname", false},
		{"lang", "en", true},
		{"lang", "de", false},
		{"spendable", "noticed", true},
		{"spendable", "", false},
		{"timezone", "Asia/Shanghai", true},
		{"timezone", "", false},
		{"timezone", "Asia Shanghai", false},
		{"foot", "whatever, 说明", true},
		{"template", "words.txt", true},
		{"template", "红河村用语", true},
		{"template", "", true},
		{"template", "/etc/passwd", false},
		{"template", "../words", false},
		{"template", "texts/words", false},
		{"template", "..", false},
		{"template", ".pgpass", false},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		bool ok = setting_takes(setting_find(cases[i].key), cases[i].value);
		if (ok != cases[i].ok)
			printf("%s = %s:\n", cases[i].key, cases[i].value);
		CHECK_INT(ok, cases[i].ok);
	}
}

int main(void)
{
	defaults();
	values();
	return check_end();
}
