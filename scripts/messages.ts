/**
 * Prints every sentence that a person can meet, room by room: of errors, checks, diagnostics, notes and the
 * command's help. Read its whole output after a change to messages. `npx tsx scripts/messages.ts [ROOM]`
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

const LIB = join(__dirname, '..', 'lib');

/** The files whose texts are for people; texts elsewhere are names, formats and parts of protocols. */
const MESSAGE_FILES = [
  /errors?\.ts$/,
  /^provider\/errors\//,
  /^(checks|attributes|settings)\.ts$/,
  /^cli\//,
  /^plugin\/(diagnostics|lifecycle|debug|serve|start)/,
  /words|notes|ways-out|gaps|judge|json-reader|who|limits/,
  /^project\/(index|project)\.ts$/,
  /^review\/forms\//,
  /^review\/plan\.ts$/,
  /^import\/typescript\.ts$/,
  /^emulator\//,
  /^wire\/(answer|list|request|read)\.ts$/,
  /^(construct|mirror)\/(literal-secrets|duplicate-names|lock-file)/,
];

interface Message {
  readonly line: number;
  readonly text: string;
}

/** The outermost string expressions with at least two words. */
function messagesIn(file: ts.SourceFile): Message[] {
  const messages: Message[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    const text = textOf(node);
    if (text === undefined) return ts.forEachChild(node, visit);
    if (/\p{L}+\s+\S*\p{L}/u.test(text))
      messages.push({ line: file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1, text });
  };
  visit(file);
  return messages;
}

/** A text with `{…}` for each part that is only known when it runs. */
function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return (
      node.head.text +
      node.templateSpans.map((span) => `{${span.expression.getText()}}${span.literal.text}`).join('')
    );
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left, right] = [textOf(node.left), textOf(node.right)];
    if (left === undefined && right === undefined) return undefined;
    return (left ?? `{${node.left.getText()}}`) + (right ?? `{${node.right.getText()}}`);
  }
  if (ts.isParenthesizedExpression(node)) return textOf(node.expression);
  return undefined;
}

const wanted = process.argv[2] ?? '';
const paths = readdirSync(LIB, { recursive: true, encoding: 'utf8' })
  .map((path) => relative(LIB, join(LIB, path)).replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !path.includes('generated') && path.startsWith(wanted))
  .filter((path) => MESSAGE_FILES.some((pattern) => pattern.test(path)))
  .sort();
for (const path of paths) {
  const file = ts.createSourceFile(path, readFileSync(join(LIB, path), 'utf8'), ts.ScriptTarget.Latest, true);
  const messages = messagesIn(file);
  if (messages.length === 0) continue;
  console.log(`\nlib/${path}`);
  for (const { line, text } of messages)
    console.log(`${String(line).padStart(4)}  ${text.replaceAll('\n', '\n      ')}`);
}
