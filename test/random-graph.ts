/**
 * Random programs of ops for `graphs.test.ts`: a list of numbers decides which ops run on which tensors, so that
 * fast-check can shorten what fails. The program is plain data (leaf values, closures over node numbers): it runs on
 * any device and means the same on each.
 */
import type { Device } from '../engine/device.ts';
import type { DType } from '../engine/dtype.ts';
import { isFloat } from '../engine/dtype.ts';
import { Random } from '../engine/random.ts';
import { scope } from '../engine/scope.ts';
import type { Shape } from '../engine/shape.ts';
import { show, size } from '../engine/shape.ts';
import type { Tensor } from '../engine/tensor.ts';
import { tensor } from '../engine/create.ts';
import { steps } from './random-steps.ts';

/** A tensor of the program: given, or made by a step from those before it. */
export interface Node {
  text: string;
  shape: Shape;
  dtype: DType;
  /** Values of a leaf. */
  values?: Float64Array;
  /** What a step runs, on the nodes so far. */
  run?: (nodes: readonly Tensor[]) => Tensor;
  /** The same by parts, with the noise of rounding on those between, where they cancel. */
  disturbed?: (nodes: readonly Tensor[], noise: (made: Tensor) => Tensor) => Tensor;
  /** Nodes that it reads. */
  reads: readonly number[];
}

/** Thrown by a step that finds no input it can take. */
export class Skip extends Error {}

/** Sizes around the edges of vectors, tiles and workgroups. */
const edges = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129, 255, 256, 257];
/** Elements a tensor may have: the reference loops are slow. */
const mostElements = 5000;
/** Values beyond are not built upon: powers of powers would overflow. */
const largest = 1e3;

export class Graph {
  readonly nodes: Node[] = [];
  private readonly made: Tensor[] = [];
  private readonly device: Device;
  private readonly seed: number;
  private choices: readonly number[] = [];
  private chosen = 0;

  /**
   * Builds the program of these decisions; `device` is an exact reference device, on which every step is tried at once.
   */
  constructor(
    device: Device,
    seed: number,
    leaves: readonly (readonly number[])[],
    decisions: readonly (readonly number[])[],
  ) {
    this.device = device;
    this.seed = seed;
    for (const choices of leaves) {
      this.choices = choices;
      this.chosen = 0;
      this.leaf(this.shape(this.int(6)));
    }
    for (const choices of decisions) this.step(choices);
  }

  /** The next decision: a whole number below `n`. */
  int(n: number): number {
    return (this.choices[this.chosen++] ?? 0) % n;
  }
  one<T>(list: readonly T[]): T {
    return list[this.int(list.length)];
  }
  flag(): boolean {
    return this.int(2) === 1;
  }

  /** A shape whose product stays small; now and then one without elements. */
  shape(rank: number): number[] {
    const out: number[] = [];
    for (let axis = 0; axis < rank; axis++) {
      const room = mostElements / Math.max(1, size(out)) / 4 ** (rank - axis - 1);
      const fitting = edges.filter((n) => n <= Math.max(1, room));
      out.push(this.int(60) === 59 ? 0 : this.one(fitting));
    }
    return out;
  }

  /** A node that satisfies `fits`, the decision falling on any of them. @throws Skip when there is none. */
  pick(fits: (node: Node) => boolean): number {
    const able = this.nodes.flatMap((node, i) => (fits(node) ? [i] : []));
    if (!able.length) throw new Skip();
    return this.one(able);
  }

  /** A new given tensor: floats from -1 to 1 (f32 holds them), or whole numbers of a range. */
  leaf(shape: Shape, dtype: DType = 'f32', [low, high] = [-1, 1]): number {
    const random = new Random(this.seed, this.nodes.length);
    const draw = () => (isFloat(dtype) ? random.uniform(low, high) : low + random.integer(high - low + 1));
    const values = Float64Array.from({ length: size(shape) }, draw);
    return this.add(
      { text: `${dtype} ${show(shape)}`, shape, dtype, values, reads: [] },
      tensor(this.device, values, shape, dtype),
    );
  }

  private add(node: Node, made: Tensor): number {
    this.made.push(made);
    return this.nodes.push(node) - 1;
  }

  /** Adds one step; steps that cannot be taken here give way to the next in the table. */
  private step(choices: readonly number[]): void {
    for (let attempt = 0; attempt < 8; attempt++) {
      this.choices = choices;
      this.chosen = 0;
      const [name, plan] = steps[(this.int(1 << 16) + attempt * 31) % steps.length];
      const before = this.nodes.length;
      try {
        const reads: number[] = [];
        const { text = '', run, disturbed } = plan(this, (i) => (reads.push(i), i));
        const out = scope(() => run(this.made));
        if (out.size > mostElements || !this.tame(out, reads)) {
          out.dispose();
          throw new Skip();
        }
        this.add(
          {
            text:
              `${name}(${reads.map((i) => `%${i}`).join(', ')}${text && `; ${text}`}) -> ` +
              `${out.dtype} ${show(out.shape)}`,
            shape: out.shape,
            dtype: out.dtype,
            run,
            disturbed,
            reads,
          },
          out,
        );
        return;
      } catch (error) {
        if (!(error instanceof Skip)) throw error;
        this.nodes.length = this.made.length = before;
      }
    }
  }

  /**
   * Whether a result can be built upon: no infinities and nothing huge, NaN only where NaN came in or a mean of nothing
   * was taken.
   */
  private tame(out: Tensor, reads: readonly number[]): boolean {
    const values = out.storage('tame').array!;
    const ill = (list: ArrayLike<number>) =>
      Array.prototype.some.call(list, (value: number) => !(Math.abs(value) <= largest));
    return !ill(values) || reads.some((i) => !this.made[i].size || ill(this.made[i].storage('tame').array!));
  }

  /** Nodes that nothing reads: the program's results. */
  results(): number[] {
    const read = new Set(this.nodes.flatMap((node) => node.reads));
    return this.nodes.flatMap((node, i) => (node.run && !read.has(i) ? [i] : []));
  }

  /** Runs the program on given leaves; `noise` disturbs each node, and what is between inside those that cancel. */
  run(leaves: ReadonlyMap<number, Tensor>, noise?: (made: Tensor) => Tensor): Tensor[] {
    const nodes: Tensor[] = [];
    this.nodes.forEach(({ run, disturbed }, i) => {
      const made = !run ? leaves.get(i)! : noise && disturbed ? disturbed(nodes, noise) : run(nodes);
      nodes.push(noise ? noise(made) : made);
    });
    return nodes;
  }

  dispose(): void {
    for (const made of this.made) made.dispose();
  }

  toString(): string {
    return this.nodes.map((node, i) => `  %${i} = ${node.text}`).join('\n');
  }
}
