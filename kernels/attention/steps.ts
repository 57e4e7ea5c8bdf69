/**
 * Steps that the kernels share: products, scores, weighted sums. Vectors come into registers once, where these hold
 * them.
 */
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { f32, join, name, repeat, u32, wgsl } from '../../engine/gpu/wgsl.ts';
import { softmax_exp } from '../math/softmax-exp.ts';
import { readWalked, walkedRegister } from './fetch/share.ts';
import { Frame } from './frame.ts';
import type { FrameSpec, Part, Vectors } from './frame.ts';
import type { Factor, TermCode } from './term/term.ts';
import type { Walk } from './walk/walk.ts';

/**
 * Vec4s of one vector that stay in registers, and of sums: fewer where each lane loads its own, since loads are what
 * takes long to compile, and where a step meets several vectors.
 */
export const widest = ({ together, chunk }: Pick<Walk, 'together' | 'chunk'>): { own: number; sums: number } =>
  !together ? { own: 16, sums: 8 } : chunk ? { own: 8, sums: 8 } : { own: 32, sums: 16 };

/** The largest part of `count`, not over `limit`, that divides it evenly. */
export function divide(count: number, limit: number): number {
  for (let part = Math.min(count, limit); part > 1; part--) if (count % part === 0) return part;
  return 1;
}

const none = wgsl``;

/** Vectors of several parts, which one statement brings there. */
interface Found {
  load: Snippet;
  found: Readonly<Record<string, Omit<Vectors, 'load'>>>;
}

export class Steps extends Frame {
  private readonly there = new Map<string, Vectors>();
  private readonly limit: number;
  readonly terms: readonly TermCode[];

  constructor(spec: FrameSpec, terms: readonly TermCode[]) {
    super(spec);
    this.terms = terms;
    this.limit = widest(spec.walk).own;
  }

  private owns = (key: string): boolean => key in this.spec.owned;
  private read = (key: string, count: number, from?: Snippet): Vectors =>
    this.owns(key) ? this.own(key, count, from) : this.walked(key, count, from);

  /** All of a part, brought there the first time, with what is read beside it. */
  whole(key: string): Vectors {
    const known = this.there.get(key);
    if (known) return known;
    const { walk } = this.spec;
    const { load, found } = walk.seen && !this.owns(key) ? this.branch() : this.record(key);
    for (const [part, vectors] of Object.entries(found)) this.there.set(part, { ...vectors, load: none });
    return { ...found[key], load };
  }

  /** Parts that lie behind one another in the records of one holder: one load in the text reads all of them. */
  private record(key: string): Found {
    const { blocks = 1, owned, walked, walk } = this.spec;
    const own = this.owns(key);
    const mine = ([part, { holder, place, quads }]: [string, Part]) =>
      holder === this.part(key).holder && !place && quads <= this.limit && this.along[part] === 'channels';
    const alone = blocks > 1 || !this.part(key).holder || (!own && (!walk.together || this.sharing === 0));
    const all = alone
      ? []
      : Object.entries(own ? owned : walked)
          .filter(mine)
          .toSorted(([, a], [, b]) => a.operand.offset - b.operand.offset);
    const ends = all.map(([, { operand, quads }]) => operand.offset + 4 * quads);
    const joins = all.every(([, { operand }], i) => i === 0 || ends[i - 1] === operand.offset);
    const record = joins && all.some(([part]) => part === key) ? all.map(([part]) => part) : [key];
    if (record.length === 1) {
      const { load, ...vectors } = this.read(key, this.part(key).quads);
      return { load, found: { [key]: vectors } };
    }
    let quads = 0;
    const firsts = record.map((part) => (quads += this.part(part).quads) - this.part(part).quads);
    const { load, at } = this.read(record[0], quads);
    const shifted = record.map((part, i) => [
      part,
      { at: (position: number, n: number) => at(position, firsts[i] + n) },
    ]);
    return { load, found: Object.fromEntries(shifted) };
  }

  /** All walked vectors that registers hold, where a place outside the image makes zeros of them. */
  private branch(): Found {
    const all = Object.entries(this.spec.walked).filter(([, { place, quads }]) => !place && quads <= this.limit);
    return {
      load: readWalked(
        this,
        all.map(([key, { quads }]) => ({ key, count: quads })),
      ),
      found: Object.fromEntries(all.map(([key]) => [key, { at: walkedRegister(key) }])),
    };
  }

