import java.math.BigInteger;
import java.util.*;

class Solution {
    record IntStringPair(int first, String second) {}

    record StringIntPair(String first, int second) {}

    int addTwo(int a, int b) {
        return a + b;
    }

    long addLong(long a, long b) {
        return a + b;
    }

    BigInteger nextBig(BigInteger n) {
        return n.add(BigInteger.ONE);
    }

    double halfOf(double x) {
        return x / 2;
    }

    boolean opposite(boolean flag) {
        return !flag;
    }

    String greet(String name) {
        return "Hello, " + name + "!";
    }

    int total(int[] numbers) {
        return Arrays.stream(numbers).sum();
    }

    int[][] flip(int[][] rows) {
        Collections.reverse(Arrays.asList(rows));
        return rows;
    }

    Map<String, Integer> lengths(String[] words) {
        Map<String, Integer> lengths = new HashMap<>();
        for (String word : words) lengths.put(word, word.length());
        return lengths;
    }

    int sumScores(Map<String, Integer> scores) {
        int sum = 0;
        for (int score : scores.values()) sum += score;
        return sum;
    }

    Integer firstOf(int[] numbers) {
        return numbers.length > 0 ? numbers[0] : null;
    }

    ListNode<Integer> reverseAll(ListNode<Integer> head) {
        ListNode<Integer> reversed = null;
        for (; head != null; head = head.next) reversed = new ListNode<>(head.val, reversed);
        return reversed;
    }

    TreeNode<Integer> mirror(TreeNode<Integer> root) {
        if (root == null) return null;
        TreeNode<Integer> mirrored = new TreeNode<>(root.val);
        mirrored.left = mirror(root.right);
        mirrored.right = mirror(root.left);
        return mirrored;
    }

    int orZero(Integer n) {
        return n == null ? 0 : n;
    }

    StringIntPair swap(IntStringPair pair) {
        return new StringIntPair(pair.second(), pair.first());
    }

    void doubleAll(int[] numbers) {
        for (int i = 0; i < numbers.length; i++) numbers[i] *= 2;
    }

    int failWith(int n) {
        throw new IllegalArgumentException("no " + n);
    }

    int loopForever(int n) {
        while (true) n++;
    }
}

class Counter {
    private int count;

    Counter(int start) {
        count = start;
    }

    int add(int n) {
        count += n;
        return count;
    }

    int value() {
        return count;
    }
}
