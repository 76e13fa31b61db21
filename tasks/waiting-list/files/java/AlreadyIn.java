public class AlreadyIn extends RuntimeException {
    public AlreadyIn(String name) {
        super(name);
    }
}
