const MINUTE = 60_000;

/** How long something has lasted, as people say it: in minutes, later in hours, later still in days. */
export function duration(milliseconds: number): string {
  const minutes = Math.floor(Math.max(0, milliseconds) / MINUTE);
  if (minutes < 1) return 'Opened just now';
  if (minutes < 60) return `Open for ${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `Open for ${hours} h ${minutes % 60} min`;
  const days = Math.floor(hours / 24);
  return `Open for ${days} ${days === 1 ? 'day' : 'days'}`;
}
