/*
 * HTML pieces.
 */
#ifndef PTS_PAPER_HTML_H
#define PTS_PAPER_HTML_H

#include <stdio.h>

/* Text as element content or quoted attribute value: & < > " ' escaped. */
void html_text(FILE *f, const char *s);

/* CSS: the families of type that a page asks for; one of them is on any system that can show Chinese. */
#define HTML_FONTS \
	"\"Noto Sans CJK SC\",\"Source Han Sans SC\",\"PingFang SC\",\"Microsoft YaHei\",\"WenQuanYi Micro Hei\"," \
	"sans-serif"

/*
 * A document in one file, without script, that may fetch nothing: everything up to the body, whose elements the caller
 * writes, and the end. `style` is CSS as it is; `lang` as in zh-CN.
 */
void html_begin(FILE *f, const char *lang, const char *title, const char *style);
void html_end(FILE *f);

/* `<tag class="class">text</tag>`, the text escaped; class "" is none. */
void html_cell(FILE *f, const char *tag, const char *class, const char *text);

/* The same and LF, but nothing at all for a blank text. */
void html_element(FILE *f, const char *tag, const char *class, const char *text);

/* Begins a table with the names of its columns, up to and with its `<tbody>`. */
struct html_column {
	const char *class, *title;
};
void html_table(FILE *f, const struct html_column *columns, size_t n);
void html_table_end(FILE *f);

#endif
