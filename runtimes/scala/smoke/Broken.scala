@main def run(): Unit =
  val count: Int = "three"
  println(count)
