/* What caps, ladders and acts count of earlier events: counted again from the events that stand. */
#include "base/lang.h"
#include "job/checking.h"
#include "job/recount.h"

static int compare(struct checking *c, struct uses *uses)
{
	struct use_difference d;
	int got = uses_differ(uses, c->book, &d);
	const struct who *who = got == 1 ? check_who(c, d.household) : NULL;

	if (got < 0)
		return EX_IOERR;
	return got == 0 ? 0 : check_fault(c, _("%s, household %s: what is kept as given for %s in %s is not what its events give"), c->book->code,
					  who ? who->code : "?", d.rule, d.window);
}

static int end(struct checking *c, void *state)
{
	struct uses *uses = uses_new_blank(c->l);
	struct rulebook *rules;
	int rc = rulebook_read(c->l, &rules);

	(void)state;
	if (rc == 0)
		rc = windows_count(c->l, uses, rules, c->book);
	if (rc == 0)
		rc = compare(c, uses);
	rulebook_free(rules);
	uses_free(uses);
	return rc;
}

const struct check_part check_uses = {.end = end};
