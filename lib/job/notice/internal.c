#include "job/notice/internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"

void notice_stream_free(struct notice_stream *s)
{
	for (size_t c = 0; s->names && c < s->rows.columns; c++)
		free(s->names[c]);
	free(s->names);
	rows_free(&s->rows);
	free(s->lines);
	free(s->source);
	*s = (struct notice_stream){0};
}

int notice_stream_find(const struct notice_stream *s, const char *name)
{
	for (size_t c = 0; c < s->rows.columns; c++)
		if (strcmp(s->names[c], name) == 0)
			return (int)c;
	return -1;
}

const char *notice_stream_cell(const struct notice_stream *s, size_t row, int column)
{
	const char *at = s->rows.arena + s->rows.start[row];

	if (column < 0)
		return "";
	for (int c = 0; c < column; c++)
		at += strlen(at) + 1;
	return at;
}

const char *notice_stream_book(const struct notice_stream *s, size_t i)
{
	return notice_stream_cell(s, i, s->book);
}

size_t notice_stream_run(const struct notice_stream *s, size_t first)
{
	const char *book;
	size_t last = first + 1;

	if (first >= s->rows.n)
		return s->rows.n;
	book = notice_stream_book(s, first);
	while (last < s->rows.n && strcmp(notice_stream_book(s, last), book) == 0)
		last++;
	return last;
}

bool notice_stream_returns(const struct notice_stream *s)
{
	struct map seen = {0};
	bool again = false;

	for (size_t first = 0; first < s->rows.n && !again; first = notice_stream_run(s, first)) {
		const char *book = notice_stream_book(s, first);
		bool added;
		map_put(&seen, book, strlen(book), 0, &added);
		again = !added;
	}
	map_free(&seen);
	return again;
}
