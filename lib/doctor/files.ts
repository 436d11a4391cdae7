import { readdirSync, readFileSync } from 'node:fs';
import { isRecord, parseJson } from '../text/json';

/** The text of a file. Undefined for everything that cannot be read, such as a folder of that name. */
export function textOf(file: string, encoding: BufferEncoding = 'utf8'): string | undefined {
  return orUndefined(() => readFileSync(file, encoding));
}

/** The JSON object in a file. Undefined if there is none. */
export function recordOf(file: string): Readonly<Record<string, unknown>> | undefined {
  const value = parseJson(textOf(file) ?? '');
  return isRecord(value) ? value : undefined;
}

/** The names in a folder. None if it cannot be read. */
export function namesIn(folder: string): readonly string[] {
  return orUndefined(() => readdirSync(folder)) ?? [];
}

function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
