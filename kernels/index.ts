/** Every op, as users import it. */
export { add } from './add.ts';
export { div } from './div.ts';
export { mul } from './mul.ts';
export { sub } from './sub.ts';
export { mean, sum } from './sum.ts';
export { matmul } from './matmul.ts';
export { concat, stack } from './concat.ts';
export { softmax } from './softmax.ts';
export { conv1d, conv2d, conv3d, convTranspose2d } from './conv/conv2d.ts';
export type { Conv1dOptions, ConvOptions, ConvTransposeOptions } from './conv/conv2d.ts';
export { batchNorm, batchNormTrain } from './batchnorm.ts';
export { pad } from './pad.ts';
export type { PadOptions } from './pad.ts';
export { roll } from './roll.ts';
export { scaleAdd } from './scale-add.ts';
export { tile } from './tile.ts';
export { tril, triu } from './triangle.ts';
export { unfoldDim } from './unfold-dim.ts';
export {
  chunk,
  expand,
  flatten,
  flip,
  permute,
  reshape,
  slice,
  split,
  squeeze,
  transpose,
  unsqueeze,
} from './views.ts';
export type { SliceOptions } from './views.ts';
export { bmm, gemm, linear } from './linear.ts';
export type { GemmOptions } from './linear.ts';
export { layerNorm, rmsNorm } from './layernorm.ts';
export { groupNorm, instanceNorm } from './groupnorm.ts';
export { embedding, gather, indexAdd, indexSelect } from './gather.ts';
export { gatherNd } from './gather-nd.ts';
export { applyCrissCross, crissCrossWeights } from './criss-cross.ts';
export { imageAttention, imageAttentionMap, imageAttentionWeights } from './image-attention.ts';
export type { ImageAttentionOptions } from './image-attention.ts';
export {
  adaptiveAvgPool2d,
  adaptiveMaxPool2d,
  adaptiveMaxPool2dWithIndices,
  avgPool2d,
  globalAvgPool,
  globalMaxPool,
  maxPool1d,
  maxPool2d,
  maxPool2dWithIndices,
  maxPool3d,
} from './pool/pool2d.ts';
export type { AvgPoolOptions, BinSize, MaxPoolOptions, PoolOptions } from './pool/pool2d.ts';
export { affine } from './affine.ts';
export { clamp } from './clamp.ts';
export type { ClampOptions } from './clamp.ts';
export { isfinite, isinf, isnan } from './classify.ts';
export { equal, greater, greaterEqual, less, lessEqual, notEqual } from './compare.ts';
export { dropout } from './dropout.ts';
export type { DropoutOptions } from './dropout.ts';
export { celu, elu, selu } from './elu.ts';
export { erf, erfc } from './error-function.ts';
export { exp, exp2, expm1 } from './exponential.ts';
export { maximum, minimum } from './extremes.ts';
export { gelu } from './gelu.ts';
export type { GeluOptions } from './gelu.ts';
export { hardsigmoid, hardswish } from './hard.ts';
export { acosh, asinh, atanh, cosh, sinh } from './hyperbolic.ts';
export { lerp } from './lerp.ts';
export { log, log10, log1p, log2 } from './logarithm.ts';
export { logicalAnd, logicalNot, logicalOr, logicalXor } from './logic.ts';
export { pow } from './pow.ts';
export { normal, uniform } from './random.ts';
export type { NormalOptions, UniformOptions } from './random.ts';
export { leakyRelu, prelu, relu, relu6, thresholdRelu } from './relu.ts';
export { floorDivide, fmod, remainder } from './remainder.ts';
export { reciprocal, rsqrt, sqrt, square } from './root.ts';
export { ceil, floor, round, trunc } from './round.ts';
export { hardshrink, softshrink } from './shrink.ts';
export { logsigmoid, sigmoid } from './sigmoid.ts';
export { abs, neg, sign } from './sign.ts';
export { mish, silu } from './silu.ts';
export { softplus } from './softplus.ts';
export { softsign } from './softsign.ts';
export { tanh } from './tanh.ts';
export { acos, asin, atan, atan2, cos, sin, tan } from './trigonometry.ts';
export { where } from './where.ts';
export { fold, unfold } from './fold/unfold.ts';
export type { FoldOptions } from './fold/unfold.ts';
export { depthToSpace, pixelShuffle, pixelUnshuffle, spaceToDepth } from './fold/depth.ts';
export { gatherElements, scatterElements } from './elements.ts';
export type { Reduction } from './elements.ts';
export { maskedFill } from './masked-fill.ts';
export { oneHot } from './one-hot.ts';
export type { OneHotOptions } from './one-hot.ts';
export { powerIteration } from './power-iteration.ts';
export { einsum } from './einsum.ts';
export { scaledDotProductAttention } from './sdpa.ts';
export type { AttentionOptions } from './sdpa.ts';
export { interpolate, resize } from './resample/resize.ts';
export type { InterpolateOptions, ResizeOptions } from './resample/resize.ts';
export { gridSample2d } from './resample/grid-sample.ts';
export type { GridSampleOptions } from './resample/grid-sample.ts';
export { lpPool2d } from './pool/lp.ts';
export { logSoftmax } from './logsoftmax.ts';
export { logsumexp } from './logsumexp.ts';
export { amax, amin } from './amax.ts';
export { max, min } from './max.ts';
export { argmax, argmin } from './argmax.ts';
export { l1, l2, logSum, norm, sumSquare } from './norm.ts';
export { prod } from './prod.ts';
export { std, variance } from './variance.ts';
export { cumprod, cumsum } from './scan.ts';
export { topk } from './topk.ts';
export { lrn } from './lrn.ts';
export type { LrnOptions } from './lrn.ts';
export { cosineSimilarity, normalize } from './normalize.ts';
export type { NormalizeOptions } from './normalize.ts';
export { bceLoss, bceWithLogits } from './loss/binary-cross-entropy.ts';
export type { BceOptions, BceWithLogitsOptions } from './loss/binary-cross-entropy.ts';
export { crossEntropy, nllLoss } from './loss/cross-entropy.ts';
export type { CrossEntropyOptions, NllOptions } from './loss/cross-entropy.ts';
export { diceLoss } from './loss/dice.ts';
export type { DiceOptions } from './loss/dice.ts';
export { klDiv } from './loss/kl-divergence.ts';
export type { KlOptions } from './loss/kl-divergence.ts';
export type { LossOptions, LossReduction } from './loss/reduce.ts';
export { huberLoss, l1Loss, mseLoss, smoothL1Loss } from './loss/regression.ts';
export type { BatchNormOptions, BatchNormResult, BatchNormTrainOptions } from './batchnorm.ts';
export type { AxesNormOptions } from './layernorm.ts';
export type { ChannelNormOptions } from './groupnorm.ts';
export type { VarianceOptions } from './variance.ts';
export type { ScanOptions } from './scan.ts';
export type { ArgOptions } from './argmax.ts';
export type { ReduceOptions } from './sum.ts';
export { localAttention, localAttentionMap, localAttentionWithSums } from './attention/local.ts';
export type { LocalAttentionOptions } from './attention/local.ts';
export { blockAttention, blockAttentionMap } from './attention/block-attention.ts';
export type { BlockAttentionOptions } from './attention/block-attention.ts';
export { axialAttention, axialWeights } from './axial-attention.ts';
export type { AxialOptions } from './axial-attention.ts';
export { flashAttention } from './attention/flash.ts';
export { crissCrossAttention } from './attention/criss-cross.ts';
export { positionalAttention } from './attention/positional.ts';
export { tune } from './tune.ts';
export type { Tuned } from './tune.ts';
