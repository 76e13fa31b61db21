#include <bits/stdc++.h>
using namespace std;

vector<int> splitDiscount(vector<int>& amounts, int discount) {
    long long total = accumulate(amounts.begin(), amounts.end(), 0LL);
    vector<int> shares(amounts.size());
    if (total == 0) return shares;
    vector<long long> lost(amounts.size());
    long long leftOver = discount;
    for (size_t line = 0; line < amounts.size(); line++) {
        long long exact = (long long)discount * amounts[line];
        shares[line] = exact / total;
        lost[line] = exact % total;
        leftOver -= shares[line];
    }
    vector<int> mostLost(amounts.size());
    iota(mostLost.begin(), mostLost.end(), 0);
    stable_sort(mostLost.begin(), mostLost.end(), [&](int a, int b) { return lost[a] > lost[b]; });
    for (long long nth = 0; nth < leftOver; nth++) shares[mostLost[nth]] += 1;
    return shares;
}

vector<int> leftToPay(vector<int>& amounts, vector<int>& vouchers) {
    vector<int> left = amounts;
    for (int voucher : vouchers) {
        long long total = accumulate(left.begin(), left.end(), 0LL);
        vector<int> shares = splitDiscount(left, min<long long>(voucher, total));
        for (size_t line = 0; line < left.size(); line++) left[line] -= shares[line];
    }
    return left;
}
