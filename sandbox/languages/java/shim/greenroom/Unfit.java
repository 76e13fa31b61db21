package greenroom;

/** A call or an answer that cannot be carried: `kind` is the judge's word for it, the message a sentence for people. */
final class Unfit extends RuntimeException {
    final String kind;

    Unfit(String kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    static Unfit value(String message) {
        return new Unfit("value", message);
    }

    static Unfit missing(String message) {
        return new Unfit("missing", message);
    }
}
