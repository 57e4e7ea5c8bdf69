/**
 * A strict JSON reader that walks the text and builds nothing.
 *
 * `JSON.parse` is the wrong tool for a file's header: it keeps the last of two equal keys without a word, gives
 * `__proto__` a meaning, rounds 2⁵³ + 1, reads 1e400 as Infinity and runs out of stack on deep nesting. Here the caller
 * visits keys and items as they come, numbers stay text, repeated keys and deep nesting are refused, and a list of a
 * million sizes costs no memory.
 */
import { FormatError } from '../errors.ts';

export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';

/** Deeper than any header needs; far from the end of the JavaScript stack. */
const maxDepth = 64;

/** Text of a file for an error message: quoted, on one line, cut at 80 characters. */
export const quote = (text: string): string => JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/**
 * One pass over `text`. Every method reads the value that comes next; errors are FormatErrors of `format` and name the
 * character.
 */
export class JsonReader {
  readonly #format: string;
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(format: string, text: string) {
    this.#format = format;
    this.#text = text;
  }

  /** The kind of the next value, which stays unread. */
  kind(): JsonKind {
    this.#space();
    const code = this.#text.charCodeAt(this.#at);
    if (code === 0x7b) return 'object';
    if (code === 0x5b) return 'array';
    if (code === 0x22) return 'string';
    if (code === 0x2d || isDigit(code)) return 'number';
    if (code === 0x74 || code === 0x66) return 'boolean';
    return code === 0x6e ? 'null' : this.#fail('a value');
  }

  /** Reads an object; `visit` must read the value of the key it is given. */
  object(visit: (key: string) => void): void {
    const keys = new Set<string>();
    this.#list('{', '}', () => {
      this.#space();
      const key = this.string();
      if (keys.has(key))
        throw new FormatError(
          this.#format,
          `duplicate key ${quote(key)} in the JSON header, at character ${this.#at}`,
          '',
          'every key may stand once',
        );
      keys.add(key);
      this.#space();
      this.#expect(':');
      visit(key);
    });
  }

  /** Reads an array; `visit` must read one item. */
  array(visit: () => void): void {
    this.#list('[', ']', visit);
  }

  string(): string {
    const from = this.#at;
    this.#expect('"');
    let escaped = false;
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === 0x22) break;
      if (code === 0x5c) {
        escaped = true;
        this.#at++;
      } else if (!(code >= 0x20)) this.#fail('a closing quote');
      this.#at++;
    }
    this.#at++;
    if (!escaped) return this.#text.slice(from + 1, this.#at - 1);
    const value = this.#unescape(from);
    // Half of a surrogate pair is no character: UTF-8 could not hold the name, and two such names would become one.
    return /\p{Surrogate}/u.test(value) ? this.#fail('whole characters in the string before it') : value;
  }

  /** Reads a number and gives its text: only the caller knows which numbers make sense. */
  number(): string {
    this.#space();
    const from = this.#at;
    if (this.#next('-')) this.#at++;
    if (this.#next('0')) this.#at++;
    else this.#digits();
    if (this.#next('.')) {
      this.#at++;
      this.#digits();
    }
    if (this.#next('e') || this.#next('E')) {
      this.#at++;
      if (this.#next('+') || this.#next('-')) this.#at++;
      this.#digits();
    }
    return this.#text.slice(from, this.#at);
  }

  /** Reads a value of any kind and forgets it. */
  skip(): void {
    const kind = this.kind();
    if (kind === 'object') this.object(() => this.skip());
    else if (kind === 'array') this.array(() => this.skip());
    else if (kind === 'string') this.string();
    else if (kind === 'number') this.number();
    else {
      const word =
        ['true', 'false', 'null'].find((literal) => this.#text.startsWith(literal, this.#at)) ??
        this.#fail('true, false or null');
      this.#at += word.length;
    }
  }

  /** Throws unless only white space is left. */
  end(): void {
    this.#space();
    if (this.#at < this.#text.length) this.#fail('the end');
  }

  #list(open: string, close: string, item: () => void): void {
    this.#space();
    this.#expect(open);
    if (++this.#depth > maxDepth) this.#fail(`at most ${maxDepth} levels of nesting`);
    this.#space();
    if (!this.#next(close)) {
      for (;;) {
        item();
        this.#space();
        if (!this.#next(',')) break;
        this.#at++;
      }
    }
    this.#expect(close);
    this.#depth--;
  }

  #unescape(from: number): string {
    try {
      return JSON.parse(this.#text.slice(from, this.#at)) as string;
    } catch {
      return this.#fail('only known escapes in the string before it');
    }
  }

  #digits(): void {
    if (!isDigit(this.#text.charCodeAt(this.#at))) this.#fail('a digit');
    while (isDigit(this.#text.charCodeAt(this.#at))) this.#at++;
  }

  #space(): void {
    while (this.#next(' ') || this.#next('\n') || this.#next('\r') || this.#next('\t')) this.#at++;
  }

  #next(character: string): boolean {
    return this.#text[this.#at] === character;
  }

  #expect(character: string): void {
    if (!this.#next(character)) this.#fail(quote(character));
    this.#at++;
  }

  #fail(expected: string): never {
    const found = this.#at < this.#text.length ? quote(this.#text.slice(this.#at, this.#at + 12)) : 'its end';
    throw new FormatError(
      this.#format,
      `the header is not valid JSON: expected ${expected} at character ${this.#at}`,
      found,
    );
  }
}
