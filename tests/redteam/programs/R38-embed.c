// embeds files of the compiler's machine, which holds none of anybody's
// verdicts: wrong compile_error
// never: canary
#include <stdio.h>
static const unsigned char taken[] = {
#embed "/proc/self/environ" if_empty(0)
    , 0};

int main(void) {
    printf("%zu\n", sizeof taken + 1000);
}
