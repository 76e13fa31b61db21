import kotlin.system.exitProcess

fun main() {
    val numbers = generateSequence(::readlnOrNull).flatMap { it.split(' ') }.filter { it.isNotBlank() }.map { it.toInt() }.toList()
    if (numbers.isEmpty()) exitProcess(3)
    val total = numbers.sum()
    while (total < 0) continue
    println(total)
}
