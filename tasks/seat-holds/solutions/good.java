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
        if (!canHold(name, buyer, now)) {
            return false;
        }
        Seat seat = seats.get(name);
        seat.buyer = buyer;
        seat.until = now + (long) minutes;
        return true;
    }

    boolean buy(String name, String buyer, int now) {
        if (!isHeldBy(name, buyer, now)) {
            return false;
        }
        Seat seat = seats.get(name);
        seat.buyer = null;
        seat.until = Long.MAX_VALUE;
        return true;
    }

    String[] free(int now) {
        return seats.keySet().stream().filter(name -> isFree(name, now)).toArray(String[]::new);
    }

    Set<String> heldBy(String buyer, int now) {
        Set<String> held = new LinkedHashSet<>(seats.keySet());
        held.removeIf(name -> !isHeldBy(name, buyer, now));
        return held;
    }

    boolean canHold(String name, String buyer, int now) {
        return isFree(name, now) || isHeldBy(name, buyer, now);
    }

    private boolean isFree(String name, int now) {
        Seat seat = seats.get(name);
        return seat != null && now >= seat.until;
    }

    private boolean isHeldBy(String name, String buyer, int now) {
        Seat seat = seats.get(name);
        return seat != null && now < seat.until && buyer.equals(seat.buyer);
    }
}

class GroupHolds {
    private final SeatHolds one;
    private final int most;

    GroupHolds(String[] seats, int minutes, int most) {
        one = new SeatHolds(seats, minutes);
        this.most = most;
    }

    boolean holdAll(String[] seats, String buyer, int now) {
        Set<String> wanted = new LinkedHashSet<>(Arrays.asList(seats));
        Set<String> all = one.heldBy(buyer, now);
        all.addAll(wanted);
        if (all.size() > most || !wanted.stream().allMatch(seat -> one.canHold(seat, buyer, now))) {
            return false;
        }
        wanted.forEach(seat -> one.hold(seat, buyer, now));
        return true;
    }

    int buyAll(String buyer, int now) {
        Set<String> held = one.heldBy(buyer, now);
        held.forEach(seat -> one.buy(seat, buyer, now));
        return held.size();
    }

    String[] free(int now) {
        return one.free(now);
    }
}
