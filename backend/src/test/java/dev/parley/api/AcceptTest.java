package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/plain | 1",
        "TEXT/PLAIN | 1",
        "text/* | 1",
        "*/*;q=0.8 | 0.8",
        "application/json | 0",
        "text/plain;q=0.3, */* | 0.3",
        "*/*, text/*;q=0.5, text/plain; q=0 | 0",
        "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8 | 0.8",
        ";;,,=q | 0"
      })
  void theMostExactRangeCounts(String header, double quality) {
    assertThat(Accept.quality(header, "text/plain")).isEqualTo(quality);
  }

  @Test
  void gzipIsSentToThoseWhoTakeIt() {
    assertThat(Accept.gzip("gzip, deflate, br")).isTrue();
    assertThat(Accept.gzip("br;q=1.0, *")).isTrue();
    assertThat(Accept.gzip("gzip;q=0, *")).isFalse();
    assertThat(Accept.gzip("identity")).isFalse();
    assertThat(Accept.gzip(null)).isFalse();
  }
}
