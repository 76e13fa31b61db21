#include <bits/stdc++.h>
using namespace std;

int main() {
    map<string, long long> total, since;
    string line;
    long long end = 0;
    while (getline(cin, line)) {
        istringstream words(line);
        long long time;
        string name, state;
        words >> time >> name >> state;
        if (state.empty()) {
            end = time;
            break;
        }
        total[name] += 0;
        if (state == "down") {
            since.try_emplace(name, time);
        } else if (auto found = since.find(name); found != since.end()) {
            total[name] += time - found->second;
            since.erase(found);
        }
    }
    for (auto& [name, from] : since) total[name] += end - from;
    for (auto& [name, seconds] : total) cout << name << ' ' << seconds << '\n';
}
