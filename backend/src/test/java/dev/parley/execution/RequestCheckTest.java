package dev.parley.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.container.FakeEngine;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestCheckTest {

  private final RequestCheck check = new RequestCheck(ExecutionSettings.standard(2, 16L << 30));

  private Optional<String> fault(Map<String, String> files, List<String> arguments, String stdin) {
    return check.fault(
        new ExecutionRequest(
            "id",
            new Owner("owner", 1),
            FakeEngine.language("x"),
            FakeEngine.language("x").limits(),
            files,
            files.keySet().iterator().next(),
            arguments,
            new Stdin(stdin, false),
            Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"main.py", "Main.java", "a/b/c.txt", "my file+2.c-1_x", "żółw.py", "__init__.py"})
  void ordinaryNamesPass(String name) {
    assertThat(fault(Map.of(name, ""), List.of(), "")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/etc/passwd",
        "../x",
        "a/../x",
        "./x",
        "a//b",
        "a/",
        ".",
        "..",
        ".bashrc",
        "-rf",
        "a\nb",
        "a\u0000b",
        "$(id)",
        "`id`",
        "a;b",
        "a\"b",
        "a'b",
        "a\\b",
        "a*",
        "x.",
        "x ",
        "a\u202eb",
        "con",
        "NUL.txt",
        "Com1.py",
        "a/b/c/d/e/f/g/h/i"
      })
  void namesThatMeanSomethingElsewhereDoNot(String name) {
    assertThat(fault(Map.of(name, ""), List.of(), "")).isPresent();
  }

  @Test
  void lengthsAndNumbersAreBounded() {
    assertThat(fault(Map.of("x".repeat(201), ""), List.of(), "")).isPresent();
    assertThat(fault(Map.of("a", "x".repeat((1 << 20) + 1)), List.of(), "")).isPresent();
    assertThat(fault(Map.of("a", ""), List.of(), "x".repeat((1 << 20) + 1))).isPresent();
    assertThat(fault(Map.of("a", ""), List.of("a\u0000b"), "")).isPresent();
    assertThat(fault(Map.of("a", ""), List.of("x".repeat(20_000)), "")).isPresent();
    assertThat(fault(Map.of("a", ""), Collections.nCopies(1000, ""), "")).isPresent();
    assertThat(fault(Map.of("a", ""), List.of("an argument; $(of) 'any' kind"), "")).isEmpty();
    Map<String, String> many = new HashMap<>();
    for (int i = 0; i < 65; i++) {
      many.put("f" + i, "");
    }
    assertThat(fault(many, List.of(), "")).contains("A run takes at most 64 files.");
  }
}
