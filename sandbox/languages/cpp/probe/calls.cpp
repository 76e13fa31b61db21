#include <bits/stdc++.h>
using namespace std;

int addTwo(int a, int b) { return a + b; }
long long addLong(long long a, long long b) { return a + b; }
double halfOf(double x) { return x / 2; }
bool opposite(bool flag) { return !flag; }
string greet(const string& name) { return "Hello, " + name + "!"; }
int total(const vector<int>& numbers) { return accumulate(numbers.begin(), numbers.end(), 0); }

vector<vector<int>> flip(vector<vector<int>>& rows) {
    reverse(rows.begin(), rows.end());
    return rows;
}

unordered_map<string, int> lengths(vector<string>& words) {
    unordered_map<string, int> lengths;
    for (const string& word : words) lengths[word] = word.size();
    return lengths;
}

int sumScores(unordered_map<string, int>& scores) {
    int sum = 0;
    for (const auto& [name, score] : scores) sum += score;
    return sum;
}

optional<int> firstOf(vector<int>& numbers) {
    if (numbers.empty()) return nullopt;
    return numbers[0];
}

int orZero(optional<int> n) { return n.value_or(0); }
tuple<string, int> swap(tuple<int, string> pair) { return {get<1>(pair), get<0>(pair)}; }

ListNode<int>* reverseAll(ListNode<int>* head) {
    ListNode<int>* done = nullptr;
    while (head) {
        ListNode<int>* next = head->next;
        head->next = done;
        done = head;
        head = next;
    }
    return done;
}

TreeNode<int>* mirror(TreeNode<int>* root) {
    if (!root) return nullptr;
    return new TreeNode<int>(root->val, mirror(root->right), mirror(root->left));
}

void doubleAll(vector<int>& numbers) {
    for (int& number : numbers) number *= 2;
}

int failWith(int n) { throw invalid_argument("no " + to_string(n)); }

int loopForever(int n) {
    for (;;) n = -n;
}

class Counter {
    int count;

public:
    Counter(int start) : count(start) {}
    int add(int n) { return count += n; }
    int value() const { return count; }
};
