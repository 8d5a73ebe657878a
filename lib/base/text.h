/*
 * Text as people type it, and text as the ledger keeps it: UTF-8, NFC, trimmed, without control or bidirectional
 * characters.
 */
#ifndef PTS_BASE_TEXT_H
#define PTS_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* What text_clean() found. */
enum text_fault {
	TEXT_OK,
	TEXT_NOT_UTF8,
	TEXT_CONTROL, /* a control character other than TAB, CR, LF (those become spaces) */
	TEXT_BIDI,    /* a bidirectional control: U+061C, U+200E, U+200F, U+202A–202E, U+2066–2069 */
	TEXT_PRIVATE  /* a character of private use, a non-character, or U+FFFD, which stands for a lost one */
};

/*
 * Makes `s` (n bytes, NUL-terminated) what the ledger keeps: NFC, newlines, tabs and all separators (U+3000, NBSP, …) to
 * spaces, invisible characters dropped (those of category Cf or with the property Default_Ignorable_Code_Point, as
 * zero-width ones, soft hyphens, fillers and variation selectors), blanks trimmed at both ends. Returns a string owned by
 * the caller, or NULL with *fault set. Pure ASCII without blanks at the ends is the fast path.
 */
char *text_clean(const char *s, size_t n, enum text_fault *fault);

/* What is wrong with a text, translated, without saying where; not for TEXT_OK. */
const char *text_fault_message(enum text_fault fault);

/*
 * The same in place when possible: true when `s` is already clean (so no copy is needed). For hot paths.
 */
bool text_is_clean(const char *s, size_t n);

/* Most bytes of a text given by option, as of a cell; of the name of a file as the journal has it. */
enum { TEXT_LIMIT = 4 * 1024, FILE_NAME_LIMIT = 400 };

/*
 * `s` in UTF-8: as it is when it is valid, else read as GB18030, in which older Chinese systems write arguments and names
 * of files; NULL when it is neither. Owned by the caller.
 */
char *text_decode(const char *s);

/*
 * A text that stands beside the streams, in an option or in the environment: decoded and cleaned. Owned by the caller, or
 * NULL and *why, translated.
 */
char *text_given(const char *s, const char **why);

/*
 * The name of a file without its folders, as messages and the journal have it: decoded, clean, with `?` for characters
 * that no text may have, and cut to FILE_NAME_LIMIT. Owned by the caller.
 */
char *text_file_name(const char *path);

/*
 * Makes n bytes fit for a terminal, in place: control characters become blanks or `?`, bidirectional ones and bytes that
 * are no UTF-8 `?`. With `lines`, LF, TAB and FF stay. Returns how many bytes are left.
 */
size_t text_show(char *s, size_t n, bool lines);

/* The most bytes of `s`, up to n, that end between two characters. */
size_t text_cut(const char *s, size_t n);

/*
 * For codes, numbers and dates: full-width ASCII (U+FF01–FF5E) to half-width, U+2212 and U+FF0D to '-', in place (it
 * never grows). Returns s.
 */
char *text_fold(char *s);

/*
 * True for a code as the ledger takes it: 1 to 64 bytes, no blanks or control characters, none of
 * `" ' , : ; < > & | \ ` and no leading '-', '=', '+' or '@'. Letters of any script are allowed.
 */
bool text_is_code(const char *s);

/*
 * Copies s into `to` of `size` bytes, cut between two characters where it does not fit; snprintf() does nearly the same at
 * many times the price.
 */
void text_copy(char *to, size_t size, const char *s);

/* Columns on a terminal: East Asian wide characters count 2. */
int text_width(const char *s);

/* Number of characters (code points). */
size_t text_length(const char *s);

/*
 * Masks a person's name for a public sheet. Modes: "name" 张*丰 keeps the surname (compound surnames 欧阳 whole; a name with
 * · keeps the part before it) and the last character of three or more, others become *; "surname" keeps the surname
 * and adds **; "none" leaves it. ("code" is the caller's: no name at all.) Returns a string owned by the caller.
 */
char *text_mask(const char *name, const char *mode);

/*
 * Names of two ideographs are often typed with blanks between them, so that they are as wide as those of three (王　成).
 * True for such a name, with blanks or without: *second is then where its second character begins, *first the bytes of
 * the first one.
 */
bool text_is_short_name(const char *name, size_t *first, const char **second);

/*
 * Walks along the words of a blank-separated list: the first one at or after `p`, *n its bytes; NULL at the end. The
 * next is that from word + *n on.
 */
const char *text_word(const char *p, size_t *n);

/* True when a blank-separated list has the word. */
bool text_has_word(const char *list, const char *word);

/* The word of `words` (NULL-terminated) nearest to `s` by edit distance, or NULL when none is near. */
const char *text_nearest(const char *s, const char *const *words);

#endif
