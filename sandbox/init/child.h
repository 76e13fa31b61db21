/* The one process that init starts for the candidate's program, and the ends of its pipes. */
#ifndef GREENROOM_CHILD_H
#define GREENROOM_CHILD_H

#include <stdbool.h>
#include <sys/types.h>

/* What the program finds at its start, beside its standard input and its two outputs, where it can be asked. */
enum { CONTROL_FD = 3, ANSWER_FD = 4 };

struct child {
    pid_t pid;                         /* 0 when there is none */
    int in, control, answer, out, err; /* our ends; -1 for what it has not, or has closed */
};

struct child_wants {
    bool in;        /* a pipe as standard input, not /dev/null */
    bool questions; /* the descriptors for control and answer */
    bool terminal;  /* as standard output, not a pipe, where one can be had */
};

/* Start argv in `directory`; false after a fault. */
bool child_start(struct child *child, struct child_wants wants, int directory, char *const argv[], char *const envp[]);

/* Close our ends of its pipes. */
void child_close(struct child *child);

/* Whether the program itself has ended; reaps what it left behind on the way. */
bool child_gone(const struct child *child);

struct ending {
    int status; /* as from wait */
    long max_rss_kib;
};

/* Kill everything but init, and return when all of it is gone. The pipes stay open, for their last bytes. */
struct ending child_end(struct child *child);

#endif
