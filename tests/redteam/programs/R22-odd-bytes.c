// prints every byte there is, and half characters
// verdicts: wrong
#include <stdio.h>

int main(void) {
    for (int round = 0; round < 64; round++)
        for (int byte = 0; byte < 256; byte++) putchar(byte);
    fputs("\xed\xa0\x80 \xf0\x9f\x98", stdout);
    return 0;
}
