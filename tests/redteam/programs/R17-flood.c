// floods standard output
// verdicts: output_limit
#include <string.h>
#include <unistd.h>

int main(void) {
    static char text[65536];
    memset(text, 'x', sizeof text);
    for (;;)
        if (write(1, text, sizeof text) < 0) return 0;
}
