import java.util.*;

class Solution {
    record StringStringPair(String first, String second) {}

    record StringStringIntTriple(String first, String second, int third) {}

    StringStringIntTriple[] signs(String[] rooms, StringStringPair[] doors, String[] exits) {
        return signsOf(rooms, List.of(doors), exits).toArray(StringStringIntTriple[]::new);
    }

    StringStringPair[] vitalDoors(String[] rooms, StringStringPair[] doors, String[] exits) {
        long now = lost(rooms, List.of(doors), exits);
        List<StringStringPair> vital = new ArrayList<>();
        for (int at = 0; at < doors.length; at++) {
            List<StringStringPair> open = new ArrayList<>(List.of(doors));
            open.remove(at);
            if (lost(rooms, open, exits) > now) {
                vital.add(doors[at]);
            }
        }
        return vital.toArray(StringStringPair[]::new);
    }

    private static long lost(String[] rooms, List<StringStringPair> doors, String[] exits) {
        return signsOf(rooms, doors, exits).stream().filter(sign -> sign.third() < 0).count();
    }

    private static List<StringStringIntTriple> signsOf(String[] rooms, List<StringStringPair> doors, String[] exits) {
        Map<String, List<String>> neighbours = new HashMap<>();
        for (String room : rooms) {
            neighbours.put(room, new ArrayList<>());
        }
        for (StringStringPair door : doors) {
            neighbours.get(door.first()).add(door.second());
            neighbours.get(door.second()).add(door.first());
        }
        Map<String, Integer> away = new HashMap<>();
        Deque<String> queue = new ArrayDeque<>(List.of(exits));
        for (String exit : exits) {
            away.put(exit, 0);
        }
        while (!queue.isEmpty()) {
            String room = queue.remove();
            for (String other : neighbours.get(room)) {
                if (away.putIfAbsent(other, away.get(room) + 1) == null) {
                    queue.add(other);
                }
            }
        }
        List<StringStringIntTriple> signs = new ArrayList<>();
        for (String room : rooms) {
            int far = away.getOrDefault(room, -1);
            String next = switch (far) {
                case -1 -> "none";
                case 0 -> "out";
                default -> neighbours.get(room).stream()
                    .filter(other -> away.get(other) < far)
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            };
            signs.add(new StringStringIntTriple(room, next, far));
        }
        return signs;
    }
}
