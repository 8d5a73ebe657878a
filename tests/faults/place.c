#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "walk.h"

enum { SECONDS = 30 /* until a program counts as hanging */ };

struct place {
	char *root;	  /* for this alone */
	char *here;	  /* in it, the copy */
	const char *library;
	struct lines files; /* what is there at first */
	struct buf ledger;  /* the bytes of pts.db */
	const char *name;   /* of the ledger that the command has */
};

static _Noreturn void give_up(const char *what)
{
	perror(what);
	_exit(71);
}

/* --- files */

static bool read_file(const char *path, struct buf *b)
{
	FILE *f = fopen(path, "re");
	char block[1 << 16];
	size_t n;

	while (f && (n = fread(block, 1, sizeof block, f)) > 0)
		buf_add(b, block, n);
	return f && fclose(f) == 0;
}

static void write_file(const char *path, const struct buf *b)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0660);

	if (fd < 0 || write(fd, buf_str(b), b->n) != (ssize_t)b->n || close(fd) != 0)
		give_up(path);
}

static char *text_of(const struct place *p, const char *name)
{
	char *path = xasprintf("%s/%s", p->root, name);
	struct buf b = {0};

	read_file(path, &b);
	free(path);
	return buf_take(&b);
}

/* --- the list of commands */

static void add_line(struct lines *l, char *line)
{
	l->line = xrealloc(l->line, l->n + 1, sizeof *l->line);
	l->line[l->n++] = line;
}

/* What `@name@` at s stands for; names has lines `name value`. */
static const char *meaning(const char *names, const char *s, size_t n, size_t *size)
{
	for (const char *p = names; p && *p; p = strchr(p, '\n') + 1)
		if (strncmp(p, s, n) == 0 && p[n] == ' ') {
			*size = strcspn(p + n + 1, "\n");
			return p + n + 1;
		}
	fprintf(stderr, "no name %.*s\n", (int)n, s);
	exit(65);
}

static char *named(const char *line, size_t n, const char *names)
{
	struct buf b = {0};
	size_t size;

	for (const char *p = line; p < line + n; p++) {
		size_t name = *p == '@' ? strcspn(p + 1, "@") : 0;
		if (*p == '@') {
			const char *value = meaning(names, p + 1, name, &size);
			buf_add(&b, value, size);
			p += name + 1;
		} else {
			buf_putc(&b, *p);
		}
	}
	return buf_take(&b);
}

bool lines_read(struct lines *l, const char *folder, const char *path)
{
	struct buf text = {0}, names = {0};
	char *of_folder = xasprintf("%s/names", folder);
	bool ok = read_file(path, &text) && read_file(of_folder, &names);

	*l = (struct lines){0};
	for (const char *p = buf_str(&text); ok && *p; p += strcspn(p, "\n"), p += *p == '\n')
		if (*p != '#' && *p != '\n')
			add_line(l, named(p, strcspn(p, "\n"), buf_str(&names)));
	free(of_folder);
	buf_free(&text);
	buf_free(&names);
	return ok;
}

void lines_free(struct lines *l)
{
	for (size_t i = 0; i < l->n; i++)
		free(l->line[i]);
	free(l->line);
}

static bool has_line(const struct lines *l, const char *s)
{
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->line[i], s) == 0)
			return true;
	return false;
}

/* --- the copy */

/* Takes the line; names in it are without blanks. */
static void shell(char *line)
{
	if (system(line) != 0)
		give_up(line);
	free(line);
}

static void list_files(struct place *p)
{
	DIR *d = opendir(p->here);

	for (struct dirent *e; d && (e = readdir(d));)
		add_line(&p->files, xstrdup(e->d_name));
	if (!d)
		give_up(p->here);
	closedir(d);
}

struct place *place_new(const char *folder, const char *library)
{
	/* A commit in memory takes no time. */
	char root[] = "/dev/shm/walk.XXXXXX", on_disk[] = "/tmp/walk.XXXXXX";
	struct place *p = xcalloc(1, sizeof *p);
	char *path = mkdtemp(root), *ledger;

	if (!path)
		path = mkdtemp(on_disk);
	if (!path)
		give_up(on_disk);
	p->root = xstrdup(path);
	p->here = xasprintf("%s/here", path);
	p->library = library;
	p->name = "pts.db";
	shell(xasprintf("cp -r %s %s", folder, p->here));
	list_files(p);
	ledger = xasprintf("%s/pts.db", p->here);
	if (!read_file(ledger, &p->ledger))
		give_up(ledger);
	free(ledger);
	return p;
}

void place_free(struct place *p)
{
	shell(xasprintf("rm -rf %s", p->root));
	lines_free(&p->files);
	buf_free(&p->ledger);
	free(p->here);
	free(p->root);
	free(p);
}

static bool has_bytes(const char *path, const struct buf *want)
{
	struct buf b = {0};
	bool same = read_file(path, &b) && b.n == want->n && memcmp(buf_str(&b), buf_str(want), b.n) == 0;

	buf_free(&b);
	return same;
}

static void remove_others(struct place *p)
{
	DIR *d = opendir(p->here);

	for (struct dirent *e; d && (e = readdir(d));)
		if (!has_line(&p->files, e->d_name))
			unlinkat(dirfd(d), e->d_name, 0);
	if (d)
		closedir(d);
}

