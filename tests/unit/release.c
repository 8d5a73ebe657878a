/* Which notice releases an entry: the first of its months that came after it, or the one that lists it. */
#include "ledger/records/notices.h"

#include "check.h"

static struct notice_release all[] = {
	{.seq = 10, .first = "2025-07", .last = "2025-08", .until = "2025-09-22"},
	{.seq = 20, .entry = 15, .until = "2025-09-30"},
	{.seq = 30, .first = "2025-08", .last = "2025-09", .until = "2025-10-15"},
	{.seq = 40, .first = "2025-11", .last = "2025-10", .until = "2025-11-15"}, /* no whole month */
	{.seq = 50, .first = "2025-10", .last = "2025-10", .until = "2025-11-20"},
};

static void released(void)
{
	static const struct {
		int64_t before, seq;
		const char *period;
		int64_t by; /* seq of the notice, 0: none */
	} cases[] = {
		{INT64_MAX, 5, "2025-07", 10},  {INT64_MAX, 5, "2025-08", 10},  {INT64_MAX, 5, "2025-06", 0},
		{INT64_MAX, 5, "2025-09", 30},  {INT64_MAX, 11, "2025-07", 0},  {INT64_MAX, 11, "2025-08", 30},
		{INT64_MAX, 15, "2025-07", 20}, {INT64_MAX, 15, "2025-09", 20}, {INT64_MAX, 16, "2025-07", 0},
		{10, 5, "2025-07", 0},          {11, 5, "2025-07", 10},         {20, 15, "2025-09", 0},
		{30, 5, "2025-09", 0},          {31, 5, "2025-09", 30},         {INT64_MAX, 5, "2025-10", 50},
		{INT64_MAX, 45, "2025-11", 0},  {INT64_MAX, 50, "2025-10", 0},
	};
	const struct notice_releases r = {all, COUNT(all)};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct notice_release *by = notice_release_of(&r, cases[i].before, cases[i].seq, cases[i].period);
		CHECK_INT(by ? by->seq : 0, cases[i].by);
	}
}

int main(void)
{
	released();
	CHECK(!notice_release_of(&(struct notice_releases){0}, INT64_MAX, 1, "2025-07"));
	return check_end();
}
