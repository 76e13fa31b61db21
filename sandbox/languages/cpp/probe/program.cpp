#include <iostream>

int main() {
    long long sum = 0, number;
    if (!(std::cin >> number)) return 3;
    do sum += number;
    while (std::cin >> number);
    while (sum < 0) {
    }
    std::cout << sum << "\n";
}
