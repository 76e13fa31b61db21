class Solution {
    record IntIntIntTriple(int first, int second, int third) {}

    IntIntIntTriple streaks(int[] minutes, int goal) {
        int onGoal = 0;
        int longest = 0;
        int current = 0;
        for (int day = 0; day < minutes.length; day++) {
            if (minutes[day] >= goal) {
                onGoal++;
                current++;
                longest = Math.max(longest, current);
            } else if (day < minutes.length - 1) {
                current = 0;
            }
        }
        return new IntIntIntTriple(onGoal, longest, current);
    }

    int longestWithJokers(int[] minutes, int goal, int earn) {
        int longest = 0;
        int days = 0;
        int jokers = 0;
        for (int practised : minutes) {
            if (practised >= goal) {
                days++;
                longest = Math.max(longest, days);
                if (days % earn == 0) {
                    jokers = Math.min(2, jokers + 1);
                }
            } else if (jokers > 0) {
                jokers--;
            } else {
                days = 0;
            }
        }
        return longest;
    }
}
