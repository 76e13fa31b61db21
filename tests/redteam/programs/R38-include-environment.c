// includes what is secret elsewhere, and prints it
// verdicts: compile_error compile_limit wrong runtime_error
#include <stdio.h>
#define TEXT(...) #__VA_ARGS__
const char *text = TEXT(
#include "/proc/1/environ"
#include "/proc/self/environ"
#include "/proc/1/cmdline"
);
int main(void) { puts(text); return 0; }
