/* A document of sheets in each format. */
#include <string.h>

#include "job/sheet/internal.h"

void sheet_print(FILE *f, const char *format, const struct sheet *sheets, size_t n)
{
	if (strcmp(format, "html") == 0)
		sheet_print_html(f, sheets, n);
	else if (strcmp(format, "wechat") == 0)
		sheet_print_wechat(f, sheets, n);
	else if (strcmp(format, "csv") == 0)
		sheet_print_csv(f, sheets, n);
	else
		sheet_print_text(f, sheets, n);
}
