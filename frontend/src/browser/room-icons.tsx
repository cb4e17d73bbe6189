import type { JSX } from 'preact';

/** The room's own icons, drawn like those of the design: 16 units, the colour of the text, decoration only. */
const PATHS = {
  stop: 'M3.5 4.5a1 1 0 0 1 1-1h7a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1z',
  copy: 'M5 2.5A1.5 1.5 0 0 1 6.5 1h6A1.5 1.5 0 0 1 14 2.5v7a1.5 1.5 0 0 1-1.5 1.5H12V9.5h.5v-7h-6V3H5zM2 6.5A1.5 1.5 0 0 1 3.500 5h6A1.500 1.500 0 0 1 11 6.500v7A1.500 1.500 0 0 1 9.500 15h-6A1.500 1.500 0 0 1 2 13.500zm1.500 0v7h6v-7z',
  check: 'M13.600 4.300 6.500 11.800 2.400 7.900l1-1.100 3 2.900 6.100-6.400z',
  share:
    'M8 .900l3.600 3.600-1 1-1.900-1.800V10H7.300V3.700L5.400 5.500l-1-1zM2.500 8H4v5h8V8h1.500v5.500a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1z',
  history:
    'M8 2.500a5.500 5.500 0 1 1-5.300 4h1.600A4 4 0 1 0 5.200 5.200L6.500 6.500H2.300V2.300l1.800 1.800A5.500 5.500 0 0 1 8 2.500zm.700 2.700v2.600l1.900 1.100-.700 1.200-2.600-1.500V5.200z',
  close: 'M3.700 2.700 8 7l4.300-4.300 1 1L9 8l4.300 4.300-1 1L8 9l-4.300 4.300-1-1L7 8 2.700 3.700z',
  more: 'M3 6.700a1.300 1.300 0 1 1 0 2.600 1.300 1.300 0 0 1 0-2.600zm5 0a1.300 1.300 0 1 1 0 2.600 1.300 1.300 0 0 1 0-2.600zm5 0a1.300 1.300 0 1 1 0 2.600 1.300 1.300 0 0 1 0-2.600z',
  flag: 'M3 1.500h1.500v1h8.200l-2 3.200 2 3.300H4.500v5.500H3zm1.500 2.500v3.500H10l-1-1.800L10 4z',
} as const;

export type RoomIconName = keyof typeof PATHS;

export function RoomIcon({ name }: { readonly name: RoomIconName }): JSX.Element {
  return (
    <svg width={16} height={16} viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">
      <path fill-rule="evenodd" d={PATHS[name]} />
    </svg>
  );
}
