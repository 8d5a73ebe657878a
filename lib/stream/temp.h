/*
 * Temporary files and folders beside what they become, so that a name never stands for something half done.
 *
 * They are called .NAME.XXXXXX. A process that makes one holds a lock on it; one without a lock was left by a process
 * that was killed, and is removed by the next that makes one for the same NAME.
 */
#ifndef PTS_STREAM_TEMP_H
#define PTS_STREAM_TEMP_H

struct temp {
	char *name; /* NULL: there is none */
	int fd;	    /* of the file, or of the folder; closing it gives up the lock */
};

/* A file with the permissions that a new one would have; 0 or an errno. */
int temp_file(struct temp *t, const char *path);

/* A folder for this user alone, in which there may be files, but no folders; 0 or an errno. */
int temp_folder(struct temp *t, const char *path);

/* Gives the file its place. After a power cut the place has the old file or the new one. 0 or an errno; then it is still there. */
int temp_rename(struct temp *t, const char *path);

/* Makes sure that what stands in the folder of `path` is on the disk: after a rename. 0 or an errno. */
int temp_sync_folder(const char *path);

/* Removes it, whatever it is, and closes it; nothing when there is none. */
void temp_remove(struct temp *t);

/* For a program that ends in the middle of its work: removes the files that it has, and takes no memory for that. */
void temp_abandon_all(void);

#endif
