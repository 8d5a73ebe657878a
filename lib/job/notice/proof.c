#include "job/notice/proof.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"

enum { HASH_DIGITS = HASH_SIZE - 1, LEAST_DIGITS = 16 };

static const char digits[] = "0123456789";
static const char hex_digits[] = "0123456789abcdef";

bool proof_is_number(const char *word)
{
	size_t n = strlen(word), count = 0;

	while (count < n && isdigit((unsigned char)word[n - 1 - count]))
		count++;
	if (count < 2 || n < count + 7 || word[n - count - 1] != '-')
		return false;
	return strspn(word + n - count - 5, digits) == 4 && word[n - count - 6] == '-';
}

/* Words end at blanks, colons and brackets, those of Chinese text too. */
static size_t end_of_word(const char *s, size_t *skip)
{
	static const char *const ends[] = {" ",  ":",  ",",  ";",  "(",  ")",  "[",  "]",
					   "：", "，", "；", "（", "）", "、", "。", "　"};
	size_t n = 0;

	for (; s[n]; n++)
		for (size_t i = 0; !isalnum((unsigned char)s[n]) && i < sizeof ends / sizeof *ends; i++)
			if (strncmp(s + n, ends[i], strlen(ends[i])) == 0) {
				*skip = strlen(ends[i]);
				return n;
			}
	*skip = 0;
	return n;
}

static void add_hashes(struct proof_names *names, const char *text)
{
	char run[HASH_SIZE];
	size_t n = 0;

	for (;; text++) {
		bool digit = *text && strchr(hex_digits, tolower((unsigned char)*text));
		if (digit && n < HASH_DIGITS)
			run[n] = (char)tolower((unsigned char)*text);
		n += digit;
		if (digit || (*text == ' ' && n > 0))
			continue;
		if (n == HASH_DIGITS) {
			run[n] = '\0';
			map_put(&names->hashes, run, n, 0, NULL);
		}
		n = 0;
		if (!*text)
			return;
	}
}

void proof_names_add(struct proof_names *names, const char *text)
{
	size_t skip;

	for (const char *s = text; *s;) {
		size_t n = end_of_word(s, &skip);
		char *word = xasprintf("%.*s", (int)n, s);
		if (proof_is_number(word))
			map_put(&names->numbers, word, n, 0, NULL);
		free(word);
		s += n + skip;
	}
	add_hashes(names, text);
}

void proof_names_free(struct proof_names *names)
{
	map_free(&names->numbers);
	map_free(&names->hashes);
}

/* The journal must hash, from its first entry, to what the notice's entry says. */
static int proof_check_chain(struct ledger *l, const struct notice *n)
{
	char before[HASH_SIZE] = "", hash[HASH_SIZE];
	struct buf line = {0};
	struct journal_walk w;
	int64_t expected = 1;
	struct entry e;
	int rc;

	memset(before, '0', HASH_DIGITS);
	journal_walk(l, &w, n->book, 1, n->seq);
	while (journal_next(&w, &e)) {
		buf_clear(&line);
		entry_line(&e, before, &line);
		if (e.seq != expected || strcmp(hash_hex(line.s, line.n, hash), e.hash) != 0)
			w.rows.rc = diag_error(l->diag, EX_REFUSED,
					       _("%s: the ledger was changed: entry %s:%lld is missing, or not what it was"),
					       n->number, n->book->code, (long long)expected);
		memcpy(before, e.hash, HASH_SIZE);
		expected++;
	}
	rc = journal_walk_end(&w);
	buf_free(&line);
	if (rc == 0 && expected != n->seq + 1)
		rc = diag_error(l->diag, EX_REFUSED,
				_("%s: the ledger has lost entries: the journal of %s ends with entry %lld, the notice "
				  "is entry %lld"),
				n->number, n->book->code, (long long)expected - 1, (long long)n->seq);
	return rc;
}

