/** Copies of variables on the host, from which `gpu.recover()` brings them back. */
import { tensor } from './create.ts';
import type { Variable } from './variable.ts';

/**
 * Copies the values that variables have now: after a loss, `recover` gives them these. Asked again, the copy is of
 * that time. For weights that stay as they are, like those of a network that is only looked at; of training `fit` and
 * checkpoints keep more than variables.
 *
 *     await keep(net.state().values());
 *     …  await gpu.recover();   // the network has its weights
 *
 * @throws what reading them throws; the copies are those from before then.
 */
export async function keep(variables: Iterable<Variable>): Promise<void> {
  const copies = await Promise.all([...variables].map(async (variable) => ({ variable, data: await variable.data() })));
  for (const { variable, data } of copies) {
    const { device, shape, dtype } = variable;
    device.kept.set(variable, () => {
      if (variable.disposed) device.kept.delete(variable);
      else variable.assign(tensor(device, data, shape, dtype));
    });
  }
}
