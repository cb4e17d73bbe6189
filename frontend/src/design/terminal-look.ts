/**
 * What a terminal needs to look like the rest: its colours from the tokens, and a document that lets xterm colour single
 * letters where the content policy refuses style attributes. Its style sheets are the business of vendor-styles.ts.
 */
import type { ITerminalOptions, ITheme } from '@xterm/xterm';

/** The options every terminal of ours shares; read again after a change of theme. */
export function terminalLook(): Pick<ITerminalOptions, 'theme' | 'fontFamily' | 'minimumContrastRatio'> {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const theme: ITheme = {
    background: token('term-bg'),
    foreground: token('term-text'),
    cursor: token('term-cursor'),
    cursorAccent: token('term-bg'),
    selectionBackground: token('term-selection'),
    black: token('ansi-black'),
    red: token('ansi-red'),
    green: token('ansi-green'),
    yellow: token('ansi-yellow'),
    blue: token('ansi-blue'),
    magenta: token('ansi-magenta'),
    cyan: token('ansi-cyan'),
    white: token('ansi-white'),
    brightBlack: token('ansi-bright-black'),
    brightRed: token('ansi-bright-red'),
    brightGreen: token('ansi-bright-green'),
    brightYellow: token('ansi-bright-yellow'),
    brightBlue: token('ansi-bright-blue'),
    brightMagenta: token('ansi-bright-magenta'),
    brightCyan: token('ansi-bright-cyan'),
    brightWhite: token('ansi-bright-white'),
  };
  // Programs choose from 16 million colours; whatever they choose stays readable.
  return { theme, fontFamily: token('font-mono'), minimumContrastRatio: 4.5 };
}

/** The declarations of a style attribute are allowed when they are set as properties. */
function setAttribute(this: HTMLElement, name: string, value: string): void {
  if (name === 'style') this.style.cssText = value;
  else Element.prototype.setAttribute.call(this, name, value);
}

/** The document to give to xterm as `documentOverride`. */
export function styledDocument(document: Document): Document {
  return new Proxy(document, {
    get(target, name) {
      if (name === 'createElement') {
        return (tag: string) => Object.assign(target.createElement(tag), { setAttribute });
      }
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
