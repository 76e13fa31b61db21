import java.util.List;
import java.util.function.Consumer;

public class WaitingList {
    public WaitingList(int seats) {
    }

    public boolean join(String name) {
        return false;
    }

    public void leave(String name) {
    }

    public List<String> seated() {
        return List.of();
    }

    public List<String> waiting() {
        return List.of();
    }

    public void listen(Consumer<String> listener) {
    }
}
