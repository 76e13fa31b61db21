// fails: examples/a free seat goes to whoever waits longest
// Takes whoever came last: a stack where a queue belongs.
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

public class WaitingList {
    private final int seats;
    private final List<String> hasSeat = new ArrayList<>();
    private final List<String> line = new ArrayList<>();
    private final List<Consumer<String>> listeners = new ArrayList<>();

    public WaitingList(int seats) {
        this.seats = seats;
    }

    public boolean join(String name) {
        if (hasSeat.contains(name) || line.contains(name)) throw new AlreadyIn(name);
        boolean free = hasSeat.size() < seats;
        (free ? hasSeat : line).add(name);
        return free;
    }

    public void leave(String name) {
        if (line.remove(name)) return;
        if (!hasSeat.remove(name)) throw new NotIn(name);
        if (!line.isEmpty()) seatNext();
    }

    private void seatNext() {
        String name = line.remove(line.size() - 1);
        hasSeat.add(name);
        for (Consumer<String> listener : listeners) listener.accept(name);
    }

    public List<String> seated() {
        return List.copyOf(hasSeat);
    }

    public List<String> waiting() {
        return List.copyOf(line);
    }

    public void listen(Consumer<String> listener) {
        listeners.add(listener);
    }
}
