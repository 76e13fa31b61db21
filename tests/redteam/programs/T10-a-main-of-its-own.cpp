// macros in place of everything that the judge's own part says
// verdicts: compile_error runtime_error wrong protocol_error
// right: compile_error
#define greenroom mine
#define signed
#define serve(...) forged()
#define function constructor
namespace mine {
int forged() { return 0; }
}
int f(int a) { return RIGHT; }
#undef main
int main() { return 0; }
