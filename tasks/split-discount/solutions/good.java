import java.util.*;
import java.util.stream.*;

class Solution {
    int[] splitDiscount(int[] amounts, int discount) {
        long total = total(amounts);
        int[] shares = new int[amounts.length];
        if (total == 0) {
            return shares;
        }
        long[] lost = new long[amounts.length];
        long leftOver = discount;
        for (int line = 0; line < amounts.length; line++) {
            long exact = (long) discount * amounts[line];
            shares[line] = (int) (exact / total);
            lost[line] = exact % total;
            leftOver -= shares[line];
        }
        IntStream.range(0, amounts.length).boxed()
            .sorted(Comparator.comparing((Integer line) -> lost[line]).reversed())
            .limit(leftOver)
            .forEach(line -> shares[line]++);
        return shares;
    }

    int[] leftToPay(int[] amounts, int[] vouchers) {
        int[] left = amounts.clone();
        for (int voucher : vouchers) {
            int[] shares = splitDiscount(left, (int) Math.min(voucher, total(left)));
            for (int line = 0; line < left.length; line++) {
                left[line] -= shares[line];
            }
        }
        return left;
    }

    private static long total(int[] amounts) {
        return Arrays.stream(amounts).asLongStream().sum();
    }
}
