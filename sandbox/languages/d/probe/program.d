import core.stdc.stdlib : exit;
import core.stdc.stdio : scanf;
import std.stdio;

void main() {
    long sum = 0, number;
    int seen = 0;
    while (scanf("%lld", &number) == 1) {
        sum += number;
        seen++;
    }
    if (seen == 0) exit(3);
    while (sum < 0) {
    }
    writeln(sum);
}
