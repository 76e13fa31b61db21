// asks for all memory there is
// mode: program
// runsc: internal_error
// verdicts: memory_limit runtime_error
import java.util.ArrayList;
import java.util.List;

public class Solution {
    public static void main(String[] arguments) {
        List<byte[]> held = new ArrayList<>();
        while (true) held.add(new byte[8 << 20]);
    }
}
