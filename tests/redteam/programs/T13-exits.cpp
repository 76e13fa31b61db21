// ends itself with 0, each time in another way
#include <csignal>
#include <cstdlib>
#include <unistd.h>

int f(int a) {
    if (!WRONG) return RIGHT;
    if (a == 1) std::exit(0);
    if (a == 2) std::quick_exit(0);
    close(4);
    std::_Exit(0);
}
