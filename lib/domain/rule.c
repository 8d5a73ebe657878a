#include "domain/rule.h"

#include <string.h>

#include "base/dec.h"
#include "base/text.h"

bool role_in(const char *roles, const char *role)
{
	return !*roles || text_has_word(roles, role);
}

bool rule_is_open(const struct rule *r)
{
	return r->points == BLANK && !*r->ladder && r->counts != COUNTS_VETO;
}

bool rule_valid_on(const struct rule *r, const char *date)
{
	return strcmp(r->valid_from, date) <= 0 && (!*r->valid_until || strcmp(r->valid_until, date) >= 0);
}

/* Where a separator of a list of kinds begins, and how long it is. */
static const char *separator(const char *s, size_t *len)
{
	for (; *s; s++) {
		*len = *s == ' ' || *s == '|' ? 1 : strncmp(s, "、", strlen("、")) == 0 ? strlen("、") : 0;
		if (*len)
			return s;
	}
	*len = 0;
	return s;
}

bool rule_takes_evidence(const struct rule *r, const char *evidence)
{
	size_t skip = 0;

	if (!*r->evidence)
		return true;
	for (const char *p = r->evidence; *p; p += skip) {
		const char *end = separator(p, &skip);
		size_t n = (size_t)(end - p);
		for (const char *e = evidence; n > 0 && *e; e++)
			if (strncmp(e, p, n) == 0)
				return true;
		p = end;
	}
	return false;
}

static bool highest_value(const struct ladder *l, int64_t quantity, int64_t *points)
{
	*points = 0;
	for (size_t i = 0; i < l->n && l->steps[i].from <= quantity; i++)
		*points = l->steps[i].points;
	return true;
}

static bool marginal_value(const struct ladder *l, int64_t quantity, int64_t *points)
{
	int64_t sum = 0;

	for (size_t i = 0; i < l->n && l->steps[i].from < quantity; i++) {
		const struct ladder_step *s = &l->steps[i];
		int64_t top = i + 1 < l->n && l->steps[i + 1].from < quantity ? l->steps[i + 1].from : quantity;
		int64_t whole = (top - s->from) / s->per, part;
		if (__builtin_mul_overflow(whole, s->points, &part) || !dec_add(sum, part, &sum))
			return false;
	}
	*points = sum;
	return true;
}

bool ladder_value(const struct ladder *l, int64_t quantity, int64_t *points)
{
	return l->marginal ? marginal_value(l, quantity, points) : highest_value(l, quantity, points);
}
