import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { writeComplete } from '../file';
import { parseJson } from '../text/json';
import type { AuthMethod } from '../wire/answer';
import { listBody, readList } from '../wire/list';
import { isProblem } from '../wire/read';
import { brokenFile, unusableFile } from './errors';

/** The file has the format of Datadog's list, which contains every auth method and no secret. */
export function readMethods(file: string): readonly AuthMethod[] {
  const text = readText(file);
  if (text === undefined) return [];
  const body = parseJson(text);
  if (body === undefined) throw brokenFile(file, 'is not JSON');
  const read = readList(body);
  if (isProblem(read)) throw brokenFile(file, read.problem);
  // Anything else in the file would be lost at the first change.
  if (!isDeepStrictEqual(body, listBody(read.value, true)))
    throw brokenFile(file, 'contains something that no emulator wrote');
  return read.value;
}

/** Replaces the file at once, so that neither a reader nor a crash sees a part of it. */
export function writeMethods(file: string, methods: readonly AuthMethod[]): void {
  try {
    writeComplete(file, `${JSON.stringify(listBody(methods, true), undefined, 2)}\n`, { mode: 0o600 });
  } catch (error) {
    throw unusableFile(file, error as Error);
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unusableFile(file, error as Error);
  }
}
