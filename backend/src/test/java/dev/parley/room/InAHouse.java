package dev.parley.room;

import dev.parley.storage.Storage;
import dev.parley.storage.StorageSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests each in a house of its own, over one real journal. */
abstract class InAHouse {

  @TempDir static Path folder;
  @AutoClose static Storage storage;
  House house;

  @BeforeAll
  static void openStorage() {
    storage = Storage.open(StorageSettings.of(folder, false));
  }

  @BeforeEach
  void openHouse() {
    house = new House(storage);
  }

  @AfterEach
  void closeHouse() {
    house.release();
    house.close();
  }

  /** As after a kill: nothing of memory is left, everything comes from the journal. */
  void reopen() {
    house.close();
    house = new House(storage);
  }
}
