package dev.parley;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The structure, as rules: who may use whom, which library lives where, what nobody does. */
class HouseRulesTest {

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.parley");

  /**
   * Package -> the packages of ours that it may use. Nobody uses what stands in no row's right
   * side.
   */
  private static final Map<String, List<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("text", List.of()),
          Map.entry("files", List.of()),
          Map.entry("session", List.of()),
          Map.entry("failpoint", List.of()),
          Map.entry("language", List.of()),
          Map.entry("socketio", List.of()),
          Map.entry("auth", List.of("session")),
          Map.entry("container", List.of("language")),
          Map.entry("container.docker", List.of("container", "language")),
          Map.entry("execution", List.of("container", "language", "files")),
          Map.entry("doctor", List.of("config", "container", "container.docker", "language")),
          Map.entry(
              "room",
              List.of("text", "files", "session", "auth", "language", "execution", "failpoint")),
          Map.entry("replay", List.of("json", "room", "text", "session", "auth", "execution")),
          Map.entry("backup", List.of("json", "replay", "room", "session", "auth")),
          Map.entry("json", List.of("room", "text", "session", "auth", "execution")),
          Map.entry("storage", List.of("json", "room", "session", "text", "failpoint")),
          Map.entry(
              "socket",
              List.of("json", "files", "socketio", "room", "execution", "session", "auth", "text")),
          Map.entry(
              "api",
              List.of(
                  "json",
                  "files",
                  "room",
                  "session",
                  "replay",
                  "auth",
                  "language",
                  "execution",
                  "text")),
          Map.entry("web", List.of("socketio")),
          Map.entry(
              "config",
              List.of(
                  "socketio",
                  "room",
                  "language",
                  "execution",
                  "container",
                  "container.docker",
                  "storage",
                  "socket",
                  "api")));

  /** Library -> the packages of ours that may touch it. */
  private static final Map<String, List<String>> LIVES_IN =
      Map.ofEntries(
          Map.entry("com.corundumstudio..", List.of("socketio")),
          Map.entry("io.netty..", List.of("socketio", "web")),
          Map.entry("io.javalin..", List.of("api")),
          Map.entry("jakarta.servlet..", List.of("api")),
          Map.entry("org.eclipse.jetty..", List.of("api")),
          Map.entry("org.hibernate..", List.of("storage")),
          Map.entry("jakarta.persistence..", List.of("storage")),
          Map.entry("org.h2..", List.of("storage")),
          Map.entry("com.zaxxer..", List.of("storage")),
          Map.entry("org.flywaydb..", List.of("storage")),
          Map.entry("java.sql..", List.of("storage")),
          Map.entry("com.github.dockerjava..", List.of("container.docker")),
          Map.entry(
              "com.fasterxml.jackson..", List.of("json", "socketio", "socket", "api", "language")),
          Map.entry("com.github.benmanes..", List.of("room", "replay")),
          Map.entry("com.github.difflib..", List.of("text")),
          Map.entry("org.apache.commons.compress..", List.of("files")),
          Map.entry("com.nimbusds..", List.of("auth")));

  static Stream<Map.Entry<String, List<String>>> mayUse() {
    return MAY_USE.entrySet().stream();
  }

  static Stream<Map.Entry<String, List<String>>> livesIn() {
    return LIVES_IN.entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("mayUse")
  void aPackageUsesOnlyWhatItsRowNames(Map.Entry<String, List<String>> row) {
    String self = named(row.getKey());
    String[] allowed =
        Stream.concat(Stream.of(self), row.getValue().stream().map(HouseRulesTest::named))
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(self)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(allowed).or(resideOutsideOfPackages("dev.parley", "dev.parley..")))
        .allowEmptyShould(true)
        .check(PRODUCT);
  }

  @ParameterizedTest
  @MethodSource("livesIn")
  void aLibraryLivesBehindItsPackages(Map.Entry<String, List<String>> row) {
    String[] homes = row.getValue().stream().map(HouseRulesTest::named).toArray(String[]::new);
    noClasses()
        .that()
        .resideOutsideOfPackages(homes)
        .and()
        .resideOutsideOfPackage("dev.parley")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(row.getKey())
        .allowEmptyShould(true)
        .check(PRODUCT);
  }

  @Test
  void everyPackageStandsInTheTable() {
    assertThat(
            PRODUCT.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.equals("dev.parley"))
                .map(name -> name.substring("dev.parley.".length()))
                .distinct())
        .isSubsetOf(MAY_USE.keySet());
  }

  @Test
  void everyPackageSaysWhatItOwns() throws IOException {
    for (Path sources : List.of(Path.of("src/main/java/dev/parley"))) {
      try (var folders = Files.walk(sources)) {
        assertThat(
                folders
                    .filter(Files::isDirectory)
                    .filter(HouseRulesTest::holdsSources)
                    .filter(folder -> !Files.exists(folder.resolve("package-info.java"))))
            .as("packages without a package-info")
            .isEmpty();
      }
    }
  }

  @Test
  void nothingIsStaticAndMutable() {
    fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat()
        .resideInAPackage("dev.parley..")
        .should()
        .beFinal()
        .allowEmptyShould(true)
        .check(PRODUCT);
    noFields()
        .that()
        .areStatic()
        .and()
        .haveRawType(
            new com.tngtech.archunit.base.DescribedPredicate<JavaClass>(
                "a concurrent or growing collection") {
              @Override
              public boolean test(JavaClass type) {
                return type.isAssignableTo(java.util.concurrent.ConcurrentMap.class)
                    || type.isAssignableTo(java.util.Queue.class)
                    || type.isEquivalentTo(java.util.ArrayList.class)
                    || type.isEquivalentTo(java.util.HashMap.class);
              }
            })
        .should()
        .bePublic()
        .orShould()
        .bePrivate()
        .orShould()
        .beProtected()
        .orShould()
        .bePackagePrivate()
        .allowEmptyShould(true)
        .check(PRODUCT);
  }

  @Test
  void namesAreNounsOfTheField() {
    noClasses()
        .that()
        .areTopLevelClasses()
        .should()
        .haveNameMatching(".*(Utils?|Manager|Helper|Service|Impl|Info|Data)")
        .check(PRODUCT);
  }

  @Test
  void timeAndRandomnessAreParameters() {
    noClasses()
        .that()
        .haveNameNotMatching("dev\\.parley\\.(App|DoctorCommand)")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .allowEmptyShould(true)
        .check(PRODUCT);
  }

  /**
   * One writer per room makes locks needless there; {@code Rooms} and {@code Lane} exist for that.
   */
  @Test
  void aRoomHoldsNoLocks() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.parley.text", "dev.parley.room")
        .and()
        .haveNameNotMatching("dev\\.parley\\.room\\.(Rooms|Lane)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.concurrent.locks", "java.util.concurrent.atomic")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.util.concurrent.ConcurrentMap.class)
        .allowEmptyShould(true)
        .check(PRODUCT);
  }

  @Test
  void collectionsOfTheLibraryAreReachable() {
    // Guards the guard: an importer that found nothing would let every rule above pass.
    assertThat((Collection<JavaClass>) PRODUCT.stream().toList()).isNotEmpty();
  }

  private static boolean holdsSources(Path folder) {
    try (var files = Files.list(folder)) {
      return files.anyMatch(f -> f.toString().endsWith(".java"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String named(String name) {
    return "dev.parley." + name;
  }
}
