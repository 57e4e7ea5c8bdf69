/**
 * The operands of an op by name, as types: what its list of inputs says is what its rules, its kernel and its calls
 * know.
 */

/** A list of inputs, as specs have it. */
export type Names = readonly string[];

/** Names of a list that stand as they are; those of `bias?`, which may be missing; those of `...xs`: xs0, xs1, …. */
type Always<N extends string> = N extends `...${string}` | `${string}?` ? never : N;
type Maybe<N extends string> = N extends `${infer Name}?` ? Name : never;
type Family<N extends string> = N extends `...${infer Name}` ? `${Name}${number}` : never;

/** Something for each input of the list `I`; of a list that is not known, something for any name. */
export type ByName<I extends Names, T> = { readonly [N in Always<I[number]> | Family<I[number]>]: T } & {
  readonly [N in Maybe<I[number]>]?: T | undefined;
};

/** The same where none is missing. */
export type ForEach<I extends Names, T> = {
  readonly [N in Always<I[number]> | Maybe<I[number]> | Family<I[number]>]: T;
};
