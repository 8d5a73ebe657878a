/* Days on which shops redeem, visits, and the codes of coupons. */
#include "domain/shopdays.h"

#include <string.h>

#include "check.h"
#include "domain/coupon_code.h"

static day_t day(const char *text)
{
	day_t d = 0;

	date_parse(text, &d);
	return d;
}

static void test_days(void)
{
	static const char *const good[] = {"any", "fri", "周五", "mon,wed", "1 15", "15日、月末", "last", "31", "每周一，sat"};
	static const char *const bad[] = {"", "friday", "0", "32", "-1", "mon-fri", "15th", "any fri", " "};

	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		CHECK(open_days_valid(good[i]));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		CHECK(!open_days_valid(bad[i]));
	CHECK(open_on("any", day("2025-10-08")));
	CHECK(open_on("wed", day("2025-10-08")) && !open_on("thu", day("2025-10-08")));
	CHECK(open_on("8", day("2025-10-08")) && open_on("1、8日", day("2025-10-08")) && !open_on("18", day("2025-10-08")));
	CHECK(open_on("last", day("2024-02-29")) && !open_on("last", day("2024-02-28")) && open_on("last", day("2025-02-28")));
	CHECK(open_next("fri", day("2025-10-10")) == day("2025-10-17"));
	CHECK(open_next("31", day("2025-01-31")) == day("2025-03-31"));
	CHECK(open_next("last 15", day("2025-02-15")) == day("2025-02-28"));
}

static void test_visits(void)
{
	const char *per = "";
	int64_t n = -1;

	CHECK(visits_parse("none", &n, &per) && n == 0);
	CHECK(visits_parse("1/quarter", &n, &per) && n == 1 && strcmp(per, "quarter") == 0);
	CHECK(visits_parse("12/年", &n, &per) && n == 12 && strcmp(per, "year") == 0);
	CHECK(!visits_parse("0/month", NULL, NULL) && !visits_parse("1", NULL, NULL) && !visits_parse("1/", NULL, NULL));
	CHECK(!visits_parse("1/fortnight", NULL, NULL) && !visits_parse("-1/month", NULL, NULL) && !visits_parse("", NULL, NULL));
}

/* Every single wrong character and every swap of two neighbours is noticed. */
static void test_codes(void)
{
	static const char letters[] = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
	unsigned char v[COUPON_RANDOM];
	char code[COUPON_CODE_SIZE], wrong[COUPON_CODE_SIZE], read[COUPON_CODE_SIZE];
	size_t unnoticed = 0;

	for (size_t i = 0; i < COUPON_RANDOM; i++)
		v[i] = (unsigned char)((7 * i + 3) % 31);
	coupon_code_format(v, code);
	CHECK(strlen(code) == 19 && coupon_code_read(code, read) && strcmp(code, read) == 0);
	for (size_t i = 0; code[i]; i++) {
		for (const char *c = letters; *c && code[i] != '-'; c++) {
			memcpy(wrong, code, sizeof wrong);
			wrong[i] = *c;
			unnoticed += *c != code[i] && coupon_code_read(wrong, read);
		}
		memcpy(wrong, code, sizeof wrong);
		wrong[i] = code[i + 1];
		wrong[i + 1] = code[i];
		unnoticed += code[i + 1] && code[i] != '-' && code[i + 1] != '-' && code[i] != code[i + 1] && coupon_code_read(wrong, read);
	}
	CHECK(unnoticed == 0);
	CHECK(!coupon_code_read("", read) && !coupon_code_read("2222-2222-2222-222", read) && !coupon_code_read("2222-2222-2222-22222", read));
	CHECK(!coupon_code_read("2222-2222-2222-222O", read) && coupon_code_read("2222222222222222", read));
}

int main(void)
{
	test_days();
	test_visits();
	test_codes();
	return check_end();
}
