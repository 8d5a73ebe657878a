#include "stream/temp.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

enum {
	SUFFIX = 6, /* the X of a template */
	TRIES = 10,
	MOST = 4 /* that a program has at the same time */
};

static const char *present[MOST];

/* Puts b in the place of a; NULL is a free place. */
static void replace_present(const char *a, const char *b)
{
	size_t i = 0;

	while (i < MOST && present[i] != a)
		i++;
	if (i < MOST)
		present[i] = b;
}

void temp_abandon_all(void)
{
	for (size_t i = 0; i < MOST; i++)
		if (present[i])
			unlink(present[i]);
}

/* Its name is gone. */
static void forget_name(struct temp *t)
{
	if (t->name)
		replace_present(t->name, NULL);
	free(t->name);
	t->name = NULL;
}

static size_t folder_length(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? (size_t)(slash - path) + 1 : 0;
}

/* The folder of a path; the caller frees it. */
static char *folder_of(const char *path)
{
	size_t n = folder_length(path);

	return n ? xasprintf("%.*s", (int)n, path) : xstrdup(".");
}

/* .200: the name stays within what a file system takes. */
static char *template_for(const char *path)
{
	size_t n = folder_length(path);

	return xasprintf("%.*s.%.200s.XXXXXX", (int)n, path, path + n);
}

static void remove_file(const char *folder, const char *name)
{
	char *path = xasprintf("%s/%s", folder, name);

	unlink(path);
	free(path);
}

static void remove_folder(const char *name)
{
	DIR *d = opendir(name);

	for (struct dirent *e; d && (e = readdir(d));)
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
			remove_file(name, e->d_name);
	if (d)
		closedir(d);
	rmdir(name);
}

static void remove_any(const char *name)
{
	if (unlink(name) != 0)
		remove_folder(name);
}

/* Whether a name was made from a template that ends like this. */
static bool is_made_from(const char *name, const char *template)
{
	size_t n = strlen(template) - SUFFIX;

	if (strncmp(name, template, n) != 0 || strlen(name) != n + SUFFIX)
		return false;
	for (const char *p = name + n; *p; p++)
		if (!isalnum((unsigned char)*p))
			return false;
	return true;
}

/* Removes a file or folder of this user on which nobody holds a lock. */
static void remove_abandoned(const char *name)
{
	int fd = open(name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat st;

	if (fd < 0)
		return;
	if (fstat(fd, &st) == 0 && st.st_uid == geteuid() && (S_ISREG(st.st_mode) || S_ISDIR(st.st_mode)) &&
	    flock(fd, LOCK_EX | LOCK_NB) == 0)
		remove_any(name);
	close(fd);
}

static void remove_all_abandoned(const char *template)
{
	size_t n = folder_length(template);
	char *folder = folder_of(template);
	DIR *d = opendir(folder);

	for (struct dirent *e; d && (e = readdir(d));)
		if (is_made_from(e->d_name, template + n)) {
			char *name = xasprintf("%.*s%s", (int)n, template, e->d_name);
			remove_abandoned(name);
			free(name);
		}
	if (d)
		closedir(d);
	free(folder);
}

/* Between making and locking it another process may have taken it for abandoned. On file systems without locks nothing is removed. */
static bool is_locked(const struct temp *t)
{
	struct stat mine, there;

	if (flock(t->fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
		return false;
	return fstat(t->fd, &mine) == 0 && lstat(t->name, &there) == 0 && mine.st_ino == there.st_ino && mine.st_dev == there.st_dev;
}

static int make_file(char *name)
{
	mode_t mask = umask(0);
	int fd = mkostemp(name, O_CLOEXEC);

	umask(mask);
	if (fd >= 0 && fchmod(fd, 0666 & ~mask) != 0) {
		close(fd);
		unlink(name);
		return -1;
	}
	return fd;
}

static int make_folder(char *name)
{
	return mkdtemp(name) ? open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
}

static int make(struct temp *t, const char *path, int (*make_one)(char *name))
{
	char *template = template_for(path);
	int error = EAGAIN;

	*t = (struct temp){.fd = -1};
	remove_all_abandoned(template);
	for (int i = 0; i < TRIES && error == EAGAIN; i++) {
		t->name = xstrdup(template);
		t->fd = make_one(t->name);
		error = t->fd < 0 ? errno : is_locked(t) ? 0 : EAGAIN;
		if (error)
			temp_remove(t);
		else
			replace_present(NULL, t->name);
	}
	free(template);
	return error;
}

int temp_file(struct temp *t, const char *path)
{
	return make(t, path, make_file);
}

int temp_folder(struct temp *t, const char *path)
{
	return make(t, path, make_folder);
}

int temp_sync_folder(const char *path)
{
	char *folder = folder_of(path);
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), error = fd < 0 ? errno : 0;

	/* Some file systems cannot sync a folder, and some folders cannot be read: nothing more can be done then. */
	if (!error && fsync(fd) != 0 && errno != EINVAL && errno != ENOTSUP)
		error = errno;
	if (fd >= 0)
		close(fd);
	free(folder);
	return error == EACCES ? 0 : error;
}

int temp_rename(struct temp *t, const char *path)
{
	if (rename(t->name, path) != 0)
		return errno;
	forget_name(t);
	return temp_sync_folder(path);
}

void temp_remove(struct temp *t)
{
	if (t->name)
		remove_any(t->name);
	if (t->fd >= 0)
		close(t->fd);
	forget_name(t);
	t->fd = -1;
}
