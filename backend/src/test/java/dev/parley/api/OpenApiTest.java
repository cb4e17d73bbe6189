package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiTest {

  @Test
  void everyRouteIsDescribedAndEveryDescriptionRouted(@TempDir Path folder) {
    try (TestServer server = new TestServer(folder)) {
      JsonNode document = TestServer.json(server.get("/api/openapi.json"));
      TreeSet<String> described = new TreeSet<>();
      for (var path : document.get("paths").properties()) {
        for (var method : path.getValue().properties()) {
          described.add(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
        }
      }
      List<String> routed =
          server.rest.routes().stream()
              .filter(route -> route.path().startsWith("/api/"))
              .map(route -> route.method() + " " + route.path().replace('<', '{').replace('>', '}'))
              .toList();
      assertThat(described).containsExactlyInAnyOrderElementsOf(routed);
    }
  }

  @Test
  void everyReferenceLeadsSomewhere() throws IOException {
    JsonNode document;
    try (InputStream in = OpenApi.class.getResourceAsStream("/dev/parley/api/openapi.json")) {
      document = TestServer.JSON.readTree(in);
    }
    List<JsonNode> references = document.findValues("$ref");
    assertThat(references).isNotEmpty();
    for (JsonNode reference : references) {
      assertThat(document.at(reference.textValue().substring(1)).isObject())
          .as(reference.textValue())
          .isTrue();
    }
  }
}
