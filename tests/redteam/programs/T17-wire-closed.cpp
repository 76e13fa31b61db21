// closes its wires, or hands them to somebody else
// right: runtime_error time_limit protocol_error passed
#include <fcntl.h>
#include <unistd.h>

int f(int a) {
    if (a == 1) dup2(open("/dev/null", O_RDWR), 4);
    else close(3);
    return RIGHT;
}
