package dev.parley.room;

import dev.parley.auth.Permission;
import dev.parley.files.FileName;
import dev.parley.language.Language;
import dev.parley.language.Languages;
import dev.parley.room.Refusal.Code;
import dev.parley.session.Identity;
import dev.parley.text.LineEnds;
import dev.parley.text.Surrogates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes, names and takes away a room's files, and says in which language they are. Lives on the
 * room's lane.
 */
final class Filing {

  private final Floor floor;
  private final RoomSettings settings;
  private final Languages languages;
  private final Identity identity;
  private final Cabinet cabinet;
  private final Desk desk;
  private final WholeTexts wholeTexts;
  private final Snapshots snapshots;
  private final Terminal terminal;

  Filing(
      Floor floor,
      RoomSettings settings,
      Languages languages,
      Identity identity,
      Cabinet cabinet,
      Desk desk,
      WholeTexts wholeTexts,
      Snapshots snapshots,
      Terminal terminal) {
    this.floor = floor;
    this.settings = settings;
    this.languages = languages;
    this.identity = identity;
    this.cabinet = cabinet;
    this.desk = desk;
    this.wholeTexts = wholeTexts;
    this.snapshots = snapshots;
    this.terminal = terminal;
  }

  /** Makes a file; without a text it is empty, without a language it is what its name says. */
  void create(Seat seat, Command.CreateFile command, Reply<Answer.FileTaken> reply) {
    make(seat, command, file -> reply.accept(new Answer.FileTaken(file.name())), reply);
  }

  /** As {@link #create}; what is told is up to the caller. */
  void make(Seat seat, Command.CreateFile command, Consumer<SharedFile> made, Reply<?> reply) {
    String text = LineEnds.normalise(command.text().orElse(""));
    Optional<String> language = language(command.file(), command.language());
    Optional<Refusal> no =
        floor
            .refuses(seat, Permission.EDIT)
            .or(() -> language.isPresent() ? Optional.empty() : Optional.of(unknownLanguage()))
            .or(() -> cabinet.refuses(command.file(), Optional.empty()))
            .or(() -> cabinet.refusesMore(1))
            .or(() -> refusesText(text, settings))
            .or(() -> cabinet.refusesGrowth(text.length()));
    if (no.isPresent()) {
      reply.refuse(no.get());
      return;
    }
    SharedFile file = file(command.file(), language.get(), text);
    cabinet.add(file);
    String by = seat.participant().id();
    snapshots.record(
        by,
        List.of(created(file, text)),
        () -> {
          show(file, by);
          made.accept(file);
        },
        reply::refuse);
  }

  SharedFile file(FileName name, String language, String text) {
    return new SharedFile(
        name.path(),
        language,
        identity.shortId(),
        Document.restore(text, 0, List.of(), settings.document()),
        settings.document());
  }

  static RoomEvent created(SharedFile file, String text) {
    return new RoomEvent.FileCreated(
        file.label().name(), file.label().language(), file.epoch(), text);
  }

  /** Shows everybody a new file. */
  void show(SharedFile file, String by) {
    cabinet.show(file);
    wholeTexts.introduce(file);
    floor.tell(
        new ServerMessage.FileCreated(
            file.name(), file.language(), file.epoch(), file.revision(), file.text(), by));
  }

  /** The language asked for, or else that of the name; empty when the one asked for is unknown. */
  private Optional<String> language(FileName name, Optional<String> wanted) {
    if (wanted.isPresent() && !wanted.get().equals(Languages.PLAIN_TEXT)) {
      return languages.find(wanted.get()).map(Language::id);
    }
    return Optional.of(wanted.orElseGet(() -> languageOf(name)));
  }

  /** The language that a name says. */
  String languageOf(FileName name) {
    return languages.ofFile(name.path()).map(Language::id).orElse(Languages.PLAIN_TEXT);
  }

  /** Gives a file another name; where that has another extension, its language follows. */
  void rename(Seat seat, Command.RenameFile command, Reply<Answer.FileTaken> reply) {
    Optional<SharedFile> named = cabinet.named(command.file());
    Optional<Refusal> no =
        floor
            .refuses(seat, Permission.EDIT)
            .or(() -> Cabinet.unknown(named))
            .or(() -> cabinet.refuses(command.to(), named));
    if (no.isPresent()) {
      reply.refuse(no.get());
      return;
    }
    SharedFile file = named.get();
    SharedFile.Label was = file.label();
    String to = command.to().path();
    if (to.equals(was.name())) {
      floor.afterAll(() -> reply.accept(new Answer.FileTaken(to)), reply::refuse);
      return;
    }
    SharedFile.Label next = was.named(to);
    if (!Languages.extension(to).equals(Languages.extension(was.name()))) {
      next = next.speaking(languageOf(command.to()));
    }
    relabel(file, next, seat, () -> reply.accept(new Answer.FileTaken(to)), reply);
  }

