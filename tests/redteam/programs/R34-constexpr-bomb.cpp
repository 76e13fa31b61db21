// computes without end while it is compiled
// mode: program
// runsc: internal_error
// verdicts: compile_limit compile_error
constexpr long long spin(long long n) {
    long long sum = 0;
    for (long long i = 0; i < n; i++) sum += i ^ (sum << 1);
    return sum;
}
constexpr long long a = spin(33000000), b = spin(33000001), c = spin(33000002), d = spin(33000003), e = spin(33000004);
constexpr long long g = spin(33000005), h = spin(33000006), i = spin(33000007), j = spin(33000008), k = spin(33000009);
int main() { return (int)(a + b + c + d + e + g + h + i + j + k); }
