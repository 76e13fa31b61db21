/* Frames in and out, as wire.h describes them. */
#include "wire.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

enum { HEAD = 5, STEP = 64 << 10 };

uint8_t *put_u32(uint8_t *at, uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) *at++ = (uint8_t)(value >> shift);
    return at;
}

uint8_t *put_u64(uint8_t *at, uint64_t value) {
    return put_u32(put_u32(at, (uint32_t)(value >> 32)), (uint32_t)value);
}

uint32_t get_u32(const uint8_t *at) {
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | (uint32_t)at[3];
}

static void make_room(struct inbox *in, size_t wanted) {
    if (in->begin) {
        memmove(in->bytes, in->bytes + in->begin, in->end - in->begin);
        in->end -= in->begin;
        in->begin = 0;
    }
    if (in->room - in->end >= wanted) return;
    in->room = in->end + wanted;
    in->bytes = realloc(in->bytes, in->room);
    if (!in->bytes) _exit(70);
}

bool inbox_fill(struct inbox *in, int fd) {
    size_t held = in->end - in->begin, wanted = STEP;
    if (held >= HEAD) {
        size_t size = get_u32(in->bytes + in->begin);
        if (HEAD + size > held + wanted) wanted = HEAD + size - held;
    }
    make_room(in, wanted);
    ssize_t got = read(fd, in->bytes + in->end, in->room - in->end);
    if (got < 0) return errno == EINTR || errno == EAGAIN;
    in->end += (size_t)got;
    return got > 0;
}

bool inbox_next(struct inbox *in, struct frame *frame) {
    size_t held = in->end - in->begin;
    const uint8_t *at = in->bytes + in->begin;
    if (held < HEAD) return false;
    if (get_u32(at) > FRAME_MAX) _exit(71); /* no host of ours says this; as PID 1, leaving ends everything else */
    if (get_u32(at) > held - HEAD) return false;
    *frame = (struct frame){.type = at[4], .body = at + HEAD, .size = get_u32(at)};
    in->begin += HEAD + frame->size;
    return true;
}

void say(uint8_t type, const void *head, size_t head_size, const void *body, size_t body_size) {
    uint8_t front[HEAD];
    put_u32(front, (uint32_t)(head_size + body_size))[0] = type;
    struct iovec parts[] = {
        {front, sizeof front},
        {(void *)(uintptr_t)head, head_size},
        {(void *)(uintptr_t)body, body_size},
    };
    for (size_t i = 0; i < 3;) {
        ssize_t put = writev(STDOUT_FILENO, parts + i, 3 - (int)i);
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) _exit(0); /* the host is gone */
        size_t left = (size_t)put;
        while (i < 3 && left >= parts[i].iov_len) left -= parts[i++].iov_len;
        if (i < 3) {
            parts[i].iov_base = (uint8_t *)parts[i].iov_base + left;
            parts[i].iov_len -= left;
        }
    }
}

void fault(const char *what, const char *which, int error) {
    char text[256];
    int size = snprintf(text, sizeof text, "%s%s%s%s%s", what, *which ? " " : "", which, error ? ": " : "",
                        error ? strerror(error) : "");
    say(I_FAULT, NULL, 0, text, size < (int)sizeof text ? (size_t)size : sizeof text - 1);
}
