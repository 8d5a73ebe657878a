#include "job/report/words.h"

static const char *const words[REPORT_WORDS][2] = {
	{"Report", "积分运行报告"},
	{"everything recorded", "全部记录"},
	{"households taking part", "户参与率"},
	{"Points earned by category", "各类别加分"},
	{"category", "类别"},
	{"events", "记分次数"},
	{"earned", "加分"},
	{"deducted", "扣分"},
	{"redeemed", "已兑换"},
	{"Households taking part, by month", "各月户参与率"},
	{"Points earned, by month", "各月加分"},
	{"month", "月份"},
	{"What was redeemed", "兑换情况"},
	{"item", "兑换品"},
	{"pieces", "数量"},
	{"points", "积分"},
	{"yuan", "价值（元）"},
	{"Households taking part, by village", "各村户参与率"},
	{"village", "村"},
	{"Households taking part, by village and month", "各村各月户参与率"},
	{"Points earned, by village and category", "各村各类别加分"},
};

static const char *const figures[FIGURES][2] = {
	{"households", "户数"},
	{"members", "人数"},
	{"households taking part", "参与户数"},
	{"people taking part", "参与人数"},
	{"activities", "活动场次"},
	{"times people served", "参与人次"},
	{"hours", "服务时长（小时）"},
	{"events", "记分次数"},
	{"points earned", "加分"},
	{"points deducted", "扣分"},
	{"points to spend", "新增可兑换积分"},
	{"points redeemed", "已兑换积分"},
	{"points expired", "已过期积分"},
	{"points outstanding", "期末结余积分"},
	{"redemptions", "兑换笔数"},
	{"pieces given out", "兑换件数"},
	{"yuan of goods", "兑换价值（元）"},
	{"fund in (yuan)", "资金收入（元）"},
	{"fund out (yuan)", "资金支出（元）"},
	{"cash at the shops (yuan)", "兑换点现金（元）"},
	{"fund left (yuan)", "资金结余（元）"},
	{"objections", "异议件数"},
	{"accepted", "异议成立"},
	{"rejected", "异议不成立"},
	{"claims reviewed", "审核件数"},
	{"hours from claim to decision", "平均审核用时（小时）"},
};

const char *report_word(enum report_word w, bool zh)
{
	return words[w][zh];
}

const char *report_figure_title(enum report_figure f, bool zh)
{
	return figures[f][zh];
}

const char *report_title(const char *title, const char *code)
{
	if (title && *title)
		return title;
	return *code ? code : "—";
}
