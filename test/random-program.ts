/**
 * Random programs of what changes values: assign, recorded steps, captures, gradients, optimisers, modes and
 * exceptions, in any order. A list of numbers decides; the same program runs on any device, where recorded steps may be
 * replayed or not, and gives a list of what it saw.
 */
import { watch } from '../engine/ambient.ts';
import { valueAndGrad } from '../engine/autograd.ts';
import { attend, capture } from '../engine/capture.ts';
import { copy } from '../engine/cast.ts';
import { tensor } from '../engine/create.ts';
import type { Device } from '../engine/device.ts';
import { SaccadeError } from '../engine/errors.ts';
import { Replay } from '../engine/replay/replay.ts';
import { Random } from '../engine/random.ts';
import { scope } from '../engine/scope.ts';
import { noGrad } from '../engine/tape.ts';
import type { Tensor } from '../engine/tensor.ts';
import type { Variable } from '../engine/variable.ts';
import { buffer, parameter } from '../engine/variable.ts';
import { add, matmul, mul, sum, tanh } from '../kernels/index.ts';
import { BatchNorm, Dropout } from '../layers/index.ts';
import { Adam } from '../train/adam.ts';
import { SGD } from '../train/sgd.ts';

/** Numbers that decide, one after another; 0 when there are no more. */
type Choose = (n: number) => number;

const chooser = (choices: readonly number[]): Choose => {
  let at = 0;
  return (n) => (choices[at++] ?? 0) % n;
};

/** Thrown in the midst of a step, as a user's own mistake would be. */
class Interrupted extends Error {}

/** What a program saw: a number of values under a name. */
export interface Seen {
  what: string;
  values: readonly number[];
}

export interface Decisions {
  seed: number;
  /** What each of the steps does. */
  bodies: readonly (readonly number[])[];
  actions: readonly (readonly number[])[];
}

const shape = [3, 4];

/** What a program works on. */
class World {
  readonly device: Device;
  readonly variables: Variable[];
  /** Tensors of the caller's that no step changes: views of one, so that they lie anywhere in memory. */
  readonly given: Tensor[];
  readonly bn: BatchNorm;
  readonly drop: Dropout;
  readonly optimizers: (SGD | Adam)[];
  interrupts = false;
  private readonly whole: Tensor;

  constructor(device: Device, seed: number) {
    this.device = device;
    const random = new Random(seed);
    const draw = (rows: number) =>
      tensor(
        device,
        Float64Array.from({ length: 4 * rows }, () => random.uniform(-1, 1)),
        [rows, 4],
      );
    this.whole = draw(3 * 64);
    this.given = [0, 16, 64].map((row) => this.whole.slice(0, row, row + 3));
    const shared = draw(64);
    this.variables = [
      parameter(draw(3)),
      parameter(shared.slice(0, 0, 3)),
      parameter(shared.slice(0, 16, 19)),
      buffer(shared.slice(0, 16, 19)),
    ];
    shared.dispose();
    this.bn = new BatchNorm(device, 4).train();
    this.drop = new Dropout(device, 0.25, 7).train();
    const params = (list: readonly Variable[]) => new Map(list.map((variable, i) => [`p${i}`, variable]));
    const [a, b, c] = this.variables;
    this.optimizers = [
      new SGD(params([a, b]), { lr: 0.05, momentum: 0.5 }),
      new Adam(params([b, c]), { lr: 0.02, eps: 0.5 }),
    ];
  }

  dispose(): void {
    for (const one of [...this.variables, ...this.given, ...this.optimizers, this.bn, this.whole]) one.dispose();
  }
}

/** A value made of variables and given tensors, never far from 0. */
function expression(world: World, choose: Choose, depth = 2): Tensor {
  const { variables, given } = world;
  const one = () => expression(world, choose, depth - 1);
  switch (depth ? choose(9) : choose(2)) {
    case 0:
      return variables[choose(4)];
    case 1:
      return given[choose(3)];
    case 2:
      return tanh(one());
    case 3:
      return mul(add(one(), one()), 0.5);
    case 4:
      return mul(one(), one());
    case 5:
      return mul(matmul(one(), matmul(one().transpose(), one())), 0.1);
    case 6:
      return one().reshape(4, 3).reshape(shape);
    case 7:
      return mul(world.bn.forward(one()), 0.3);
    default:
      return world.drop.forward(one());
  }
}

/** One value of variables alone, whose gradient always exists. */
const loss = (world: World, choose: Choose) => sum(mul(add(expression(world, choose), world.variables[0]), 0.2));

