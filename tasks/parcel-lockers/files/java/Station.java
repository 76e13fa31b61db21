import java.util.List;
import java.util.Map;

/** A parcel station: which parcel is in which locker, and who may take it out. */
class Station {
    Station(Map<String, String> lockers, Codes codes, int keep) {
    }

    String deposit(String parcel, String size, int day) {
        return null;
    }

    String where(String parcel) {
        return null;
    }

    String collect(String code) {
        return null;
    }

    List<String> overdue(int day) {
        return null;
    }

    List<String> clear(int day) {
        return null;
    }

    Map<String, Integer> free() {
        return null;
    }
}
