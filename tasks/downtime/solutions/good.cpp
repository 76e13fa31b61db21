#include <bits/stdc++.h>
using namespace std;

struct Service {
    bool down = false, working = false;
    long long since = 0, total = 0;

    // Up to now, everything was as it is remembered.
    void count(long long now) {
        if (down && !working) total += now - since;
        since = now;
    }
};

int main() {
    map<string, Service> services;
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
        Service& service = services[name];
        service.count(time);
        if (state == "up" || state == "down") service.down = state == "down";
        else service.working = state == "work";
    }
    for (auto& [name, service] : services) {
        service.count(end);
        cout << name << ' ' << service.total << '\n';
    }
}
