/*
 * Language and locale: one UTF-8 locale everywhere, messages by gettext.
 */
#ifndef PTS_BASE_LANG_H
#define PTS_BASE_LANG_H

#include <libintl.h>

#define PTS_DOMAIN "pts-tools"
#define _(s) dgettext(PTS_DOMAIN, s)
#define N_(s) s
#define P_(one, many, n) dngettext(PTS_DOMAIN, one, many, (unsigned long)(n))

/*
 * Sets the locale C.UTF-8 and takes the language of messages from $PTS_LANG, else LC_ALL, LC_MESSAGES, LANG (`zh…` is
 * Chinese, anything else English). Catalogues are looked for in ../share/locale beside the running program, so that a
 * build tree and an installed prefix both work. Call once at start.
 */
void lang_init(void);

/*
 * Another language from here on (`zh…`, else English): papers for villagers are in that of the setting `lang`, whoever
 * prints them. Who changes it puts back what lang_get() said before.
 */
void lang_set(const char *lang);

/* "zh" or "en": the language chosen last. */
const char *lang_get(void);

#endif
