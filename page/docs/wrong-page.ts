/** What goes wrong elsewhere: each bug with the picture that it makes, ours beside it, both computed now. */
import { el, show } from '../dom.ts';
import type { Frame, FramePicture, Place } from '../frame.ts';
import { readingOf } from '../frame.ts';
import { sentence } from '../../layers/show/reading.ts';
import { enlarged, Pane } from '../map-pane.ts';
import type { Asker } from './asker.ts';
import { codeBlock } from './code.ts';
import type { LiveWrong } from './messages.ts';
import type { Wrong } from './wrong-list.ts';
import { wrongs } from './wrong-list.ts';

export function wrongPage(asker: Asker, open: (name: string) => void): HTMLElement {
  return el(
    'article',
    { class: 'card docs-article' },
    el('h2', { tabindex: -1 }, 'What goes wrong elsewhere'),
    el(
      'p',
      {},
      'Each of these passes every check of shapes, trains, and is found in public copies. Here both ' +
        'versions run on the same picture, in this page: queries and keys are the colours of 16×16 cells, ' +
        'so that a cell should look at cells of its own colour, and the output is those colours averaged.',
    ),
    ...wrongs.map((wrong) => section(wrong, asker, open)),
  );
}

function section(wrong: Wrong, asker: Asker, open: (name: string) => void): HTMLElement {
  const live = el('div', { class: 'docs-live docs-wrong-live' }, el('p', { class: 'hint' }, 'Computing…'));
  void asker.ask({ what: 'wrong', name: wrong.name }).then((answer) => {
    if ('failed' in answer) live.replaceChildren(el('p', { class: 'trouble' }, answer.failed));
    else if ('wrong' in answer) live.replaceChildren(...pair(wrong, answer.wrong));
  });
  return el(
    'section',
    { class: 'docs-wrong', 'aria-label': wrong.title },
    el('h3', {}, wrong.title),
    el('p', {}, wrong.about),
    el('div', { class: 'docs-lines' }, codeBlock('Wrong', wrong.lines[0]), codeBlock('Right', wrong.lines[1])),
    live,
    el('p', {}, 'Here: ', el('button', { type: 'button', class: 'quiet', onclick: () => open(wrong.see) }, wrong.see)),
  );
}

/** Maps under one query, and what comes out. */
function pair({ name }: Wrong, { picture, wrong, right, fact }: LiveWrong): Node[] {
  const keys = `wrong-keys-${name}`;
  let place: Place = name === 'no-mask' ? [0.05, 0.5] : [0.4, 0.4];
  const sides = [
    { title: 'Wrong', ...wrong },
    { title: 'Right', ...right },
  ].map((side) => {
    const pane = new Pane(keys, (asked) => {
      place = asked;
      draw();
    });
    return { ...side, pane, out: outputFigure(`${side.title}: what comes out`, side.out) };
  });
  const draw = () => {
    const maps = sides.map(({ map }) => map).filter((map): map is Frame => map !== null);
    const high = Math.max(...maps.map((map) => readingOf(map, place).range[1]));
    for (const { title, map, pane } of sides)
      if (map) pane.set(`${title}: the map`, picture, map, place, [0, high], sentence);
  };
  draw();
  return [
    el(
      'div',
      { class: 'docs-pair' },
      ...sides.map(({ map, pane, out, title }) =>
        el(
          'div',
          { class: 'docs-side' },
          map
            ? pane.element
            : el('p', { class: 'hint docs-no-map' }, `${title}: it has no map over the places of one picture.`),
          out,
        ),
      ),
    ),
    el('p', { class: 'docs-fact' }, fact),
    el('p', { class: 'hint', id: keys }, 'Click a place in a map, or move it with the arrow keys.'),
  ];
}

function outputFigure(title: string, picture: FramePicture): HTMLElement {
  const canvas = el('canvas', { role: 'img', 'aria-label': title });
  show(canvas, enlarged(picture));
  return el('figure', { class: 'docs-out' }, canvas, el('figcaption', { class: 'hint' }, title));
}
