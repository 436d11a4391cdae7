import { randomUUID } from 'node:crypto';
import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Writes the complete file, or leaves the existing one unchanged. The draft beside it has a name that nobody
 * can guess, and is created here: otherwise a link in its place would decide which file is written.
 *
 * @param options.mode of a new file
 * @param options.replace whether an existing file may be replaced. Default: true. If not, it throws EEXIST.
 */
export function writeComplete(
  file: string,
  content: string | Buffer,
  { mode, replace = true }: { readonly mode?: number; readonly replace?: boolean } = {},
): void {
  const draft = `${file}.${randomUUID()}`;
  try {
    writeFileSync(draft, content, { flag: 'wx', mode });
    // Unlike a rename, a link fails if the name is in use, even since a moment ago.
    if (replace) renameSync(draft, file);
    else linkSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}
