// computes without end
// verdicts: time_limit
int main(void) {
    for (volatile int i = 0;; i++)
        ;
}
