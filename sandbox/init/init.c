/* PID 1 of every container: starts the candidate's program, carries its bytes, keeps its limits, and ends it.
 *
 * It knows nothing of tests or verdicts. It trusts the host and believes nothing that the program writes.
 *
 *   init [directory]     the directory for the source, made if missing; /tmp/run unless given
 */
#include "child.h"
#include "files.h"
#include "meter.h"
#include "wire.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    CHUNK = 64 << 10,
    PIPE_MOST = 1 << 20, /* what a program may make of a pipe: so much can lie in it before an answer */
    TICK_MS = 100,       /* between looks at the processor time, when nothing happens */
    FLUSH_US = 10000,    /* between two frames of what is printed: a program that prints bytes makes no flood of frames */
    STRINGS_MOST = 256,
};

struct output {
    uint8_t type;
    uint8_t bytes[32 << 10];
    size_t size;
};

/* Bytes on their way into one of the child's pipes. */
struct pending {
    uint8_t *bytes; /* NULL when there are none */
    size_t size, sent;
};

static struct {
    uint64_t cpu_us, wall_us;
    uint64_t output, answer;
} limits;

/* The request that is open; for a program whose clocks run from its start, its whole life. */
static struct {
    bool going, endless;
    uint64_t wall, cpu, oom; /* readings at its start */
    struct pending text;
    uint64_t answered;
} call;

static struct {
    struct pending bytes;
    bool whole;
} input;

static struct child child = {0, -1, -1, -1, -1, -1};
static struct output out = {.type = I_OUT}, err = {.type = I_ERR};
static uint64_t printed, flushed;
static bool supplied; /* files of the candidate's are in the directory */
static bool asked;    /* candidate code may have run: it could have left anything in the directory */
static int directory;

static void forget(struct pending *p) {
    free(p->bytes);
    *p = (struct pending){0};
}

static void hold(struct pending *p, const uint8_t *bytes, size_t size) {
    p->bytes = realloc(p->bytes, p->size + size + 1);
    if (!p->bytes) _exit(70);
    memcpy(p->bytes + p->size, bytes, size);
    p->size += size;
}

/* Write what the pipe takes; what a closed one does not take is forgotten, and false. */
static bool pour(struct pending *p, int fd) {
    ssize_t put = write(fd, p->bytes + p->sent, p->size - p->sent);
    if (put < 0 && (errno == EAGAIN || errno == EINTR)) return true;
    if (put >= 0 && (p->sent += (size_t)put) < p->size) return true;
    forget(p);
    return put >= 0;
}

static void flush(struct output *o) {
    if (o->size) say(o->type, NULL, 0, o->bytes, o->size);
    o->size = 0;
}

static void flush_both(void) {
    flush(&out);
    flush(&err);
    flushed = wall_us();
}

/* Milliseconds until what has been printed must go; -1 when there is nothing. Passes it on when it is time. */
static int flush_in_time(void) {
    if (!out.size && !err.size) return -1;
    uint64_t since = wall_us() - flushed;
    if (since < FLUSH_US) return (int)((FLUSH_US - since) / 1000) + 1;
    flush_both();
    return -1;
}

/* Take what lies in a pipe, at most PIPE_MOST. False at its end. */
static bool drain(int fd, struct output *o) {
    for (size_t taken = 0; taken < PIPE_MOST && printed <= limits.output;) {
        if (o->size == sizeof o->bytes) flush(o);
        ssize_t got = read(fd, o->bytes + o->size, sizeof o->bytes - o->size);
        if (got <= 0) return got < 0 && errno != EIO; /* which is how a terminal ends */
        o->size += (size_t)got;
        taken += (size_t)got;
        printed += (uint64_t)got;
    }
    return true;
}

static void drain_outputs(void) {
    if (child.out >= 0 && !drain(child.out, &out)) close(child.out), child.out = -1;
    if (child.err >= 0 && !drain(child.err, &err)) close(child.err), child.err = -1;
}

static uint8_t *put_clocks(uint8_t *at) {
    return put_u64(put_u64(at, wall_us() - call.wall), meter_cpu_us(child.pid) - call.cpu);
}

static uint8_t oom_killed(void) { return meter_oom_kills() > call.oom; }

/* Pass on a piece of an answer. What was printed before it was written lies in the pipes already, so it goes first. */
static void take_answer(void) {
    static uint8_t bytes[CHUNK];
    ssize_t got = read(child.answer, bytes, sizeof bytes);
    if (got == 0) close(child.answer), child.answer = -1;
    if (got <= 0) return;
    uint8_t head[17];
    put_clocks(head)[0] = oom_killed();
    drain_outputs();
    flush_both();
    say(I_RET, head, sizeof head, bytes, (size_t)got);
    call.answered += (uint64_t)got;
    if (memchr(bytes, '\n', (size_t)got)) call.going = false;
}

