// an object that is equal to everything
// mode: class
data class Counter(val a: Int) {
    fun value(): Int = RIGHT

    override fun equals(other: Any?) = true

    override fun hashCode(): Int = throw StackOverflowError()

    override fun toString(): String = throw OutOfMemoryError()
}
