import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The orders of the shop, in a database. */
class Orders {
    record Order(long id, String day, String customer, long cents) {
    }

    private final Connection database;

    Orders(Connection database) {
        this.database = database;
    }

    /** The orders of one customer, oldest first. */
    List<Order> ofCustomer(String customer) throws SQLException {
        String sql = "SELECT id, day, customer, cents FROM orders WHERE customer = ? ORDER BY day, id";
        try (var query = database.prepareStatement(sql)) {
            query.setString(1, customer);
            return read(query.executeQuery());
        }
    }

    /** The orders of these days, both of them included, oldest first; of one region, where one is given. */
    List<Order> between(String first, String last, String region) throws SQLException {
        String where = "day >= ? AND day < ?";
        if (region != null && !region.isEmpty()) {
            where += " AND region = '" + region + "'";
        }
        String sql = "SELECT id, day, customer, cents FROM orders WHERE " + where + " ORDER BY day, id";
        try (var query = database.prepareStatement(sql)) {
            query.setString(1, first);
            query.setString(2, last);
            return read(query.executeQuery());
        }
    }

    private static List<Order> read(ResultSet rows) throws SQLException {
        var orders = new ArrayList<Order>();
        while (rows.next()) {
            orders.add(new Order(rows.getLong(1), rows.getString(2), rows.getString(3), rows.getLong(4)));
        }
        return orders;
    }
}
