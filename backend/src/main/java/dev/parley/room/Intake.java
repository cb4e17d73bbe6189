package dev.parley.room;

import dev.parley.auth.Permission;
import dev.parley.files.FileName;
import dev.parley.text.LineEnds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes what is sent from outside the room: a file's whole text, or many files at once. Lives on
 * the room's lane.
 */
final class Intake {

  private final Floor floor;
  private final RoomSettings settings;
  private final Cabinet cabinet;
  private final Desk desk;
  private final Filing filing;
  private final WholeTexts wholeTexts;
  private final Snapshots snapshots;

  Intake(
      Floor floor,
      RoomSettings settings,
      Cabinet cabinet,
      Desk desk,
      Filing filing,
      WholeTexts wholeTexts,
      Snapshots snapshots) {
    this.floor = floor;
    this.settings = settings;
    this.cabinet = cabinet;
    this.desk = desk;
    this.filing = filing;
    this.wholeTexts = wholeTexts;
    this.snapshots = snapshots;
  }

  /**
   * Takes a file's whole text, and makes the file where there is none of that name.
   *
   * @param edit what was changed on which revision, where the caller knows; otherwise the text is
   *     compared with what the caller is likely to have seen
   */
  void save(
      Seat caller,
      FileName name,
      String text,
      Optional<BasedEdit> edit,
      Reply<Answer.Saved> reply) {
    Optional<SharedFile> known = cabinet.named(name.path());
    if (known.isEmpty()) {
      create(caller, name, text, reply);
      return;
    }
    SharedFile file = known.get();
    String code = LineEnds.normalise(text);
    Optional<Refusal> no =
        floor
            .refuses(caller, Permission.EDIT)
            .or(() -> Filing.refusesText(code, settings))
            .or(() -> desk.tooLarge(file, code));
    if (no.isPresent()) {
      reply.refuse(no.get());
      return;
    }
    Document.Outcome outcome =
        edit.map(e -> accept(caller, file, e))
            .orElseGet(
                () ->
                    wholeTexts
                        .type(
                            caller,
                            file,
                            new Command.WholeText(Optional.empty(), code, Optional.empty()))
                        .outcome());
    desk.settle(
        file, outcome, caller, done -> reply.accept(saved(caller, file, false, code)), reply);
  }

  private static Document.Outcome accept(Seat caller, SharedFile file, BasedEdit edit) {
    if (edit.change().isIdentity()) {
      return new Document.Recognised(file.head().revision());
    }
    return file.head()
        .accept(
            new Submission(
                edit.client(),
                caller.participant().id(),
                edit.revision(),
                0,
                List.of(edit.change()),
                "whole_text"));
  }

  private void create(Seat caller, FileName name, String text, Reply<Answer.Saved> reply) {
    filing.make(
        caller,
        new Command.CreateFile(name, Optional.empty(), Optional.of(text)),
        file -> reply.accept(saved(caller, file, true, LineEnds.normalise(text))),
        reply);
  }

  private Answer.Saved saved(Seat caller, SharedFile file, boolean created, String code) {
    wholeTexts.showed(caller, file);
    return new Answer.Saved(
        file.name(),
        file.language(),
        file.epoch(),
        file.revision(),
        created,
        Optional.of(file.text()).filter(text -> !text.equals(code)));
  }

  /**
   * Takes many files, all or none: new ones are made, those whose name is there get the text by an
   * ordinary edit.
   */
  void take(Seat caller, Map<FileName, String> texts, Reply<Answer.Imported> reply) {
    Map<FileName, String> files = new LinkedHashMap<>();
    texts.forEach((name, text) -> files.put(name, LineEnds.normalise(text)));
    Optional<Refusal> no = floor.refuses(caller, Permission.EDIT).or(() -> refusesAll(files));
    if (no.isPresent()) {
      reply.refuse(no.get());
      return;
    }
    String by = caller.participant().id();
    List<RoomEvent> events = new ArrayList<>();
    List<Runnable> shows = new ArrayList<>();
    List<String> created = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    files.forEach(
        (name, text) -> {
          Optional<SharedFile> known = cabinet.named(name.path());
          if (known.isEmpty()) {
            SharedFile file = filing.file(name, filing.languageOf(name), text);
            cabinet.add(file);
            events.add(Filing.created(file, text));
            shows.add(() -> filing.show(file, by));
            created.add(name.path());
          } else if (desk.replace(known.get(), text, by, "import")
              instanceof Document.Accepted done) {
            SharedFile file = known.get();
            done.fresh().forEach(change -> events.add(Recovery.event(name.path(), change)));
            shows.add(() -> desk.show(file, done.fresh(), caller.participant(), Optional.empty()));
            changed.add(name.path());
          }
        });
    Runnable committed =
        () -> {
          shows.forEach(Runnable::run);
          reply.accept(new Answer.Imported(created, changed));
        };
    snapshots.record(by, events, committed, reply::refuse);
  }

  private Optional<Refusal> refusesAll(Map<FileName, String> files) {
    int fresh = 0;
    long growth = 0;
    for (var entry : files.entrySet()) {
      Optional<SharedFile> known = cabinet.named(entry.getKey().path());
      Optional<Refusal> no =
          cabinet
              .refuses(entry.getKey(), known)
              .or(() -> Filing.refusesText(entry.getValue(), settings));
      if (no.isPresent()) {
        return no.map(
            r -> new Refusal(r.code(), entry.getKey() + ": " + r.message(), r.retryable()));
      }
      fresh += known.isPresent() ? 0 : 1;
      growth += entry.getValue().length() - known.map(f -> f.head().length()).orElse(0);
    }
    int more = fresh;
    long units = growth;
    return (more > 0 ? cabinet.refusesMore(more) : Optional.<Refusal>empty())
        .or(() -> cabinet.refusesGrowth(units));
  }
}