  /**
   * All of a part under names of its own, for statements that not all lanes come to: there no lane hands its numbers
   * round.
   */
  fixed(key: string): Snippet {
    const { load, at } = this.whole(key);
    const register = (n: number) => name(`${key}_f${n}`);
    this.there.set(key, { load: none, at: (_, n) => register(n) });
    return wgsl`
      ${load}
      ${repeat(this.part(key).quads, (n) => wgsl`let ${register(n)} = ${at(0, n)};`)}`;
  }

  /** `score`r_j = Σ a · b over all channels; `before` belongs before the walk. */
  dot(score: string, a: string, b: string): { before: Snippet; step: Snippet } {
    const { quads } = this.part(a);
    const start = this.eachPair((r, j) => wgsl`var ${name(score)}${r}_${j} = 0.0;`);
    const products = (x: Vectors, y: Vectors, count: number) =>
      wgsl`${repeat(count, (n) => wgsl`${repeat(this.chunk, (j) => this.product(score, [a, x], [b, y], j, n))}`)}`;
    if (quads <= this.limit) {
      const [x, y] = [this.whole(a), this.whole(b)];
      const early = [this.owns(a) ? x.load : none, this.owns(b) ? y.load : none];
      return {
        before: wgsl`${early}`,
        step: wgsl`
          ${start}
          ${this.owns(a) ? none : x.load}
          ${this.owns(b) ? none : y.load}
          ${products(x, y, quads)}`,
      };
    }
    const part = divide(quads, 8);
    const [x, y] = [this.read(a, part, name('c')), this.read(b, part, name('c'))];
    return {
      before: none,
      step: wgsl`
        ${start}
        ${this.inParts(
          quads,
          part,
          wgsl`
            ${x.load}
            ${y.load}
            ${products(x, y, part)}`,
        )}`,
    };
  }

  /** `part` vec4s of `count` at a time, from number `c` on: a loop that no compiler unrolls. */
  inParts(count: number, part: number, body: Snippet): Snippet {
    this.params[`all${count}`] = count;
    return wgsl`
      for (var c = 0u; c < p.${name(`all${count}`)}; c += ${u32(part)}) {
        ${body}
      }`;
  }

  private product(score: string, x: [string, Vectors], y: [string, Vectors], j: number, n: number): Snippet {
    const of = ([key, vectors]: [string, Vectors], r: number) => vectors.at(this.owns(key) ? r : j, n);
    const [own, met] = this.owns(x[0]) ? [x, y] : [y, x];
    const sum = (r: number) => name(`${score}${r}_${j}`);
    const numbers = this.owns(met[0]) ? undefined : met[1].numbers?.(j, n);
    if (numbers) return wgsl`${numbers.map((number, c) => wgsl`${sum(0)} += ${of(own, 0)}[${c}] * ${number};`)}`;
    if (this.perLane === 1) return wgsl`${sum(0)} += dot(${of(x, 0)}, ${of(y, 0)});`;
    return wgsl`{ let met = ${of(met, 0)}; ${this.each((r) => wgsl`${sum(r)} += dot(${of(own, r)}, met);`)} }`;
  }

  /** `score`r_j of owned position r. */
  pairs = (score: string, r: number): Snippet[] => repeat(this.chunk, (j) => name(`${score}${r}_${j}`));

  /** The number that an operand of one channel has at an owned position. */
  scalar = (key: string, r: number): Snippet =>
    wgsl`${this.holder(key)}[${name(`${key}_start`)} + ${this.spec.walk.owned(key, r)}]`;

  /** `sum`r_n, starting from `value`. */
  start = (
    sum: string,
    width: number,
    value: (r: number, n: number) => Snippet = () => wgsl`vec4<f32>(0.0)`,
  ): Snippet => this.each((r) => wgsl`${repeat(width, (n) => wgsl`var ${name(`${sum}${r}_${n}`)} = ${value(r, n)};`)}`);

