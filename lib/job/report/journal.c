/* One walk along a book's journal. */
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "job/report/internal.h"
#include "ledger/journal/journal.h"
#include "ledger/sums/participants.h"

/*
 * Counts somebody or something once more, or once less for a reversal. Returns 1 when it is there now and was not
 * before, -1 when it is gone, else 0: added up, these are the different ones that stand.
 */
static int meet(struct collecting *c, char what, const char *a, const char *b, int sign)
{
	int64_t *times, before;

	buf_clear(&c->key);
	buf_printf(&c->key, "%c%s\t%s", what, a, b);
	times = map_put(&c->tally, c->key.s, c->key.n, 0, NULL);
	before = *times;
	*times += sign;
	return (*times > 0) - (before > 0);
}

/* An addition that somebody earned; a base score is everybody's. */
static bool is_part(const struct entry *of)
{
	return of->kind == KIND_EARN && !entry_is_base(of);
}

static void count_part(struct collecting *c, const struct entry *of, struct report_month *m, int sign)
{
	struct report_book *b = c->out;

	b->figure[FIGURE_ACTIVE_HOUSEHOLDS] += meet(c, 'h', of->household, "", sign);
	if (*of->member) {
		b->figure[FIGURE_PARTICIPANTS] += meet(c, 'm', of->member, "", sign);
		meet(c, 'k', of->household, "", sign);
	}
	m->households += meet(c, 'p', of->household, m->month, sign);
}

int report_too_much(const struct collecting *c)
{
	return diag_error(c->l->diag, EX_DATAERR, _("the sums of book %s grow beyond what can be counted"), c->book->code);
}

static bool count_hours(struct collecting *c, const struct entry *of, int sign)
{
	const struct rule *rule = rulebook_peek(c->l, c->rules, c->book, of->rule, of->date, NULL);
	int64_t hours, *sum = &c->out->figure[FIGURE_HOURS];

	if (!rule || !standing_hours(rule, of, &hours))
		return true;
	c->out->figure[FIGURE_PARTICIPATIONS] += sign;
	c->out->figure[FIGURE_ACTIVITIES] += meet(c, 'a', of->rule, of->date, sign);
	return dec_add(*sum, sign * hours, sum);
}

static const char *category_title(const struct collecting *c, const char *code)
{
	const struct category *known = rulebook_category(c->l, c->rules, c->book, code);

	return known ? known->title : "";
}

/* By month counted in; where days are asked for, by that of the deed. */
static struct report_month *month_of_entry(struct collecting *c, const struct entry *e)
{
	char month[MONTH_SIZE] = "";

	memcpy(month, c->report->period.days ? e->date : e->period, MONTH_SIZE - 1);
	return report_month_at(c->out, month);
}

static bool count_scored(struct collecting *c, const struct entry *e, const struct entry *of, const struct sums *s)
{
	struct report_month *m = month_of_entry(c, e);
	struct report_category *k = report_category_at(c->out, e->category, category_title(c, e->category));
	int sign = e->kind == KIND_REVERSE ? -1 : 1;

	m->events += s->events;
	k->events += s->events;
	if (!dec_add(m->earned, s->earned, &m->earned) || !dec_add(m->deducted, s->deducted, &m->deducted) ||
	    !dec_add(k->earned, s->earned, &k->earned) || !dec_add(k->deducted, s->deducted, &k->deducted))
		return false;
	if (!is_part(of))
		return true;
	count_part(c, of, m, sign);
	return count_hours(c, of, sign);
}

/* At another book's shop the household's entry has points and value, the shop's the pieces. */
static int count_redeemed(struct collecting *c, const struct entry *e)
{
	struct report_book *b = c->out;
	struct report_month *m = month_of_entry(c, e);
	struct report_item *x;
	char title[256];
	bool whose = *e->household != '\0', goods = e->quantity != BLANK, valued = whose && e->value != BLANK;
	int rc = item_title(c->l, c->book, e->item, title);

	if (rc)
		return rc;
	x = report_item_at(b, e->item, title);
	if (whose)
		b->figure[FIGURE_REDEMPTIONS] += e->kind == KIND_REDEEM ? 1 : -1;
	if (!dec_sub(m->redeemed, e->points, &m->redeemed) || !dec_sub(x->points, e->points, &x->points) ||
	    (goods && !dec_sub(x->pieces, e->quantity, &x->pieces)) ||
	    (goods && !dec_sub(b->figure[FIGURE_PIECES], e->quantity, &b->figure[FIGURE_PIECES])) ||
	    (valued && !dec_add(x->value, e->value, &x->value)) ||
	    (valued && !dec_add(b->figure[FIGURE_VALUE], e->value, &b->figure[FIGURE_VALUE])))
		return report_too_much(c);
	return 0;
}

