// complains at a length that nobody can read
// verdicts: runtime_error output_limit
#include <stdexcept>
#include <string>

int f(int a) { throw std::runtime_error(std::string(30'000'000, '\xff') + "\n{\"ok\":1}"); }
