import { extname } from 'node:path';

/** What `--format` may name. */
export const FORMATS = ['terminal', 'markdown', 'html', 'json', 'github'] as const;
export type Format = (typeof FORMATS)[number];

const EXTENSIONS: Readonly<Record<string, Format>> = {
  '.txt': 'terminal',
  '.md': 'markdown',
  '.html': 'html',
  '.json': 'json',
};

/** The form that a file's name asks for. */
export function formOfFile(file: string): Format | undefined {
  return EXTENSIONS[extname(file).toLowerCase()];
}
