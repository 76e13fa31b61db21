import java.util.*;

public class Main {
    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        if (!in.hasNextInt()) System.exit(3);
        int sum = 0;
        while (in.hasNextInt()) sum += in.nextInt();
        while (sum < 0);
        System.out.println(sum);
    }
}
