package dev.parley.room;

import dev.parley.files.FileName;
import dev.parley.room.Refusal.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which files a room has: those of the head, by which commands are judged, and those that are
 * visible because their making, naming and end are committed. Both stand in the order of their
 * creation, whatever they are called by now; the first of them is the main file, whose language is
 * the room's. Lives on the room's lane.
 *
 * <p>Messages that were under way when a file was renamed still name it as it was. So a name that
 * no file has now means the file that had it last.
 */
final class Cabinet {

  private final RoomSettings settings;
  private final List<SharedFile> files;
  private final List<SharedFile> visible;
  private final Map<String, SharedFile> former = new LinkedHashMap<>();

  /**
   * A cabinet with the files of the journal.
   *
   * @param files in the order of their creation, at least one
   */
  Cabinet(RoomSettings settings, List<SharedFile> files) {
    this.settings = settings;
    this.files = new ArrayList<>(files);
    this.visible = new ArrayList<>(files);
  }

  /** The files of the head. */
  List<SharedFile> files() {
    return List.copyOf(files);
  }

  /** The files people know of. */
  List<SharedFile> visible() {
    return List.copyOf(visible);
  }

  /** The main file of the head. */
  SharedFile main() {
    return files.getFirst();
  }

  boolean has(SharedFile file) {
    return files.contains(file);
  }

  /** The file that has this name now. */
  Optional<SharedFile> named(String name) {
    String composed = FileName.composed(name);
    return files.stream().filter(file -> file.label().name().equals(composed)).findFirst();
  }

  /** The file that a message names; where it names none, the main one. */
  Optional<SharedFile> find(Optional<String> name) {
    return name.map(this::find).orElseGet(() -> Optional.of(main()));
  }

  private Optional<SharedFile> find(String name) {
    return named(name).or(() -> Optional.ofNullable(former.get(FileName.composed(name))));
  }

  /**
   * As {@link #find(Optional)}, for who also says of which history they speak: its name may be
   * another file's by now.
   */
  Optional<SharedFile> find(Optional<String> name, String epoch) {
    return find(name)
        .map(
            named ->
                named.epoch().equals(epoch)
                    ? named
                    : files.stream()
                        .filter(file -> file.epoch().equals(epoch))
                        .findFirst()
                        .orElse(named));
  }

  /** Why nothing can be done with a file that was looked for, if there is none. */
  static Optional<Refusal> unknown(Optional<SharedFile> file) {
    return file.isPresent()
        ? Optional.empty()
        : Optional.of(Refusal.of(Code.UNKNOWN_FILE, "There is no such file in this room."));
  }

  /** Why a file cannot get a name, if it cannot; {@code self} is the file that may have it. */
  Optional<Refusal> refuses(FileName name, Optional<SharedFile> self) {
    return files.stream()
        .filter(file -> !self.equals(Optional.of(file)))
        .flatMap(file -> name.clash(new FileName(file.label().name())).stream())
        .findFirst()
        .map(clash -> Refusal.of(Code.NAME_TAKEN, clash));
  }

  /** Why so many more files do not fit, if they do not. */
  Optional<Refusal> refusesMore(int more) {
    return files.size() + more <= settings.files()
        ? Optional.empty()
        : Optional.of(
            Refusal.of(Code.TOO_LARGE, "A room has at most " + settings.files() + " files."));
  }

  /** Why so many units more do not fit, if they do not. */
  Optional<Refusal> refusesGrowth(long growth) {
    return growth <= 0 || units() + growth <= settings.text()
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                Code.TOO_LARGE,
                "The files of a room have at most " + settings.text() + " characters in all."));
  }

  /** Units of text in all files of the head. */
  long units() {
    return files.stream().mapToLong(file -> file.head().length()).sum();
  }

  /** Takes a new file; {@link #show} follows the commit. */
  void add(SharedFile file) {
    files.add(file);
    former.remove(file.label().name());
  }

  void show(SharedFile file) {
    visible.add(file);
  }

  /** Gives a file of the head another label. */
  void relabel(SharedFile file, SharedFile.Label label) {
    String was = file.label().name();
    file.relabel(label);
    if (!was.equals(label.name())) {
      former.remove(label.name());
      former.remove(was);
      former.put(was, file);
      if (former.size() > settings.files()) {
        former.remove(former.keySet().iterator().next());
      }
    }
  }

  /** Takes a file away; {@link #hide} follows the commit. */
  void remove(SharedFile file) {
    files.remove(file);
    former.values().removeIf(file::equals);
  }

  void hide(SharedFile file) {
    visible.remove(file);
  }
}
