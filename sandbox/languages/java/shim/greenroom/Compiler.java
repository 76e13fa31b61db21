package greenroom;

/** From source to classes, in memory. */
interface Compiler {
    /** Raises NotCompiled. */
    Compiled compile(String file, String source) throws NotCompiled;

    /** What it says of a source that does not compile: the first mistake, where it is, and everything it said. */
    final class NotCompiled extends Exception {
        final String where, everything;

        NotCompiled(String where, String first, String everything) {
            super(first, null, false, false);
            this.where = where;
            this.everything = everything;
        }
    }
}
