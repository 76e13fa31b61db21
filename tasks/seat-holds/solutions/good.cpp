#include <bits/stdc++.h>
using namespace std;

class SeatHolds {
    struct Seat {
        string buyer;
        long long until = 0;
    };
    vector<string> order;
    unordered_map<string, Seat> seats;
    int minutes;

public:
    SeatHolds(vector<string>& names, int minutes) : order(names), minutes(minutes) {
        for (const string& name : names) seats[name] = {};
    }

    bool hold(const string& name, const string& buyer, int now) {
        auto found = seats.find(name);
        if (found == seats.end()) return false;
        Seat& seat = found->second;
        if (now < seat.until && seat.buyer != buyer) return false;
        seat = {buyer, now + (long long)minutes};
        return true;
    }

    bool buy(const string& name, const string& buyer, int now) {
        auto found = seats.find(name);
        if (found == seats.end()) return false;
        Seat& seat = found->second;
        if (now >= seat.until || seat.buyer != buyer) return false;
        seat = {"", LLONG_MAX};
        return true;
    }

    vector<string> free(int now) {
        vector<string> found;
        for (const string& name : order) {
            if (now >= seats[name].until) found.push_back(name);
        }
        return found;
    }
};