/* What the ledger has of a notice, and whether it holds together. */
static int proof_examine(struct ledger *l, struct proof *p)
{
	bool sound = false;
	int rc = proof_check_chain(l, &p->notice), stored;

	if (rc && rc != EX_REFUSED)
		return rc;
	stored = notice_stored_sheet(l, &p->notice, &p->sheet, &sound);
	if (stored)
		return rc ? rc : stored;
	if (!sound)
		rc = diag_error(
			l->diag, EX_REFUSED,
			_("%s: the ledger was changed: the stored record is not the one that entry %s:%lld names"),
			p->notice.number, p->notice.book->code, (long long)p->notice.seq);
	return rc;
}

static int report_lost(struct ledger *l, const char *number)
{
	char code[NOTICE_NUMBER_SIZE], day[17] = "?";
	const struct book *book = NULL;
	struct head head = {0};
	int64_t at;
	int rc;

	snprintf(code, sizeof code, "%s", number);
	for (int i = 0; i < 2 && strrchr(code, '-'); i++)
		*strrchr(code, '-') = '\0';
	book = book_lookup(l, code);
	rc = book ? journal_head(l, book->id, &head) : 0;
	if (rc)
		return rc;
	if (!book)
		return diag_error(l->diag, EX_REFUSED,
				  _("%s: the ledger has no such notice, and no book %s: the sheet is another ledger's"),
				  number, code);
	if (stamp_parse(head.at, &at))
		civil_format(at, day);
	return diag_error(l->diag, EX_REFUSED,
			  _("%s: the ledger has no such notice: its journal of %s ends with entry %lld of %s; it has "
			    "lost entries, or the sheet is another ledger's"),
			  number, code, (long long)head.seq, day);
}

static int proof_find(struct ledger *l, const char *number, struct proof *p)
{
	bool found;
	int rc = notice_find(l, number, &p->notice, &found);

	if (rc)
		return rc;
	return found ? proof_examine(l, p) : report_lost(l, number);
}

static int report_hash(struct ledger *l, const struct proof *p, const char *paper)
{
	return diag_error(l->diag, EX_REFUSED,
			  _("%s: the sheet says %s, entry %s:%lld hashes to %s: the ledger has lost or changed "
			    "entries, or the sheet was changed"),
			  p->notice.number, paper, p->notice.book->code, (long long)p->notice.seq,
			  p->sheet.proof.entry);
}

/* Nothing on the sheet looks like a digest or a hash. */
static int report_none(struct ledger *l, const struct proof *p)
{
	return diag_error(l->diag, EX_REFUSED, _("%s: digest and hash are missing on the sheet: they are %s and %s"),
			  p->notice.number, p->sheet.proof.digest, p->sheet.proof.entry);
}

static int report_digest(struct ledger *l, const struct proof *p, const char *paper)
{
	return diag_error(l->diag, EX_REFUSED, _("%s: the sheet says %s, the record of the notice has the digest %s"),
			  p->notice.number, paper, p->sheet.proof.digest);
}

static bool has_hash(const struct proof_names *names, const char *hash)
{
	return map_get(&names->hashes, hash, strlen(hash)) != NULL;
}

/* Whether the file shows the digest of this notice. */
static int shows_digest(struct ledger *l, const char *number, const struct proof_names *names, bool *yes)
{
	struct notice n;
	int rc = notice_find(l, number, &n, yes);

	*yes = rc == 0 && *yes && has_hash(names, n.digest);
	return rc;
}

/* Whether the file shows the digest of any of its notices. */
static int any_digest(struct ledger *l, struct proof_names *names, bool *yes)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && !names->searched && !names->shown && i < names->numbers.n; i++)
		rc = shows_digest(l, map_key(&names->numbers, i, NULL), names, &names->shown);
	names->searched = true;
	*yes = names->shown;
	return rc;
}

/*
 * A sheet may name other notices: the one that it corrects, those whose objections were decided. A number without its
 * digest is such a mention when another sheet of the file shows its own.
 */
