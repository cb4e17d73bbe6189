package dev.parley.room;

import static java.util.Objects.requireNonNull;

import dev.parley.text.Selection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One connection of one participant in a room; what {@code join} gives and every other command is
 * done from. Its inside belongs to the room's lane.
 */
public final class Seat {

  /** How a client speaks of text. */
  public enum Form {
    /** Changes at revisions. */
    OPS,
    /** The whole text each time. */
    WHOLE_TEXT
  }

  /** Where a caret is, in the coordinates of a revision, and whose caret the view follows. */
  record Caret(SharedFile file, long revision, Selection selection, Optional<String> follows) {

    /** A selection as the wire has it: pairs of anchor and head. */
    static List<List<Integer>> pairs(Selection selection) {
      return selection.ranges().stream().map(r -> List.of(r.anchor(), r.head())).toList();
    }
  }

  private final Participant participant;
  private final Connection connection;
  private final Form form;
  private final Optional<String> client;
  private final Map<SharedFile, WholeTextView> views = new HashMap<>();
  private SharedFile home;
  private WholeTextBranch left;
  private boolean knowsFiles;
  private Caret caret;
  private long caretRecorded = Long.MIN_VALUE / 2;
  private boolean open = true;
  private boolean listening;

  Seat(Participant participant, Connection connection, Form form, Optional<String> client) {
    this.participant = requireNonNull(participant, "participant");
    this.connection = requireNonNull(connection, "connection");
    this.form = requireNonNull(form, "form");
    this.client = requireNonNull(client, "client");
  }

  /** Who sits here. */
  public Participant participant() {
    return participant;
  }

  Connection connection() {
    return connection;
  }

  Form form() {
    return form;
  }

  /** The id under which this page numbers its changes. */
  Optional<String> client() {
    return client;
  }

  WholeTextView view(SharedFile file, Supplier<WholeTextView> fresh) {
    return views.computeIfAbsent(file, f -> fresh.get());
  }

  /** The file that a whole-text client means when it names none. */
  Optional<SharedFile> home() {
    return Optional.ofNullable(home);
  }

  void settle(SharedFile file) {
    home = file;
  }

  /** Whether a whole-text client has shown that it knows of files. */
  boolean knowsFiles() {
    return knowsFiles;
  }

  void learnFiles() {
    knowsFiles = true;
  }

  /** A file is gone. */
  void forget(SharedFile file) {
    WholeTextView view = views.remove(file);
    if (home == file && view != null) {
      left = view.branch();
    }
    if (caret != null && caret.file() == file) {
      caret = null;
    }
  }

  /**
   * Whether a text was typed into the file that is gone, by a client that had not heard of that
   * yet: what it now would replace is none of its.
   */
  boolean isStray(String code, WholeTextBranch branch) {
    if (left == null) {
      return false;
    }
    boolean stray = left.distance(code) < branch.distance(code);
    if (!stray) {
      left = null;
    }
    return stray;
  }

  Optional<Caret> caret() {
    return Optional.ofNullable(caret);
  }

  void caret(Caret caret) {
    this.caret = caret;
  }

  /** Whether a caret at {@code now} is to be recorded; if so the next one waits its time. */
  boolean recordsCaret(long now, long every) {
    if (now - caretRecorded < every) {
      return false;
    }
    caretRecorded = now;
    return true;
  }

  /** From the welcome on a seat hears what is said; before, it would hear of the unknown. */
  void listen() {
    listening = true;
  }

  boolean isListening() {
    return listening;
  }

  boolean isOpen() {
    return open;
  }

  void close() {
    open = false;
  }
}
