#include "base/lang.h"

#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

/* Told by the C library: messages found so far hold until it changes. */
extern int _nl_msg_cat_cntr;

static const char *chosen = "en";

/* The first that is set and not blank decides, as POSIX has it. */
static const char *wanted(void)
{
	static const char *const names[] = {"PTS_LANG", "LC_ALL", "LC_MESSAGES", "LANG"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *v = getenv(names[i]);

		if (v && *v)
			return v;
	}
	return "";
}

/* Catalogues lie beside the program, wherever somebody has put the two. */
static void bind_catalogues(void)
{
	char exe[PATH_MAX];
	char *path, *slash;
	ssize_t n = readlink("/proc/self/exe", exe, sizeof(exe) - 1);

	if (n <= 0)
		return;
	exe[n] = '\0';
	slash = strrchr(exe, '/');
	if (!slash)
		return;
	*slash = '\0';
	path = xasprintf("%s/../share/locale", exe);
	bindtextdomain(PTS_DOMAIN, path);
	bind_textdomain_codeset(PTS_DOMAIN, "UTF-8");
	free(path);
}

void lang_set(const char *lang)
{
	chosen = strncmp(lang, "zh", 2) == 0 ? "zh" : "en";
	/* gettext prefers LANGUAGE to the locale, so Chinese needs no Chinese locale on the system. */
	setenv("LANGUAGE", *chosen == 'z' ? "zh_CN" : "en", 1);
	/* The other categories are the same in C, which need not be read from files. */
	setlocale(LC_CTYPE, "C.UTF-8");
	setlocale(LC_MESSAGES, "C.UTF-8");
	/* Newer C libraries ignore LANGUAGE in C.UTF-8; they need any other locale for messages, if there is one. */
	if (*chosen == 'z' && !setlocale(LC_MESSAGES, "zh_CN.UTF-8"))
		setlocale(LC_MESSAGES, "en_US.UTF-8");
	/* What was translated so far is forgotten, as gettext's manual has it. */
	_nl_msg_cat_cntr++;
}

void lang_init(void)
{
	lang_set(wanted());
	bind_catalogues();
}

const char *lang_get(void)
{
	return chosen;
}