static int find_mention(struct ledger *l, const char *number, struct proof_names *names, bool *mentioned)
{
	bool own;
	int rc = shows_digest(l, number, names, &own);

	*mentioned = false;
	return rc || own ? rc : any_digest(l, names, mentioned);
}

int proof_take(struct ledger *l, const char *number, struct proof_names *names, struct proof *out, bool *skipped)
{
	int rc = find_mention(l, number, names, skipped);

	if (rc == 0 && !*skipped)
		rc = proof_find(l, number, out);
	if (!out->sheet.title)
		return rc;
	if (names->hashes.n == 0)
		rc = report_none(l, out);
	else if (!has_hash(names, out->sheet.proof.entry))
		rc = report_hash(l, out, map_key(&names->hashes, names->hashes.n > 1, NULL));
	else if (!has_hash(names, out->sheet.proof.digest))
		rc = report_digest(l, out, map_key(&names->hashes, 0, NULL));
	return rc;
}

/* Digits as typed from paper: blanks and dashes between groups, capitals. NULL when it is no such thing. */
static char *read_hex(const char *typed)
{
	char *s = text_fold(xstrdup(typed)), *to = s;

	for (const char *p = s; *p; p++) {
		if (*p == ' ' || *p == '-')
			continue;
		*to++ = (char)tolower((unsigned char)*p);
	}
	*to = '\0';
	if (strspn(s, hex_digits) == strlen(s) && strlen(s) >= LEAST_DIGITS && strlen(s) <= HASH_DIGITS)
		return s;
	free(s);
	return NULL;
}

static bool begins(const char *hash, const char *with)
{
	return strncmp(hash, with, strlen(with)) == 0;
}

static int compare_paper(struct ledger *l, const struct proof *p, const char *digest, const char *hash)
{
	if (hash) {
		int rc = begins(p->sheet.proof.digest, digest) ? 0 : report_digest(l, p, digest);
		return begins(p->sheet.proof.entry, hash) ? rc : report_hash(l, p, hash);
	}
	if (begins(p->sheet.proof.digest, digest) || begins(p->sheet.proof.entry, digest))
		return 0;
	return diag_error(l->diag, EX_REFUSED,
			  _("%s: the paper says %s; the digest is %s and entry %s:%lld hashes to %s: the ledger has "
			    "lost or changed entries, or the paper was changed"),
			  p->notice.number, digest, p->sheet.proof.digest, p->notice.book->code,
			  (long long)p->notice.seq, p->sheet.proof.entry);
}

int proof_of_number(struct job *job, struct ledger *l, const char *number, const char *digest, const char *hash,
		    struct proof *out)
{
	char *first = digest ? read_hex(digest) : NULL, *second = hash ? read_hex(hash) : NULL;
	int rc = 0, differs = 0;

	if ((digest && !first) || (hash && !second))
		rc = diag_error(job->diag, EX_DATAERR,
				_("`%s` is no digest: at least %d of the hexadecimal digits on the sheet"),
				digest && !first ? digest : hash, LEAST_DIGITS);
	if (rc == 0)
		rc = proof_find(l, number, out);
	if (first && out->sheet.title)
		differs = compare_paper(l, out, first, second);
	free(first);
	free(second);
	return rc ? rc : differs;
}

int proof_print(struct job *job, struct ledger *l, const struct proof *p)
{
	const struct notice *n = &p->notice;
	int64_t since;
	int rc = notice_corrected_since(l, n, &since);

	if (rc)
		return rc;
	fprintf(job->out, _("%s: proved: %lld rows of %s, entry %s:%lld of %s, digest %s, hash %s\n"), n->number,
		(long long)n->rows, n->period, n->book->code, (long long)n->seq, n->issued, p->sheet.proof.digest,
		p->sheet.proof.entry);
	if (since > 0)
		fprintf(job->out,
			P_("%s: %lld entry has corrected what it shows since\n",
			   "%s: %lld entries have corrected what it shows since\n", since),
			n->number, (long long)since);
	if (*n->corrected)
		fprintf(job->out, _("%s: replaced by %s\n"), n->number, n->corrected);
	return 0;
}
