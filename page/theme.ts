/** Light or dark: as the system has it until the visitor says otherwise. */
import { el } from './dom.ts';

const key = 'saccade-theme';

export function themeButton(): HTMLElement {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? 'dark' : 'light')) === 'dark';
  const button = el('button', {
    class: 'icon-button',
    type: 'button',
    onclick: () => apply(isDark() ? 'light' : 'dark'),
  });
  const name = () => {
    const next = isDark() ? 'light' : 'dark';
    button.textContent = next === 'dark' ? '☾' : '☀';
    button.setAttribute('aria-label', `Change to the ${next} theme`);
    button.title = `Change to the ${next} theme`;
  };
  const apply = (theme: 'light' | 'dark') => {
    document.documentElement.dataset.theme = theme;
    remember(theme);
    name();
  };
  const before = recall();
  if (before === 'light' || before === 'dark') document.documentElement.dataset.theme = before;
  dark.addEventListener('change', name);
  name();
  return button;
}

/** Storage may be forbidden; then the choice lasts as long as the page. */
function recall(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(theme: string): void {
  try {
    localStorage.setItem(key, theme);
  } catch {
    // see recall
  }
}
