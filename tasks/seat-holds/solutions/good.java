import java.util.*;

class SeatHolds {
    private static final class Seat {
        String buyer;
        long until;
    }

    private final Map<String, Seat> seats = new LinkedHashMap<>();
    private final int minutes;

    SeatHolds(String[] seats, int minutes) {
        for (String seat : seats) {
            this.seats.put(seat, new Seat());
        }
        this.minutes = minutes;
    }

    boolean hold(String name, String buyer, int now) {
        Seat seat = seats.get(name);
        if (seat == null || now < seat.until && !buyer.equals(seat.buyer)) {
            return false;
        }
        seat.buyer = buyer;
        seat.until = now + (long) minutes;
        return true;
    }

    boolean buy(String name, String buyer, int now) {
        Seat seat = seats.get(name);
        if (seat == null || now >= seat.until || !buyer.equals(seat.buyer)) {
            return false;
        }
        seat.buyer = null;
        seat.until = Long.MAX_VALUE;
        return true;
    }

    String[] free(int now) {
        return seats.keySet().stream().filter(name -> now >= seats.get(name).until).toArray(String[]::new);
    }
}
