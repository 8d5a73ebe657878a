#include "paper/markup.h"

#include <string.h>

#include "check.h"

/* Where the first thing stands that is not plain, -1 when all is. */
static int odd(const char *text)
{
	const char *at = markup_odd(text, strlen(text));

	return at ? (int)(at - text) : -1;
}

static void plain(void)
{
	CHECK_INT(odd(""), -1);
	CHECK_INT(odd("a > b & c"), -1);
	CHECK_INT(odd("<!DOCTYPE html>\n<p class=\"a b\"\n lang='zh'>1<br>2<br/></p >"), -1);
	CHECK_INT(odd("<svg viewBox=\"0 0 1 1\" aria-label=\"\"><path d=\"M0>\"/></svg>"), -1);
	CHECK_INT(odd("<!-- saved from url=(0014)about:internet --><h1>1</h1>"), -1);
	CHECK_INT(odd("<!---->"), -1);
}

static void not_plain(void)
{
	CHECK_INT(odd("1 < 2"), 2);
	CHECK_INT(odd("<"), 0);
	CHECK_INT(odd("x<p"), 1);
	CHECK_INT(odd("<p class=a>"), 0);
	CHECK_INT(odd("<p hidden>"), 0);
	CHECK_INT(odd("<p/class=\"a\">"), 0);
	CHECK_INT(odd("<p\fclass=\"a\">"), 0);
	CHECK_INT(odd("<p class=\"a\"id=\"b\">"), 0);
	CHECK_INT(odd("<p class=\"<\">"), 0);
	CHECK_INT(odd("<p class=\"a>"), 0);
	CHECK_INT(odd("</p class=\"a\">"), 0);
	CHECK_INT(odd("</ 9>"), 0);
	CHECK_INT(odd("<?9>"), 0);
	CHECK_INT(odd("<![CDATA[9]]>"), 0);
	CHECK_INT(odd("<!-->9<!-->"), 0);
	CHECK_INT(odd("<!-- <p> -->"), 0);
	CHECK_INT(odd("<!-- --!> -->"), 0);
	CHECK_INT(odd("<!-- never closed"), 0);
	CHECK_INT(odd("<!DOCTYPE html"), 0);
	CHECK(markup_odd("a\0b", 3) != NULL);
}

int main(void)
{
	plain();
	not_plain();
	return check_end();
}
