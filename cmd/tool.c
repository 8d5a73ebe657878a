#include "tool.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "job/intake/columns.h"
#include "options.h"
#include "parse.h"
#include "stream/shown.h"

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

int tool_usage(struct tool *t, const char *fmt, ...)
{
	va_list ap;
	char *text;

	va_start(ap, fmt);
	text = xvasprintf(fmt, ap);
	va_end(ap);
	diag_at(&t->diag, NULL, 0);
	diag_error(&t->diag, EX_USAGE, "%s", text);
	free(text);
	tool_synopsis(t->def, stderr);
	return EX_USAGE;
}

size_t tool_option_index(const char *name)
{
	const struct option_def *o = option_find(name, strlen(name));

	if (!o)
		bug("option --%s is not in the table", name);
	return (size_t)(o - option_table);
}

const char *tool_opt(const struct tool *t, const char *name)
{
	if (!text_has_word(t->verb->options, name))
		bug("%s asked for --%s, which it does not take", t->def->name, name);
	return t->values[tool_option_index(name)];
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

static const char *value(const struct tool *t, const char *name)
{
	return t->values[tool_option_index(name)];
}

static const char *from_environment(const char *name)
{
	const char *s = getenv(name);

	return s && *s ? s : NULL;
}

/* The value of an option, else the text of a variable of the environment, else NULL. */
static int option_or_text(struct tool *t, const char *option, const char *variable, const char **out)
{
	const char *typed = from_environment(variable), *why;
	char *text;

	*out = value(t, option);
	if (*out || !typed)
		return 0;
	text = text_given(typed, &why);
	if (!text)
		return tool_usage(t, "%s: %s", variable, why);
	*out = tool_keep(t, text_fold(text));
	return 0;
}

static int choose_actor(struct tool *t)
{
	const char **actor = &t->job.actor;
	const struct passwd *pw;
	int rc = option_or_text(t, "actor", "PTS_ACTOR", actor);

	if (rc == 0 && !*actor) {
		pw = getpwuid(getuid());
		*actor = pw ? pw->pw_name : "unknown";
	}
	if (rc == 0 && !text_is_code(*actor))
		rc = tool_usage(t, _("the actor must be a code without blanks: `%s`"), *actor);
	return rc;
}

static const char *formats_of(const struct tool *t)
{
	const char *of_verb = t->def->verb_formats ? t->def->verb_formats(t->verb) : NULL;

	if (of_verb)
		return of_verb;
	return t->def->formats ? t->def->formats : "csv tsv table";
}

static int choose_format(struct tool *t)
{
	const char *formats = formats_of(t);
	const char *f = value(t, "format"), *header = value(t, "header");
	bool table = text_has_word(formats, "table") && !value(t, "output") && isatty(STDOUT_FILENO);
	static char first[16];

	snprintf(first, sizeof first, "%.*s", (int)strcspn(formats, " "), formats);
	t->format = f ? f : table ? "table" : first;
	if (value(t, "excel") && !f)
		t->format = "csv";
	if (!text_has_word(formats, t->format))
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

static void add_quoted(struct buf *b, const char *s)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_=+,./:@%";
	bool bare = *s && s[strspn(s, plain)] == '\0';

	buf_puts(b, bare ? "" : "'");
	for (; *s; s++)
		buf_puts(b, *s == '\'' ? "'\\''" : (char[]){*s, '\0'});
	buf_puts(b, bare ? "" : "'");
}

/* The command line as a shell takes it again, in UTF-8 as all messages are. */
static char *quoted(int argc, char **argv)
{
	struct buf b = {0};

	for (int i = 0; i < argc; i++) {
		char *decoded = text_decode(argv[i]);

		buf_puts(&b, i ? " " : "");
		add_quoted(&b, decoded ? decoded : argv[i]);
		free(decoded);
	}
	return buf_take(&b);
}

static int fill_job(struct tool *t)
{
	struct job *j = &t->job;
	int rc;

	j->diag = &t->diag;
	j->ledger = value(t, "ledger") ? value(t, "ledger") : from_environment("PTS_LEDGER");
	j->ledger_given = j->ledger != NULL;
	if (!j->ledger)
		j->ledger = "pts.db";
	j->period = value(t, "period");
	j->key = value(t, "key");
	j->message = value(t, "message");
	if (j->message && !*j->message)
		j->message = NULL;
	j->encoding = value(t, "encoding");
	j->dry_run = value(t, "dry-run") != NULL;
	j->rows_at_once = value(t, "each") != NULL;
	j->files = t->operands;
	rc = option_or_text(t, "book", "PTS_BOOK", &j->book);
	if (rc == 0)
		rc = choose_actor(t);
	return rc ? rc : choose_format(t);
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

/* Streams go out as they are, so that they can be hashed and read again; what people look at only shows. */
static bool is_for_people(const struct tool *t)
{
	return text_has_word("table text html wechat", t->format) || (!t->out.path && isatty(STDOUT_FILENO));
}

static int run(struct tool *t)
{
	bool hold = t->def->hold && !t->job.rows_at_once;
	FILE *shown = NULL;
	int rc, closed;

	rc = check_outputs(t);
	if (rc == 0)
		rc = out_open(&t->out, value(t, "output"), hold, &t->diag);
	if (rc)
		return rc;
	if (is_for_people(t))
		shown = shown_open(t->out.f, t->job.rows_at_once);
	t->job.out = shown ? shown : t->out.f;
	rc = t->verb->run(t);
	if (shown)
		fclose(shown);
	/* A failed job leaves yesterday's board in its place. */
	closed = out_close(&t->out, rc == 0 || t->job.keep, &t->diag);
	diag_at(&t->diag, NULL, 0);
	if (rc == 0 && tool_left_input())
		diag_warn(&t->diag, _("the data on standard input was not read"));
	return closed ? closed : rc;
}

/* A closed standard descriptor must not become the ledger's or a result's: writing to it has to fail. */
static void open_standard(void)
{
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd)
			exit(EX_OSERR);
}

/* All that there is to do once the command line is read. */
static int perform(struct tool *t)
{
	int rc;

	if (value(t, "help") || value(t, "version"))
		return tool_help(t);
	t->quiet = !isatty(STDERR_FILENO) && !value(t, "verbose");
	rc = tool_choose_verb(t);
	if (rc == 0)
		rc = tool_check_options(t);
	if (rc == 0)
		rc = fill_job(t);
	return rc ? rc : run(t);
}

/* The one tool of this process. */
static struct tool t;

/* Memory ran out: nothing of what is held back gets out, a ledger rolls back by itself. */
static void exhausted(void)
{
	fprintf(stderr, "%s: %s\n", t.def->name, _("out of memory"));
	temp_abandon_all();
	_exit(EX_SOFTWARE);
}

int tool_main(const struct tool_def *def, int argc, char **argv)
{
	const char **operands;
	char *command;
	int rc;

	t.def = def;
	mem_on_exhausted(exhausted);
	signal(SIGXFSZ, SIG_IGN);
	open_standard();
	lang_init();
	t.diag.sink = say;
	t.diag.ctx = &t;
	command = quoted(argc, argv);
	t.job.command = command;
	rc = tool_parse(&t, argc, argv);
	operands = t.operands; /* a verb moves on from the first */
	if (rc == 0)
		rc = perform(&t);
	while (t.ntexts)
		free(t.texts[--t.ntexts]);
	free(t.texts);
	free(operands);
	free(command);
	return rc;
}
