fun fail(): Nothing = error("broken")

fun main() {
    println("before")
    fail()
}
