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

    set<string> heldBy(const string& buyer, int now) const {
        set<string> held;
        for (const auto& [name, seat] : seats) {
            if (now < seat.until && seat.buyer == buyer) held.insert(name);
        }
        return held;
    }

    bool canHold(const string& name, const string& buyer, int now) const {
        auto found = seats.find(name);
        return found != seats.end() && (now >= found->second.until || found->second.buyer == buyer);
    }
};

class GroupHolds {
    SeatHolds one;
    int most;

public:
    GroupHolds(vector<string>& seats, int minutes, int most) : one(seats, minutes), most(most) {}

    bool holdAll(vector<string>& seats, const string& buyer, int now) {
        set<string> all = one.heldBy(buyer, now);
        all.insert(seats.begin(), seats.end());
        if ((int)all.size() > most) return false;
        for (const string& seat : seats) {
            if (!one.canHold(seat, buyer, now)) return false;
        }
        for (const string& seat : seats) one.hold(seat, buyer, now);
        return true;
    }

    int buyAll(const string& buyer, int now) {
        set<string> held = one.heldBy(buyer, now);
        for (const string& seat : held) one.buy(seat, buyer, now);
        return held.size();
    }

    vector<string> free(int now) { return one.free(now); }
};
