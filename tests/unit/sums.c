/* Which column of a tally an entry counts in. */
#include "domain/sums.h"

#include "check.h"

static void columns(void)
{
	static const struct {
		enum kind kind, of;
		int64_t score, points;
		struct sums gives;
	} cases[] = {
		/*                                             events earned deducted points redeemed expired other */
		{KIND_EARN, KIND_EARN, 500, 500, {1, 500, 0, 500, 0, 0, 0}},
		{KIND_EARN, KIND_EARN, 10000, 0, {1, 10000, 0, 0, 0, 0, 0}},
		{KIND_EARN, KIND_EARN, 0, 0, {1, 0, 0, 0, 0, 0, 0}},
		{KIND_DEDUCT, KIND_DEDUCT, -300, -300, {1, 0, 300, -300, 0, 0, 0}},
		{KIND_DEDUCT, KIND_DEDUCT, -300, -100, {1, 0, 300, -100, 0, 0, 0}},
		{KIND_VETO, KIND_VETO, 0, 0, {1, 0, 0, 0, 0, 0, 0}},
		{KIND_ADJUST, KIND_ADJUST, 200, 200, {0, 200, 0, 200, 0, 0, 0}},
		{KIND_ADJUST, KIND_ADJUST, -200, -200, {0, 0, 200, -200, 0, 0, 0}},
		{KIND_REVERSE, KIND_EARN, -500, -500, {-1, -500, 0, -500, 0, 0, 0}},
		{KIND_REVERSE, KIND_EARN, -500, -120, {-1, -500, 0, -120, 0, 0, 0}},
		{KIND_REVERSE, KIND_DEDUCT, 300, 300, {-1, 0, -300, 300, 0, 0, 0}},
		{KIND_REVERSE, KIND_ADJUST, -200, -200, {0, -200, 0, -200, 0, 0, 0}},
		{KIND_REVERSE, KIND_VETO, 0, 0, {-1, 0, 0, 0, 0, 0, 0}},
		{KIND_REDEEM, KIND_REDEEM, 0, -1000, {0, 0, 0, 0, 1000, 0, 0}},
		{KIND_REFUND, KIND_REFUND, 0, 1000, {0, 0, 0, 0, -1000, 0, 0}},
		{KIND_EXPIRE, KIND_EXPIRE, 0, -700, {0, 0, 0, 0, 0, 700, 0}},
		{KIND_EXPIRE, KIND_EXPIRE, 0, 400, {0, 0, 0, 0, 0, -400, 0}}, /* a wiped debt */
		{KIND_TRANSFER, KIND_TRANSFER, 0, -50, {0, 0, 0, 0, 0, 0, -50}},
		{KIND_STOCK, KIND_STOCK, 0, 0, {0}},
		{KIND_CLOSE, KIND_CLOSE, 0, 0, {0}},
		{KIND_SCHEME, KIND_SCHEME, 0, 0, {0}},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct entry e = entry_new(cases[i].kind);
		struct sums s = {0};
		e.score = cases[i].score;
		e.points = cases[i].points;
		CHECK(sums_add(&s, &e, cases[i].of));
		if (memcmp(&s, &cases[i].gives, sizeof s) != 0)
			printf("case %zu:\n", i);
		CHECK(memcmp(&s, &cases[i].gives, sizeof s) == 0);
		CHECK_INT(sums_score(&s), cases[i].score);
		CHECK_INT(sums_balance(&s), cases[i].points);
	}
}

/* On overflow nothing has changed. */
static void limits(void)
{
	struct sums full = {.events = 3, .earned = INT64_MAX}, before = full, one = {.points = 5, .earned = 1},
		    small = {.points = 7};
	struct entry e = entry_new(KIND_EARN);

	e.score = e.points = 1;
	CHECK(!sums_add(&full, &e, e.kind));
	CHECK(memcmp(&full, &before, sizeof full) == 0);
	CHECK(!sums_merge(&full, &one));
	CHECK(memcmp(&full, &before, sizeof full) == 0);
	CHECK(sums_merge(&full, &small));
	CHECK_INT(full.points, 7);
	CHECK_INT(full.events, 3);
}

int main(void)
{
	columns();
	limits();
	return check_end();
}
