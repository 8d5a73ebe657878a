#include "domain/sums.h"

#include "base/dec.h"

/* A reverse counts negatively in the column of what it corrects: of an addition its score is negative, of a deduction positive. */
static bool add_score(struct sums *s, const struct entry *e)
{
	bool addition = e->kind == KIND_REVERSE ? e->score < 0 : e->score > 0;

	return addition ? dec_add(s->earned, e->score, &s->earned) : dec_sub(s->deducted, e->score, &s->deducted);
}

bool sums_add(struct sums *s, const struct entry *e, enum kind of)
{
	struct sums t = *s;
	bool ok = true;

	switch (kind_column(e->kind)) {
	case COLUMN_SCORE:
		if (kind_is_event(of))
			t.events += e->kind == KIND_REVERSE ? -1 : 1;
		ok = add_score(&t, e) && dec_add(t.points, e->points, &t.points);
		break;
	case COLUMN_REDEEMED:
		ok = dec_sub(t.redeemed, e->points, &t.redeemed);
		break;
	case COLUMN_EXPIRED:
		ok = dec_sub(t.expired, e->points, &t.expired);
		break;
	case COLUMN_OTHER:
		ok = dec_add(t.other, e->points, &t.other);
		break;
	case COLUMN_NONE:
		break;
	}
	if (ok)
		*s = t;
	return ok;
}

bool sums_merge(struct sums *a, const struct sums *b)
{
	struct sums t = *a;
	bool ok;

	t.events += b->events;
	ok = dec_add(t.earned, b->earned, &t.earned) && dec_add(t.deducted, b->deducted, &t.deducted) &&
	     dec_add(t.points, b->points, &t.points) && dec_add(t.redeemed, b->redeemed, &t.redeemed) &&
	     dec_add(t.expired, b->expired, &t.expired) && dec_add(t.other, b->other, &t.other);
	if (ok)
		*a = t;
	return ok;
}

int64_t sums_score(const struct sums *s)
{
	return s->earned - s->deducted;
}

int64_t sums_balance(const struct sums *s)
{
	return s->points - s->redeemed - s->expired + s->other;
}