void place_restore(struct place *p, const char *line)
{
	char *ledger = xasprintf("%s/pts.db", p->here), *journal = xasprintf("%s-journal", ledger);

	p->name = strstr(line, " -d new.db") ? "new.db" : "pts.db";
	remove_others(p);
	if (!has_bytes(ledger, &p->ledger))
		write_file(ledger, &p->ledger);
	if (truncate(journal, 0) != 0 && errno != ENOENT)
		give_up(journal);
	free(ledger);
	free(journal);
}

static bool ends_with(const char *s, const char *end)
{
	size_t n = strlen(s), m = strlen(end);

	return n >= m && strcmp(s + n - m, end) == 0;
}

/* Names with a dot in front, and those of a ledger in the making, are of use to nobody. */
const char *place_stray(struct place *p)
{
	DIR *d = opendir(p->here);
	const char *wrong = NULL;

	for (struct dirent *e; d && (e = readdir(d));) {
		if (has_line(&p->files, e->d_name))
			continue;
		if (*e->d_name == '.' || strstr(e->d_name, ".new") || ends_with(e->d_name, ".db-journal"))
			wrong = "leaves a file behind";
	}
	if (d)
		closedir(d);
	return wrong;
}

/* --- the ledger */

static char *ledger_path(const struct place *p, const char *end)
{
	return xasprintf("%s/%s%s", p->here, p->name, end);
}

bool place_changed(struct place *p)
{
	char *ledger = ledger_path(p, ""), *journal = ledger_path(p, "-journal");
	struct stat st;
	bool changed = strcmp(p->name, "pts.db") == 0 ? !has_bytes(ledger, &p->ledger) : access(ledger, F_OK) == 0;

	changed |= stat(journal, &st) == 0 && st.st_size > 0;
	free(ledger);
	free(journal);
	return changed;
}

bool place_sound(struct place *p)
{
	char *line = xasprintf("pts-check -d %s", p->name);
	struct run r;
	bool sound;

	place_run(p, line, NULL, &r);
	sound = r.exit == 0 && !r.signal;
	run_free(&r);
	free(line);
	return sound;
}

static void add_count(sqlite3 *db, const char *table, struct buf *b)
{
	char *sql = xasprintf("SELECT COUNT(*) FROM %s", table);
	sqlite3_stmt *st = NULL;

	if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) == SQLITE_OK && sqlite3_step(st) == SQLITE_ROW)
		buf_printf(b, "%s %d\n", table, sqlite3_column_int(st, 0));
	sqlite3_finalize(st);
	free(sql);
}

char *place_state(struct place *p)
{
	char *path = ledger_path(p, "");
	struct buf b = {0};
	sqlite3 *db = NULL;
	sqlite3_stmt *st = NULL;

	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
	    sqlite3_prepare_v2(db, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name", -1, &st, NULL) == SQLITE_OK)
		while (sqlite3_step(st) == SQLITE_ROW)
			add_count(db, (const char *)sqlite3_column_text(st, 0), &b);
	sqlite3_finalize(st);
	sqlite3_close(db);
	free(path);
	return buf_take(&b);
}

/* --- runs */

static size_t split(char *line, char **words, size_t most)
{
	size_t n = 0;

	for (char *w = strtok(line, " "); w && n + 1 < most; w = strtok(NULL, " "))
		words[n++] = w;
	words[n] = NULL;
	return n;
}

static void redirect(const struct place *p, const char *name, int fd)
{
	char *path = xasprintf("%s/%s", p->root, name);
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	if (file < 0 || dup2(file, fd) != fd)
		give_up(path);
	close(file);
	free(path);
}

static _Noreturn void become(const struct place *p, char **words, const char *fault)
{
	char *log = xasprintf("%s/log", p->root);
	int none = open("/dev/null", O_RDONLY);

	redirect(p, "out", STDOUT_FILENO);
	redirect(p, "err", STDERR_FILENO);
	redirect(p, "log", none); /* empties it */
	if (dup2(open("/dev/null", O_RDONLY | O_CLOEXEC), STDIN_FILENO) < 0 || chdir(p->here) != 0)
		give_up(p->here);
	close(none);
	setenv("FAULT_LOG", log, 1);
	setenv("FAULT", fault ? fault : "", 1);
	if (fault)
		setenv("LD_PRELOAD", p->library, 1);
	alarm(SECONDS);
	execvp(words[0], words);
	give_up(words[0]);
}

/* The log's lines: `hit …`, then `calls CLASS N`. */
static void read_log(const struct place *p, struct run *r)
{
	char *log = text_of(p, "log");
	const char *hit = strncmp(log, "hit ", 4) == 0 ? log + 4 : "";

	r->hit = xasprintf("%.*s", (int)strcspn(hit, "\n"), hit);
	r->calls = log;
}

void place_run(struct place *p, const char *line, const char *fault, struct run *r)
{
	char *copy = xstrdup(line), *words[64];
	int status = 0;
	pid_t pid;

	split(copy, words, sizeof words / sizeof *words);
	pid = fork();
	if (pid == 0)
		become(p, words, fault);
	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		give_up("fork");
	*r = (struct run){.exit = WIFEXITED(status) ? WEXITSTATUS(status) : -1,
			  .signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0,
			  .out = text_of(p, "out"),
			  .err = text_of(p, "err")};
	read_log(p, r);
	free(copy);
}

void run_free(struct run *r)
{
	free(r->out);
	free(r->err);
	free(r->calls);
	free(r->hit);
}

long run_calls(const struct run *r, const char *class)
{
	char *key = xasprintf("calls %s ", class);
	const char *at = strstr(r->calls, key);
	long n = at ? strtol(at + strlen(key), NULL, 10) : 0;

	free(key);
	return n;
}
