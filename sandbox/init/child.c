/* Starting and ending the candidate's process. */
#include "child.h"

#include "filter.h"
#include "wire.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

enum { IN, OUT, ERR, CONTROL, ANSWER, FAILED, ENDS };

static void die(int report, int error) {
    if (write(report, &error, sizeof error) < 0) _exit(126);
    _exit(127);
}

static void limit(int what, rlim_t most) { setrlimit(what, &(struct rlimit){most, most}); }

/* The out-of-memory killer must always prefer the program to init. Raising one's own score needs no right, but the
 * file belongs to root while the process is not dumpable. */
static void offer_to_the_oom_killer(void) {
    prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
    int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (fd >= 0 && write(fd, "1000", 4) == 4) close(fd);
}

/* Descriptors that it has not are -1 in `ends`. */
static void become(int ends[ENDS], int directory, char *const argv[], char *const envp[]) {
    int report = ends[FAILED];
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    setsid();
    offer_to_the_oom_killer();
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_MSGQUEUE, 0);
    if (fchmod(directory, 0700) || fchdir(directory)) die(report, errno);
    /* Out of the way of 0 to 4 first, then into place; what is left closes on exec. */
    for (int i = 0; i < FAILED; i++) {
        if (ends[i] < 0) continue;
        ends[i] = fcntl(ends[i], F_DUPFD_CLOEXEC, 64);
        if (ends[i] < 0) die(report, errno);
    }
    report = fcntl(report, F_DUPFD_CLOEXEC, 64);
    for (int i = 0; i < FAILED; i++)
        if (ends[i] >= 0 && dup2(ends[i], i) != i) die(report, errno);
    unsigned first = ends[ANSWER] < 0 ? CONTROL_FD : ANSWER_FD + 1;
    /* up to the largest int: gVisor takes its bounds for signed */
    if (syscall(SYS_close_range, first, INT_MAX, 1u << 2 /* CLOSE_RANGE_CLOEXEC */) && errno != ENOSYS) die(report, errno);
    int refused = filter_install();
    if (refused) die(report, refused);
    execve(argv[0], argv, envp);
    die(report, errno);
}

static void close_all(const int *fds, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (fds[i] >= 0) close(fds[i]);
}

/* A pipe for what goes in or out at `end`: the child's side, and ours, which never blocks. */
static bool make_pipe(int end, int theirs[ENDS], int ours[ENDS]) {
    bool inward = end == IN || end == CONTROL;
    int ends[2];
    if (pipe2(ends, O_CLOEXEC)) return false;
    ours[end] = ends[inward];
    theirs[end] = ends[!inward];
    return end == FAILED || !fcntl(ours[end], F_SETFL, O_NONBLOCK);
}

/* A terminal that changes no byte on its way out. */
static bool make_terminal(int theirs[ENDS], int ours[ENDS]) {
    struct termios plain;
    int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (master < 0) return false;
    int slave = unlockpt(master) ? -1 : ioctl(master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (slave >= 0 && !tcgetattr(slave, &plain)) {
        cfmakeraw(&plain);
        if (!tcsetattr(slave, TCSANOW, &plain) && !fcntl(master, F_SETFL, O_NONBLOCK)) {
            ours[OUT] = master;
            theirs[OUT] = slave;
            return true;
        }
    }
    if (slave >= 0) close(slave);
    close(master);
    return false;
}

bool child_start(struct child *child, struct child_wants wants, int directory, char *const argv[], char *const envp[]) {
    int theirs[ENDS] = {-1, -1, -1, -1, -1, -1}, ours[ENDS] = {-1, -1, -1, -1, -1, -1};
    bool made = true;
    for (int i = IN; i < ENDS && made; i++) {
        if ((i == CONTROL || i == ANSWER) && !wants.questions) continue;
        if (i == OUT && wants.terminal && make_terminal(theirs, ours)) continue;
        if (i == IN && !wants.in) made = (theirs[IN] = open("/dev/null", O_RDONLY | O_CLOEXEC)) >= 0;
        else made = make_pipe(i, theirs, ours);
    }
    pid_t pid = made ? fork() : -1;
    if (pid == 0) become(theirs, directory, argv, envp);
    int error = errno;
    close_all(theirs, ENDS);
    if (pid > 0 && read(ours[FAILED], &error, sizeof error) != sizeof error) {
        close(ours[FAILED]);
        *child = (struct child){pid, ours[IN], ours[CONTROL], ours[ANSWER], ours[OUT], ours[ERR]};
        return true;
    }
    if (pid > 0) waitpid(pid, NULL, 0);
    close_all(ours, ENDS);
    fault("cannot start", argv[0], error);
    return false;
}

void child_close(struct child *child) {
    int *ends[] = {&child->in, &child->control, &child->answer, &child->out, &child->err};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (*ends[i] >= 0) close(*ends[i]);
        *ends[i] = -1;
    }
}

bool child_gone(const struct child *child) {
    for (;;) {
        siginfo_t info = {0};
        if (waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) || !info.si_pid) return false;
        if (info.si_pid == child->pid) return true;
        waitpid(info.si_pid, NULL, 0);
    }
}

/* One pass is enough: the kernel lets no fork slip through between two processes of the list. */
struct ending child_end(struct child *child) {
    struct ending ending = {0};
    struct rusage used;
    bool first = getpid() == 1;
    kill(first ? -1 : -child->pid, SIGKILL); /* as PID 1, -1 is this container; on a workstation it would be everybody */
    for (;;) {
        int status;
        pid_t pid = wait4(first ? -1 : child->pid, &status, 0, &used);
        if (pid == child->pid) ending = (struct ending){status, used.ru_maxrss};
        if (pid < 0 && errno != EINTR) break;
    }
    child->pid = 0;
    return ending;
}
