#include "stream/encoding.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <unistr.h>

#include "base/lang.h"
#include "base/mem.h"

enum {
	BLOCK = 64 * 1024,
	HELD_LIMIT = 1024 * 1024 /* undecided text kept back at most */
};

enum verdict { UNDECIDED, IS_UTF8, IS_GB18030 };

struct decoder {
	struct diag *d;
	int fd;
	int status;
	char *raw; /* bytes read: [pos, len) are still to be handed on */
	size_t pos;
	size_t len;
	size_t size;
	size_t base;    /* offset in the file of raw[0] */
	size_t scanned; /* undecided lines that were looked at, from pos */
	char *forced;   /* by --encoding */
	const char *encoding;
	bool decided;
	bool begun;
	bool bom;
	bool bom_seen; /* taken off, or found missing */
	bool eof;
	bool flushed;
	iconv_t cd; /* (iconv_t)-1: the text is UTF-8 and needs checking only */
	char out[BLOCK];
};

static const struct {
	const char *bytes;
	const char *encoding;
} boms[] = {
	{"\xEF\xBB\xBF", "UTF-8"},
	{"\xFF\xFE", "UTF-16LE"},
	{"\xFE\xFF", "UTF-16BE"},
	{"\x84\x31\x95\x33", "GB18030"},
};

static int fail(struct decoder *dec, int status)
{
	dec->status = status;
	return -1;
}

/* What is left moves to the front and the next block is read behind it. */
static int fill(struct decoder *dec)
{
	ssize_t got;

	if (dec->pos) {
		dec->len -= dec->pos;
		memmove(dec->raw, dec->raw + dec->pos, dec->len);
		dec->base += dec->pos;
		dec->pos = 0;
	}
	if (dec->size < dec->len + BLOCK) {
		dec->size = dec->len + 2 * BLOCK;
		dec->raw = xrealloc(dec->raw, dec->size, 1);
	}
	do {
		got = read(dec->fd, dec->raw + dec->len, BLOCK);
	} while (got < 0 && errno == EINTR);
	if (got < 0)
		return fail(dec, diag_error(dec->d, EX_IOERR, _("cannot read on: %s"), strerror(errno)));
	dec->eof = got == 0;
	dec->len += (size_t)got;
	return 0;
}

static bool is_utf8(const char *name)
{
	return strcasecmp(name, "UTF-8") == 0 || strcasecmp(name, "UTF8") == 0;
}

static int decide(struct decoder *dec, const char *encoding)
{
	dec->decided = true;
	dec->encoding = encoding;
	if (is_utf8(encoding))
		return 0;
	dec->cd = iconv_open("UTF-8", encoding);
	if (dec->cd != (iconv_t)-1)
		return 0;
	return fail(dec, diag_error(dec->d, EX_USAGE,
				    _("unknown encoding %s: iconv -l lists the known ones, such as UTF-8 and GB18030"),
				    encoding));
}

static const char *find_bom(const struct decoder *dec)
{
	for (size_t i = 0; i < sizeof(boms) / sizeof(boms[0]); i++) {
		size_t n = strlen(boms[i].bytes);

		if (dec->len >= n && memcmp(dec->raw, boms[i].bytes, n) == 0)
			return boms[i].encoding;
	}
	return NULL;
}

static int begin(struct decoder *dec)
{
	const char *encoding;

	dec->begun = true;
	/* no BOM begins with ASCII, so a first plain byte is enough to go on */
	while (!dec->eof && (dec->len == 0 || ((dec->raw[0] & 0x80) && dec->len < 4))) {
		if (fill(dec) < 0)
			return -1;
	}
	encoding = find_bom(dec);
	dec->bom = encoding != NULL;
	return encoding && !dec->decided ? decide(dec, encoding) : 0;
}

/* The first text handed on loses a U+FEFF, whatever encoding it came in. */
static int hand_on(struct decoder *dec, const char **s, size_t *n)
{
	if (!dec->bom_seen && *n >= 3 && memcmp(*s, "\xEF\xBB\xBF", 3) == 0) {
		dec->bom = true;
		*s += 3;
		*n -= 3;
	}
	dec->bom_seen = true;
	return *n > 0;
}

static int wrong_byte(struct decoder *dec)
{
	return fail(
		dec,
		diag_error(dec->d, EX_DATAERR,
			   _("not valid %s at byte %zu: save the file as UTF-8, or name its encoding with --encoding"),
			   dec->encoding, dec->base + dec->pos + 1));
}

static bool is_cut(const char *s, size_t n)
{
	ucs4_t uc;

	return u8_mbtoucr(&uc, (const uint8_t *)s, n) == -2;
}

/* 1 when a span was handed on, 0 when more bytes are needed, -1 on a wrong byte. */
static int take_utf8(struct decoder *dec, const char **s, size_t *n)
{
	const char *p = dec->raw + dec->pos;
	size_t have = dec->len - dec->pos;
	const uint8_t *bad = have ? u8_check((const uint8_t *)p, have) : NULL;
	size_t good = bad ? (size_t)(bad - (const uint8_t *)p) : have;

	if (!good)
		return !have || (!dec->eof && is_cut(p, have)) ? 0 : wrong_byte(dec);
	dec->pos += good;
	*s = p;
	*n = good;
	return hand_on(dec, s, n);
}

