/** The choice of a theme: one button that goes round, or all three beside each other. */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon, type IconName } from './icons.tsx';
import { chooseTheme, chosenTheme, onThemeChange, type Theme } from './theme.ts';

const THEMES: Readonly<
  Record<Theme, { readonly next: Theme; readonly icon: IconName; readonly says: string }>
> = {
  system: { next: 'light', icon: 'contrast', says: 'Theme: as the system' },
  light: { next: 'dark', icon: 'sun', says: 'Theme: light' },
  dark: { next: 'system', icon: 'moon', says: 'Theme: dark' },
};

/** The choice, wherever on the page it is made. */
function useTheme(): Theme {
  const [theme, setTheme] = useState(chosenTheme);
  useEffect(() => onThemeChange(() => setTheme(chosenTheme())), []);
  return theme;
}

export function ThemeButton(): JSX.Element {
  const theme = useTheme();
  const { next, icon, says } = THEMES[theme];
  return (
    <button
      type="button"
      class="btn btn-quiet btn-small btn-icon"
      aria-label={says}
      title={says}
      onClick={() => chooseTheme(next)}
    >
      <Icon name={icon} />
    </button>
  );
}

/** The same choice laid open, where there is room for it. */
export function ThemeChoice(): JSX.Element {
  const theme = useTheme();
  const names: readonly (readonly [Theme, string])[] = [
    ['system', 'As the system'],
    ['light', 'Light'],
    ['dark', 'Dark'],
  ];
  return (
    <div class="segmented" role="group" aria-label="Theme">
      {names.map(([name, says]) => (
        <button
          key={name}
          type="button"
          class="btn"
          aria-pressed={theme === name}
          onClick={() => chooseTheme(name)}
        >
          {says}
        </button>
      ))}
    </div>
  );
}
