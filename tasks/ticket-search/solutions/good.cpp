#include <bits/stdc++.h>
using namespace std;

using Ticket = unordered_map<string, string>;

// A character of a query: outside quotes it may be a sign.
struct Mark {
    char character;
    bool quoted;
    bool is(char sign) const { return character == sign && !quoted; }
};

struct Term {
    bool minus = false, hasField = false;
    string field, text;
};

static string lower(string text) {
    for (char& character : text) character = tolower((unsigned char)character);
    return text;
}

static vector<Mark> marked(const string& query) {
    vector<Mark> marks;
    bool quoted = false;
    for (char character : lower(query)) {
        if (character == '"') quoted = !quoted;
        else marks.push_back({character, quoted});
    }
    return marks;
}

static vector<vector<Mark>> cut(const vector<Mark>& marks, char sign) {
    vector<vector<Mark>> pieces(1);
    for (const Mark& mark : marks) {
        if (mark.is(sign)) pieces.emplace_back();
        else pieces.back().push_back(mark);
    }
    erase_if(pieces, [](const auto& piece) { return piece.empty(); });
    return pieces;
}

static Term understood(const vector<Mark>& piece) {
    Term term;
    term.minus = piece[0].is('-');
    for (size_t at = term.minus; at < piece.size(); at++) {
        if (piece[at].is(':') && !term.hasField) {
            term.hasField = true;
            swap(term.field, term.text);
        } else {
            term.text += piece[at].character;
        }
    }
    return term;
}

static bool matches(const Ticket& ticket, const Term& term) {
    bool found;
    if (term.hasField) {
        auto value = ticket.find(term.field);
        found = value != ticket.end() && lower(value->second) == term.text;
    } else {
        found = lower(ticket.at("title")).find(term.text) != string::npos;
    }
    return found != term.minus;
}

static vector<int> positions(const vector<Ticket>& tickets, const vector<vector<Mark>>& sides) {
    vector<vector<Term>> alternatives;
    for (const auto& side : sides) {
        vector<Term> terms;
        for (const auto& piece : cut(side, ' ')) terms.push_back(understood(piece));
        alternatives.push_back(terms);
    }
    vector<int> found;
    for (size_t at = 0; at < tickets.size(); at++) {
        if (ranges::any_of(alternatives, [&](const auto& terms) {
                return ranges::all_of(terms, [&](const Term& term) { return matches(tickets[at], term); });
            })) {
            found.push_back(at);
        }
    }
    return found;
}

vector<int> search(vector<Ticket>& tickets, const string& query) {
    return positions(tickets, {marked(query)});
}

vector<int> searchAny(vector<Ticket>& tickets, const string& query) {
    auto sides = cut(marked(query), '|');
    if (sides.empty()) sides.emplace_back();
    return positions(tickets, sides);
}
