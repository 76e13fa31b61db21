// templates that expand without end
// mode: program
// runsc: internal_error
// verdicts: compile_limit compile_error
template <int N, int M> struct Bomb {
    static const long long value = Bomb<N - 1, M * 2>::value + Bomb<N - 1, M * 2 + 1>::value;
};
template <int M> struct Bomb<0, M> { static const long long value = M; };
int main() { return (int)Bomb<26, 1>::value; }
