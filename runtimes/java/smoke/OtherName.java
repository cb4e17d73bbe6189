public class Solution {
  public static void main(String[] args) {
    System.out.println(Thread.currentThread().getName() + " " + (Solution.class.getClassLoader().getName() == null));
  }
}
