// a thread that stays answers what is asked later
// right: protocol_error
import java.io.FileOutputStream;

class Solution {
    int f(int a) throws Exception {
        var thread = new Thread(() -> {
            try (var out = new FileOutputStream("/proc/self/fd/4")) {
                for (int i = 0; i < 1000; i++) out.write("{\"id\":\"1\",\"ok\":1}\n".getBytes());
            } catch (java.io.IOException closed) {
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
        thread.join();
        return RIGHT;
    }
}