/* End the program and everything it started, pass on its last bytes, and say how it ended. */
static void finish(enum why why) {
    uint8_t report[34], clocks[16];
    put_clocks(clocks);
    struct ending ending = child_end(&child);
    while (child.answer >= 0 && call.answered <= limits.answer) {
        uint64_t before = call.answered;
        take_answer();
        if (call.answered == before) break;
    }
    drain_outputs();
    flush_both();
    if (printed > limits.output && why == WHY_ENDED) why = WHY_OUTPUT;
    child_close(&child);
    forget(&call.text);
    forget(&input.bytes);
    call.going = false;

    uint8_t *at = report;
    *at++ = (uint8_t)why;
    at = put_u32(at, WIFEXITED(ending.status) ? (uint32_t)WEXITSTATUS(ending.status) : 0);
    at = put_u32(at, WIFSIGNALED(ending.status) ? (uint32_t)WTERMSIG(ending.status) : 0);
    *at++ = oom_killed();
    memcpy(at, clocks, sizeof clocks);
    at = put_u64(at + sizeof clocks, (uint64_t)ending.max_rss_kib);
    say(I_EXIT, NULL, 0, report, (size_t)(at - report));
}

static void put_file(const struct frame *f) {
    if (asked) return fault("a file comes before candidate code is asked to run", "", 0);
    supplied |= file_put(directory, f);
}

static void fetch(const struct frame *f) {
    if (child.pid) return fault("nothing is fetched while a program runs", "", 0);
    file_fetch(directory, f);
}

/* `u16 count`, then so many strings, each ending in NUL, as a NULL-terminated list that points into the frame. */
static bool take_strings(const uint8_t **at, const uint8_t *end, char *list[STRINGS_MOST + 1]) {
    if (end - *at < 2) return false;
    size_t count = (size_t)(*at)[0] << 8 | (*at)[1];
    *at += 2;
    if (count > STRINGS_MOST) return false;
    for (size_t i = 0; i < count; i++) {
        const uint8_t *stop = memchr(*at, 0, (size_t)(end - *at));
        if (!stop) return false;
        list[i] = (char *)(uintptr_t)*at;
        *at = stop + 1;
    }
    list[count] = NULL;
    return true;
}

enum { LIMITS_SIZE = 16 };

static void take_limits(const uint8_t *at) {
    limits.cpu_us = get_u32(at) * UINT64_C(1000);
    limits.wall_us = get_u32(at + 4) * UINT64_C(1000);
    limits.output = get_u32(at + 8);
    limits.answer = get_u32(at + 12);
}

static void start_clocks(pid_t pid) {
    call.answered = 0;
    call.oom = meter_oom_kills();
    call.cpu = meter_cpu_us(pid);
    call.wall = wall_us();
}

static void start(const struct frame *f) {
    char *argv[STRINGS_MOST + 1], *envp[STRINGS_MOST + 1];
    const uint8_t *at = f->body + 1 + LIMITS_SIZE, *end = f->body + f->size;
    if (child.pid) return fault("a program is already running", "", 0);
    if (f->size < 1 + LIMITS_SIZE || !take_strings(&at, end, argv) || !take_strings(&at, end, envp) || at != end ||
        !argv[0])
        return fault("a start that makes no sense", "", 0);
    bool endless = f->body[0] & START_CLOCK;
    struct child_wants wants = {
        .in = f->body[0] & START_STDIN, .questions = !endless, .terminal = f->body[0] & START_LIVE};
    take_limits(f->body + 1);
    printed = 0;
    input.whole = false;
    asked = asked || supplied || endless;
    start_clocks(0);
    call.going = child_start(&child, wants, directory, argv, envp) && endless;
    call.endless = endless;
}

static void change_limits(const struct frame *f) {
    if (f->size != LIMITS_SIZE) return fault("limits that make no sense", "", 0);
    take_limits(f->body);
}

static void begin_call(const struct frame *f) {
    if (!child.pid) return; /* it has just ended, and the host will read so */
    if (call.endless) return fault("a program takes no questions", "", 0);
    if (call.text.bytes) return finish(WHY_ANSWER); /* it has answered a question that it had not read to the end */
    asked = true;
    hold(&call.text, f->body, f->size);
    start_clocks(child.pid);
    call.going = true;
}

