#include "base/dec.h"

#include "check.h"

static void reading(void)
{
	static const struct {
		const char *in, *out, *human; /* out NULL: refused */
	} cases[] = {
		{"0", "0.00", "0"},
		{"-0", "0.00", "0"},
		{"1", "1.00", "1"},
		{"+5", "5.00", "5"},
		{"-5", "-5.00", "-5"},
		{"1.5", "1.50", "1.50"},
		{"-0.5", "-0.50", "-0.50"},
		{"-0.05", "-0.05", "-0.05"},
		{"1.500", "1.50", "1.50"},
		{"0007", "7.00", "7"},
		{"1234.10", "1234.10", "1234.10"},
		{"100.00", "100.00", "100"},
		{"92233720368547758.07", "92233720368547758.07", "92233720368547758.07"},
		{"-92233720368547758.08", "-92233720368547758.08", "-92233720368547758.08"},
		{"92233720368547758.08", NULL, NULL},
		{"-92233720368547758.09", NULL, NULL},
		{"92233720368547759", NULL, NULL},
		{"99999999999999999999999", NULL, NULL},
		{"1.005", NULL, NULL},
		{"1.", NULL, NULL},
		{".5", NULL, NULL},
		{"", NULL, NULL},
		{"-", NULL, NULL},
		{"+-1", NULL, NULL},
		{"1,234", NULL, NULL},
		{"1e3", NULL, NULL},
		{" 1", NULL, NULL},
		{"1 ", NULL, NULL},
		{"1.2.3", NULL, NULL},
		{"0x10", NULL, NULL},
		{"１", NULL, NULL},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char buf[DEC_SIZE];
		int64_t v = 4711;
		bool ok = dec_parse(cases[i].in, &v);

		CHECK_STR(ok ? dec_format(v, buf) : NULL, cases[i].out);
		CHECK_STR(ok ? dec_human(v, buf) : NULL, cases[i].human);
		if (!ok)
			CHECK_INT(v, 4711);
	}
}

static void rounding(void)
{
	static const struct {
		int64_t a, b, c;
		bool ok;
		int64_t out;
	} cases[] = {
		{150, 300, 100, true, 450},
		{1, 50, 100, true, 1},
		{1, 49, 100, true, 0},
		{-1, 50, 100, true, -1},
		{-1, 49, 100, true, 0},
		{1, -50, 100, true, -1},
		{1, 50, -100, true, -1},
		{-1, -50, 100, true, 1},
		{-1, -50, -100, true, -1},
		{10, 1, 3, true, 3},
		{20, 1, 3, true, 7},
		{INT64_MAX, INT64_MAX, INT64_MAX, true, INT64_MAX},
		{INT64_MIN, INT64_MIN, INT64_MIN, true, INT64_MIN},
		{INT64_MIN, 1, 1, true, INT64_MIN},
		{INT64_MIN, -1, 1, false, 0},
		{INT64_MIN, 1, -1, false, 0},
		{INT64_MAX, 3, 2, false, 0},
		{1, INT64_MAX, INT64_MIN, true, -1},
		{1, 1, INT64_MIN, true, 0},
		{INT64_MIN, 1, INT64_MAX, true, -1},
		{1, 1, 0, false, 0},
		{0, 0, 0, false, 0},
		{0, -5, 3, true, 0},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		int64_t v = 0;

		CHECK_INT(dec_muldiv(cases[i].a, cases[i].b, cases[i].c, &v), cases[i].ok);
		CHECK_INT(v, cases[i].out);
	}
}

static void sums(void)
{
	int64_t v = 7;

	CHECK(dec_add(150, -200, &v) && v == -50);
	CHECK(dec_sub(150, -200, &v) && v == 350);
	CHECK(dec_mul(150, 300, &v) && v == 450);
	CHECK(dec_mul(-5, 10, &v) && v == -1);
	v = 7;
	CHECK(!dec_add(INT64_MAX, 1, &v) && v == 7);
	CHECK(!dec_add(INT64_MIN, -1, &v) && v == 7);
	CHECK(!dec_sub(INT64_MIN, 1, &v) && v == 7);
	CHECK(!dec_sub(0, INT64_MIN, &v) && v == 7);
	CHECK(!dec_mul(INT64_MAX, INT64_MAX, &v) && v == 7);
}

int main(void)
{
	reading();
	rounding();
	sums();
	return check_end();
}
