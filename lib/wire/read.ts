/** The value of a body, or what is wrong with it, as the end of a sentence that begins with "the body". */
export type Read<Value> = { readonly value: Value } | { readonly problem: string };

export function isProblem<Value>(read: Read<Value>): read is { readonly problem: string } {
  return 'problem' in read;
}
