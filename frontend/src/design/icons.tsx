/** The icons of the pages, drawn on a 16-unit grid in the colour of the text. They are decoration: labels say the same. */
import type { JSX } from 'preact';

const PATHS = {
  play: 'M4.5 2.8v10.4c0 .6.7 1 1.2.7l8-5.2a.8.8 0 0 0 0-1.4l-8-5.2a.8.8 0 0 0-1.2.7z',
  pause: 'M4 2.5h2.5v11H4zm5.5 0H12v11H9.5z',
  back: 'M8.6 3.2v9.6c0 .5-.6.8-1 .5L1.2 8.5a.6.6 0 0 1 0-1l6.4-4.8c.4-.3 1 0 1 .5zm6.4 0v9.6c0 .5-.6.8-1 .5L8.6 9V7L14 2.7c.4-.3 1 0 1 .5z',
  forward:
    'M7.4 3.2v9.6c0 .5.6.8 1 .5l6.4-4.8a.6.6 0 0 0 0-1L8.4 2.7c-.4-.3-1 0-1 .5zM1 3.2v9.6c0 .5.6.8 1 .5L7.4 9V7L2 2.7c-.4-.3-1 0-1 .5z',
  sun: 'M8 4.8a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4zM7.3.8h1.4v2.4H7.3zm0 12h1.4v2.4H7.3zM.8 7.3h2.4v1.4H.8zm12 0h2.4v1.4h-2.4zM2.4 3.4l1-1 1.7 1.7-1 1zm8.5 8.5 1-1 1.7 1.7-1 1zm1-7 -1-1 1.7-1.7 1 1zm-8.5 8.5-1-1 1.7-1.7 1 1z',
  moon: 'M6.2 1.3a6.9 6.9 0 1 0 8.5 8.5A5.6 5.6 0 0 1 6.2 1.3z',
  contrast: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 1.5v11a5.5 5.5 0 0 1 0-11z',
  arrow: 'M8.9 3.2 8 4.1l3.2 3.2H2v1.4h9.2L8 11.9l.9.9L13.7 8z',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }): JSX.Element {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The mark: two carets, each with its flag, that share one square. */
export function Mark(): JSX.Element {
  return (
    <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#0a6b5c" />
      <path
        fill="#fff"
        d="M8 8.5C8 7.67 8.67 7 9.5 7h7c.83 0 1.5.67 1.5 1.5v2.5c0 .83-.67 1.5-1.5 1.5H11v11.25a1.5 1.5 0 0 1-3 0z"
      />
      <path
        fill="#ffc56b"
        d="M24 23.5c0 .83-.67 1.5-1.5 1.5h-7c-.83 0-1.5-.67-1.5-1.5V21c0-.83.67-1.5 1.5-1.5H21V8.25a1.5 1.5 0 0 1 3 0z"
      />
    </svg>
  );
}
