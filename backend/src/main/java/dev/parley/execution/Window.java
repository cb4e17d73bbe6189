package dev.parley.execution;

/** The size of a terminal in character cells, each 1 to 1,000. */
public record Window(int columns, int rows) {

  /** What a terminal has had since the VT100. */
  public static final Window STANDARD = new Window(80, 24);

  private static final int MAX = 1000;

  public Window {
    if (columns < 1 || columns > MAX || rows < 1 || rows > MAX) {
      throw new IllegalArgumentException("a window has 1 to 1000 columns and rows");
    }
  }
}
