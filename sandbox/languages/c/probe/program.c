#include <stdio.h>

int main(void) {
    long long sum = 0, number;
    if (scanf("%lld", &number) != 1) return 3;
    do sum += number;
    while (scanf("%lld", &number) == 1);
    while (sum < 0) {
    }
    printf("%lld\n", sum);
}
