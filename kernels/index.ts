/** Every op, as users import it. */
export { add } from './elementwise/add.ts';
export { div } from './elementwise/div.ts';
export { mul } from './elementwise/mul.ts';
export { sub } from './elementwise/sub.ts';
export { mean, sum } from './reduce/sum.ts';
export { matmul } from './matmul/matmul.ts';
export { concat, stack } from './shape/concat.ts';
export { softmax } from './reduce/softmax.ts';
export { conv1d, conv2d, conv3d, convTranspose2d } from './conv/conv2d.ts';
export type { Conv1dOptions, ConvOptions, ConvTransposeOptions } from './conv/conv2d.ts';
export { batchNorm, batchNormTrain } from './normalize/batchnorm.ts';
export { pad } from './shape/pad.ts';
export type { PadOptions } from './shape/pad.ts';
export { roll } from './shape/roll.ts';
export { scaleAdd } from './elementwise/scale-add.ts';
export { tile } from './shape/tile.ts';
export { tril, triu } from './shape/triangle.ts';
export { unfoldDim } from './shape/unfold-dim.ts';
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
} from './shape/views.ts';
export type { SliceOptions } from './shape/views.ts';
export { bmm, gemm, linear } from './matmul/linear.ts';
export type { GemmOptions } from './matmul/linear.ts';
export { layerNorm, rmsNorm } from './normalize/layernorm.ts';
export { groupNorm, instanceNorm } from './normalize/groupnorm.ts';
export { embedding, gather, indexAdd, indexSelect } from './gather/gather.ts';
export { gatherNd } from './gather/gather-nd.ts';
export { applyCrissCross, crissCrossWeights } from './criss-cross.ts';
export { imageAttention, imageAttentionMap, imageAttentionWeights } from './attention/image-attention.ts';
export type { ImageAttentionOptions } from './attention/image-attention.ts';
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
export { affine } from './elementwise/affine.ts';
export { clamp } from './elementwise/clamp.ts';
export type { ClampOptions } from './elementwise/clamp.ts';
export { isfinite, isinf, isnan } from './elementwise/classify.ts';
export { equal, greater, greaterEqual, less, lessEqual, notEqual } from './elementwise/compare.ts';
export { dropout } from './elementwise/dropout.ts';
export type { DropoutOptions } from './elementwise/dropout.ts';
export { celu, elu, selu } from './elementwise/elu.ts';
export { erf, erfc } from './elementwise/error-function.ts';
export { exp, exp2, expm1 } from './elementwise/exponential.ts';
export { maximum, minimum } from './elementwise/extremes.ts';
export { gelu } from './elementwise/gelu.ts';
export type { GeluOptions } from './elementwise/gelu.ts';
export { hardsigmoid, hardswish } from './elementwise/hard.ts';
export { acosh, asinh, atanh, cosh, sinh } from './elementwise/hyperbolic.ts';
export { lerp } from './elementwise/lerp.ts';
export { log, log10, log1p, log2 } from './elementwise/logarithm.ts';
export { logicalAnd, logicalNot, logicalOr, logicalXor } from './elementwise/logic.ts';
export { pow } from './elementwise/pow.ts';
export { normal, uniform } from './elementwise/random.ts';
export type { NormalOptions, UniformOptions } from './elementwise/random.ts';
export { leakyRelu, prelu, relu, relu6, thresholdRelu } from './elementwise/relu.ts';
export { floorDivide, fmod, remainder } from './elementwise/remainder.ts';
export { reciprocal, rsqrt, sqrt, square } from './elementwise/root.ts';
export { ceil, floor, round, trunc } from './elementwise/round.ts';
export { hardshrink, softshrink } from './elementwise/shrink.ts';
export { logsigmoid, sigmoid } from './elementwise/sigmoid.ts';
export { abs, neg, sign } from './elementwise/sign.ts';
export { mish, silu } from './elementwise/silu.ts';
export { softplus } from './elementwise/softplus.ts';
export { softsign } from './elementwise/softsign.ts';
export { tanh } from './elementwise/tanh.ts';
export { acos, asin, atan, atan2, cos, sin, tan } from './elementwise/trigonometry.ts';
export { where } from './elementwise/where.ts';
export { fold, unfold } from './shape/unfold.ts';
export type { FoldOptions } from './shape/unfold.ts';
export { depthToSpace, pixelShuffle, pixelUnshuffle, spaceToDepth } from './shape/depth.ts';
export { gatherElements, scatterElements } from './gather/elements.ts';
export type { Reduction } from './gather/elements.ts';
export { maskedFill } from './elementwise/masked-fill.ts';
export { oneHot } from './shape/one-hot.ts';
export type { OneHotOptions } from './shape/one-hot.ts';
export { powerIteration } from './matmul/power-iteration.ts';
export { einsum } from './matmul/einsum.ts';
export { scaledDotProductAttention } from './attention/sdpa.ts';
export type { AttentionOptions } from './attention/sdpa.ts';
export { interpolate, resize } from './resample/resize.ts';
export type { InterpolateOptions, ResizeOptions } from './resample/resize.ts';
export { gridSample2d } from './resample/grid-sample.ts';
export type { GridSampleOptions } from './resample/grid-sample.ts';
export { lpPool2d } from './pool/lp.ts';
export { logSoftmax } from './reduce/logsoftmax.ts';
export { logsumexp } from './reduce/logsumexp.ts';
export { amax, amin } from './reduce/amax.ts';
export { max, min } from './reduce/max.ts';
export { argmax, argmin } from './reduce/argmax.ts';
export { l1, l2, logSum, norm, sumSquare } from './reduce/norm.ts';
export { prod } from './reduce/prod.ts';
export { std, variance } from './reduce/variance.ts';
export { cumprod, cumsum } from './reduce/scan.ts';
export { topk } from './reduce/topk.ts';
export { lrn } from './normalize/lrn.ts';
export type { LrnOptions } from './normalize/lrn.ts';
export { cosineSimilarity, normalize } from './normalize/normalize.ts';
export type { NormalizeOptions } from './normalize/normalize.ts';
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
export type { BatchNormOptions, BatchNormResult, BatchNormTrainOptions } from './normalize/batchnorm.ts';
export type { AxesNormOptions } from './normalize/layernorm.ts';
export type { ChannelNormOptions } from './normalize/groupnorm.ts';
export type { VarianceOptions } from './reduce/variance.ts';
export type { ScanOptions } from './reduce/scan.ts';
export type { ArgOptions } from './reduce/argmax.ts';
export type { ReduceOptions } from './reduce/sum.ts';
export { localAttention, localAttentionMap, localAttentionWithSums } from './attention/local.ts';
export type { LocalAttentionOptions } from './attention/local.ts';
export { blockAttention, blockAttentionMap } from './attention/block-attention.ts';
export type { BlockAttentionOptions } from './attention/block-attention.ts';
export { axialAttention, axialWeights } from './attention/axial-attention.ts';
export type { AxialOptions } from './attention/axial-attention.ts';
export { flashAttention } from './attention/flash.ts';
export { crissCrossAttention } from './attention/criss-cross.ts';
export { positionalAttention } from './attention/positional.ts';
export { tune } from './tune.ts';
export type { Tuned } from './tune.ts';
