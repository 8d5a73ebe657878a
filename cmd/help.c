/* What a tool says of itself: synopsis, -h, -V. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/text.h"
#include "options.h"
#include "parse.h"

void tool_synopsis(const struct tool_def *def, FILE *f)
{
	for (const struct verb *v = def->verbs; v->run; v++) {
		fprintf(f, "%s %s", v == def->verbs ? _("usage:") : "      ", def->name);
		if (v->name)
			fprintf(f, def->default_verb && strcmp(def->default_verb, v->name) == 0 ? " [%s]" : " %s", v->name);
		fprintf(f, "%s%s\n", *v->synopsis ? " " : "", v->synopsis);
	}
}

bool tool_takes(const struct tool_def *def, const char *name)
{
	if (strcmp(name, "help") == 0 || strcmp(name, "version") == 0)
		return true;
	for (const struct verb *v = def->verbs; v->run; v++)
		if (text_has_word(v->options, name))
			return true;
	return false;
}

static void print_help(const struct tool_def *def)
{
	tool_synopsis(def, stdout);
	printf("\n%s\n\n", _(def->purpose));
	for (const struct option_def *o = option_table; o->name; o++) {
		struct buf b = {0};
		if (!tool_takes(def, o->name))
			continue;
		if (o->letter)
			buf_printf(&b, "-%c, ", o->letter);
		else
			buf_puts(&b, "    ");
		buf_printf(&b, "--%s%s%s", o->name, o->arg ? " " : "", o->arg ? o->arg : "");
		printf("  %-26s %s", buf_str(&b), _(o->help));
		if (o->letter == 'f')
			printf(": %s", def->formats ? def->formats : "csv tsv table");
		putchar('\n');
		buf_free(&b);
	}
}

int tool_help(const struct tool *t)
{
	if (t->values[tool_option_index("help")])
		print_help(t->def);
	else
		printf("%s %s\n", t->def->name, PTS_VERSION);
	if (fflush(stdout) != 0 || fclose(stdout) != 0) {
		fprintf(stderr, "%s: %s\n", t->def->name, strerror(errno));
		return EX_IOERR;
	}
	return 0;
}
