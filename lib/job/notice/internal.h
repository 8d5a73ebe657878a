/*
 * The rows that become notices, and what is done with them: shared by the files of this room.
 */
#ifndef PTS_JOB_NOTICE_INTERNAL_H
#define PTS_JOB_NOTICE_INTERNAL_H

#include "job/notice/notice.h"
#include "stream/rows.h"

/* Read from a stream or made from the ledger; a run of rows of one book becomes one notice. */
struct notice_stream {
	char **names; /* rows.columns of them */
	struct rowset rows;
	size_t *lines; /* of each row in its file, for messages; NULL for rows made from the ledger */
	char *source;  /* base name of the file; NULL likewise */
	int book;      /* column, or -1 */
};

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

/*
 * stream.c: reads "-" or a file. EX_DATAERR unless every row can stand on a wall: summed cells are amounts, and no cell
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
 * make.c: makes the rows of a kind of notice for job->book (and what lies below it; NULL: all books) from the ledger,
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

/* request.c: EX_USAGE for a title, mask or kind that a sheet cannot have. Prints nothing. */
int notice_request_check(const struct notice_request *request, struct diag *d);

/* The rows of the request: read, or made for job->period. `l` may be NULL when they are read. */
int notice_request_rows(struct job *job, struct ledger *l, const struct notice_request *request,
			struct notice_stream *out);

/*
 * One sheet, a draft, of rows first..last-1, under the words of `book` (NULL: of no single book). `l` may be
 * NULL. 0 or an exit code; ends with sheet_free() in both cases.
 */
int notice_request_sheet(struct job *job, struct ledger *l, const struct notice_request *request,
			 const struct notice_stream *stream, const char *book, size_t first, size_t last,
			 struct sheet *out);

/*
 * marks.c: fills a map for struct sheet_spec with the pending disputes of the books that rows first..last-1 are of;
 * rows that do not say are of `book` (NULL: none).
 */
int notice_marks(struct ledger *l, const struct notice_stream *s, const char *book, size_t first, size_t last,
		 struct map *out);

/* Ranks that are held against what pts-rank gives the rows of the ledger. */
struct rank_check {
	const struct notice_stream *made;   /* every row there is to rank */
	const struct notice_stream *stream; /* the rows with ranks */
	size_t first, last;
	const int64_t *match; /* of each of these, its row in `made` */
	size_t left_out;      /* set: rows of `made` that are not there although they rank before some that are */
};

/*
 * ranks.c: the ranks in column `rank` must be those by job->key, inside each book, inside each group or over all rows,
 * with one way of numbering ties for all of them. EX_REFUSED with the rows that differ from the way that fits best;
 * EX_USAGE for a key that is no column.
 */
int notice_check_ranks(struct job *job, struct rank_check *r, int rank);

#endif
