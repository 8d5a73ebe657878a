#include "tool.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <pwd.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/text.h"
#include "job/columns.h"
#include "options.h"

enum { MAX_OPTIONS = 64, LONG_BASE = 256 };

static void say(void *ctx, enum diag_level level, const char *line)
{
	const struct tool *t = ctx;

	if (level == DIAG_NOTE && t->quiet)
		return;
	if (level == DIAG_WARNING)
		fprintf(stderr, _("%s: warning: %s\n"), t->def->name, line);
	else
		fprintf(stderr, "%s: %s\n", t->def->name, line);
}

static void print_synopsis(const struct tool_def *def, FILE *f)
{
	for (const struct verb *v = def->verbs; v->run; v++) {
		fprintf(f, "%s %s", v == def->verbs ? _("usage:") : "      ", def->name);
		if (v->name)
			fprintf(f, def->default_verb && strcmp(def->default_verb, v->name) == 0 ? " [%s]" : " %s", v->name);
		fprintf(f, "%s%s\n", *v->synopsis ? " " : "", v->synopsis);
	}
}

/* True when the blank-separated list has the word. */
static bool has_word(const char *list, const char *word, size_t len)
{
	for (const char *p = list; p && *p; p += strspn(p, " ")) {
		size_t n = strcspn(p, " ");
		if (n == len && memcmp(p, word, n) == 0)
			return true;
		p += n;
	}
	return false;
}

static bool takes(const struct tool_def *def, const char *name)
{
	if (strcmp(name, "help") == 0 || strcmp(name, "version") == 0)
		return true;
	for (const struct verb *v = def->verbs; v->run; v++)
		if (has_word(v->options, name, strlen(name)))
			return true;
	return false;
}

