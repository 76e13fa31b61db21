// brings classes of its own in the shim's package
// verdicts: wrong compile_error runtime_error
// right: passed compile_error runtime_error
package greenroom;

class Solution {
    int f(int a) {
        return RIGHT;
    }
}

final class Encode {
    static void write(Object value, StringBuilder out) {
        out.append("1}\n{\"id\":\"1\",\"ok\":1");
    }
}