/** What a step does: some statements, and its result. */
function body(world: World, choices: readonly number[]): () => { value: Tensor; more: Tensor } {
  return () => {
    const choose = chooser(choices);
    const { variables, optimizers } = world;
    const more: Tensor[] = [];
    for (let left = 1 + choose(4); left > 0; left--) {
      const target = variables[choose(4)];
      switch (choose(8)) {
        case 0:
        case 1:
          target.assign(tanh(expression(world, choose)));
          break;
        case 2:
          target.assign(variables[choose(4)]);
          break;
        case 3:
          target.assign(variables[choose(4)].reshape(12).reshape(shape));
          break;
        case 4:
        case 5: {
          const optimizer = optimizers[choose(2)];
          const params = new Map(
            (optimizer === optimizers[0] ? variables.slice(0, 2) : variables.slice(1, 3)).map((v, i) => [`p${i}`, v]),
          );
          const { value, grads } = valueAndGrad(() => loss(world, choose), params);
          optimizer.step(grads);
          more.push(value);
          break;
        }
        case 6: {
          const keep = { x: expression(world, choose) };
          attend(() => ({
            kind: 'channel',
            grid: [1, 4],
            keep,
            row: ({ x }) => mul(x.slice(0, 0, 1).reshape(4), 1),
            full: ({ x }) => mul(x, 1),
          }));
          break;
        }
        default:
          more.push(sum(expression(world, choose)));
      }
      if (watch(() => world.interrupts) && choose(2)) throw new Interrupted();
    }
    const value = mul(add(expression(world, choose), variables[choose(4)]), 0.5);
    return { value, more: more.reduce((a, b) => add(a, b), sum(value)) };
  };
}

/** Runs the program; `every` is called before each action. */
export async function run(
  device: Device,
  { seed, bodies, actions }: Decisions,
  every: (action: string) => void = () => {},
): Promise<Seen[]> {
  const world = new World(device, seed);
  const fns = bodies.map((choices) => body(world, choices));
  const steps = fns.map((fn) => new Replay(device, fn));
  const seen: Seen[] = [];
  const held: { what: string; tensor: Tensor }[] = [];
  const see = async (what: string, x: Tensor) => seen.push({ what, values: Array.from(await x.data()) });
  const hold = (what: string, x: Tensor) => held.push({ what, tensor: x });
  const random = new Random(seed, 1);
  const fresh = () =>
    tensor(
      device,
      Float64Array.from({ length: 12 }, () => random.uniform(-1, 1)),
      shape,
    );

  for (const [at, choices] of actions.entries()) {
    const choose = chooser(choices);
    const k = choose(steps.length);
    const variable = world.variables[choose(4)];
    const other = world.variables[choose(4)];
    const kind = choose(20);
    const name = `action ${at} (${kind}, step ${k})`;
    every(`${kind}`);
    try {
      switch (kind) {
        case 0:
        case 1:
        case 2:
        case 3:
        case 4: {
          const { value, more } = steps[k].run();
          if (choose(2)) hold(`${name}: view of a result`, value.reshape(12));
          if (choose(2)) {
            await see(`${name}: result`, value);
            await see(`${name}: more`, more);
          }
          if (choose(4) === 0) variable.assign(value);
          break;
        }
        case 5: {
          const result = scope(fns[k]);
          await see(`${name}: plain result`, result.value);
          for (const tensor of [result.value, result.more]) tensor.dispose();
          break;
        }
        case 6: {
          // The tape has met the variable before and after the step.
          const { value, grads } = scope(() =>
            valueAndGrad(() => {
              const before = tanh(variable);
              const inside = choose(2) ? steps[k].run().more : noGrad(() => steps[k].run().more);
              return add(sum(mul(before, mul(variable, other))), mul(inside, 0.1));
            }, variable),
          );
          await see(`${name}: value`, value);
          await see(`${name}: gradient`, grads);
          for (const tensor of [value, grads]) tensor.dispose();
          break;
        }
        case 7: {
          const { maps } = capture(() => steps[k].run());
          seen.push({ what: `${name}: maps`, values: [maps.size] });
          for (const [path, map] of maps) {
            variable.assign(fresh());
            seen.push({ what: `${name}: map ${path}`, values: Array.from(await map.at()) });
            map.dispose();
          }
          break;
        }
        case 8:
          variable.assign(fresh());
          break;
        case 9:
          variable.assign(other);
          break;
        case 10:
          scope(() => variable.assign(other.reshape(12).reshape(shape)));
          break;
        case 11:
          hold(`${name}: view of a variable`, variable.reshape(12));
          break;
        case 12:
          hold(`${name}: copy`, copy(variable));
          break;
        case 13:
          world.bn.train(choose(2) === 1);
          world.drop.train(choose(2) === 1);
          break;
        case 14:
          world.interrupts = !world.interrupts;
          break;
        case 15:
          steps[k].dispose();
          steps[k] = new Replay(device, fns[k]);
          break;
        case 16:
          world.optimizers[choose(2)].lr = 0.01 * (1 + choose(5));
          break;
        case 17:
          scope(() => void world.bn.load(new Map([...world.bn.state()].map(([key, value]) => [key, copy(value)]))));
          break;
        case 18:
          scope(() => variable.assign(tensor(device, [1, 2])));
          break;
        default:
          await see(`${name}: variable`, variable);
      }
    } catch (error) {
      if (!(error instanceof Interrupted) && !(error instanceof SaccadeError && kind === 18)) throw error;
      seen.push({ what: `${name}: ${error.name}`, values: [] });
    }
  }
  for (const [i, variable] of world.variables.entries()) await see(`variable ${i} at the end`, variable);
  for (const { what, tensor: kept } of held) {
    await see(what, kept);
    kept.dispose();
  }
  for (const one of [...steps, world]) one.dispose();
  return seen;
}
