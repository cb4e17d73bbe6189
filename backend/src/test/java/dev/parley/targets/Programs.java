package dev.parley.targets;

import java.util.List;

/**
 * The same program three times: as a room's text, as a bare process, and for {@code docker run}.
 */
record Programs(
    String name, String language, String file, String text, List<String> bare, String inside) {

  static final List<Programs> ALL =
      List.of(
          new Programs(
              "python",
              "python",
              "main.py",
              "print('x')",
              // Not by a bare name: a version manager's wrapper would be measured in its place.
              List.of("/usr/bin/python3", "main.py"),
              "exec python3 main.py"),
          new Programs(
              "javascript",
              "javascript",
              "main.js",
              "console.log('x')",
              List.of("node", "main.js"),
              "exec node main.js"),
          new Programs(
              "java",
              "java",
              "Main.java",
              "public class Main { public static void main(String[] a) {"
                  + " System.out.println(\"x\"); } }",
              List.of("java", "Main.java"),
              "exec java Main.java"),
          new Programs(
              "c++ <iostream>",
              "cpp",
              "main.cpp",
              "#include <iostream>\nint main() { std::cout << \"x\" << std::endl; }",
              List.of("sh", "-c", "g++ -o main main.cpp && ./main"),
              "clang++-19 -o main main.cpp && exec ./main"),
          new Programs(
              "c++ <bits/stdc++.h>",
              "cpp",
              "main.cpp",
              "#include <bits/stdc++.h>\nusing namespace std;\nint main() {"
                  + " vector<int> v{3, 1, 2}; sort(v.begin(), v.end()); cout << v[0] << endl; }",
              List.of("sh", "-c", "g++ -o main main.cpp && ./main"),
              "clang++-19 -o main main.cpp && exec ./main"),
          new Programs(
              "bash",
              "bash",
              "main.sh",
              "echo x",
              List.of("bash", "main.sh"),
              "exec bash main.sh"));

  /** What the first output may cost at most, as a share of the bare process's. */
  double share() {
    return switch (name) {
      case "python" -> 0.6;
      case "javascript", "java" -> 0.1;
      case "c++ <iostream>" -> 0.4;
      case "c++ <bits/stdc++.h>" -> 0.25;
      default -> 1;
    };
  }

  /** The same, of {@code docker run}'s. */
  double shareOfEngine() {
    return language.equals("cpp") ? 0.3 : 0.1;
  }
}
