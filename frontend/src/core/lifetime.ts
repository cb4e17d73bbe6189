/** Everything that listens gives back one of these; whoever started it disposes of it. */
export interface Disposable {
  dispose(): void;
}

/** Several disposables ended as one, last registered first. Disposing twice does nothing. */
export class Lifetime implements Disposable {
  #owned: Disposable[] = [];

  own<T extends Disposable>(disposable: T): T {
    this.#owned.push(disposable);
    return disposable;
  }

  onDispose(action: () => void): void {
    this.own({ dispose: action });
  }

  dispose(): void {
    const owned = this.#owned;
    this.#owned = [];
    for (const disposable of owned.toReversed()) disposable.dispose();
  }
}
