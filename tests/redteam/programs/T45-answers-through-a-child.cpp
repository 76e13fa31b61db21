// lets a child come back with the answer
#include <unistd.h>

int f(int a) {
    if (WRONG) {
        fork();
        return a + 100;
    }
    return RIGHT;
}
