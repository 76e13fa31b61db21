/* The frames between the host and init: [u32 length, big endian][u8 type][length bytes].
 *
 * The host's end is sandbox/frames.py; the two change together. Candidate code never sees these streams: its own
 * output arrives in pipes and is wrapped here, so nothing that it prints can be taken for a frame.
 */
#ifndef GREENROOM_WIRE_H
#define GREENROOM_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum host_says {
    H_FILE = 1,   /* u8 1 if executable, u8 name length, name, bytes; only until candidate code has been asked to run */
    H_START = 2,  /* u8 flags (enum start_flags), limits (as H_LIMITS), u16 argc, strings, u16 envc, strings */
    H_CALL = 3,   /* bytes for the child's control descriptor; its clocks start here and stop at the answer's newline */
    H_KILL = 4,   /* end the child and everything it started */
    H_LIMITS = 5, /* u32 cpu ms, u32 wall ms, u32 output bytes, u32 answer bytes: from now on, for a child that waits */
    H_STDIN = 6,  /* bytes for the child's standard input; none: its end */
    H_FETCH = 7,  /* u32 most bytes, name: a regular file that a child has left, once none is running */
};

enum start_flags {
    START_STDIN = 1, /* standard input is a pipe that H_STDIN fills; else it is empty */
    START_CLOCK = 2, /* the clocks run from the start to the end: a program, which has no descriptors for questions */
    START_LIVE = 4,  /* standard output is a terminal, where one can be had: programs then print line by line */
};

enum init_says {
    I_READY = 16, /* empty: init stands */
    I_OUT = 17,   /* bytes of the child's standard output */
    I_ERR = 18,   /* bytes of the child's standard error */
    I_RET = 19,   /* u64 wall us, u64 cpu us, u8 oom, bytes of the child's answer descriptor */
    I_EXIT = 20,  /* u8 why, i32 code, i32 signal, u8 oom, u64 wall us, u64 cpu us, u64 max rss KiB; once per start */
    I_FAULT = 21, /* a sentence: the host asked for something that cannot be done */
    I_FILE = 22,  /* bytes: what H_FETCH asked for */
};

enum why {
    WHY_ENDED = 0,  /* by itself: code or signal say how */
    WHY_CPU = 1,    /* computed longer than the call may */
    WHY_WALL = 2,   /* took longer than the call may */
    WHY_OUTPUT = 3, /* printed more than the run may */
    WHY_ANSWER = 4, /* wrote more to the answer descriptor than an answer may have, or before it had read the call */
    WHY_HOST = 5,   /* H_KILL */
};

enum { FRAME_MAX = 32 << 20 };

struct frame {
    uint8_t type;
    const uint8_t *body;
    size_t size;
};

struct inbox {
    uint8_t *bytes;
    size_t room, begin, end;
};

/* Read once from `fd`. False when the host has closed its end. */
bool inbox_fill(struct inbox *in, int fd);

/* The next whole frame, if there is one; it stays valid until the next inbox_fill. Ends the program for one that is
 * over FRAME_MAX. */
bool inbox_next(struct inbox *in, struct frame *frame);

/* Write one frame of a head and a body. Ends the program when the host is gone. */
void say(uint8_t type, const void *head, size_t head_size, const void *body, size_t body_size);

void fault(const char *what, const char *which, int error);

uint8_t *put_u32(uint8_t *at, uint32_t value);
uint8_t *put_u64(uint8_t *at, uint64_t value);
uint32_t get_u32(const uint8_t *at);

#endif
