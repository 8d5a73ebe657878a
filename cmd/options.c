#include "options.h"

#include <string.h>

#include "base/lang.h"

/* One letter, one meaning, in all tools; everything else is long only. tests/all-tools.bats holds the rule. */
const struct option_def option_table[] = {
	{'b', "book", "BOOK", N_("account book (default: $PTS_BOOK)")},
	{'d', "ledger", "LEDGER", N_("ledger file (default: $PTS_LEDGER, else pts.db)")},
	{'f', "format", "FORMAT", N_("output format")},
	{'o', "output", "FILE", N_("write to FILE, which appears whole or not at all")},
	{'p', "period", "PERIOD", N_("2025-07, 2025Q3, 2025H2, 2025 or 2025-07-01..2025-09-30")},
	{'k', "key", "COLUMNS", N_("columns to sum or sort by, separated by commas")},
	{'n', "count", "N", N_("how many")},
	{'H', "household", "HOUSEHOLD", N_("household code")},
	{'r', "rule", "RULE", N_("rule code")},
	{'i', "item", "ITEM", N_("item code")},
	{'q', "quantity", "N", N_("quantity (default: 1)")},
	{'s', "shop", "SHOP", N_("shop code")},
	{'m', "message", "TEXT", N_("note or reason")},
	{'h', "help", NULL, N_("show this help")},
	{'V', "version", NULL, N_("show the version")},
	{0, "actor", "NAME", N_("who does this (default: $PTS_ACTOR, else the login name)")},
	{0, "dry-run", NULL, N_("do everything, commit nothing")},
	{0, "date", "DATE", N_("day of the deed (default: today)")},
	{0, "member", "MEMBER", N_("member code")},
	{0, "title", "TEXT", N_("title of the sheet")},
	{0, "excel", NULL, N_("CSV for spreadsheets: BOM, CRLF, codes kept as text")},
	{0, "header", "LANG", N_("column names in `en` or `zh`")},
	{0, "encoding", "NAME", N_("encoding of the input (default: found out)")},
	{0, "id", "ID", N_("id of this event or order, so that repeating it does nothing")},
	{0, "verbose", NULL, N_("show notes also when stderr is no terminal")},
	{0, "partial", NULL, N_("post the good rows in one transaction")},
	{0, "each", NULL, N_("post row by row, each in its own transaction")},
	{0, "rejects", "FILE", N_("write the bad rows here, with a column `error`")},
	{0, "late", NULL, N_("events of closed months count in the earliest open month after; objections may come after their last day")},
	{0, "points", "POINTS", N_("points asked for, for an open rule")},
	{0, "base", "RULE", N_("grant the base score of RULE for the period, once to each active household")},
	{0, "repair", "ADDRESS", N_("lift the veto at ADDRESS by the rule of -r")},
	{0, "move", NULL, N_("move all points from one household to another")},
	{0, "state", "STATE", N_("only what is pending, approved (a dispute: accepted) or rejected")},
	{0, "reverse", NULL, N_("reverse the entries named by address or by a stream; of a dispute: the contested one")},
	{0, "all", NULL, N_("also active households without entries")},
	{0, "unrated", NULL, N_("who was not rated for rules with a rhythm")},
	{0, "happened", NULL, N_("sum by the date of the deed, later corrections included")},
	{0, "within", "COLUMN", N_("rank inside each value of COLUMN")},
	{0, "ties", "HOW", N_("equal rows: standard (1,2,2,4), dense (1,2,2,3) or ordinal (1,2,3,4)")},
	{0, "mask", "HOW", N_("names on the sheet: name, surname, code or none")},
	{0, "source", "NAME", N_("entries whose source is this file")},
	{0, "until", "DATE", N_("last day that is looked at")},
	{0, "raw", NULL, N_("the hashed lines without their hashes")},
	{0, "topup", NULL, N_("missing points are paid in cash")},
	{0, "returned", NULL, N_("the goods came back and go on the shelf again")},
	{0, "expire", NULL, N_("post what has expired up to today; close nothing")},
	{0, "entry", "BOOK:SEQ", N_("the entry that is contested (default: the household's figures as a whole)")},
	{0, "from", "NAME", N_("who objects")},
	{0, "adjust", "POINTS", N_("correct by so many points, added or (-) taken")},
	{0, "overdue", NULL, N_("only what is pending after its term")},
	{0, "kind", "KIND", N_("scores, ranking, deductions, redemptions, honors, outcomes, fund or stock")},
	{0, "split", "COLUMN", N_("one sheet for each value of COLUMN")},
	{0, "template", "FILE", N_("words of the sheet, a line each")},
	{0, "days", "N", N_("days for objections (default: as the scheme says)")},
	{0, "corrects", "NUMBER", N_("the notice that this one replaces")},
	{0, "digest", "HEX", N_("what stands on the paper: the digest, or the hash of the entry")},
	{0, "to", "SHOP", N_("shop that goods move to, as SHOP or BOOK:SHOP")},
	{0, "account", "SOURCE", N_("source of the fund")},
	{0, "amount", "YUAN", N_("how much money")},
	{0, "unpaid", NULL, N_("only bills that are not paid whole")},
	{0, NULL, NULL, NULL},
};

const struct option_def *option_find(const char *name, size_t len)
{
	for (const struct option_def *o = option_table; o->name; o++)
		if (strlen(o->name) == len && memcmp(o->name, name, len) == 0)
			return o;
	return NULL;
}
