import { isRecord, parseJson } from '../text/json';

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads the parts of a JSON document that somebody else wrote. An error names the place and never the value,
 * which may be a secret.
 */
export class JsonReader {
  /** @param complain makes the error from the place and the problem */
  constructor(
    private readonly object: JsonObject,
    private readonly where: string,
    private readonly complain: (where: string, problem: string) => Error,
  ) {}

  names(): readonly string[] {
    return Object.keys(this.object);
  }

  raw(name: string): unknown {
    return this.object[name];
  }

  text(name: string): string {
    return this.optionalText(name) ?? this.fail(name, 'is missing');
  }

  optionalText(name: string): string | undefined {
    const value = this.raw(name) ?? undefined;
    if (value === undefined || typeof value === 'string') return value;
    return this.fail(name, 'is not a string');
  }

  optionalBoolean(name: string): boolean | undefined {
    const value = this.raw(name) ?? undefined;
    if (value === undefined || typeof value === 'boolean') return value;
    return this.fail(name, 'is neither true nor false');
  }

  texts(name: string): readonly string[] {
    return this.list(name).map((entry, index) =>
      typeof entry === 'string' ? entry : this.fail(`${name}[${index}]`, 'is not a string'),
    );
  }

  /** A member that is an object. An absent one is empty. */
  child(name: string): JsonReader {
    return this.reader(this.object[name] ?? {}, name);
  }

  /** The objects of a list. An absent one is empty. */
  children(name: string): readonly JsonReader[] {
    return this.list(name).map((entry, index) => this.reader(entry, `${name}[${index}]`));
  }

  /** The members of an object, each an object itself. An absent one has none. */
  members(name: string): readonly (readonly [string, JsonReader])[] {
    const parent = this.child(name);
    return parent.names().map((key) => [key, parent.child(key)] as const);
  }

  private list(name: string): readonly unknown[] {
    const value = this.object[name] ?? [];
    return Array.isArray(value) ? value : this.fail(name, 'is not a list');
  }

  private reader(value: unknown, name: string): JsonReader {
    if (!isRecord(value)) return this.fail(name, 'is not an object');
    return new JsonReader(value, this.path(name), this.complain);
  }

  private path(name: string): string {
    return this.where === '' ? name : `${this.where}.${name}`;
  }

  private fail(name: string, problem: string): never {
    throw this.complain(this.path(name), problem);
  }
}

/** @param broken makes the error from the problem, the end of a sentence that begins with the document */
export function readJson(text: string, broken: (problem: string) => Error): JsonReader {
  const document = parseJson(text);
  if (document === undefined) throw broken('is not JSON');
  if (!isRecord(document)) throw broken('is not a JSON object');
  return new JsonReader(document, '', (where, problem) => broken(`has ${where}, which ${problem}`));
}
