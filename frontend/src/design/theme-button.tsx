/** One button that goes round: as the system, light, dark. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Icon, type IconName } from './icons.tsx';
import { chooseTheme, chosenTheme, type Theme } from './theme.ts';

const THEMES: Readonly<
  Record<Theme, { readonly next: Theme; readonly icon: IconName; readonly says: string }>
> = {
  system: { next: 'light', icon: 'contrast', says: 'Theme: as the system' },
  light: { next: 'dark', icon: 'sun', says: 'Theme: light' },
  dark: { next: 'system', icon: 'moon', says: 'Theme: dark' },
};

export function ThemeButton(): JSX.Element {
  const [theme, setTheme] = useState(chosenTheme);
  const { next, icon, says } = THEMES[theme];
  return (
    <button
      type="button"
      class="btn btn-quiet btn-small btn-icon"
      aria-label={says}
      title={says}
      onClick={() => {
        chooseTheme(next);
        setTheme(next);
      }}
    >
      <Icon name={icon} />
    </button>
  );
}
