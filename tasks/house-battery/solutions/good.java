class Solution {
    record IntIntIntTriple(int first, int second, int third) {}

    private static final int LARGEST = 1_000_000;

    IntIntIntTriple[] flows(int[] made, int[] used, int capacity, int power) {
        IntIntIntTriple[] hours = new IntIntIntTriple[made.length];
        int held = 0;
        for (int hour = 0; hour < made.length; hour++) {
            int left = Math.max(made[hour] - used[hour], 0);
            int missing = Math.max(used[hour] - made[hour], 0);
            int taken = Math.min(Math.min(left, power), capacity - held);
            int given = Math.min(Math.min(missing, power), held);
            held += taken - given;
            hours[hour] = new IntIntIntTriple(missing - given, left - taken, held);
        }
        return hours;
    }

    int smallestBattery(int[] made, int[] used, int power, long allowed) {
        if (bought(made, used, LARGEST, power) > allowed) {
            return -1;
        }
        int low = 0;
        int high = LARGEST;
        while (low < high) {
            int middle = (low + high) / 2;
            if (bought(made, used, middle, power) <= allowed) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private long bought(int[] made, int[] used, int capacity, int power) {
        long sum = 0;
        for (IntIntIntTriple hour : flows(made, used, capacity, power)) {
            sum += hour.first();
        }
        return sum;
    }
}
