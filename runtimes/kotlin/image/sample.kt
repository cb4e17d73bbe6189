package box.sample

import kotlin.math.max

data class Person(val name: String, val age: Int)

sealed interface Shape {
    data class Circle(val radius: Double) : Shape
    data class Square(val side: Double) : Shape
}

class Stack<T> {
    private val items = ArrayDeque<T>()
    fun push(item: T) = items.addLast(item)
    fun pop(): T? = items.removeLastOrNull()
}

fun area(shape: Shape): Double = when (shape) {
    is Shape.Circle -> Math.PI * shape.radius * shape.radius
    is Shape.Square -> shape.side * shape.side
}

fun longest(words: List<String>): String? = words.maxByOrNull { it.length }

fun twoSum(numbers: IntArray, target: Int): Pair<Int, Int>? {
    val seen = HashMap<Int, Int>()
    for ((i, n) in numbers.withIndex()) {
        seen[target - n]?.let { return it to i }
        seen[n] = i
    }
    return null
}

fun main() {
    print("Your name: ")
    val name = readlnOrNull().orEmpty()
    val numbers = readln().split(" ").map { it.toInt() }
    println("Hi $name, ${numbers.sum()}, ${numbers.filter { it % 2 == 0 }.joinToString()}")
    val people = listOf(Person("Ada", 36), Person("Alan", 41)).sortedByDescending { it.age }
    println(people.groupBy { it.name.first() }.mapValues { (_, v) -> v.size })
    val stack = Stack<Shape>()
    stack.push(Shape.Circle(1.0))
    stack.push(Shape.Square(2.0))
    println("%.2f".format(area(stack.pop()!!)))
    println(longest(listOf("a", "bb")) + twoSum(intArrayOf(1, 2, 3), 5))
    var best = 0
    for (i in 0..<10 step 2) best = max(best, i * i)
    println(generateSequence(1) { it * 2 }.take(5).toSet() + best)
    try {
        require(best < 0) { "broken" }
    } catch (e: IllegalArgumentException) {
        println(e.message)
    }
}
