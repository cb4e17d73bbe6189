fun main() {
    val name = readln()
    val sum = readln().split(" ").sumOf { it.toInt() }
    println("Hi $name, $sum")
}
