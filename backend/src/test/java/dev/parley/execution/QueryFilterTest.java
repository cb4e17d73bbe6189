package dev.parley.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryFilterTest {

  private static String filter(String text) {
    return new QueryFilter().filter(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain, naïve 日本 🐢",
        "a\r\n\tb\bc\u0007",
        "\u001b[31;1mred\u001b[0m\u001b[38;2;1;2;3m",
        "50%\r\u001b[K100%",
        "\u001b[2J\u001b[H\u001b[10;20Hx\u001b[3A\u001b[2P\u001b[1@"
      })
  void whatDrawsPasses(String text) {
    assertThat(filter(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[6n",
        "\u001b[c",
        "\u001b[>c",
        "\u001b[0c",
        "\u001b[?6n",
        "\u001b[5n",
        "\u001b[18t",
        "\u001b[?1049h",
        "\u001b[?1000h",
        "\u001b[?25l",
        "\u001b[4h",
        "\u001b[1;5r",
        "\u001b[!p",
        "\u001b[>0q",
        "\u001b[99999b",
        "\u001b]0;title\u0007",
        "\u001b]52;c;aGk=\u001b\\",
        "\u001b]11;?\u009c",
        "\u001bP+q544e\u001b\\",
        "\u001b_apc\u001b\\",
        "\u001b^pm\u001b\\",
        "\u001bXsos\u001b\\",
        "\u001bZ",
        "\u001bc",
        "\u001b(0",
        "\u001b#8",
        "\u009b6n",
        "\u009d0;x\u0007",
        "\u0090q\u009c",
        "\u0005",
        "\u000e",
        "\u000f",
        "\u0000",
        "\u0085",
        "\u007f"
      })
  void whatAsksOrSwitchesDoesNot(String text) {
    assertThat(filter("<" + text + ">")).isEqualTo("<>");
    QueryFilter split = new QueryFilter();
    StringBuilder out = new StringBuilder();
    for (char c : ("<" + text + ">").toCharArray()) {
      out.append(split.filter(String.valueOf(c)));
    }
    assertThat(out).hasToString("<>");
  }

  @Test
  void theTwoWaysToSayControlDrawTheSame() {
    assertThat(filter("\u009b31mred")).isEqualTo("\u001b[31mred");
  }

  @Test
  void whatDoesNotEndIsGivenUp() {
    assertThat(filter("\u001b]0;never ended\nnext line")).isEqualTo("\nnext line");
    assertThat(filter("\u001b]" + "x".repeat(10_000) + "y")).endsWith("xy");
    assertThat(filter("\u001b[" + "1".repeat(100_000) + "mx")).isEqualTo("x");
    assertThat(filter("\u001b[31\u0018mx")).isEqualTo("mx");
    assertThat(filter("\u001b[3\nx")).isEqualTo("\nx");
    assertThat(filter("\u001b\u001b\u001b[31mx")).isEqualTo("\u001b[31mx");
  }

  @Test
  void anythingIsFilteredInLinearTimeAndOnceIsEnough() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String alphabet = "\u001b\u001b[[]P?0;9mhcn\u0007\u009b\n xé";
    StringBuilder broken = new StringBuilder();
    for (int i = 0; i < 2_000_000; i++) {
      broken.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    String once = Assertions.assertTimeout(Duration.ofSeconds(5), () -> filter(broken.toString()));
    assertThat(filter(once)).as("seed %s", seed).isEqualTo(once);
  }
}
