/** What a file that is not safetensors seems to be, from its first bytes, and what to do about it. */
import { quote } from './json.ts';

export function otherKind(bytes: Uint8Array): { got: string; fix?: string } {
  const text = String.fromCharCode(...bytes.subarray(0, 24));
  const torch = 'export its state_dict: python3 examples/export_state_dict.py FILE OUT.safetensors';
  if (text.startsWith('version https://git-lfs'))
    return { got: 'a Git LFS pointer', fix: 'fetch the file itself with git lfs pull' };
  if (text.trimStart().startsWith('<')) return { got: 'a web page (HTML)' };
  if (text.startsWith('PK\x03\x04'))
    return { got: 'a zip archive, as torch.save writes .pth and .pt files', fix: torch };
  if (text.startsWith('\x80') && text.charCodeAt(1) >= 2 && text.charCodeAt(1) <= 5)
    return { got: 'a Python pickle, as older .pth and .bin files of torch.save', fix: torch };
  if (text.trimStart().startsWith('{') && new TextDecoder().decode(bytes).includes('"weight_map"'))
    return {
      got: 'the index of a file in several parts',
      fix: 'load the .safetensors files that its weight_map names, and join their Maps',
    };
  return { got: `a file that begins ${quote(text)}`, fix: 'is this a safetensors file?' };
}
