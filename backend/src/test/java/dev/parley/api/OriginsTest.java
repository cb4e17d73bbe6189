package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTest {

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080, localhost:8080, true",
    "http://LOCALHOST:8080, localhost:8080, true",
    "https://parley.example, parley.example, true",
    "https://parley.example, parley.example:443, true",
    "http://parley.example:80, parley.example, true",
    "http://parley.example, parley.example:8080, false",
    "https://parley.example, parley.example:80, false",
    "http://localhost:8081, localhost:8080, false",
    "http://evil.example, localhost:8080, false",
    "http://localhost:8080.evil.example, localhost:8080, false",
    "null, localhost:8080, false"
  })
  void onlyOurOwnPagesMayChangeThings(String origin, String host, boolean same) {
    assertThat(Origins.same(origin, host)).isEqualTo(same);
  }

  @Test
  void programsNameNoOrigin() {
    assertThat(Origins.same(null, "localhost:8080")).isTrue();
    assertThat(Origins.same("http://localhost", null)).isFalse();
  }
}
