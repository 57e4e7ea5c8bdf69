/** Elements in one expression. Text only ever becomes text: nothing here parses HTML. */

type Attributes = Record<string, string | number | boolean | null | ((event: never) => void)>;
type Child = Node | string | null;

/** `el('button', { class: 'quiet', onclick: save }, 'Save')`; attributes that are null or false are left out. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value as EventListener);
    else if (value !== null && value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** A labelled form control. */
export const field = (label: string, control: HTMLElement, ...rest: Child[]): HTMLLabelElement =>
  el('label', { class: 'field' }, el('span', { class: 'field-name' }, label), control, ...rest);

/** A choice among few words, as radio buttons that look like one bar. */
export function choice<T extends string>(
  legend: string,
  values: readonly T[],
  chosen: (value: T) => void,
): { element: HTMLElement; set: (value: T) => void } {
  const name = `choice-${legend.toLowerCase().replace(/\W+/g, '-')}`;
  const inputs = values.map((value) => el('input', { type: 'radio', name, value, onchange: () => chosen(value) }));
  const element = el(
    'fieldset',
    { class: 'choice' },
    el('legend', {}, legend),
    el('div', { class: 'choice-bar' }, ...values.map((value, i) => el('label', {}, inputs[i], el('span', {}, value)))),
  );
  return {
    element,
    set: (value) => {
      for (const input of inputs) input.checked = input.value === value;
    },
  };
}

/** What a button opens over the page; Escape and a click elsewhere close it. */
export function menu(title: string, name: string, ...children: Child[]): HTMLElement {
  const summary = el('summary', {}, title);
  const element = el('details', { class: `menu ${name}` }, summary, el('div', { class: 'menu-body' }, ...children));
  element.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    element.open = false;
    summary.focus();
  });
  addEventListener('pointerdown', ({ target }) => {
    if (!element.contains(target as Node)) element.open = false;
  });
  return element;
}

/** A canvas shows pixels in their own size; CSS scales it. */
export function show(
  canvas: HTMLCanvasElement,
  { width, height, data }: { width: number; height: number; data: Uint8ClampedArray<ArrayBuffer> },
): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  canvas.getContext('2d')!.putImageData(new ImageData(data, width, height), 0, 0);
}

/** Hands the user a file. */
export function download(name: string, type: string, content: Blob | Uint8Array<ArrayBuffer>): void {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  el('a', { href: url, download: name }).click();
  // The browser has taken the address when the click returns; it needs it until the download has begun.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
