import scala.io.StdIn.readLine

object Main:
  def main(args: Array[String]): Unit =
    val name = readLine()
    println(s"Hi $name, ${readLine().split(" ").map(_.toInt).sum}")
