import java.nio.file.Path;
import java.util.Map;

/** What comes in, what goes out, and how mail is sent. Not part of the change. */
record User(String role, String address) {
}

record Request(User user, Map<String, String> query) {
}

record Answer(int status, Object body) {
}

interface Mail {
    void send(String address, String subject, Path attachment);
}
