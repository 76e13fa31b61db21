import java.util.PriorityQueue

/** What interviews are full of: compiled and called while the JVM waits, so that the compiler knows it already. */
data class Point(val x: Int, val y: Int) : Comparable<Point> {
    override fun compareTo(other: Point): Int = compareValuesBy(this, other, Point::x, Point::y)
}

sealed interface Shape

class Circle(val radius: Double) : Shape

object Nothing : Shape

fun warm(numbers: IntArray, words: List<List<String>>, scores: Map<String, Double>, flag: Boolean, n: Int?): Map<String, List<Int>> {
    val seen = HashMap<Int, Int>()
    val queue = ArrayDeque<Int>()
    val heap = PriorityQueue<Pair<Int, Int>>(compareBy { it.first })
    val text = StringBuilder()
    for ((i, number) in numbers.withIndex()) {
        seen[number] = seen.getOrDefault(number, 0) + 1
        queue.addLast(number)
        heap.add(number to i)
        text.append(number).append(',')
    }
    while (queue.isNotEmpty() && heap.isNotEmpty()) {
        val (least, _) = heap.poll()
        if (queue.removeFirst() > least || least in seen) continue
    }
    val grid = Array(3) { IntArray(4) }
    var sum = 0L
    for (row in grid.indices) for (column in 0 until grid[row].size) sum += maxOf(grid[row][column], 17)
    val unique = mutableSetOf<String>()
    words.flatten().forEach { unique.add(it.trim().lowercase() + it.length) }
    val points = listOf(Point(2, 1), Point(1, 2)).sorted()
    val result = mutableMapOf<String, List<Int>>()
    result["interview".toCharArray().sorted().joinToString("")] = (1..3).map { it * 2 }.filter { it % 2 == 0 }
    result.getOrPut(text.toString()) { mutableListOf() }
    for ((name, score) in scores) result["$name: $score"] = listOf(n ?: 0, points.first().x)
    val shape: Shape = if (flag) Circle(1.0) else Nothing
    val kind = when (shape) {
        is Circle -> "a circle of ${shape.radius}"
        Nothing -> "nothing"
    }
    try {
        require(kind.isNotEmpty()) { "no kind" }
        result[kind] = numbers.sortedArray().toList() + numbers.groupBy { it % 2 }.values.map { it.sum() } + (sum % 7).toInt()
    } catch (error: IllegalArgumentException) {
        println(error.message)
    }
    return result
}

fun main() {
    val sum = generateSequence(::readLine).flatMap { it.split(" ") }.filter { it.isNotBlank() }.sumOf { it.toInt() }
    println(sum)
}
