import java.io.*;
import java.util.*;

public class Main {
    private record Event(int second, String badge, String way) {}

    public static void main(String[] args) throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
        Map<String, Integer> offsets = new HashMap<>();
        Map<String, Event> events = new LinkedHashMap<>();
        List<Integer> questions = new ArrayList<>();
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "door" -> offsets.put(words[1], Integer.parseInt(words[2]));
                case "ask" -> questions.add(Integer.parseInt(words[1]));
                case "seen" -> events.putIfAbsent(
                    line, new Event(Integer.parseInt(words[2]) + offsets.get(words[1]), words[3], words[4]));
                default -> {}
            }
        }

        List<Event> happened = new ArrayList<>(events.values());
        happened.sort(Comparator.comparing(Event::second));
        Set<String> inside = new TreeSet<>();
        TreeMap<Integer, Integer> numbers = new TreeMap<>();
        for (Event event : happened) {
            if (event.way().equals("in")) {
                inside.add(event.badge());
            } else {
                inside.remove(event.badge());
            }
            numbers.put(event.second(), inside.size());
        }

        int peak = numbers.values().stream().max(Comparator.naturalOrder()).orElse(0);
        StringBuilder output = new StringBuilder("peak " + peak);
        if (peak > 0) {
            int first = numbers.entrySet().stream().filter(each -> each.getValue() == peak).findFirst().get().getKey();
            output.append(" from ").append(first);
        }
        output.append('\n');
        inside.forEach(badge -> output.append("inside ").append(badge).append('\n'));
        for (int second : questions) {
            Map.Entry<Integer, Integer> before = numbers.floorEntry(second);
            output.append("at ").append(second).append(' ').append(before == null ? 0 : before.getValue()).append('\n');
        }
        System.out.print(output);
    }
}
