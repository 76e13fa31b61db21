import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

/** What the shop's back office can ask for. */
class Api {
    private static final String ACCOUNTING = "accounting";
    private static final Path FOLDER = Path.of("/var/exports");

    private final Orders orders;
    private final Mail mail;

    Api(Orders orders, Mail mail) {
        this.orders = orders;
        this.mail = mail;
    }

    Answer ordersOf(Request request) throws SQLException {
        if (!request.user().role().equals(ACCOUNTING)) {
            return new Answer(403, "Only accounting can see orders.");
        }
        return new Answer(200, orders.ofCustomer(request.query().get("customer")));
    }

    /** Makes an export of some days and sends it to whoever asks. */
    Answer export(Request request) throws SQLException, IOException {
        if (!request.user().role().equals(ACCOUNTING)) {
            return new Answer(403, "Only accounting can make exports.");
        }
        var query = request.query();
        var made = Exports.write(orders, FOLDER, query.get("first"), query.get("last"), query.get("region"));
        boolean sent = Exports.send(mail, request.user().address(), made.file());
        return new Answer(200, Map.of("file", made.file().getFileName(), "cents", made.total(), "sent", sent));
    }

    /** An export that was made before, as text. */
    Answer download(Request request) throws IOException {
        Path file = FOLDER.resolve(request.query().get("file"));
        return new Answer(200, Files.readString(file));
    }
}
