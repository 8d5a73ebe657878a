#include "job/job.h"

struct printer *job_print(const struct job *job, const char *const *names)
{
	size_t n = 0;

	while (names[n])
		n++;
	return printer_new(job->out, &job->print, names, n);
}
