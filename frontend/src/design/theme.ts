/** Which theme the pages wear: the system's, unless somebody chose. The choice is kept per browser, for all pages. */
export type Theme = 'system' | 'light' | 'dark';

const KEY = 'parley.theme';

function isTheme(value: string | null): value is Theme {
  return value === 'system' || value === 'light' || value === 'dark';
}

/** The theme somebody chose in this browser; the system's when there is no choice or no storage. */
export function chosenTheme(): Theme {
  try {
    const stored = localStorage.getItem(KEY);
    return isTheme(stored) ? stored : 'system';
  } catch {
    return 'system';
  }
}

/** Puts the theme on the page. Call once, before the first paint. */
export function wearTheme(theme: Theme = chosenTheme()): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

/** Chooses, remembers and shows a theme; other pages of this browser follow at their next load. */
export function chooseTheme(theme: Theme): void {
  wearTheme(theme);
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Storage is forbidden: the choice lasts as long as the page.
  }
}

/** Whether the page is dark right now, by choice or by the system. */
export function isDark(): boolean {
  const { theme } = document.documentElement.dataset;
  return theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
}

/** Calls back whenever the page turns dark or light; the answer ends it. */
export function onThemeChange(listener: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const chosen = new MutationObserver(listener);
  system.addEventListener('change', listener);
  chosen.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => {
    system.removeEventListener('change', listener);
    chosen.disconnect();
  };
}
