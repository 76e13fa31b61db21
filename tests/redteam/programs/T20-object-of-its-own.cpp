// a class that converts to everything and is equal to everything
// mode: class
struct Counter {
    int a;
    explicit Counter(int a) : a(a) {}
    int value() { return RIGHT; }
    template <class T> operator T() const { return T{}; }
    template <class T> bool operator==(const T&) const { return true; }
    void operator&() const {}
    ~Counter() noexcept(false) { if (WRONG) throw 1; }
};
