/** The libraries that people would pick instead, each loaded only when it is asked for. */
import { devDependencies } from '../../package.json';
import type { Contestant, Library } from '../contestant.ts';

interface Peer {
  title: string;
  version: string;
  /** @param ortWasm ONNX Runtime's WebAssembly file, or where it lies. */
  open: (ortWasm: () => string | ArrayBuffer) => Promise<Library>;
}

export const peers = {
  tfjs: {
    title: 'TensorFlow.js',
    version: devDependencies['@tensorflow/tfjs-core'],
    open: async () => (await import('./tfjs.ts')).openTfjs(),
  },
  ort: {
    title: 'ONNX Runtime Web',
    version: devDependencies['onnxruntime-web'],
    open: async (ortWasm) => (await import('./ort.ts')).openOrt(ortWasm()),
  },
  jax: {
    title: 'jax-js',
    version: devDependencies['@jax-js/jax'],
    open: async () => (await import('./jax.ts')).openJax(),
  },
} satisfies Record<string, Peer>;

export type PeerName = keyof typeof peers;
export const peerNames = Object.keys(peers) as PeerName[];
export const isPeer = (name: string): name is PeerName => Object.hasOwn(peers, name);

/** Stands in for an engine that did not open, so that its rows say why. */
export const absent = (name: string, version: string, why: string): Contestant => {
  const refuse = async (): Promise<never> => {
    throw new Error(why);
  };
  return {
    name,
    version,
    adapter: '',
    prepare: refuse,
    run: refuse,
    read: refuse,
    release: async () => 0,
    close: () => {},
  };
};
