/* Vetoes: every one is kept for its household and the days of its rule, and lifted by the first entry that corrects it and stands. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "job/check/internal.h"
#include "ledger/journal/vetoes.h"

struct kept_veto {
	int64_t seq;
	int64_t household;
	int64_t lifted_by; /* seq, 0: nothing */
	char lifted[MONTH_SIZE];
	char date[DATE_SIZE];
	char until[DATE_SIZE];
};

struct vetoes {
	struct kept_veto *all; /* in order of seq */
	size_t n;
	struct rulebook *rules;
};

static int check_vetoes_start(struct checking *c, void **state)
{
	struct vetoes *v = xcalloc(1, sizeof *v);

	*state = v;
	return rulebook_read(c->l, &v->rules);
}

static void lift_veto(struct vetoes *v, const struct checking *c, const struct entry *e)
{
	for (size_t i = 0; i < v->n; i++) {
		struct kept_veto *veto = &v->all[i];
		if (veto->seq == c->corrects && veto->lifted_by == 0) {
			veto->lifted_by = e->seq;
			memcpy(veto->lifted, e->period, MONTH_SIZE);
		} else if (veto->lifted_by == c->corrects && e->kind == KIND_REVERSE) {
			veto->lifted_by = 0;
			veto->lifted[0] = '\0';
		}
	}
}

static int check_vetoes_entry(struct checking *c, void *state, const struct entry *e)
{
	struct vetoes *v = state;
	struct kept_veto *veto;

	if (c->corrects)
		lift_veto(v, c, e);
	if (e->kind != KIND_VETO)
		return 0;
	v->all = xrealloc(v->all, v->n + 1, sizeof *v->all);
	veto = &v->all[v->n++];
	*veto = (struct kept_veto){.seq = e->seq, .household = c->who ? c->who->id : 0};
	memcpy(veto->date, e->date, DATE_SIZE);
	return veto_last_day(c->l, v->rules, c->book, e, veto->until);
}

static bool check_vetoes_same(const struct kept_veto *v, const struct rows *r)
{
	return db_int(r, 0) == v->seq && db_int(r, 1) == v->household && strcmp(db_text(r, 2), v->lifted) == 0 &&
	       strcmp(db_text(r, 3), v->date) == 0 && strcmp(db_text(r, 4), v->until) == 0;
}

static int check_vetoes_end(struct checking *c, void *state)
{
	const struct vetoes *v = state;
	struct rows r;
	size_t i = 0;
	bool same = true;
	int rc;

	checks_walk(c->l, CHECKED_VETOES, c->book, &r);
	for (; same && db_next(&r); i++)
		same = i < v->n && check_vetoes_same(&v->all[i], &r);
	rc = db_end(&r);
	if (rc == 0 && (!same || i < v->n))
		rc = check_fault(c, _("%s: the vetoes kept are not those of its entries"), c->book->code);
	return rc;
}

static void check_vetoes_free(void *state)
{
	struct vetoes *v = state;

	if (v) {
		rulebook_free(v->rules);
		free(v->all);
	}
	free(v);
}

const struct check_part check_vetoes = {check_vetoes_start, check_vetoes_entry, check_vetoes_end, check_vetoes_free};