static void feed(void) {
    if (input.bytes.bytes && !pour(&input.bytes, child.in)) input.whole = true; /* nobody reads it any more */
    if (input.bytes.bytes || !input.whole || child.in < 0) return;
    close(child.in);
    child.in = -1;
}

static void take_input(const struct frame *f) {
    if (!child.pid || child.in < 0) return; /* it has just ended, or reads no more */
    if (f->size) hold(&input.bytes, f->body, f->size);
    else input.whole = true;
    feed();
}

static void obey(const struct frame *f) {
    switch (f->type) {
    case H_FILE: return put_file(f);
    case H_START: return start(f);
    case H_CALL: return begin_call(f);
    case H_KILL:
        if (child.pid) finish(WHY_HOST);
        return;
    case H_LIMITS: return change_limits(f);
    case H_STDIN: return take_input(f);
    case H_FETCH: return fetch(f);
    default: fault("unknown frame", "", 0);
    }
}

/* Milliseconds until the next limit could be reached; -1 when no clock runs. Ends the program when one has been. */
static int keep_limits(void) {
    if (!child.pid) return -1;
    if (printed > limits.output) return finish(WHY_OUTPUT), -1;
    if (call.answered > limits.answer) return finish(WHY_ANSWER), -1;
    if (!call.going) return -1;
    uint64_t wall = wall_us() - call.wall, cpu = meter_cpu_us(child.pid) - call.cpu;
    if (cpu >= limits.cpu_us) return finish(WHY_CPU), -1;
    if (wall >= limits.wall_us) return finish(WHY_WALL), -1;
    uint64_t left = limits.wall_us - wall;
    if (limits.cpu_us - cpu < left) left = limits.cpu_us - cpu;
    return left / 1000 < TICK_MS ? (int)(left / 1000) + 1 : TICK_MS;
}

static int listen_for_children(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    sigprocmask(SIG_BLOCK, &set, NULL);
    signal(SIGPIPE, SIG_IGN);
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

static void serve(int signals) {
    static struct inbox in;
    for (;;) {
        int patience = keep_limits(), flushing = flush_in_time();
        if (patience < 0 || (flushing >= 0 && flushing < patience)) patience = flushing;
        bool runs = child.pid > 0;
        struct pollfd on[] = {
            {STDIN_FILENO, POLLIN, 0},
            {signals, POLLIN, 0},
            {runs ? child.answer : -1, POLLIN, 0},
            {runs ? child.out : -1, POLLIN, 0},
            {runs ? child.err : -1, POLLIN, 0},
            {runs && call.text.bytes ? child.control : -1, POLLOUT, 0},
            {runs && input.bytes.bytes ? child.in : -1, POLLOUT, 0},
        };
        if (poll(on, sizeof on / sizeof *on, patience) <= 0) continue;
        if (on[5].revents) pour(&call.text, child.control);
        if (on[6].revents) feed();
        if (on[2].revents) take_answer();
        if (on[3].revents || on[4].revents) drain_outputs();
        if (on[1].revents) {
            struct signalfd_siginfo info;
            while (read(signals, &info, sizeof info) > 0) {
            }
            if (child.pid && child_gone(&child)) finish(WHY_ENDED);
        }
        if (on[0].revents) {
            if (!inbox_fill(&in, STDIN_FILENO)) break;
            for (struct frame f; inbox_next(&in, &f);) obey(&f);
        }
    }
    if (child.pid) child_end(&child);
}

/* Whoever is to be killed for want of memory, it must not be init. A program may lower its own score as far as this
 * may, so go as far; then the larger one is chosen, and init is the smallest there is. */
static void hide_from_the_oom_killer(void) {
    int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    for (int low = -1000, high = 1000; fd >= 0 && low <= high;) {
        char text[16];
        int middle = low + (high - low) / 2, size = snprintf(text, sizeof text, "%d", middle);
        if (write(fd, text, (size_t)size) == size) high = middle - 1;
        else low = middle + 1;
    }
    if (fd >= 0) close(fd);
}

int main(int argc, char **argv) {
    const char *path = argc > 1 ? argv[1] : "/tmp/run";
    if (getpid() == 1) hide_from_the_oom_killer();
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); /* /proc/1 belongs to root: an equal uid reads nothing of it */
    meter_open();
    int signals = listen_for_children();
    mkdir(path, 0700);
    directory = open(path, O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (signals < 0 || directory < 0) {
        fault("cannot use", path, errno);
        return 1;
    }
    say(I_READY, NULL, 0, NULL, 0);
    serve(signals);
    return 0;
}
