import java.math.BigInteger

data class IntStringPair(val first: Int, val second: String)

data class StringIntPair(val first: String, val second: Int)

fun addTwo(a: Int, b: Int): Int = a + b

fun addLong(a: Long, b: Long): Long = a + b

fun nextBig(n: BigInteger): BigInteger = n + BigInteger.ONE

fun halfOf(x: Double): Double = x / 2

fun opposite(flag: Boolean): Boolean = !flag

fun greet(name: String): String = "Hello, $name!"

fun total(numbers: IntArray): Int = numbers.sum()

fun flip(rows: List<IntArray>): List<IntArray> = rows.reversed()

fun lengths(words: List<String>): Map<String, Int> = words.associateWith { it.length }

fun sumScores(scores: Map<String, Int>): Int = scores.values.sum()

fun firstOf(numbers: IntArray): Int? = numbers.firstOrNull()

fun orZero(n: Int?): Int = n ?: 0

fun swap(pair: IntStringPair): StringIntPair = StringIntPair(pair.second, pair.first)

fun reverseAll(head: ListNode<Int>?): ListNode<Int>? {
    var before: ListNode<Int>? = null
    var node = head
    while (node != null) {
        val next = node.next
        node.next = before
        before = node
        node = next
    }
    return before
}

fun mirror(root: TreeNode<Int>?): TreeNode<Int>? =
    root?.let { TreeNode(it.`val`, mirror(it.right), mirror(it.left)) }

fun doubleAll(numbers: IntArray) {
    for (i in numbers.indices) numbers[i] *= 2
}

fun failWith(n: Int): Int = throw IllegalArgumentException("no $n")

fun loopForever(n: Int): Int {
    var count = n
    while (true) count++
}

class Counter(start: Int) {
    private var count = start

    fun add(n: Int): Int {
        count += n
        return count
    }

    fun value(): Int = count
}
