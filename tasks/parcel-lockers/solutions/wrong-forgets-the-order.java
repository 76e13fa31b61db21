// fails: CornersTest.java/overdue in the order of their days
// A HashMap keeps no order, and the list of overdue parcels comes out by chance. All visible tests pass.
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A parcel station: which parcel is in which locker, and who may take it out. */
class Station {
    private record Stay(String locker, String code, int day) {
    }

    private final Map<String, String> lockers;
    private final Codes codes;
    private final int keep;
    private final Map<String, Stay> stays = new HashMap<>();

    Station(Map<String, String> lockers, Codes codes, int keep) {
        this.lockers = lockers;
        this.codes = codes;
        this.keep = keep;
    }

    String deposit(String parcel, String size, int day) {
        if (stays.containsKey(parcel)) throw new AlreadyHere(parcel);
        String locker = lockerFor(size);
        String code = codes.next();
        stays.put(parcel, new Stay(locker, code, day));
        return code;
    }

    String where(String parcel) {
        Stay stay = stays.get(parcel);
        return stay == null ? null : stay.locker();
    }

    String collect(String code) {
        for (var entry : stays.entrySet()) {
            if (entry.getValue().code().equals(code)) {
                stays.remove(entry.getKey());
                return entry.getKey();
            }
        }
        throw new UnknownCode(code);
    }

    List<String> overdue(int day) {
        return stays.keySet().stream().filter(parcel -> day - stays.get(parcel).day() > keep).toList();
    }

    List<String> clear(int day) {
        List<String> parcels = overdue(day);
        parcels.forEach(stays::remove);
        return parcels;
    }

    Map<String, Integer> free() {
        var free = new LinkedHashMap<String, Integer>();
        for (String size : Sizes.SIZES) free.put(size, 0);
        for (String locker : freeLockers()) free.merge(lockers.get(locker), 1, Integer::sum);
        return free;
    }

    private String lockerFor(String size) {
        return freeLockers().stream()
            .filter(locker -> Sizes.fits(size, lockers.get(locker)))
            .min(Comparator.comparing(locker -> Sizes.SIZES.indexOf(lockers.get(locker))))
            .orElseThrow(() -> new NoSpace(size));
    }

    private List<String> freeLockers() {
        Set<String> taken = new HashSet<>();
        for (Stay stay : stays.values()) taken.add(stay.locker());
        var free = new ArrayList<>(lockers.keySet());
        free.removeAll(taken);
        return free;
    }
}
