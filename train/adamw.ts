/** torch.optim.AdamW. */
import type { AdamOptions } from './adam.ts';
import { adamRule } from './adam.ts';
import { Optimizer } from './optimizer.ts';
import type { GroupOptions, Params } from './param-group.ts';

const adamw = adamRule('AdamW', true);

/** torch.optim.AdamW: weight decay shrinks the parameter, by lr · weightDecay. */
export class AdamW extends Optimizer<AdamOptions> {
  constructor(params: Params | readonly GroupOptions<AdamOptions>[], options?: AdamOptions) {
    super(adamw, params, options);
  }
}
