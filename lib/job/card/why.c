/* Why not all of a balance can be spent, and what can be spent until when. */
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "job/card/internal.h"
#include "ledger/journal/vetoes.h"

static int64_t debt_of(const struct held_lots *lots)
{
	int64_t sum = 0;

	for (size_t i = 0; i < lots->lots.n; i++)
		if (lots->lots.lot[i].points < 0 && lots->why[i] != HOLD_EXPIRED)
			sum -= lots->lots.lot[i].points;
	return sum;
}

/* The setting spendable, in its two stages. */
static int say_unreleased(struct card *c)
{
	char waiting[DEC_SIZE], running[DEC_SIZE];
	struct held_points held;
	int rc = held_points(c->run->l, c->h, &held);

	if (rc == 0 && held.waiting)
		card_say(&c->why, _("%s not released yet"), dec_human(held.waiting, waiting));
	if (rc == 0 && held.running)
		card_say(&c->why, _("%s in a notice, the first to be spent from %s"), dec_human(held.running, running),
			 held.free_from);
	return rc;
}

struct vetoed {
	struct card *c;
	int64_t seq;
};

static int note_veto(void *ctx, const char *household, int64_t seq)
{
	struct vetoed *v = ctx;

	if (strcmp(household, v->c->h->code) == 0)
		v->seq = seq;
	return 0;
}

static int say_veto(struct card *c)
{
	struct vetoed v = {c, 0};
	char today[DATE_SIZE];
	int rc;

	date_format(c->run->l->today, today);
	rc = vetoes_each(c->run->l, c->h->book, today, today, "9999-12", note_veto, &v);
	if (rc == 0 && v.seq)
		card_say(&c->why, _("Under a veto, entry %s:%lld: neither ranked nor honoured"), c->h->book->code,
			 (long long)v.seq);
	return rc;
}

static int say_disputes(struct card *c)
{
	int rc = 0;

	for (size_t i = 0; i < c->disputes.n && rc == 0; i++) {
		struct buf b = {0};
		rc = card_dispute_say(c->run->l, &c->disputes.all[i], &b);
		card_say(&c->about, "%s", buf_str(&b));
		buf_free(&b);
	}
	return rc;
}

enum { DAYS = 6 }; /* that are told one by one */

/* Lots are in order of their last days: the next ones, then the rest in one. */
static void say_expiry(struct card *c, const struct held_lots *lots)
{
	const struct lot *lot = lots->lots.lot;
	const char *first = "", *last = "";
	char points[DEC_SIZE];
	int64_t later = 0;

	for (size_t i = 0; i < lots->lots.n;) {
		const char *day = lot[i].last_day;
		int64_t sum = 0;
		for (; i < lots->lots.n && strcmp(lot[i].last_day, day) == 0; i++)
			if (lot[i].points > 0 && lots->why[i] != HOLD_EXPIRED)
				sum += lot[i].points;
		if (sum == 0 || strcmp(day, DAY_NEVER) == 0)
			continue;
		if (c->expiry.n < DAYS) {
			card_say(&c->expiry, _("%s to be spent by %s"), dec_human(sum, points), day);
			continue;
		}
		first = *first ? first : day;
		last = day;
		later += sum;
	}
	if (later)
		card_say(&c->expiry, _("%s to be spent by days from %s to %s"), dec_human(later, points), first, last);
}

int card_read_why(struct card *c, const struct held_lots *lots)
{
	const struct available *a = &c->available;
	char points[DEC_SIZE];
	int64_t debt = debt_of(lots);
	int rc;

	if (a->expired > 0)
		card_say(&c->why, _("%s past their last day, to be posted as expired"), dec_human(a->expired, points));
	rc = say_unreleased(c);
	if (a->disputed > 0)
		card_say(&c->why, _("Disputed %s, which cannot be spent until that is decided"),
			 dec_human(a->disputed, points));
	if (a->reserved > 0)
		card_say(&c->why, _("%s reserved for what waits to be collected"), dec_human(a->reserved, points));
	if (debt > 0)
		card_say(&c->why, _("%s owed: what is earned next pays them first"), dec_human(debt, points));
	if (!c->h->active)
		card_say(&c->why, _("The household has ended"));
	if (rc == 0)
		rc = say_veto(c);
	if (rc == 0)
		rc = say_disputes(c);
	say_expiry(c, lots);
	return rc;
}
