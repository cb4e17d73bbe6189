package dev.parley.room;

import dev.parley.files.FileName;
import dev.parley.language.Language;
import dev.parley.language.Languages;
import dev.parley.session.Identity;
import dev.parley.text.LineEnds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files of a room that is being made: the main one first. */
final class Beginning {

  private final RoomSettings settings;
  private final Languages languages;
  private final Identity identity;

  Beginning(RoomSettings settings, Languages languages, Identity identity) {
    this.settings = settings;
    this.languages = languages;
    this.identity = identity;
  }

  /**
   * The files to begin with.
   *
   * @param language of the room; without one that of the first file which says one, or the first on
   *     offer
   * @param wanted in the order they are to have; none for the language's starter alone
   */
  Result<List<RoomEvent.FileCreated>> of(Optional<String> language, List<Rooms.NewFile> wanted) {
    Optional<Language> spoken =
        language
            .map(languages::find)
            .orElseGet(() -> Optional.of(said(wanted).orElse(languages.all().getFirst())));
    if (spoken.isEmpty()) {
      return Result.no(Filing.unknownLanguage());
    }
    Language room = spoken.get();
    List<Rooms.NewFile> files =
        wanted.isEmpty()
            ? List.of(new Rooms.NewFile(Optional.empty(), Optional.empty(), room.starter()))
            : wanted;
    Cabinet cabinet = new Cabinet(settings, List.of());
    List<RoomEvent.FileCreated> created = new ArrayList<>();
    for (Rooms.NewFile file : files) {
      FileName name = file.file().orElseGet(() -> new FileName(room.file()));
      String text = LineEnds.normalise(file.text());
      Optional<String> spokenIn = language(file, name, room);
      Optional<Refusal> no =
          (spokenIn.isEmpty() ? Optional.of(Filing.unknownLanguage()) : Optional.<Refusal>empty())
              .or(() -> cabinet.refuses(name, Optional.empty()))
              .or(() -> cabinet.refusesMore(1))
              .or(() -> Filing.refusesText(text, settings))
              .or(() -> cabinet.refusesGrowth(text.length()));
      if (no.isPresent()) {
        return Result.no(no.get());
      }
      String epoch = identity.shortId();
      cabinet.add(
          new SharedFile(
              name.path(),
              spokenIn.get(),
              epoch,
              Document.restore(text, 0, List.of(), settings.document()),
              settings.document()));
      created.add(new RoomEvent.FileCreated(name.path(), spokenIn.get(), epoch, text));
    }
    return Result.yes(mainFirst(created, room));
  }

  /** The language of the first file that says one. */
  private Optional<Language> said(List<Rooms.NewFile> wanted) {
    return wanted.stream()
        .flatMap(
            file ->
                file
                    .language()
                    .map(languages::find)
                    .orElseGet(() -> file.file().flatMap(name -> languages.ofFile(name.path())))
                    .stream())
        .findFirst();
  }

  private Optional<String> language(Rooms.NewFile file, FileName name, Language room) {
    if (file.language().isPresent()) {
      return file.language().get().equals(Languages.PLAIN_TEXT)
          ? file.language()
          : languages.find(file.language().get()).map(Language::id);
    }
    if (file.file().isEmpty() || room.extensions().contains(Languages.extension(name.path()))) {
      return Optional.of(room.id());
    }
    return Optional.of(
        languages.ofFile(name.path()).map(Language::id).orElse(Languages.PLAIN_TEXT));
  }

  /** The main file is the first; its language is the room's. */
  private static List<RoomEvent.FileCreated> mainFirst(
      List<RoomEvent.FileCreated> files, Language room) {
    List<RoomEvent.FileCreated> ordered = new ArrayList<>(files);
    files.stream()
        .filter(file -> file.language().equals(room.id()))
        .findFirst()
        .ifPresent(
            main -> {
              ordered.remove(main);
              ordered.addFirst(main);
            });
    return ordered;
  }
}
