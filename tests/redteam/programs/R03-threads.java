// starts threads without end
// verdicts: runtime_error time_limit memory_limit output_limit
// runsc: internal_error
class Solution {
    int f(int a) throws InterruptedException {
        while (true) {
            var thread = new Thread(() -> {
                while (true) Thread.onSpinWait();
            });
            thread.start();
        }
    }
}
