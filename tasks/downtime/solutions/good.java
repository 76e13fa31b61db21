import java.io.*;
import java.util.*;

public class Main {
    private static final class Service {
        boolean down;
        boolean working;
        long since;
        long total;

        // Up to now, everything was as it is remembered.
        void count(long now) {
            total += down && !working ? now - since : 0;
            since = now;
        }
    }

    public static void main(String[] args) throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
        Map<String, Service> services = new TreeMap<>();
        long end = 0;
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] words = line.split(" ");
            long time = Long.parseLong(words[0]);
            if (words.length == 2) {
                end = time;
                break;
            }
            Service service = services.computeIfAbsent(words[1], name -> new Service());
            service.count(time);
            switch (words[2]) {
                case "up" -> service.down = false;
                case "down" -> service.down = true;
                case "work" -> service.working = true;
                default -> service.working = false;
            }
        }
        StringBuilder output = new StringBuilder();
        for (Map.Entry<String, Service> each : services.entrySet()) {
            each.getValue().count(end);
            output.append(each.getKey()).append(' ').append(each.getValue().total).append('\n');
        }
        System.out.print(output);
    }
}
