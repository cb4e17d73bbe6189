package dev.parley.container.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * Follows the containers of a data folder's servers from their birth and looks on the host for what
 * they left: in the engine's list, among processes, mounts, control groups and on the disk. It
 * looks for those containers alone, so others may use the engine meanwhile. Where the engine runs
 * on another machine, only its list is looked at.
 */
public final class Traces implements AutoCloseable {

  private static final Path CGROUPS = Path.of("/sys/fs/cgroup");
  private static final int CGROUP_DEPTH = 5;

  private final Witness witness;
  private final String folder;
  private final Map<String, List<Path>> places = new ConcurrentHashMap<>();
  private final CountDownLatch following = new CountDownLatch(1);
  private final ResultCallback.Adapter<Event> births = new Births();

  /**
   * @param folder the id of the data folder whose servers' containers are followed
   */
  public Traces(String host, String folder) throws InterruptedException {
    this.witness = new Witness(host);
    this.folder = folder;
    witness
        .client()
        .eventsCmd()
        .withEventTypeFilter("container")
        .withEventFilter("create")
        .withLabelFilter(Leftovers.INSTANCE)
        .exec(births);
    following.await();
  }

  private final class Births extends ResultCallback.Adapter<Event> {

    @Override
    public void onStart(java.io.Closeable stream) {
      super.onStart(stream);
      following.countDown();
    }

    @Override
    public void onNext(Event event) {
      String label = event.getActor().getAttributes().get(Leftovers.INSTANCE);
      if ("create".equals(event.getAction()) && label.startsWith(folder + ".")) {
        String id = event.getActor().getId();
        places.put(id, List.of());
        try {
          places.put(id, foldersOf(witness.client().inspectContainerCmd(id).exec()));
        } catch (NotFoundException e) {
          // It is gone already; its folders are not known then, its id is.
        }
      }
    }
  }

  private static List<Path> foldersOf(InspectContainerResponse container) {
    List<Path> folders = new ArrayList<>();
    if (container.getHostsPath() != null && !container.getHostsPath().isEmpty()) {
      folders.add(Path.of(container.getHostsPath()).getParent());
    }
    var driver = container.getGraphDriver();
    if (driver != null && driver.getData() != null) {
      Stream.of("UpperDir", "MergedDir")
          .map(driver.getData().getRawValues()::get)
          .filter(Objects::nonNull)
          .map(folder -> Path.of(folder.toString()))
          .map(Path::getParent)
          .forEach(folders::add);
    }
    return folders;
  }

  /** How many containers there have been. */
  public int containers() {
    return places.size();
  }

  /** What is there of containers that the engine no longer lists; empty when all is clean. */
  public List<String> left() throws IOException {
    Map<String, List<Path>> gone = new HashMap<>(places);
    witness.containers(folder).forEach(gone.keySet()::remove);
    List<String> left = new ArrayList<>();
    processes().forEach((pid, group) -> named(gone.keySet(), group, "process " + pid, left));
    for (String mount : Files.readAllLines(Path.of("/proc/self/mountinfo"))) {
      named(gone.keySet(), mount, "mount", left);
      gone.values().stream()
          .flatMap(Collection::stream)
          .filter(folder -> mount.contains(folder.toString()))
          .forEach(folder -> left.add("mount of " + folder));
    }
    for (String group : groups()) {
      named(gone.keySet(), group, "control group", left);
    }
    gone.values().stream()
        .flatMap(Collection::stream)
        .filter(Files::exists)
        .forEach(folder -> left.add("folder " + folder));
    return left;
  }

  private static void named(Collection<String> ids, String text, String what, List<String> left) {
    ids.stream().filter(text::contains).forEach(id -> left.add(what + " of " + id));
  }

  private static Map<String, String> processes() throws IOException {
    Map<String, String> groups = new HashMap<>();
    try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
      for (Path entry : entries.filter(e -> e.getFileName().toString().matches("\\d+")).toList()) {
        try {
          groups.put(
              entry.getFileName().toString(),
              new String(Files.readAllBytes(entry.resolve("cgroup")), StandardCharsets.UTF_8));
        } catch (IOException e) {
          // It has ended meanwhile.
        }
      }
    }
    return groups;
  }

  /** Every folder of the control groups; those that go while we look are not left over. */
  private static List<String> groups() throws IOException {
    List<String> groups = new ArrayList<>();
    if (Files.isDirectory(CGROUPS)) {
      Files.walkFileTree(
          CGROUPS,
          Set.of(),
          CGROUP_DEPTH,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes is) {
              groups.add(folder.toString());
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException gone) {
              return FileVisitResult.CONTINUE;
            }
          });
    }
    return groups;
  }

  @Override
  public void close() throws IOException {
    births.close();
    witness.close();
  }
}
