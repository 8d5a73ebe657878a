#include "job/replay/internal.h"

#include <string.h>

#include "base/dec.h"
#include "base/lang.h"

bool replay_happened(const struct replay *r, const struct entry *e)
{
	return strcmp(e->date, r->from) >= 0 && strcmp(e->date, r->to) <= 0;
}

bool replay_counts(const struct replay *r, const struct entry *e)
{
	if (r->period.days)
		return replay_happened(r, e);
	return strncmp(e->period, r->from, MONTH_SIZE - 1) >= 0 && strncmp(e->period, r->to, MONTH_SIZE - 1) <= 0;
}

int replay_too_big(const struct replay *r, const struct entry *e)
{
	return diag_error(r->job->diag, EX_DATAERR,
			  _("entry %s:%lld: the points under the other scheme are more than can be counted"), e->book,
			  (long long)e->seq);
}

int replay_sums_too_big(const struct replay *r, const struct replay_book *b)
{
	return diag_error(r->job->diag, EX_DATAERR, _("the sums of book %s grow beyond what can be counted"),
			  b->book->code);
}

void replay_say(const struct replay *r, struct printer *out, const struct replay_book *b, const char *topic,
		const char *key, const char *name, const char *old, const char *now)
{
	printer_row(out, (const char *[]){b ? b->book->code : "", r->period.text, topic, key, name, old, now, ""});
}

int replay_say_figures(const struct replay *r, struct printer *out, const struct replay_book *b, const char *topic,
		       const char *key, const char *name, int64_t old, int64_t now)
{
	char cell[3][DEC_SIZE];
	int64_t change;

	if (!dec_sub(now, old, &change))
		return replay_sums_too_big(r, b);
	printer_row(out, (const char *[]){b->book->code, r->period.text, topic, key, name, dec_format(old, cell[0]),
					  dec_format(now, cell[1]), dec_format(change, cell[2])});
	return 0;
}
