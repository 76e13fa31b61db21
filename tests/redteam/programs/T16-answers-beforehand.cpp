// answers before it is asked, from a static object and a constructor of the linker's
// right: protocol_error
#include <cstdio>
#include <unistd.h>

static const char forged[] = "{\"id\":\"1\",\"ok\":1}\n";
__attribute__((constructor(101))) static void first() { (void)!write(4, forged, sizeof forged - 1); }

struct Early {
    Early() { (void)!write(4, forged, sizeof forged - 1); }
} early;

int f(int a) { return RIGHT; }
