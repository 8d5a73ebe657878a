#include "paper/qr.h"

#include <errno.h>
#include <qrencode.h>
#include <stdbool.h>
#include <string.h>

#include "base/mem.h"
#include "paper/html.h"

enum { QUIET = 4 }; /* modules of white that a reader needs on every side */

static bool is_dark(const QRcode *qr, int x, int y)
{
	return qr->data[y * qr->width + x] & 1;
}

/* One path with a rectangle for each run of dark modules: no style that a printer could drop. */
static void path(FILE *f, const QRcode *qr)
{
	for (int y = 0; y < qr->width; y++) {
		for (int x = 0; x < qr->width; x++) {
			int first = x;
			while (x < qr->width && is_dark(qr, x, y))
				x++;
			if (x > first)
				fprintf(f, "M%d %dh%dv1h-%dz", first + QUIET, y + QUIET, x - first, x - first);
		}
	}
}

int qr_svg(FILE *f, const char *text, const char *label)
{
	QRcode *qr = QRcode_encodeData((int)strlen(text), (const unsigned char *)text, 0, QR_ECLEVEL_M);
	int side;

	if (!qr && errno == ENOMEM)
		mem_exhausted();
	if (!qr)
		return -1;
	side = qr->width + 2 * QUIET;
	fprintf(f,
		"<svg class=\"qr\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" "
		"aria-label=\"",
		side, side);
	html_text(f, label);
	fprintf(f, "\"><path fill=\"#fff\" d=\"M0 0h%dv%dh-%dz\"/><path fill=\"#000\" d=\"", side, side, side);
	path(f, qr);
	fputs("\"/></svg>", f);
	QRcode_free(qr);
	return 0;
}
