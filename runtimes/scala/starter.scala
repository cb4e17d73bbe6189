import scala.io.StdIn

def greet(name: String): String = s"Hello, $name!"

@main def run(): Unit =
  print("Your name: ")
  val name = Option(StdIn.readLine()).map(_.trim).filter(_.nonEmpty)
  println(greet(name.getOrElse("world")))
