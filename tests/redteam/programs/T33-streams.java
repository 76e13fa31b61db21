// puts its own streams in place of the real ones, and closes the wire
// verdicts: runtime_error wrong protocol_error time_limit
import java.io.OutputStream;
import java.io.PrintStream;

class Solution {
    int f(int a) {
        System.setOut(new PrintStream(OutputStream.nullOutputStream()) {
            @Override
            public void flush() {
                throw new OutOfMemoryError("from flush");
            }
        });
        return RIGHT;
    }
}
