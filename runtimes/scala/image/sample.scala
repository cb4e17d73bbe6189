package box.sample

import scala.collection.mutable
import scala.io.StdIn

case class Person(name: String, age: Int)

enum Shape:
  case Circle(radius: Double)
  case Square(side: Double)

  def area: Double = this match
    case Circle(r) => math.Pi * r * r
    case Square(s) => s * s

class Stack[A]:
  private val items = mutable.ArrayBuffer.empty[A]
  def push(item: A): Unit = items += item
  def pop(): Option[A] = items.lastOption.map { item => items.dropRightInPlace(1); item }

def twoSum(numbers: List[Int], target: Int): Option[(Int, Int)] =
  val seen = mutable.HashMap.empty[Int, Int]
  numbers.zipWithIndex.collectFirst {
    case (n, i) if seen.contains(target - n) => (seen(target - n), i)
    case (n, i) if { seen(n) = i; false }    => (0, 0)
  }

@main def sample(): Unit =
  print("Your name: ")
  val name = Option(StdIn.readLine()).getOrElse("")
  val numbers = StdIn.readLine().split(" ").map(_.toInt).toList
  println(s"Hi $name, ${numbers.sum}, ${numbers.filter(_ % 2 == 0).mkString(", ")}")
  val people = List(Person("Ada", 36), Person("Alan", 41)).sortBy(-_.age)
  println(people.groupBy(_.name.head).view.mapValues(_.size).toMap)
  val stack = Stack[Shape]()
  stack.push(Shape.Circle(1))
  stack.push(Shape.Square(2))
  println(f"${stack.pop().map(_.area).getOrElse(0.0)}%.2f ${twoSum(numbers, 5)}")
  val words = for w <- Vector("a", "bb"); c <- w yield c.toUpper
  println(words.toSet.size + LazyList.iterate(1)(_ * 2).take(5).sum)
  try require(words.isEmpty, "broken")
  catch case e: IllegalArgumentException => println(e.getMessage)
