// takes a file into itself by the assembler
// verdicts: wrong compile_error
// never: root:
#include <stdio.h>
__asm__(".section .rodata\nfound: .incbin \"/proc/1/environ\"\n.byte 0\n.previous");
extern const char found[];
int main(void) { printf("found %s\n", found); return 0; }
