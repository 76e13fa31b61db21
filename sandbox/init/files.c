/* A name is plain: it leads nowhere else. What a program has left is opened so that it can be nothing but a file. */
#include "files.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_MOST = 255 };

static bool take_name(char name[NAME_MOST + 1], const uint8_t *at, size_t length) {
    if (!length || length > NAME_MOST) return false;
    memcpy(name, at, length);
    name[length] = 0;
    if (!isalnum((unsigned char)*name) && *name != '_') return false;
    for (size_t i = 0; i < length; i++)
        if (!isalnum((unsigned char)name[i]) && (!name[i] || !strchr("_.-", name[i]))) return false;
    return true;
}

static bool write_all(int fd, const uint8_t *at, size_t left) {
    while (left) {
        ssize_t put = write(fd, at, left);
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return false;
        at += put;
        left -= (size_t)put;
    }
    return true;
}

bool file_put(int directory, const struct frame *f) {
    char name[NAME_MOST + 1];
    if (f->size < 2 || f->size < 2 + (size_t)f->body[1]) return fault("a file without a name", "", 0), false;
    size_t length = f->body[1];
    if (!take_name(name, f->body + 2, length)) return fault("not a plain file name", "", 0), false;
    mode_t mode = f->body[0] & 1 ? 0700 : 0600;
    int fd = openat(directory, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
    if (fd < 0) return fault("cannot create", name, errno), false;
    bool whole = write_all(fd, f->body + 2 + length, f->size - 2 - length);
    if (!whole) fault("cannot write", name, errno);
    close(fd); /* before anything is started: what is open for writing cannot be executed */
    return whole;
}

static bool read_all(int fd, uint8_t *at, size_t left) {
    while (left) {
        ssize_t got = read(fd, at, left);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        at += got;
        left -= (size_t)got;
    }
    return true;
}

void file_fetch(int directory, const struct frame *f) {
    char name[NAME_MOST + 1];
    struct stat is;
    if (f->size < 4 || !take_name(name, f->body + 4, f->size - 4)) return fault("not a plain file name", "", 0);
    fchmod(directory, 0700);
    int fd = openat(directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0) return fault("cannot open", name, errno);
    uint8_t *bytes = NULL;
    if (fstat(fd, &is)) fault("cannot look at", name, errno);
    else if (!S_ISREG(is.st_mode)) fault("not a regular file:", name, 0);
    else if ((uint64_t)is.st_size > get_u32(f->body) || is.st_size > FRAME_MAX) fault("too large:", name, 0);
    else if (!(bytes = malloc((size_t)is.st_size + 1))) fault("no memory for", name, 0);
    else if (!read_all(fd, bytes, (size_t)is.st_size)) fault("cannot read", name, errno);
    else say(I_FILE, NULL, 0, bytes, (size_t)is.st_size);
    free(bytes);
    close(fd);
}
