package words

fun main() {
    println("żółw 🐢 日本語")
    println("żółw 🐢".codePoints().count())
}
