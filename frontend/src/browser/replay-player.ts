/**
 * The transport: one clock, and what it shows. Views read the signals and never keep time themselves. Every wish to be
 * elsewhere waits for the next frame, so that dragging the scrubber costs one seek a frame however fast the hand is.
 */
import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { FileTrack } from '../core/playback-file.ts';
import { advance, idleGaps, type Gap, type Speed } from '../core/playback-pace.ts';
import { chapters, type Chapter } from '../core/playback-chapter.ts';
import type { Playback } from '../core/playback.ts';

/** A page that was hidden for a while goes on where it was, in milliseconds. */
const LONGEST_FRAME = 250;

export class Player {
  readonly playback: Playback;
  readonly chapters: readonly Chapter[];
  readonly gaps: readonly Gap[];

  readonly time: ReadonlySignal<number>;
  readonly playing: ReadonlySignal<boolean>;
  readonly speed = signal<Speed>(1);
  readonly skipIdle = signal(true);
  /** Whether the view goes where people type. */
  readonly follow = signal(true);

  /** Events that have happened at {@link time}. */
  readonly position: ReadonlySignal<number>;
  readonly file: ReadonlySignal<FileTrack | undefined>;
  /** Index of the latest chapter that has begun; -1 before the first. */
  readonly chapter: ReadonlySignal<number>;

  readonly #time = signal(0);
  readonly #playing = signal(false);
  readonly #pinned = signal<FileTrack | undefined>(undefined);
  #wanted: number | undefined;
  #frame: number | undefined;
  #before = 0;

  constructor(playback: Playback) {
    this.playback = playback;
    this.chapters = chapters(playback);
    this.gaps = idleGaps(playback);
    this.time = this.#time;
    this.playing = this.#playing;
    this.position = computed(() => playback.positionAt(this.#time.value));
    this.file = computed(() => {
      const position = this.position.value;
      const pinned = this.#pinned.value;
      return !this.follow.value && pinned?.existsAt(position) ? pinned : playback.fileInFocusAt(position);
    });
    this.chapter = computed(() => this.chapters.findLastIndex((chapter) => chapter.at <= this.#time.value));
  }

  /** The same watcher before a longer recording of the same room. */
  withPlayback(playback: Playback): Player {
    this.pause();
    const player = new Player(playback);
    player.#time.value = this.#time.value;
    player.#pinned.value = this.#pinned.value;
    player.speed.value = this.speed.value;
    player.skipIdle.value = this.skipIdle.value;
    player.follow.value = this.follow.value;
    return player;
  }

  toggle(): void {
    if (this.#playing.value) this.pause();
    else this.play();
  }

  /** Plays on; from the start when it is at the end. */
  play(): void {
    if (this.#playing.value) return;
    if (this.#time.value >= this.playback.duration) this.#wanted = 0;
    this.#playing.value = true;
    this.#before = performance.now();
    this.#nextFrame();
  }

  pause(): void {
    this.#playing.value = false;
  }

  /** Goes to a session time at the next frame; the last wish of a frame wins. */
  seek(time: number): void {
    this.#wanted = Math.max(0, Math.min(this.playback.duration, time));
    this.#nextFrame();
  }

  /** Goes so many milliseconds on, or back when negative. */
  skip(by: number): void {
    this.seek((this.#wanted ?? this.#time.value) + by);
  }

  nextChapter(): void {
    const next = this.chapters.find((chapter) => chapter.at > this.#time.value);
    this.seek(next?.at ?? this.playback.duration);
  }

  /** To the beginning of this chapter; when there already, to the one before. */
  previousChapter(): void {
    const previous = this.chapters.findLast((chapter) => chapter.at < this.#time.value - 1_000);
    this.seek(previous?.at ?? 0);
  }

  /** Stays with one file, whoever types elsewhere. */
  pin(file: FileTrack): void {
    this.#pinned.value = file;
    this.follow.value = false;
  }

  #nextFrame(): void {
    if (this.#frame !== undefined) return;
    this.#frame = requestAnimationFrame((now) => {
      this.#frame = undefined;
      this.#tick(now);
    });
  }

  #tick(now: number): void {
    const elapsed = Math.max(0, Math.min(LONGEST_FRAME, now - this.#before));
    this.#before = now;
    const { duration } = this.playback;
    if (this.#wanted !== undefined) {
      this.#time.value = this.#wanted;
      this.#wanted = undefined;
    } else if (this.#playing.value) {
      const gaps = this.skipIdle.value ? this.gaps : [];
      this.#time.value = advance(this.#time.value, elapsed, this.speed.value, gaps, duration);
      if (this.#time.value >= duration) this.pause();
    }
    if (this.#playing.value) this.#nextFrame();
  }
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

/** 12:31, or 1:02:03 from the first hour on. */
export function clock(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
