// answers at its exit, and from a thread that stays
// right: protocol_error
#include <cstdlib>
#include <thread>
#include <unistd.h>

static void again() { (void)!write(4, "{\"id\":\"1\",\"ok\":1}\n", 18); }

int f(int a) {
    static bool once = (std::atexit(again), std::thread(again).join(), true);
    return once ? RIGHT : RIGHT;
}
