/**
 * What one score says of each attention map, and of a layer's features: the gradients that rollouts and Grad-CAM need.
 */
import { checkFunction, checkTensors } from '../../engine/arguments.ts';
import { vjp } from '../../engine/autograd.ts';
import type { AttentionMap } from '../../engine/capture.ts';
import { capture, captureOutputs } from '../../engine/capture.ts';
import { ShapeError } from '../../engine/errors.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { ones } from '../../engine/create.ts';
import { matmul } from '../../kernels/index.ts';

/**
 * From what a network gives to the score of interest, such as one class's logit; a score for each picture, or their
 * sum.
 */
export type Score = (out: Tensor) => Tensor;

/**
 * Runs a network under `capture`, with the gradient of a score by the weights of each map, as if they were free.
 * Attention stays fused: ∂score/∂weights = ∂score/∂sums · valuesᵀ.
 *
 *     const { maps, gradients } = captureGradients(() => vit.forward(image), image, (logits) => logits.slice(1, 7, 8));
 * @param run the network @param image what it depends on
 * @returns gradients [B, heads, N, M] by the names of the maps; maps that do not tell their values have none
 */
export function captureGradients(
  run: () => Tensor,
  image: Tensor,
  score: Score,
): { out: Tensor; maps: Map<string, AttentionMap>; gradients: Map<string, Tensor> } {
  checkFunction('captureGradients', run);
  checkTensors('captureGradients', { image });
  const watched = [image];
  let maps = new Map<string, AttentionMap>();
  let out = image;
  const { grads } = vjp(
    () => {
      ({ out, maps } = capture(run));
      for (const { flow } of maps.values()) if (flow) watched.push(flow.out);
      return score(out);
    },
    watched,
    (value) => ones(value.device, value.shape),
  );
  const telling = [...maps].filter(([, { flow }]) => flow !== null);
  const gradients = new Map(
    telling.map(([name, { flow }], i) => [name, matmul(grads[i + 1], flow!.value, { transposeB: true })]),
  );
  return { out, maps, gradients };
}

/**
 * What a layer gave, and the gradient of a score by it.
 * @param layer dotted name of a module whose `forward` gives one tensor
 * @throws ShapeError when no such module ran.
 */
export function featureGradient(
  run: () => Tensor,
  image: Tensor,
  layer: string,
  score: Score,
): { out: Tensor; features: Tensor; gradient: Tensor } {
  checkFunction('featureGradient', run);
  checkFunction('featureGradient', score);
  const watched = [image];
  let out = image;
  const { grads } = vjp(
    () => {
      const noted = captureOutputs(run);
      const features = noted.outputs.get(layer);
      if (!features)
        throw new ShapeError('featureGradient', `no module ${layer} ran`, '', [...noted.outputs.keys()].join(', '));
      watched.push(features);
      out = noted.out;
      return score(out);
    },
    watched,
    (value) => ones(value.device, value.shape),
  );
  return { out, features: watched[1], gradient: grads[1] };
}