/* What stands in the entry that a reversal corrects; any other entry itself. */
static int corrected(struct collecting *c, const struct entry *e, struct entry *of, struct entry_store *store)
{
	char code[128];
	int64_t seq;

	*of = *e;
	if (e->kind != KIND_REVERSE)
		return 0;
	if (address_parse(e->corrects, code, sizeof code, &seq))
		return journal_get(c->l, c->book->id, seq, of, store);
	return diag_error(c->l->diag, EX_DATAERR, _("entry %s:%lld corrects nothing; pts-check tells more"), e->book,
			  (long long)e->seq);
}

static bool journal_in_period(const struct collecting *c, const struct entry *e)
{
	if (c->report->period.days)
		return strcmp(e->date, c->from) >= 0 && strcmp(e->date, c->to) <= 0;
	return c->whole ||
	       (strncmp(e->period, c->from, MONTH_SIZE - 1) >= 0 && strncmp(e->period, c->to, MONTH_SIZE - 1) <= 0);
}

/* Before the end of the period: what a balance is made of. */
static bool until_end(const struct collecting *c, const struct entry *e)
{
	if (c->report->period.days)
		return strcmp(e->date, c->to) <= 0;
	return c->whole || strncmp(e->period, c->to, MONTH_SIZE - 1) <= 0;
}

/* Over the counter of a shop money is put in and given back; the fund's own entries go in or out. */
static bool count_money(struct collecting *c, const struct entry *e, bool inside)
{
	int64_t *f = c->out->figure;
	bool ok = dec_add(f[FIGURE_FUND_LEFT], e->money, &f[FIGURE_FUND_LEFT]);

	if (!ok || !inside)
		return ok;
	if (e->kind != KIND_FUND)
		return dec_add(f[FIGURE_CASH], e->money, &f[FIGURE_CASH]);
	if (e->money > 0)
		return dec_add(f[FIGURE_FUND_IN], e->money, &f[FIGURE_FUND_IN]);
	return dec_sub(f[FIGURE_FUND_OUT], e->money, &f[FIGURE_FUND_OUT]);
}

/* The ref of an outcome: the number of the dispute, the word, and for one accepted what corrects. */
static void count_dispute(struct report_book *b, const struct entry *e)
{
	b->figure[FIGURE_DISPUTES] += e->kind == KIND_DISPUTE;
	if (e->kind == KIND_OUTCOME) {
		b->figure[FIGURE_ACCEPTED] += strstr(e->ref, " accepted") != NULL;
		b->figure[FIGURE_REJECTED] += strstr(e->ref, " rejected") != NULL;
	}
}

static bool add_sums(struct report_book *b, const struct sums *s)
{
	const struct {
		enum report_figure figure;
		int64_t v;
	} parts[] = {{FIGURE_EVENTS, s->events}, {FIGURE_EARNED, s->earned},     {FIGURE_DEDUCTED, s->deducted},
		     {FIGURE_POINTS, s->points}, {FIGURE_REDEEMED, s->redeemed}, {FIGURE_EXPIRED, s->expired}};
	bool ok = true;

	for (size_t i = 0; i < sizeof parts / sizeof *parts && ok; i++)
		ok = dec_add(b->figure[parts[i].figure], parts[i].v, &b->figure[parts[i].figure]);
	return ok;
}

/* An entry of the period. */
static int count_inside(struct collecting *c, const struct entry *e)
{
	struct entry_store store = {.n = 0};
	struct sums s = {0};
	struct entry of;
	int rc = corrected(c, e, &of, &store);

	count_dispute(c->out, e);
	if (rc == 0 && (!sums_add(&s, e, of.kind) || !add_sums(c->out, &s)))
		rc = report_too_much(c);
	if (rc == 0 && kind_column(e->kind) == COLUMN_SCORE && !count_scored(c, e, &of, &s))
		rc = report_too_much(c);
	if (rc == 0 && kind_column(e->kind) == COLUMN_REDEEMED)
		rc = count_redeemed(c, e);
	entry_store_free(&store);
	return rc;
}

static int count_entry(void *ctx, const struct entry *e)
{
	struct collecting *c = ctx;
	int64_t *balance = &c->out->figure[FIGURE_OUTSTANDING];
	bool inside = journal_in_period(c, e);

	if (until_end(c, e) &&
	    (!dec_add(*balance, e->points, balance) || (e->money != BLANK && !count_money(c, e, inside))))
		return report_too_much(c);
	return inside ? count_inside(c, e) : 0;
}

int report_journal(struct collecting *c)
{
	return journal_each(c->l, c->book, 1, 0, count_entry, c);
}
