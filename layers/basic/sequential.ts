import { checkModules } from '../../engine/arguments.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';

/** A layer that takes one tensor and gives one. */
export type Layer = Module & { forward: (x: Tensor) => Tensor };

/**
 * Layers one after another, under the names they are given.
 *
 *     const net = new Sequential({ stem: new Conv2d(gpu, 3, 64), sagan: new SaganAttention(gpu, 64) });
 *     net.state();   // stem.weight, stem.bias, sagan.gamma, …
 */
export class Sequential extends Module {
  /**
   * Layers by name, in order; a list is named 0, 1, … as PyTorch does. @throws ShapeError for none, or a name that
   * modules need themselves.
   */
  constructor(layers: Readonly<Record<string, Layer>> | readonly Layer[]) {
    const list = Object.values(Array.isArray(layers) ? layers : { ...layers }) as Layer[];
    checkModules('Sequential', list);
    if (!list.length) throw new ShapeError('Sequential', 'needs at least one layer', 'none', 'pass { name: layer }');
    super(list[0].device);
    for (const name of Object.keys(layers))
      if (name in this)
        throw new ShapeError(
          'Sequential',
          `a layer cannot be called "${name}"`,
          '',
          'modules have a member of that name',
        );
    Object.assign(this, layers);
  }

  /** Runs the layers that are its members now, in order: one may be replaced, added or deleted by its name. */
  forward(x: Tensor): Tensor {
    const layers = Object.values(this).filter((member): member is Layer => member instanceof Module);
    return layers.reduce((y, layer) => layer.forward(y), x);
  }
}
