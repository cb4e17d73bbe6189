/** Reads a long log line by line without letting the page stand still. */

/** A page that works longer than this without a pause, in milliseconds, feels stuck. */
const STRETCH = 12;

/** Lines of a stream of text, the last one also without a line end. */
export async function* lines(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = stream
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const parts = (rest + value).split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
  }
  yield rest;
}

/** Pauses in long work, in which the page paints and hears its people. */
export class Pauses {
  readonly #told: () => void;
  #since = performance.now();

  /** @param told is called before each pause: what there is to paint */
  constructor(told: () => void) {
    this.#told = told;
  }

  isDue(): boolean {
    return performance.now() - this.#since > STRETCH;
  }

  async take(): Promise<void> {
    this.#told();
    await new Promise((resume) => {
      setTimeout(resume, 0);
    });
    this.#since = performance.now();
  }
}
