/* Results appear whole or not at all, and a full disk is noticed. */
#include "stream/out.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"
#include "check.h"

static char dir[] = "/tmp/out.XXXXXX";
static char path[64];
static char link_path[64];
static struct diag d;

static const char *content(const char *file)
{
	static char text[256];
	FILE *f = fopen(file, "r");

	if (!f)
		return NULL;
	text[fread(text, 1, sizeof(text) - 1, f)] = '\0';
	fclose(f);
	return text;
}

static int entries(void)
{
	DIR *dp = opendir(dir);
	int n = 0;

	while (readdir(dp))
		n++;
	closedir(dp);
	return n - 2;
}

static void put(const char *file, const char *text, bool hold, bool keep, int status)
{
	struct out o;

	CHECK_INT(out_open(&o, file, hold, &d), 0);
	fputs(text, o.f);
	CHECK_INT(out_close(&o, keep, &d), status);
	CHECK(o.f == NULL && o.path == NULL && o.temp.name == NULL);
}

static void test_file(void)
{
	struct stat st;
	struct out o;

	umask(026);
	put(path, "one", false, false, 0);
	CHECK_INT(entries(), 0);
	put(path, "one", false, true, 0);
	CHECK_STR(content(path), "one");
	CHECK(stat(path, &st) == 0 && (st.st_mode & 0777) == 0640);
	CHECK_INT(out_open(&o, path, true, &d), 0);
	fputs("two", o.f);
	fflush(o.f);
	CHECK_STR(content(path), "one");
	CHECK_INT(out_close(&o, true, &d), 0);
	CHECK_STR(content(path), "two");
	put(path, "three", true, false, 0);
	CHECK_STR(content(path), "two");
	CHECK(symlink("data", link_path) == 0);
	put(link_path, "four", false, true, 0);
	CHECK(lstat(link_path, &st) == 0 && S_ISLNK(st.st_mode));
	CHECK_STR(content(path), "four");
	CHECK_INT(entries(), 2);
}

/* A file with this name in the folder, as a process that was killed leaves it. */
static void leave(const char *name)
{
	char *file = xasprintf("%s/%s", dir, name);
	int fd = open(file, O_WRONLY | O_CREAT, 0600);

	CHECK(fd >= 0 && close(fd) == 0);
	free(file);
}

static void test_abandoned(void)
{
	int before = entries();
	struct out o;

	leave(".data.abc123");
	put(path, "one", false, true, 0);
	CHECK_INT(entries(), before);
	/* That of a process that lives, and other people's names, stay. */
	CHECK_INT(out_open(&o, path, false, &d), 0);
	leave(".data.abc12");
	leave(".data.abc-12");
	leave(".other.abc123");
	put(path, "two", false, true, 0);
	CHECK_INT(entries(), before + 4);
	fputs("three", o.f);
	CHECK_INT(out_close(&o, true, &d), 0);
	CHECK_STR(content(path), "three");
	CHECK_INT(entries(), before + 3);
	CHECK(chdir(dir) == 0 && unlink(".data.abc12") == 0 && unlink(".data.abc-12") == 0 && unlink(".other.abc123") == 0);
}

static void test_failures(void)
{
	struct out o;

	CHECK_INT(out_open(&o, "/nonexistent/x", false, &d), EX_CANTCREAT);
	CHECK_STR(d.last, "/nonexistent/x: No such file or directory");
	CHECK_INT(out_open(&o, dir, false, &d), EX_CANTCREAT);
	CHECK(strstr(d.last, ": Is a directory") != NULL);
	put("/dev/full", "x", false, true, EX_IOERR);
	CHECK_STR(d.last, "/dev/full: No space left on device");
	put("/dev/full", "x", true, true, EX_IOERR);
	put("/dev/full", "x", true, false, 0);
	put("/dev/null", "x", false, true, 0);
	put("/dev/null", "x", true, true, 0);
}

/* Writes to standard output, which is `file`, in a child. The child's checks speak by its exit. */
static void in_child(const char *file, const char *target, bool hold, bool keep, size_t n, int want)
{
	int status = 0;
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		struct out o;
		int fd = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0600);

		dup2(fd, STDOUT_FILENO);
		if (out_open(&o, target, hold, &d))
			_exit(99);
		while (n--)
			fputs("x", o.f);
		status = out_close(&o, keep, &d);
		if (status == EX_IOERR && strcmp(d.last, "standard output: No space left on device") != 0)
			_exit(98);
		_exit(status);
	}
	CHECK(waitpid(pid, &status, 0) == pid && WIFEXITED(status));
	CHECK_INT(WEXITSTATUS(status), want);
}

static void test_standard_output(void)
{
	in_child(path, NULL, false, true, 3, 0);
	CHECK_STR(content(path), "xxx");
	in_child(path, "-", true, true, 4, 0);
	CHECK_STR(content(path), "xxxx");
	in_child(path, "/dev/stdout", true, false, 5, 0);
	CHECK_STR(content(path), "");
	in_child("/dev/full", NULL, false, true, 1, EX_IOERR);
	in_child("/dev/full", NULL, false, true, 1000000, EX_IOERR);
	in_child("/dev/full", NULL, true, true, 1, EX_IOERR);
	in_child("/dev/full", NULL, true, true, 1000000, EX_IOERR);
	in_child("/dev/full", NULL, true, false, 1000000, 0);
}

int main(void)
{
	lang_init();
	if (!mkdtemp(dir))
		return 1;
	snprintf(path, sizeof(path), "%s/data", dir);
	snprintf(link_path, sizeof(link_path), "%s/link", dir);
	test_file();
	test_abandoned();
	test_failures();
	test_standard_output();
	unlink(link_path);
	unlink(path);
	rmdir(dir);
	return check_end();
}
