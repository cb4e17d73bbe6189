object Main extends App {
  println("żółw 🐢 日本語")
  println("żółw 🐢".codePoints.count)
}
