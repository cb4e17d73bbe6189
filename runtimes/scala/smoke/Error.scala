def fail(): Nothing = throw IllegalStateException("broken")

@main def run(): Unit =
  println("before")
  fail()
