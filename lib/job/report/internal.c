#include "job/report/internal.h"

#include "base/dec.h"

const struct report_figure_def report_figures[FIGURES] = {
	{"households", false},   {"members", false},     {"active_households", false},
	{"participants", false}, {"activities", false},  {"participations", false},
	{"hours", true},         {"events", false},      {"earned", true},
	{"deducted", true},      {"points", true},       {"redeemed", true},
	{"expired", true},       {"outstanding", true},  {"redemptions", false},
	{"pieces", true},        {"value", true},        {"fund_in", true},
	{"fund_out", true},      {"cash", true},         {"fund_left", true},
	{"disputes", false},     {"accepted", false},    {"rejected", false},
	{"reviewed", false},     {"review_hours", true},
};

int64_t report_participation(int64_t active, int64_t households)
{
	int64_t percent = 0;

	if (households > 0)
		dec_muldiv(active, 100 * 100, households, &percent);
	return percent;
}

int64_t report_review_hours(const struct report_book *b)
{
	int64_t mean = 0;

	if (b->figure[FIGURE_REVIEWED] > 0)
		dec_muldiv(b->figure[FIGURE_REVIEW_HOURS], 1, b->figure[FIGURE_REVIEWED], &mean);
	return mean;
}
