/** What a template in Terraform's syntax consists of: text, and expressions in it. */
const TOKENS = {
  template: /[$]{2}\{|%%\{|[$%]\{|\\.|"|[^$%\\"]+|./suy,
  expression: /["{}]|[a-z_][\w:-]*(?:\s*[.[(])?|[^"{}a-z_]+/iuy,
};

/** Functions whose value does not depend on their arguments alone. Those of providers have colons. */
const READS = /^(file\w*|templatefile|uuid|\w*timestamp)\s*\(|::/;

/**
 * Whether a template has no reference, so that it contains its value: `literal`, `${trimspace("literal")}`.
 * One that is not closed is no template, so it is a literal. In doubt it has a reference.
 */
export function isConstant(template: string): boolean {
  const open: (keyof typeof TOKENS)[] = ['template'];
  let hasReference = false;
  for (let at = 0; at < template.length;) {
    const mode = open.at(-1) ?? 'template';
    const pattern = TOKENS[mode];
    pattern.lastIndex = at;
    const token = pattern.exec(template)?.[0] ?? '';
    // Only a string inside an expression has escapes.
    at += token.startsWith('\\') && open.length === 1 ? 1 : Math.max(token.length, 1);
    if (mode === 'template') {
      if (token === '${' || token === '%{') open.push('expression');
      if (token === '"' && open.length > 1) open.pop();
    } else if (token === '"') open.push('template');
    else if (token === '{') open.push('expression');
    else if (token === '}') open.pop();
    else if (READS.test(token) || (/^[a-z_].*[.[]$/is.test(token) && !/^in\s*\[$/.test(token)))
      hasReference = true;
  }
  return !hasReference || open.length > 1;
}
