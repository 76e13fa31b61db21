// makes children that are siblings of itself
// runsc: internal_error
// verdicts: wrong time_limit runtime_error
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void) {
    for (int i = 0; i < 20; i++)
        if (syscall(SYS_clone, CLONE_PARENT | SIGCHLD, 0, 0, 0, 0) == 0) {
            sleep(60);
            _exit(0);
        }
    puts("siblings everywhere");
    return 0;
}
