/** What went wrong, in a visitor's words; the engine's own are kept as details. */
import { EngineError } from './engine/engine.ts';

export function inWords(error: Error): string {
  if (error.name === 'NotAllowedError') return 'The browser does not let this page use the camera.';
  if (error.name === 'NotFoundError') return 'No camera was found.';
  if (!(error instanceof EngineError)) return 'Something went wrong.';
  if (error.kind === 'format' && error.message.startsWith('safetensors'))
    return 'This file is no safetensors file, or it is damaged.';
  if (error.kind === 'format')
    return 'The browser cannot read this file as a picture. PNG, JPEG, WebP, GIF and AVIF work.';
  if (error.kind === 'weights')
    return (
      'This file’s network is not one that is known here. ViT, DeiT, DINO, DINOv2, Swin, SegFormer, ' +
      'ResNet with SE or CBAM are.'
    );
  if (error.kind === 'device') return 'The graphics device was lost or is out of memory.';
  if (error.kind === 'refused') return 'This network has no use for that.';
  return 'Something went wrong.';
}
