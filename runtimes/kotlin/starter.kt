fun greet(name: String) = "Hello, $name!"

fun main() {
    print("Your name: ")
    val name = readlnOrNull().orEmpty().trim()
    println(greet(name.ifEmpty { "world" }))
}
