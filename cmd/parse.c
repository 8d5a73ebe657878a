/* The command line: options by the table, abbreviations refused, the verb. */
#include "parse.h"

#include <getopt.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/personal.h"
#include "base/text.h"
#include "options.h"

enum { MAX_OPTIONS = 128, LONG_BASE = 256 };

/* The getopt tables for all options any tool has; whether this one takes an option is asked afterwards. */
static void fill_getopt(char *shorts, struct option *longs)
{
	size_t n = 0;

	*shorts++ = ':';
	for (const struct option_def *o = option_table; o->name; o++, n++) {
		longs[n] = (struct option){o->name, o->arg ? required_argument : no_argument, NULL, (int)n + LONG_BASE};
		if (!o->letter)
			continue;
		*shorts++ = o->letter;
		if (o->arg)
			*shorts++ = ':';
	}
	*shorts = '\0';
	longs[n] = (struct option){0};
}

/* getopt_long takes abbreviations; here a long option is written out. */
static bool is_abbreviated(const struct option_def *o, char **argv)
{
	const char *word = argv[optind - 1];
	size_t len;

	if (o->arg && (word == optarg || strncmp(word, "--", 2) != 0 || strchr(word, '=') == NULL))
		word = argv[optind - 1] == optarg ? argv[optind - 2] : word;
	if (strncmp(word, "--", 2) != 0)
		return false;
	len = strcspn(word + 2, "=");
	return strlen(o->name) != len || memcmp(word + 2, o->name, len) != 0;
}

/* Codes, numbers and dates may come in full-width forms, as in a sheet. */
static bool is_code(const char *name)
{
	static const char codes[] = "book period key count household rule item quantity shop member date points id base repair until entry adjust "
				    "account amount to honor scale";

	return text_has_word(codes, name);
}

static bool is_path(const struct option_def *o)
{
	return strcmp(o->arg, "FILE") == 0 || strcmp(o->arg, "DIR") == 0 || strcmp(o->arg, "LEDGER") == 0;
}

const char *tool_keep(struct tool *t, char *text)
{
	t->texts = xrealloc(t->texts, t->ntexts + 1, sizeof *t->texts);
	return t->texts[t->ntexts++] = text;
}

/* What was typed is text like any cell of a stream, unless it is the name of a file. */
static int take_value(struct tool *t, const struct option_def *o, const char *typed)
{
	const char **value = &t->values[o - option_table], *why;
	enum personal kind;
	char *text;

	*value = typed;
	if (is_path(o))
		return 0;
	text = text_given(typed, &why);
	if (!text)
		return tool_usage(t, "--%s: %s", o->name, why);
	*value = tool_keep(t, is_code(o->name) ? text_fold(text) : text);
	kind = is_code(o->name) ? personal_number(*value) : PERSONAL_NONE;
	if (kind)
		return diag_error(&t->diag, EX_DATAERR, _("--%s: %s stands where a code or a figure is expected"), o->name, personal_name(kind));
	return 0;
}

/* An operand is the name of a file, or else a word. */
static const char *take_operand(struct tool *t, const char *typed)
{
	const char *why;
	char *text = access(typed, F_OK) == 0 ? NULL : text_given(typed, &why);

	return text ? tool_keep(t, text) : typed;
}

static int take_option(struct tool *t, int c, char **argv)
{
	const struct option_def *o = option_table;

	if (c == '?' && optopt > 0 && optopt < LONG_BASE)
		return tool_usage(t, _("unknown option -%c"), optopt);
	if (c == '?' && optopt >= LONG_BASE)
		return tool_usage(t, _("option %s takes no value"), argv[optind - 1]);
	if (c == '?')
		return tool_usage(t, _("unknown option %s"), argv[optind - 1]);
	if (c == ':')
		return tool_usage(t, _("option %s needs a value"), argv[optind - 1]);
	if (c >= LONG_BASE) {
		o += c - LONG_BASE;
		if (is_abbreviated(o, argv))
			return tool_usage(t, _("write the option out: --%s"), o->name);
	} else {
		while (o->letter != c)
			o++;
	}
	if (!tool_takes(t->def, o->name))
		return c < LONG_BASE ? tool_usage(t, _("unknown option -%c"), c) : tool_usage(t, _("unknown option --%s"), o->name);
	if (o->arg)
		return take_value(t, o, optarg);
	t->values[o - option_table] = "";
	return 0;
}

int tool_parse(struct tool *t, int argc, char **argv)
{
	char shorts[3 * MAX_OPTIONS];
	struct option longs[MAX_OPTIONS + 1];
	int c, rc;

	fill_getopt(shorts, longs);
	opterr = 0;
	while ((c = getopt_long(argc, argv, shorts, longs, NULL)) != -1)
		if ((rc = take_option(t, c, argv)) != 0)
			return rc;
	t->operands = xcalloc((size_t)(argc - optind) + 1, sizeof *t->operands);
	for (int i = optind; i < argc; i++)
		t->operands[t->noperands++] = take_operand(t, argv[i]);
	return 0;
}

static int unknown_verb(struct tool *t, const char *word)
{
	const char *names[16] = {NULL};
	struct buf list = {0};
	const char *near;
	size_t n = 0;
	int rc;

	for (const struct verb *v = t->def->verbs; v->run && n < 15; v++) {
		if (n > 0 && strcmp(names[n - 1], v->name) == 0)
			continue; /* another form of the same verb */
		names[n++] = v->name;
		buf_printf(&list, "%s%s", n > 1 ? ", " : "", v->name);
	}
	near = word ? text_nearest(word, names) : NULL;
	if (!word)
		rc = tool_usage(t, _("say what to do: %s"), buf_str(&list));
	else if (near)
		rc = tool_usage(t, _("`%s` is neither a file nor one of %s; did you mean `%s`?"), word, buf_str(&list), near);
	else
		rc = tool_usage(t, _("`%s` is neither a file nor one of %s"), word, buf_str(&list));
	buf_free(&list);
	return rc;
}

/* The first operand is the verb; where there is a default one, it may be a file instead. */
int tool_choose_verb(struct tool *t)
{
	const char *word = t->noperands ? t->operands[0] : NULL;
	const struct verb *v = t->def->verbs, *fallback = NULL;

	if (!v->name) {
		t->verb = v;
		return 0;
	}
	for (; v->run; v++) {
		if (word && strcmp(v->name, word) == 0) {
			t->verb = v;
			t->operands++;
			t->noperands--;
			return 0;
		}
		if (!fallback && t->def->default_verb && strcmp(v->name, t->def->default_verb) == 0)
			fallback = v;
	}
	if (!fallback || (word && strcmp(word, "-") != 0 && access(word, R_OK) != 0))
		return unknown_verb(t, word);
	t->verb = fallback;
	return 0;
}

int tool_check_options(struct tool *t)
{
	for (const struct option_def *o = option_table; o->name; o++)
		if (t->values[o - option_table] && o->letter != 'h' && o->letter != 'V' &&
		    !text_has_word(t->verb->options, o->name))
			return tool_usage(t, _("`%s %s` does not take --%s"), t->def->name, t->verb->name, o->name);
	return 0;
}
