/** Reading options: each of these throws a UsageError, for exit status 2, when a word is not what the option takes. */

/**
 * Names of files and what stands in them may hold characters that steer a terminal, or turn the text around: these are
 * written out.
 */
export const printable = (text: string): string =>
  text.replace(/[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

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

/** I/N: part I of N, counted from 0 as arrays of jobs are. */
export function part(option: string, word: Word): { index: number; count: number } | undefined {
  if (word === undefined) return undefined;
  const match = /^(\d{1,6})\/(\d{1,6})$/.exec(String(word));
  const [index, count] = match ? [Number(match[1]), Number(match[2])] : [0, 0];
  if (index >= count) throw new UsageError(`${option} is I/N, part I from 0 to N - 1, not "${String(word)}"`);
  return { index, count };
}

export function oneOf<T extends string>(option: string, word: Word, choices: readonly T[]): T | undefined {
  if (word === undefined) return undefined;
  if (!choices.includes(word as T)) throw new UsageError(`${option} is ${choices.join(', ')}, not "${String(word)}"`);
  return word as T;
}

/** The nearest of `names` to a word that is none of them, as a question; empty where none is near. */
export function didYouMean(word: string, names: readonly string[]): string {
  const plain = (name: string) => name.toLowerCase().replaceAll(/[-_ ]/g, '');
  const near = names
    .map((name) => ({ name, edits: editDistance(plain(word), plain(name)) }))
    .filter(({ name, edits }) => edits <= Math.max(1, Math.floor(Math.max(word.length, name.length) / 3)))
    .sort((a, b) => a.edits - b.edits);
  return near.length ? `; did you mean ${near[0].name}?` : '';
}

/** Letters to insert, delete, replace, or swap with their neighbour. */
function editDistance(from: string, to: string): number {
  let [before, row] = [[] as number[], Array.from({ length: to.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1])
        next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    [before, row] = [row, next];
  }
  return row[to.length];
}

/** For a command that takes options only. */
export function none(command: string, words: readonly string[]): void {
  if (words.length) throw new UsageError(`${command} takes options only, not ${words.join(' ')}`);
}

/** The one file that a command is about. */
export function onlyFile(command: string, words: readonly string[]): string {
  if (words.length !== 1)
    throw new UsageError(
      words.length ? `${command} takes one file, not ${words.length}: ${words.join(' ')}` : `${command}: name a file`,
    );
  return words[0];
}