  /** `sum`r_n += Σ_j weight(r, j) · walked vec4 n, of `width` from number `from` on. */
  weigh(sum: string, weight: string, key: string, width: number, from?: Snippet): Snippet {
    const whole = width === this.part(key).quads;
    const vectors = whole ? this.whole(key) : this.walked(key, width, from);
    const added = (r: number, n: number, j: number, met: Snippet, numbers?: Snippet[]) => {
      const by = name(`${weight}${r}_${j}`);
      const products = numbers?.map((number) => wgsl`${by} * ${number}`);
      const more = products ? wgsl`vec4<f32>(${join(products, ', ')})` : wgsl`${by} * ${met}`;
      return wgsl`${name(`${sum}${r}_${n}`)} += ${more};`;
    };
    const add = (n: number, j: number) =>
      this.perLane === 1
        ? added(0, n, j, vectors.at(j, n), vectors.numbers?.(j, n))
        : wgsl`{ let met = ${vectors.at(j, n)}; ${this.each((r) => added(r, n, j, name('met')))} }`;
    const sums = wgsl`${repeat(width, (n) => wgsl`${repeat(this.chunk, (j) => add(n, j))}`)}`;
    if (whole)
      return wgsl`
        ${vectors.load}
        ${sums}`;
    return wgsl`
      {
        ${vectors.load}
        ${sums}
      }`;
  }

  /** `s`r_j: scaled products of queries and keys and all that terms add; -Inf where a pair does not count. */
  scores(scale: Snippet): { before: Snippet; step: Snippet } {
    const { walk } = this.spec;
    const products = this.owns('q') ? this.dot('s', 'q', 'k') : this.dot('s', 'k', 'q');
    const more = this.terms.map((term) => term.scores?.(this));
    const finished = this.eachPair((r, j) => {
      const gains = [
        ...this.terms.flatMap((term) => term.gains?.(r, j) ?? []),
        ...(walk.penalty ? [walk.penalty] : []),
      ];
      const at = wgsl`s${r}_${j}`;
      const sum = join([wgsl`${at} * ${scale}`, ...gains], ' + ');
      const tests = [...(walk.counts?.(r, j) ?? []), ...this.terms.flatMap((term) => term.counts?.(r, j) ?? [])];
      return tests.length ? wgsl`${at} = select(hidden, ${sum}, ${join(tests, ' && ')});` : wgsl`${at} = ${sum};`;
    });
    return {
      before: wgsl`
        let hidden = ${f32(-Infinity)};
        ${this.terms.some((term) => term.scale) ? none : wgsl`let scale = p.scale;`}
        ${products.before}
        ${more.map((part) => part?.before ?? none)}`,
      step: wgsl`
        ${products.step}
        ${more.map((part) => part?.step ?? none)}
        ${finished}`,
    };
  }

  /**
   * `w`r_j, the weights, and `g`r_j, the gradients of their scores, of all values: pairs of a vector and the gradient
   * of its mean.
   */
  weightGradients(
    values: readonly (readonly [v: string, dy: string])[],
    stats: (r: number, j: number) => Snippet,
  ): { before: Snippet; step: Snippet } {
    const products = values.map(([v, dy], n) =>
      this.dot(n ? `g${'abc'[n]}` : 'g', this.owns(dy) ? dy : v, this.owns(dy) ? v : dy),
    );
    return {
      before: wgsl`${products.map(({ before }) => before)}`,
      step: wgsl`
        ${products.map(({ step }) => step)}
        ${this.eachPair((r, j) => {
          const weight = wgsl`let w${r}_${j} = ${softmax_exp}(s${r}_${j} - ${stats(r, j)}.x);`;
          if (!values.length) return weight;
          const sum = join(
            products.map((_, n) => (n ? wgsl`${name(`g${'abc'[n]}`)}${r}_${j}` : wgsl`g${r}_${j}`)),
            ' + ',
          );
          return wgsl`
            ${weight}
            g${r}_${j} = w${r}_${j} * (${sum} - ${stats(r, j)}.y);`;
        })}`,
    };
  }
}

/** Σ factor · sum: the gradient of an owned vector. */
export const combined =
  (factors: readonly Factor[]) =>
  (r: number, n: number): Snippet =>
    join(
      factors.map(({ factor, sum }) => wgsl`${factor} * ${name(`${sum}${r}_${n}`)}`),
      ' + ',
    );
