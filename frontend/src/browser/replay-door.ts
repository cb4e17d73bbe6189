/** The way to a room's past over HTTP: with which token, and what a refusal means. */
import { decode, fields, or, string } from '../core/decoder.ts';
import { interviewerKey, lastVisitToken, rememberedName } from './preferences.ts';
import { joinRoom } from './rest.ts';

/** The recording cannot be shown; the message is for people. */
export class NoRecording extends Error {
  override readonly name = 'NoRecording';
}

/**
 * Asks with the token of this tab's visit to the room, or of this browser's last one. When that is missing or too old, the interviewer's key of this
 * browser gives a new one; without a key the server alone decides what to show.
 */
export class Door {
  readonly #code: string;
  readonly #key: string;
  #token: string;

  constructor(code: string) {
    this.#code = code;
    this.#key = interviewerKey(code);
    this.#token = lastVisitToken(code, this.#key);
  }

  /** Whether this browser may direct the room. */
  get isInterviewer(): boolean {
    return this.#key !== '';
  }

  /** Reads; throws {@link NoRecording} when that is refused. */
  async get(path: string, accept: string): Promise<Response> {
    const response = await this.#asked(path, { headers: { Accept: accept } });
    if (response.ok) return response;
    switch (response.status) {
      case 401:
      case 403:
        throw new NoRecording(
          'This recording is for the people of its room. Enter the room first, then come back.',
        );
      case 404:
        throw new NoRecording('No room has this code, or its recording has been deleted.');
      default:
        throw new NoRecording(`The server could not give out the recording (${response.status}).`);
    }
  }

  /** Asks for something to be done; a refusal is an error in the server's words. */
  async post(path: string, body: unknown): Promise<unknown> {
    const response = await this.#asked(path, {
      method: 'POST',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer: unknown = await response.json().catch(() => null);
    if (response.ok) return answer;
    const said = decode((value, at) => or(string, '')(fields(value, at)['detail'], at), answer, 'problem');
    throw new NoRecording(
      said.ok && said.value !== '' ? said.value : `The server refused (${response.status}).`,
    );
  }

  async #asked(path: string, init: RequestInit & { readonly headers: Record<string, string> }) {
    if (this.#token === '') await this.#renew();
    const response = await this.#ask(path, init);
    if (response.status !== 401 && response.status !== 403) return response;
    if (await this.#renew()) return this.#ask(path, init);
    if (response.status !== 401 || this.#token === '') return response;
    this.#token = '';
    return this.#ask(path, init);
  }

  async #renew(): Promise<boolean> {
    if (this.#key === '') return false;
    const joined = await joinRoom(this.#code, {
      name: rememberedName(),
      key: this.#key,
      watching: false,
      former: '',
    });
    if (joined.type === 'yes') this.#token = joined.value.token;
    return joined.type === 'yes';
  }

  async #ask(path: string, init: RequestInit & { readonly headers: Record<string, string> }) {
    const authorization = this.#token === '' ? {} : { Authorization: `Bearer ${this.#token}` };
    try {
      return await fetch(`/api/rooms/${encodeURIComponent(this.#code)}${path}`, {
        ...init,
        headers: { ...init.headers, ...authorization },
      });
    } catch {
      throw new NoRecording('The server did not answer. Check your connection and load the page again.');
    }
  }
}