static void print_help(const struct tool_def *def)
{
	print_synopsis(def, stdout);
	printf("\n%s\n\n", _(def->purpose));
	for (const struct option_def *o = option_table; o->name; o++) {
		struct buf b = {0};
		if (!takes(def, o->name))
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

int tool_usage(struct tool *t, const char *fmt, ...)
{
	va_list ap;
	char *text = NULL;

	va_start(ap, fmt);
	if (vasprintf(&text, fmt, ap) < 0)
		text = NULL;
	va_end(ap);
	diag_at(&t->diag, NULL, 0);
	diag_error(&t->diag, EX_USAGE, "%s", text ? text : "?");
	free(text);
	print_synopsis(t->def, stderr);
	return EX_USAGE;
}

static size_t option_index(const char *name)
{
	const struct option_def *o = option_find(name, strlen(name));

	if (!o)
		bug("option --%s is not in the table", name);
	return (size_t)(o - option_table);
}

const char *tool_opt(const struct tool *t, const char *name)
{
	if (!has_word(t->verb->options, name, strlen(name)))
		bug("%s asked for --%s, which it does not take", t->def->name, name);
	return t->values[option_index(name)];
}

bool tool_flag(const struct tool *t, const char *name)
{
	return tool_opt(t, name) != NULL;
}

const char *tool_text(const struct tool *t, const char *name)
{
	const char *s = tool_opt(t, name);

	return s ? s : "";
}

const char *tool_first(const struct tool *t, const char *const *names)
{
	while (*names && !tool_opt(t, *names))
		names++;
	return *names;
}

const char *tool_operand(struct tool *t, const char *what)
{
	if (t->noperands == 1)
		return t->operands[0];
	if (t->noperands == 0)
		tool_usage(t, _("give one operand: %s"), what);
	else
		tool_usage(t, _("one operand is enough (%s): `%s` is too many"), what, t->operands[1]);
	return NULL;
}

int tool_stream(struct tool *t, const char **path)
{
	*path = t->noperands ? t->operands[0] : "-";
	return t->noperands <= 1 ? 0 : tool_usage(t, _("one file is enough: `%s` is too many"), t->operands[1]);
}

int tool_no_operands(struct tool *t)
{
	return t->noperands == 0 ? 0 : tool_usage(t, _("no operand is taken here: `%s`"), t->operands[0]);
}

int tool_count(struct tool *t, const char *name, int64_t fallback, int64_t *out)
{
	const char *s = tool_opt(t, name);
	char *end = NULL;
	long long v;

	*out = fallback;
	if (!s)
		return 0;
	errno = 0;
	v = strtoll(s, &end, 10);
	if (errno || end == s || *end || v < 1)
		return tool_usage(t, _("--%s takes a whole number from 1: `%s`"), name, s);
	*out = v;
	return 0;
}

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
	static const char codes[] = "book period key count household rule item quantity shop member date points id base repair until";

	return has_word(codes, name, strlen(name));
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
	if (!takes(t->def, o->name))
		return c < LONG_BASE ? tool_usage(t, _("unknown option -%c"), c) : tool_usage(t, _("unknown option --%s"), o->name);
	t->values[o - option_table] = !o->arg ? "" : is_code(o->name) ? text_fold(optarg) : optarg;
	return 0;
}

static int parse(struct tool *t, int argc, char **argv)
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
		t->operands[t->noperands++] = argv[i];
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
static int choose_verb(struct tool *t)
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

static int check_verb_options(struct tool *t)
{
	for (const struct option_def *o = option_table; o->name; o++)
		if (t->values[o - option_table] && o->letter != 'h' && o->letter != 'V' &&
		    !has_word(t->verb->options, o->name, strlen(o->name)))
			return tool_usage(t, _("`%s %s` does not take --%s"), t->def->name, t->verb->name, o->name);
	return 0;
}

static const char *value(const struct tool *t, const char *name)
{
	return t->values[option_index(name)];
}

static const char *from_environment(const char *name)
{
	const char *s = getenv(name);

	return s && *s ? s : NULL;
}

static const char *actor_name(const struct tool *t)
{
	const char *s = value(t, "actor");
	const struct passwd *pw;

	if (!s)
		s = from_environment("PTS_ACTOR");
	if (s)
		return s;
	pw = getpwuid(getuid());
	return pw ? pw->pw_name : "unknown";
}

static int choose_format(struct tool *t)
{
	const char *formats = t->def->formats ? t->def->formats : "csv tsv table";
	const char *f = value(t, "format"), *header = value(t, "header");
	bool table = has_word(formats, "table", 5) && !value(t, "output") && isatty(STDOUT_FILENO);
	static char first[16];

	snprintf(first, sizeof first, "%.*s", (int)strcspn(formats, " "), formats);
	t->format = f ? f : table ? "table" : first;
	if (value(t, "excel") && !f)
		t->format = "csv";
	if (!has_word(formats, t->format, strlen(t->format)))
		return tool_usage(t, _("format `%s` is none of: %s"), t->format, formats);
	if (header && strcmp(header, "zh") != 0 && strcmp(header, "en") != 0)
		return tool_usage(t, _("--header takes `en` or `zh`: `%s`"), header);
	t->job.print.format = strcmp(t->format, "table") == 0 ? PRINT_TABLE : strcmp(t->format, "tsv") == 0 ? PRINT_TSV : PRINT_CSV;
	t->job.print.dictionary = columns;
	t->job.print.excel = value(t, "excel") != NULL;
	t->job.print.header_zh = header ? strcmp(header, "zh") == 0
					: t->job.print.format == PRINT_TABLE && strcmp(lang_get(), "zh") == 0;
	return 0;
}

/* The command line as a shell takes it again. */
static char *quoted(int argc, char **argv)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_=+,./:@%";
	struct buf b = {0};

	for (int i = 0; i < argc; i++) {
		const char *s = argv[i];
		bool bare = *s && s[strspn(s, plain)] == '\0';
		buf_puts(&b, i ? " " : "");
		buf_puts(&b, bare ? "" : "'");
		for (; *s; s++)
			buf_puts(&b, *s == '\'' ? "'\\''" : (char[]){*s, '\0'});
		buf_puts(&b, bare ? "" : "'");
	}
	return buf_take(&b);
}

