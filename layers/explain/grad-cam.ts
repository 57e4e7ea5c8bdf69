import { checkTensors } from '../../engine/arguments.ts';
import { ShapeError } from '../../engine/errors.ts';
import { sameShape, show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { mean, mul, relu, sum } from '../../kernels/index.ts';

/**
 * Grad-CAM: features weighed by how each channel raises one class's score, where they raise it. Paper: Selvaraju et
 * al., "Grad-CAM: Visual Explanations from Deep Networks via Gradient-based Localization", ICCV 2017, arXiv 1610.02391.
 * Status: the paper's relu(Σ_c mean(∂score/∂A_c) · A_c), without a normalisation.
 *
 *     const { features, gradient } = featureGradient(() => net.forward(image), image, 'layer4.1', score);
 *     const cam = gradCam(features, gradient);   // [B, H, W]
 * @param features [B, C, H, W], or tokens [B, N, C] without class token and registers @param gradient of the score by
 * them
 * @returns [B, H, W], or [B, N]
 */
export function gradCam(features: Tensor, gradient: Tensor): Tensor {
  checkTensors('gradCam', { features, gradient });
  if (!sameShape(features.shape, gradient.shape) || (features.rank !== 4 && features.rank !== 3))
    throw new ShapeError(
      'gradCam',
      'features and gradient must be [B, C, H, W] or [B, N, C], both the same',
      `${show(features.shape)}, ${show(gradient.shape)}`,
      'give what featureGradient gave',
    );
  const [places, channel] = features.rank === 4 ? [[2, 3], 1] : [[1], 2];
  return relu(sum(mul(features, mean(gradient, places, { keep: true })), channel));
}