  /** First the name, then the language: whoever follows knows the file that is spoken of. */
  private void relabel(
      SharedFile file, SharedFile.Label next, Seat seat, Runnable answer, Reply<?> reply) {
    SharedFile.Label was = file.label();
    String by = seat.participant().id();
    cabinet.relabel(file, next);
    List<RoomEvent> events = new ArrayList<>();
    if (!next.name().equals(was.name())) {
      events.add(new RoomEvent.FileRenamed(was.name(), next.name()));
    }
    if (!next.language().equals(was.language())) {
      events.add(new RoomEvent.LanguageChanged(next.language(), next.name()));
    }
    snapshots.record(
        by,
        events,
        () -> {
          file.show(next);
          if (!next.name().equals(was.name())) {
            floor.tell(new ServerMessage.FileRenamed(was.name(), next.name(), by));
          }
          if (!next.language().equals(was.language())) {
            tellLanguage(file, by);
          }
          answer.run();
        },
        reply::refuse);
  }

  private void tellLanguage(SharedFile file, String by) {
    terminal.expect(file);
    floor.tell(
        seat -> WholeTexts.hears(seat, file),
        new ServerMessage.LanguageUpdated(file.language(), file.name(), by));
  }

  /** Takes a file away; the room keeps at least one. */
  void delete(Seat seat, Command.DeleteFile command, Reply<Answer.FileTaken> reply) {
    Optional<SharedFile> named = cabinet.named(command.file());
    Optional<Refusal> no =
        floor.refuses(seat, Permission.EDIT).or(() -> Cabinet.unknown(named)).or(this::refusesLast);
    if (no.isPresent()) {
      reply.refuse(no.get());
      return;
    }
    SharedFile file = named.get();
    String language = cabinet.main().label().language();
    String by = seat.participant().id();
    cabinet.remove(file);
    SharedFile.Label main = cabinet.main().label();
    boolean speaksAnew = !main.language().equals(language);
    List<RoomEvent> events = new ArrayList<>();
    events.add(new RoomEvent.FileDeleted(file.label().name()));
    if (speaksAnew) {
      // The room's language is its main file's, which is another file now.
      events.add(new RoomEvent.LanguageChanged(main.language(), main.name()));
    }
    SharedFile heir = cabinet.main();
    snapshots.record(
        by,
        events,
        () -> {
          cabinet.hide(file);
          floor.tell(new ServerMessage.FileDeleted(file.name(), by));
          wholeTexts.dismiss(file);
          if (speaksAnew) {
            tellLanguage(heir, by);
          }
          reply.accept(new Answer.FileTaken(file.name()));
        },
        reply::refuse);
  }

  private Optional<Refusal> refusesLast() {
    return cabinet.files().size() > 1
        ? Optional.empty()
        : Optional.of(Refusal.of(Code.LAST_FILE, "A room keeps at least one file."));
  }

  /**
   * Switches a file to another language. Where it still has the old language's usual name it gets
   * the new one's; where the text is still the old language's starter, the new one's takes its
   * place, as an ordinary edit.
   */
  void changeLanguage(Seat seat, Command.ChangeLanguage command, Reply<Answer.LanguageSet> reply) {
    Optional<SharedFile> named = cabinet.find(command.file());
    Optional<Language> wanted = languages.find(command.language());
    Optional<Refusal> no =
        floor
            .refuses(seat, Permission.EDIT)
            .or(() -> Cabinet.unknown(named))
            .or(() -> wanted.isPresent() ? Optional.empty() : Optional.of(unknownLanguage()));
    if (no.isPresent()) {
      reply.refuse(no.get());
      return;
    }
    SharedFile file = named.get();
    Language next = wanted.get();
    SharedFile.Label was = file.label();
    Optional<Language> before = languages.find(was.language());
    String starter = before.map(Language::starter).orElse("");
    boolean replace = file.head().text().isBlank() || file.head().text().equals(starter);
    SharedFile.Label label = was.speaking(next.id());
    if (before.map(Language::file).equals(Optional.of(was.name()))
        && cabinet.refuses(new FileName(next.file()), named).isEmpty()) {
      label = label.named(next.file());
    }
    Participant by = seat.participant();
    relabel(
        file,
        label,
        seat,
        () -> {
          if (next.id().equals(was.language())) {
            // Nothing changed; but a plain client that asked waits to be told.
            tellLanguage(file, by.id());
          }
          reply.accept(new Answer.LanguageSet(next.id()));
        },
        reply);
    if (replace
        && desk.replace(file, next.starter(), by.id(), "template")
            instanceof Document.Accepted done) {
      // The sender did not type this: where texts are sent whole, the sender is sent it too.
      desk.publish(file, done.fresh(), by, Optional.empty(), () -> {}, lost -> {});
    }
  }

  /** Why a text cannot be a file's, if it cannot. */
  static Optional<Refusal> refusesText(String text, RoomSettings settings) {
    int most = settings.document().maxLength();
    if (text.length() > most) {
      return Optional.of(Refusal.of(Code.TOO_LARGE, "A file has at most " + most + " characters."));
    }
    return Surrogates.wellFormed(text)
        ? Optional.empty()
        : Optional.of(Refusal.of(Code.INVALID_CHANGE, "A text has no halves of characters."));
  }

  static Refusal unknownLanguage() {
    return Refusal.of(Code.UNKNOWN_LANGUAGE, "Parley does not know that language.");
  }
}
