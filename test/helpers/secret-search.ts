import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';

/** What a secret looks like where it is written down: as it is, escaped or encoded. */
export function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const url = encodeURIComponent(secret);
  const json = JSON.stringify(secret).slice(1, -1);
  const base64 = [0, 1, 2].flatMap((offset) => {
    // Inside something longer, base64 looks different at each of three offsets; the ends are shared with
    // neighbours.
    const text = Buffer.concat([Buffer.alloc(offset, 'x'), bytes]).toString('base64url');
    const own = text.slice(Math.ceil((offset * 4) / 3), Math.floor(((offset + bytes.length) * 4) / 3));
    return [own, own.replace(/-/g, '+').replace(/_/g, '/')];
  });
  return [
    ...new Set([
      secret,
      json,
      // Terraform's JSON escapes these three as well.
      json.replace(/[<>&]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`),
      url,
      url.toLowerCase(),
      new URLSearchParams({ '': secret }).toString().slice(1),
      ...base64,
      bytes.toString('hex'),
      bytes.toString('hex').toUpperCase(),
    ]),
  ];
}

/**
 * Where one of the secrets stands, in whatever form: file names (with the entry, for zips) or names of texts.
 */
export function findSecrets(
  secrets: readonly string[],
  where: { folder?: string; texts?: Readonly<Record<string, string>> },
): string[] {
  const forms = secrets.flatMap(formsOf).map((form) => Buffer.from(form));
  const contents = [
    ...(where.folder ? filesBelow(where.folder).flatMap(contentsOf) : []),
    ...Object.entries(where.texts ?? {}).map(([name, text]) => ({ name, bytes: Buffer.from(text) })),
  ];
  return contents.filter(({ bytes }) => forms.some((form) => bytes.includes(form))).map(({ name }) => name);
}

function filesBelow(folder: string): string[] {
  return (
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      // What is installed is not of the project's making.
      .filter((name) => !name.startsWith('node_modules'))
      .map((name) => join(folder, name))
      .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
  );
}

/** A file, and what is packed in it: a saved plan is a zip. */
function contentsOf(path: string): { name: string; bytes: Buffer }[] {
  const bytes = readFileSync(path);
  const packed = bytes.subarray(0, 2).toString() === 'PK' ? Object.entries(unzipSync(bytes)) : [];
  return [
    { name: path, bytes },
    ...packed.map(([entry, content]) => ({ name: `${path}#${entry}`, bytes: Buffer.from(content) })),
  ];
}
