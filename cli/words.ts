/** Reading options: each of these throws a UsageError, for exit status 2, when a word is not what the option takes. */

/** Words that are not the command's. */
export class UsageError extends Error {}

type Word = string | boolean | undefined;

export const text = (word: Word): string | undefined => (typeof word === 'string' ? word : undefined);

/** A whole number in digits: no sign, no 0x10, no 1e3. */
export function whole(option: string, word: Word, least: number, most: number): number | undefined {
  if (word === undefined) return undefined;
  const value = /^\d{1,10}$/.test(String(word)) ? Number(word) : Number.NaN;
  if (!(value >= least && value <= most))
    throw new UsageError(`${option} is a whole number from ${least} to ${most}, not "${String(word)}"`);
  return value;
}

/** ROW,COL */
export function cell(option: string, word: Word): readonly [row: number, column: number] | undefined {
  if (word === undefined) return undefined;
  const match = /^(\d{1,5}),(\d{1,5})$/.exec(String(word));
  if (!match) throw new UsageError(`${option} is ROW,COL in cells, such as 12,30, not "${String(word)}"`);
  return [Number(match[1]), Number(match[2])];
}

export function oneOf<T extends string>(option: string, word: Word, choices: readonly T[]): T | undefined {
  if (word === undefined) return undefined;
  if (!choices.includes(word as T)) throw new UsageError(`${option} is ${choices.join(', ')}, not "${String(word)}"`);
  return word as T;
}

/** The one file that a command is about. */
export function onlyFile(command: string, words: readonly string[]): string {
  if (words.length !== 1)
    throw new UsageError(
      words.length ? `${command} takes one file, not ${words.length}: ${words.join(' ')}` : `${command}: name a file`,
    );
  return words[0];
}
