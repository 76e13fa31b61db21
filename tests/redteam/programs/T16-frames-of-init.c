// writes init's own frames and the shim's answers to every descriptor that it has
// right: passed protocol_error
// runsc: internal_error
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(void) {
    long a = 0;
    if (scanf("%ld", &a) != 1) return 1;
    static const char frame[] = "\0\0\0\x12\x05{\"id\":\"1\",\"ok\":1}\n";
    for (int fd = 3; fd < 30; fd++) (void)!write(fd, frame, sizeof frame - 1);
    char name[64];
    for (int fd = 0; fd < 10; fd++) {
        snprintf(name, sizeof name, "/proc/1/fd/%d", fd);
        int other = open(name, O_WRONLY);
        if (other >= 0) (void)!write(other, frame, sizeof frame - 1);
    }
    printf("%ld\n", RIGHT);
}
