/** What came of reading a body: its value, or what is wrong with it in words that follow "the body". */
export type Read<Value> = { readonly value: Value } | { readonly problem: string };

export function isProblem<Value>(read: Read<Value>): read is { readonly problem: string } {
  return 'problem' in read;
}
