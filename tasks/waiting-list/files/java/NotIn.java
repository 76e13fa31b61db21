public class NotIn extends RuntimeException {
    public NotIn(String name) {
        super(name);
    }
}
