/** Options also come from files and from plain JavaScript: names and numbers are checked before anything runs. */
import { told } from '../../engine/arguments.ts';
import { ShapeError } from '../../engine/errors.ts';

/** @throws ShapeError unless `value` is one of `names`. */
export function checkName(op: string, what: string, value: string, names: readonly string[]): void {
  if (!names.includes(value))
    throw new ShapeError(op, `there is no ${what} of that name`, told(value), `use ${names.join(', ')}`);
}

/** @throws ShapeError unless `value` is finite and 0 or more; above 0, below 1, or at most 1, where `limit` says so. */
export function checkNumber(
  op: string,
  what: string,
  value: number,
  limit?: 'above 0' | 'below 1' | 'at most 1',
): void {
  const fits =
    Number.isFinite(value) &&
    value >= 0 &&
    (limit !== 'above 0' || value > 0) &&
    (limit !== 'below 1' || value < 1) &&
    (limit !== 'at most 1' || value <= 1);
  if (!fits)
    throw new ShapeError(
      op,
      `${what} cannot be that`,
      told(value),
      limit === 'above 0' ? 'give a number above 0' : `give 0 or more${limit ? `, ${limit}` : ''}`,
    );
}

/** `checkNumber` of several by name. */
export function checkNumbers(op: string, numbers: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(numbers)) checkNumber(op, name, value);
}
