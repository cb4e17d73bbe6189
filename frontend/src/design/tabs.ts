/**
 * The keys of a list of tabs, for the `onKeyDown` of each: arrows, Home and End choose another one, which then has the
 * focus. Only the chosen tab is a stop for the Tab key.
 *
 * @param choose shows what a tab stands for; a click on it unless said otherwise
 */
export function tabKeys(
  event: KeyboardEvent,
  choose: (tab: HTMLElement) => void = (tab) => tab.click(),
): void {
  const { currentTarget: tab } = event;
  if (!(tab instanceof HTMLElement)) return;
  const tabs = [...(tab.parentElement?.children ?? [])].filter((one) => one instanceof HTMLElement);
  const at = tabs.indexOf(tab);
  const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1 }[event.key];
  const next = to === undefined ? undefined : tabs[(to + tabs.length) % tabs.length];
  if (!next) return;
  event.preventDefault();
  choose(next);
  next.focus();
}

/** As the `ref` of the chosen tab: with many files it may be beyond the edge of the list. */
export function intoSight(tab: HTMLElement | null): void {
  const list = tab?.parentElement;
  if (!tab || !list) return;
  const [left, right] = [
    tab.offsetLeft - list.offsetLeft,
    tab.offsetLeft - list.offsetLeft + tab.offsetWidth,
  ];
  if (left < list.scrollLeft) list.scrollLeft = left;
  else if (right > list.scrollLeft + list.clientWidth) list.scrollLeft = right - list.clientWidth;
}
