/* Money in words, as vouchers want it */
#include "domain/capitals.h"

#include <string.h>

#include "check.h"

static const struct {
	int64_t fen;
	const char *words;
} cases[] = {
	{0, "零元整"},
	{1, "壹分"},
	{10, "壹角整"},
	{50, "伍角整"},
	{100, "壹元整"},
	{101, "壹元零壹分"},
	{110, "壹元壹角整"},
	{1000, "壹拾元整"},
	{10005, "壹佰元零伍分"},
	{123450, "壹仟贰佰叁拾肆元伍角整"},
	{100100, "壹仟零壹元整"},
	{1000000, "壹万元整"},
	{1000100, "壹万零壹元整"},
	{1010000, "壹万零壹佰元整"},
	{1100000, "壹万壹仟元整"},
	{10000000, "壹拾万元整"},
	{10000000000, "壹亿元整"},
	{10000000100, "壹亿零壹元整"},
	{10001000000, "壹亿零壹万元整"},
	{5000000, "伍万元整"},
	{-123, "负壹元贰角叁分"},
};

int main(void)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf b = {0};
		capitals(cases[i].fen, &b);
		CHECK_STR(buf_str(&b), cases[i].words);
		buf_free(&b);
	}
	return check_end();
}