static int take_iconv(struct decoder *dec, const char **s, size_t *n)
{
	char *in = dec->raw + dec->pos, *out = dec->out;
	size_t left = dec->len - dec->pos, room = sizeof(dec->out);
	size_t rc = iconv(dec->cd, &in, &left, &out, &room);
	int error = rc == (size_t)-1 ? errno : 0;

	dec->pos = (size_t)(in - dec->raw);
	if (!error && dec->eof && !dec->flushed) {
		/* some converters keep a character back until they are told that no mark follows it */
		dec->flushed = iconv(dec->cd, NULL, NULL, &out, &room) != (size_t)-1;
	}
	*s = dec->out;
	*n = (size_t)(out - dec->out);
	if (*n && hand_on(dec, s, n))
		return 1;
	return error == EILSEQ || (error == EINVAL && dec->eof) ? wrong_byte(dec) : 0;
}

static enum verdict judge(const char *line, size_t n)
{
	if (u8_check((const uint8_t *)line, n))
		return IS_GB18030;
	for (size_t i = 0; i < n; i++) {
		if ((unsigned char)line[i] >= 0xE0)
			return IS_UTF8;
	}
	return UNDECIDED;
}

static size_t line_length(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\n' || s[i] == '\r')
			return i + 1;
	}
	return 0;
}

/* The first held line that tells. A line without its end counts only when none will come. */
static enum verdict scan(struct decoder *dec)
{
	enum verdict v = UNDECIDED;

	while (v == UNDECIDED && dec->pos + dec->scanned < dec->len) {
		const char *p = dec->raw + dec->pos + dec->scanned;
		size_t have = dec->len - dec->pos - dec->scanned;
		size_t n = line_length(p, have);

		if (!n && !dec->eof)
			break;
		v = judge(p, n ? n : have);
		dec->scanned += n ? n : have;
	}
	if (v == UNDECIDED && (dec->eof || dec->len - dec->pos >= HELD_LIMIT))
		v = IS_UTF8;
	return v;
}

static size_t ascii_span(const char *s, size_t n)
{
	size_t i = 0;
	uint64_t word;

	for (; i + sizeof(word) <= n; i += sizeof(word)) {
		memcpy(&word, s + i, sizeof(word));
		if (word & 0x8080808080808080U)
			break;
	}
	while (i < n && !(s[i] & 0x80))
		i++;
	return i;
}

static int take_undecided(struct decoder *dec, const char **s, size_t *n)
{
	enum verdict v;

	if (dec->scanned == 0) {
		*s = dec->raw + dec->pos;
		*n = ascii_span(*s, dec->len - dec->pos);
		dec->pos += *n;
		if (*n)
			return hand_on(dec, s, n);
	}
	v = scan(dec);
	if (v == UNDECIDED)
		return 0;
	if (decide(dec, v == IS_UTF8 ? "UTF-8" : "GB18030") < 0)
		return -1;
	return v == IS_UTF8 ? take_utf8(dec, s, n) : take_iconv(dec, s, n);
}

static int take(struct decoder *dec, const char **s, size_t *n)
{
	if (!dec->decided)
		return take_undecided(dec, s, n);
	return dec->cd == (iconv_t)-1 ? take_utf8(dec, s, n) : take_iconv(dec, s, n);
}

int decoder_next(struct decoder *dec, const char **s, size_t *n)
{
	int rc = 0;

	if (dec->status)
		return -1;
	if (!dec->begun && begin(dec) < 0)
		return -1;
	while ((rc = take(dec, s, n)) == 0 && !(dec->eof && dec->pos == dec->len)) {
		if (!dec->eof && fill(dec) < 0)
			return -1;
	}
	return rc;
}

static int open_input(const char *path, struct diag *d, int *fd)
{
	bool standard = strcmp(path, "-") == 0;
	struct stat st;
	int error = 0;

	diag_at(d, NULL, 0);
	*fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (*fd < 0 || fstat(*fd, &st) < 0)
		error = errno;
	else if (S_ISDIR(st.st_mode))
		error = EISDIR;
	if (!error)
		return 0;
	if (*fd > STDIN_FILENO)
		close(*fd);
	return diag_error(d, EX_NOINPUT, _("cannot read %s: %s"), standard ? _("standard input") : path,
			  strerror(error));
}

int decoder_open(struct decoder **dec, const char *path, const char *encoding, struct diag *d)
{
	int fd, status;

	*dec = NULL;
	status = open_input(path, d, &fd);
	if (status)
		return status;
	*dec = xcalloc(1, sizeof(**dec));
	(*dec)->d = d;
	(*dec)->fd = fd;
	(*dec)->cd = (iconv_t)-1;
	(*dec)->encoding = "UTF-8";
	(*dec)->forced = encoding ? xstrdup(encoding) : NULL;
	if (encoding && decide(*dec, (*dec)->forced) < 0) {
		status = (*dec)->status;
		decoder_close(*dec);
		*dec = NULL;
	}
	return status;
}

int decoder_status(const struct decoder *dec)
{
	return dec->status;
}

bool decoder_empty(const struct decoder *dec)
{
	return dec->begun && dec->eof && dec->base + dec->len == 0;
}

bool decoder_bom(const struct decoder *dec)
{
	return dec->bom;
}

const char *decoder_encoding(const struct decoder *dec)
{
	return dec->encoding;
}

void decoder_close(struct decoder *dec)
{
	if (!dec)
		return;
	if (dec->cd != (iconv_t)-1)
		iconv_close(dec->cd);
	if (dec->fd > STDIN_FILENO)
		close(dec->fd);
	free(dec->forced);
	free(dec->raw);
	free(dec);
}
