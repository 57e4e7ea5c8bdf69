/** Code to be read and taken away. */
import { el } from '../dom.ts';

export function codeBlock(title: string, code: string): HTMLElement {
  const copy = el('button', { type: 'button', class: 'quiet' });
  const name = (word: string) => {
    copy.textContent = word;
    copy.setAttribute('aria-label', `${word}: ${title}`);
  };
  name('Copy');
  copy.addEventListener('click', () => {
    navigator.clipboard.writeText(code).then(
      () => name('Copied'),
      // Without leave to write the clipboard the code can still be marked by hand.
      () => name('Not allowed'),
    );
    setTimeout(() => name('Copy'), 2000);
  });
  return el(
    'div',
    { class: 'code' },
    el('div', { class: 'row code-head' }, el('span', { class: 'code-title' }, title), copy),
    el('pre', { tabindex: 0, role: 'group', 'aria-label': title }, el('code', {}, code)),
  );
}

/** What is long and seldom wanted, made when it is opened. */
export function folded(title: string, make: () => Promise<Node[]> | Node[]): HTMLElement {
  const body = el('div', { class: 'docs-folded' });
  let made = false;
  return el(
    'details',
    {
      ontoggle: () => {
        if (made) return;
        made = true;
        void Promise.resolve(make()).then(
          (nodes) => body.replaceChildren(...nodes),
          (error: Error) => body.replaceChildren(el('p', { class: 'trouble' }, error.message)),
        );
      },
    },
    el('summary', {}, title),
    body,
  );
}