static int fill_job(struct tool *t)
{
	struct job *j = &t->job;

	j->diag = &t->diag;
	j->ledger = value(t, "ledger") ? value(t, "ledger") : from_environment("PTS_LEDGER");
	j->ledger_given = j->ledger != NULL;
	if (!j->ledger)
		j->ledger = "pts.db";
	j->book = value(t, "book") ? value(t, "book") : from_environment("PTS_BOOK");
	j->period = value(t, "period");
	j->key = value(t, "key");
	j->actor = actor_name(t);
	j->message = value(t, "message");
	if (j->message && j->message[strspn(j->message, " \t\n")] == '\0')
		j->message = NULL;
	j->encoding = value(t, "encoding");
	j->dry_run = value(t, "dry-run") != NULL;
	j->rows_at_once = value(t, "each") != NULL;
	j->files = t->operands;
	if (!text_is_code(j->actor))
		return tool_usage(t, _("the actor must be a code without blanks: `%s`"), j->actor);
	return choose_format(t);
}

/* An output over an input would eat what the clerk handed in. */
static bool same_file(const char *a, const char *b)
{
	struct stat x, y;

	return a && b && stat(a, &x) == 0 && stat(b, &y) == 0 && S_ISREG(x.st_mode) && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

static int check_outputs(struct tool *t)
{
	static const char *const outputs[] = {"output", "rejects"};

	for (size_t i = 0; i < 2; i++) {
		const char *path = value(t, outputs[i]);
		for (int k = 0; path && k < t->noperands; k++)
			if (same_file(path, t->operands[k]))
				return tool_usage(t, _("--%s would overwrite the input %s"), outputs[i], t->operands[k]);
		if (same_file(path, t->job.ledger))
			return tool_usage(t, _("--%s would overwrite the ledger %s"), outputs[i], t->job.ledger);
	}
	if (value(t, "output") && value(t, "rejects") && strcmp(value(t, "output"), value(t, "rejects")) == 0)
		return tool_usage(t, _("--output and --rejects name the same file"));
	return 0;
}

static int run(struct tool *t)
{
	bool hold = t->def->hold && !t->job.rows_at_once;
	int rc, closed;

	rc = check_outputs(t);
	if (rc == 0)
		rc = out_open(&t->out, value(t, "output"), hold, &t->diag);
	if (rc)
		return rc;
	t->job.out = t->out.f;
	rc = t->verb->run(t);
	/* A failed job leaves yesterday's board in its place. */
	closed = out_close(&t->out, rc == 0 || t->job.keep, &t->diag);
	return closed ? closed : rc;
}

static int help_or_version(const struct tool *t)
{
	if (t->values[option_index("help")])
		print_help(t->def);
	else
		printf("%s %s\n", t->def->name, PTS_VERSION);
	if (fflush(stdout) != 0 || fclose(stdout) != 0) {
		fprintf(stderr, "%s: %s\n", t->def->name, strerror(errno));
		return EX_IOERR;
	}
	return 0;
}

/* A closed standard descriptor must not become the ledger's or a result's: writing to it has to fail. */
static void open_standard(void)
{
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd)
			exit(EX_OSERR);
}

int tool_main(const struct tool_def *def, int argc, char **argv)
{
	static struct tool t;
	const char **operands;
	char *command;
	int rc;

	signal(SIGXFSZ, SIG_IGN);
	open_standard();
	lang_init();
	t.def = def;
	t.diag.sink = say;
	t.diag.ctx = &t;
	command = quoted(argc, argv);
	rc = parse(&t, argc, argv);
	operands = t.operands;
	if (rc == 0 && (t.values[option_index("help")] || t.values[option_index("version")])) {
		rc = help_or_version(&t);
		free(operands);
		free(command);
		return rc;
	}
	t.quiet = !isatty(STDERR_FILENO) && !t.values[option_index("verbose")];
	if (rc == 0)
		rc = choose_verb(&t);
	if (rc == 0)
		rc = check_verb_options(&t);
	if (rc == 0)
		rc = fill_job(&t);
	t.job.command = command;
	if (rc == 0)
		rc = run(&t);
	free(operands);
	free(command);
	return rc;
}
