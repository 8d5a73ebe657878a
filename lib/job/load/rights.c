/* Rules that may reach for what a scheme cannot take: a warning, because a title does not tell what the panel means by
 * it. */
#include <string.h>

#include "base/lang.h"
#include "job/load/internal.h"

static const char *const rights[] = {
	"补贴",    "补助",       "低保",     "五保",      "养老金",          "养老保险",      "社保",      "医保",
	"福利",    "救助金",     "党籍",     "村民资格",  "成员资格",        "村籍",          "分红",      "宅基地",
	"承包",    "征地款",     "选举权",   "表决权",    "benefit",         "subsid",        "allowance", "pension",
	"welfare", "membership", "dividend", "homestead", "contracted land", "right to vote", NULL,
};

/* The part of a title that names a right, NULL: none. */
static const char *right_in(const char *title)
{
	for (const char *const *r = rights; *r; r++)
		if (strcasestr(title, *r))
			return *r;
	return NULL;
}

void warn_of_rights(struct loading *ld, const char *rule, const char *title, const char *points, const char *counts)
{
	const char *right = right_in(title);

	if (!right || (*points != '-' && strcmp(counts, "veto") != 0))
		return;
	diag_warn(ld->job->diag,
		  _("rule %s, `%s`, speaks of `%s`: a scheme may not take away legal rights (Organic Law of the "
		    "Villagers' Committees, "
		    "article 27); a deduction or a veto acts on scores, ranks, honours, grades and redemption only"),
		  rule, title, right);
}
