/* Ids from content: stable for ever, so the numbers are written out. */
#include "domain/ids.h"

#include "check.h"

static void derived(void)
{
	/* printf 'HH\t2025-07-16\t001\t\tR1' | sha256sum, and with \t1.00\t\t behind it */
	const char *who = "HH\t2025-07-16\t001\t\tR1";
	struct id id = id_derive(20285, who, "1.00\t\t"), other = id_derive(20285, who, "2.00\t\t");
	struct id elsewhere = id_derive(20285, "HH\t2025-07-16\t002\t\tR1", "1.00\t\t"),
		  later = id_derive(20286, who, "1.00\t\t");
	char text[ID_SIZE];

	CHECK_STR(id_format(id, text), "x12384e44be371d7c4abb9a1d90b20000");
	CHECK_INT(id.a >> 47, 20285 - DAY_FIRST);
	CHECK_INT(id.b & 0xffff, 0);
	CHECK(id.a == other.a && !id_same_content(id.b, other.b));
	CHECK(id_same_content(id.b, id.b + 7));
	CHECK(id.a != elsewhere.a);
	CHECK(later.a > id.a); /* in order of days */
}

static void given(void)
{
	struct id id = id_given("E-1");

	CHECK_INT(id.b, 0);
	CHECK(id.a >= 0);
	CHECK(id.a == id_given("E-1").a);
	CHECK(id.a != id_given("E-2").a);
}

static void texts(void)
{
	static const struct {
		const char *text;
		bool ok;
	} cases[] = {
		{"x1247b71d9f4fcc8c4931c83659b20001", true},
		{"x00000000000000000000000000000000", true},
		{"x7fffffffffffffff7fffffffffffffff", true},
		{"x8000000000000000000000000000000f", false}, /* no sign */
		{"xffffffffffffffff0000000000000000", false},
		{"x1247B71d9f4fcc8c4931c83659b20001", false},
		{"x1247b71d9f4fcc8c4931c83659b2000", false},
		{"x1247b71d9f4fcc8c4931c83659b200011", false},
		{"y1247b71d9f4fcc8c4931c83659b20001", false},
		{"x", false},
		{"", false},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char back[ID_SIZE];
		struct id id;
		bool ok = id_parse(cases[i].text, &id);
		CHECK_INT(ok, cases[i].ok);
		if (ok)
			CHECK_STR(id_format(id, back), cases[i].text);
	}
}

int main(void)
{
	derived();
	given();
	texts();
	return check_end();
}
