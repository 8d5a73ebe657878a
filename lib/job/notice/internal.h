/*
 * The rows that become notices: read from a stream, or made from the ledger, and cut by book.
 */
#ifndef PTS_JOB_NOTICE_INTERNAL_H
#define PTS_JOB_NOTICE_INTERNAL_H

#include "job/intake/job.h"
#include "job/sheet/sheet.h"
#include "stream/rows.h"

struct notice_stream {
	char **names; /* rows.columns of them */
	struct rowset rows;
	size_t *lines; /* of each row in its file, for messages; NULL for rows made from the ledger */
	char *source;  /* base name of the file; NULL likewise */
	int book;      /* column, or -1 */
};

/*
 * Reads "-" or a file. EX_DATAERR unless every row can stand on a wall: summed cells are amounts, and no cell
 * looks like an ID or telephone number. All bad rows are reported by line. Ends with notice_stream_free() in any case.
 */
int notice_stream_read(struct job *job, const char *path, struct notice_stream *out);

struct notice_wanted {
	enum sheet_kind kind;
	const char *period; /* as pts-tally -p takes it; days count by the date of the deed */
	bool happened;      /* by the date of the deed, for scores and ranking */
	int64_t count;      /* of a ranking: keep every rank up to this one; 0: 20 */
};

/*
 * Makes the rows of a kind of notice for job->book (and what lies below it; NULL: all books) from the ledger,
 * which the caller has in a transaction (reading or writing), in order of book: one function for making a notice
 * and for judging the rows that somebody hands in. The columns are those that a user's stream has:
 *
 *   scores       pts-tally -p P --all | pts-rank --within book
 *   ranking      the same cut by -n
 *   deductions   event,book,period,date,household,name,group,member,role,category,rule,title,kind,quantity,score,
 *                points,state,entry: deductions and vetoes that nobody has reversed; entry is BOOK:SEQ. The sheet
 *                shows nobody's
 *   redemptions  book,period,receipt,date,household,name,group,item,title,quantity,points,value,cash,state: a row a
 *                receipt; what was given back within the period is left out, what is given back later is negative
 *                in that period, state void
 *   honors       book,period,household,name,group,honor,title,date of what was awarded for the period and stands
 *   outcomes     book,period,dispute,contested,entry,decided,outcome,score,points,correction,reason of what was
 *                decided in the period; outcome is adjust, reverse or reject
 *   fund         book,period,entry,date,kind,account,title,income,spent,balance: entries that moved money, after what
 *                there was before (kind opening, without entry); title is the purpose
 *   stock        book,period,shop,item,title,opening,received,given,other,balance
 *
 * Amounts are as in CSV. Names are full: masking is the sheet's. Books without rows of the kind are left out.
 */
int notice_stream_make(struct job *job, struct ledger *l, const struct notice_wanted *w, struct notice_stream *out);

void notice_stream_free(struct notice_stream *s);

/* The column of a name, or -1. */
int notice_stream_find(const struct notice_stream *s, const char *name);

/* A cell, "" for column -1; holds until the rows change. */
const char *notice_stream_cell(const struct notice_stream *s, size_t row, int column);

/* The book's code of row i, "" without the column; holds until the rows change. */
const char *notice_stream_book(const struct notice_stream *s, size_t i);

/* Where the run of one book that begins at row `first` ends (one behind its last row). */
size_t notice_stream_run(const struct notice_stream *s, size_t first);

/* True when a book comes again after another: a ranking across villages, not a sheet for each. */
bool notice_stream_returns(const struct notice_stream *s);

#endif
