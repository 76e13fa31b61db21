import java.util.*;
import java.util.function.*;
import java.util.stream.*;

/** What interviews are full of: compiled and called while the JVM waits, so that the compiler knows it already. */
class Warm {
    private static final int SEED = 17;

    record Point(int x, int y) implements Comparable<Point> {
        public int compareTo(Point other) {
            return Integer.compare(x, other.x);
        }
    }

    public Map<String, List<Integer>> warm(int[] numbers, List<List<String>> words, Map<String, Double> scores, boolean flag, Integer n) {
        Map<Integer, Integer> seen = new HashMap<>();
        Deque<Integer> queue = new ArrayDeque<>();
        PriorityQueue<int[]> heap = new PriorityQueue<>((a, b) -> a[0] - b[0]);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < numbers.length; i++) {
            seen.merge(numbers[i], 1, Integer::sum);
            seen.put(i, seen.getOrDefault(i, 0) + 1);
            queue.offer(numbers[i]);
            heap.add(new int[] {numbers[i], i});
            text.append(numbers[i]).append(',');
        }
        while (!queue.isEmpty() && !heap.isEmpty()) {
            int least = heap.poll()[0];
            if (queue.poll() > least || seen.containsKey(least)) continue;
        }
        int[][] grid = new int[3][4];
        long sum = 0;
        for (int[] row : grid) for (int cell : row) sum += Math.max(cell, SEED);
        char[] letters = "interview".toCharArray();
        Arrays.sort(letters);
        Arrays.sort(numbers);
        Set<String> unique = new TreeSet<>();
        for (List<String> line : words) for (String word : line) unique.add(word.trim().toLowerCase() + word.length());
        List<Point> points = new ArrayList<>(List.of(new Point(2, 1), new Point(1, 2)));
        Collections.sort(points);
        points.sort(Comparator.comparing(Point::y));
        Function<Integer, Integer> twice = x -> x * 2;
        List<Integer> streamed = IntStream.range(0, 3).boxed().map(twice).filter(x -> x > 0).collect(Collectors.toList());
        Map<String, List<Integer>> result = new LinkedHashMap<>();
        result.put(String.valueOf(letters), streamed);
        result.computeIfAbsent(text.toString(), key -> new ArrayList<>()).add((int) (sum % 7));
        for (Map.Entry<String, Double> entry : scores.entrySet())
            result.put(entry.getKey() + ":" + entry.getValue(), new LinkedList<>(List.of(n)));
        String kind = switch (unique.size()) {
            case 0 -> "none";
            case 1 -> flag ? "one" : String.format("%d", n);
            default -> "many";
        };
        try {
            if (kind.isEmpty()) throw new IllegalArgumentException("no " + kind);
            result.put(kind, Arrays.stream(numbers).boxed().toList());
        } catch (RuntimeException error) {
            System.out.println(error.getMessage());
        }
        return result;
    }

    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        while (in.hasNextInt()) System.out.println(in.nextInt());
    }
}
