package dev.parley.language;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads {@code runtimes/}: every folder that holds a {@code runtime.json} is a language, and its
 * {@code starter.*} is the program a new room begins with. Reading is strict and complete: an
 * unknown key, a number without a unit or a name used twice is a fault, and all faults are told at
 * once.
 */
public final class RuntimeFolder {

  private static final String FILE = "runtime.json";
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]{0,31}");
  private static final Pattern ALIAS = Pattern.compile("[a-z0-9][a-z0-9+#.-]{0,31}");
  private static final Pattern SOURCE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}\\.[a-z0-9]+");
  private static final Set<String> KEYS =
      Set.of(
          "id",
          "name",
          "version",
          "aliases",
          "file",
          "extensions",
          "highlight",
          "order",
          "warm",
          "cold",
          "compile",
          "run",
          "repl",
          "env",
          "limits");
  private static final Set<String> LIMITS =
      Set.of(
          "wall",
          "idle",
          "cpu",
          "compile",
          "memory",
          "processes",
          "files",
          "file_size",
          "work",
          "tmp",
          "inodes",
          "output");

  /** Most languages say nothing else. */
  private static final Duration IDLE = Duration.ofMinutes(2);

  private static final Duration CPU = Duration.ofSeconds(30);
  private static final int INODES = 4096;

  private final JsonMapper mapper =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private final List<String> faults = new ArrayList<>();

  private RuntimeFolder() {}

  /**
   * Reads every language.
   *
   * @throws InvalidRuntimes when anything at all is wrong, with every fault in words
   */
  public static Languages read(Path runtimes) {
    RuntimeFolder reader = new RuntimeFolder();
    List<Language> languages = reader.languages(runtimes);
    if (!reader.faults.isEmpty()) {
      throw new InvalidRuntimes(reader.faults);
    }
    return new Languages(languages);
  }

  private List<Language> languages(Path runtimes) {
    List<Language> languages = new ArrayList<>();
    for (Path folder : list(runtimes)) {
      if (Files.isRegularFile(folder.resolve(FILE))) {
        language(folder, languages);
      }
    }
    if (languages.isEmpty() && faults.isEmpty()) {
      faults.add(runtimes + " holds no language");
    }
    namesAreUnique(languages);
    return languages;
  }

  private void language(Path folder, List<Language> languages) {
    String where = folder.getFileName() + "/" + FILE;
    try {
      JsonNode tree = mapper.readTree(Files.readString(folder.resolve(FILE)));
      languages.add(language(folder, new RuntimeJson(tree, where, KEYS, faults)));
    } catch (JsonProcessingException e) {
      faults.add(where + " is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      faults.add(where + " cannot be read: " + e.getMessage());
    }
  }

  private Language language(Path folder, RuntimeJson json) {
    String id = json.text("id");
    if (!ID.matcher(id).matches() || !id.equals(folder.getFileName().toString())) {
      json.fault("needs an id of small letters and digits that is its folder's name");
    }
    List<String> aliases = json.texts("aliases");
    for (String alias : aliases) {
      if (!ALIAS.matcher(alias).matches()) {
        json.fault("has the alias " + alias + ", which is not of small letters, digits and .+#-");
      }
    }
    String file = json.text("file");
    if (!SOURCE.matcher(file).matches()) {
      json.fault("needs file, a plain name with an extension such as main.py");
    }
    List<String> extensions = json.texts("extensions");
    if (extensions.stream().noneMatch(e -> file.endsWith("." + e))) {
      json.fault("needs extensions, the one of " + file + " among them");
    }
    List<String> run = json.texts("run");
    if (run.isEmpty()) {
      json.fault("needs run, a command");
    }
    return new Language(
        id,
        json.text("name"),
        json.text("version"),
        aliases,
        file,
        extensions,
        json.text("highlight"),
        json.number("order", 0, 1000),
        new Commands(
            json.texts("warm"), json.texts("cold"), json.texts("compile"), run, json.texts("repl")),
        json.map("env"),
        limits(json.object("limits", LIMITS)),
        starter(folder, file, json));
  }

  private static Limits limits(RuntimeJson json) {
    return new Limits(
        json.time("wall"),
        json.time("idle", IDLE),
        json.time("cpu", CPU),
        json.time("compile"),
        json.size("memory"),
        json.number("processes", 1, 4096),
        json.number("files", 16, 65_536),
        json.size("file_size"),
        json.size("work"),
        json.size("tmp"),
        json.number("inodes", 64, 1_000_000, INODES),
        json.size("output"));
  }

  private static String starter(Path folder, String file, RuntimeJson json) {
    Path starter = folder.resolve("starter" + file.substring(Math.max(0, file.lastIndexOf('.'))));
    try {
      return Files.readString(starter);
    } catch (IOException e) {
      json.fault("needs a starter program in " + starter.getFileName());
      return "";
    }
  }

  private void namesAreUnique(List<Language> languages) {
    Map<String, String> owners = new HashMap<>();
    for (Language language : languages) {
      Stream.concat(Stream.of(language.id()), language.aliases().stream())
          .map(name -> name.toLowerCase(Locale.ROOT))
          .distinct()
          .forEach(
              name -> {
                String owner = owners.putIfAbsent(name, language.id());
                if (owner != null) {
                  faults.add(name + " names both " + owner + " and " + language.id());
                }
              });
    }
  }

  private List<Path> list(Path runtimes) {
    try (Stream<Path> folders = Files.list(runtimes)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      faults.add(runtimes + " cannot be read");
      return List.of();
    }
  }
}
