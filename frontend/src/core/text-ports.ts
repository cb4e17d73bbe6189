import type { ChangeSet, Text } from '@codemirror/state';
import type { Salvage } from './keepsake.ts';
import type { Caret } from './presence.ts';
import type { Check, CheckAnswer, PullAnswer, Push, Refusal } from './protocol.ts';
import type { Timer } from './timer.ts';

/** The document on screen. Calls come in the order in which the text changes. */
export interface Surface {
  /** Changes by others, each over the result of the one before. */
  apply(changes: readonly ChangeSet[]): void;
  /** Another text; carets and scroll position stay where they can. */
  replace(text: string): void;
  /** What is on screen. */
  text(): Text;
}

export type Delivery<T> =
  | { readonly type: 'yes'; readonly value: T }
  | { readonly type: 'no'; readonly refusal: Refusal }
  /** No answer: the connection broke or was silent for too long. It may or may not have arrived. */
  | { readonly type: 'lost' };

export interface Courier {
  push(push: Push): Promise<Delivery<{ revision: number }>>;
  pull(file: string, from: number): Promise<Delivery<PullAnswer>>;
  check(check: Check): Promise<Delivery<CheckAnswer>>;
}

export interface TextClientListener {
  /** Something worth keeping or showing changed; `urgent` before a push is first sent. */
  changed(urgent: boolean): void;
  carets(file: string, carets: readonly Caret[]): void;
  salvaged(salvage: Salvage): void;
  /** This page's copy of the file was not what it should be, and was put right. */
  mended(file: string): void;
  /** Only a new join can help; `renew` when it must be under a fresh client id. */
  lostTrack(renew: boolean): void;
}

/** What a text client speaks through. */
export interface TextClientPorts {
  readonly surface: Surface;
  readonly courier: Courier;
  readonly timer: Timer;
  readonly listener: TextClientListener;
}
