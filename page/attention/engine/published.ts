/** Networks from files: loading them and reading their maps. */
export { loadNetwork } from '../../../layers/published/load-network.ts';
export { preparationOf, prepared } from '../../../layers/published/picture.ts';
export { readNetwork, readTokens } from '../../../layers/show/network-reading.ts';
