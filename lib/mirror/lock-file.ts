/** Terraform's dependency lock file (`.terraform.lock.hcl`), as text. */

/** An entry of the lock file. */
export interface LockedProvider {
  /** The complete source address, such as `registry.terraform.io/hashicorp/null`. */
  readonly source: string;
  readonly version: string;
  readonly constraints: string;
  /**
   * Terraform checks the installed package with them. Without any it installs the version and writes them
   * itself.
   */
  readonly hashes: readonly string[];
}

const HEADER = `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.
`;

const ENTRY = /^provider "([^"]+)" \{[^]*?^\}[ \t]*(?:\r?\n|$)/gm;

/** The complete address of a provider whose source may omit the registry and the namespace. */
export function wholeAddress(source: string): string {
  const parts = source.split('/');
  return [...['registry.terraform.io', 'hashicorp'].slice(0, 3 - parts.length), ...parts].join('/');
}

/**
 * The lock file with the providers in it. An entry of the same version stays byte for byte, unless it lacks
 * the given hashes. Terraform cannot use an entry of another version, so it is replaced.
 */
export function lock(text: string, providers: readonly LockedProvider[]): string {
  return providers.reduce(withProvider, text || HEADER);
}

function withProvider(text: string, provider: LockedProvider): string {
  const entries = [...text.matchAll(ENTRY)];
  const present = entries.find(([, source]) => source === provider.source);
  if (present && fits(present[0], provider)) return text;
  if (present) return splice(text, present.index, present[0].length, entryOf(provider));

  const next = entries.find(([, source]) => (source as string) > provider.source);
  return next
    ? splice(text, next.index, 0, `${entryOf(provider)}\n`)
    : `${text.trimEnd()}\n\n${entryOf(provider)}`;
}

function fits(entry: string, { version, hashes }: LockedProvider): boolean {
  const written = contentOf(entry);
  return (
    written.version === version &&
    (hashes.length === 0 || JSON.stringify(written.hashes) === JSON.stringify(hashes))
  );
}

/** The version and the hashes in the entry of a provider; undefined if the file has none. */
export function lockedProvider(
  text: string,
  source: string,
): (Partial<Pick<LockedProvider, 'version'>> & Pick<LockedProvider, 'hashes'>) | undefined {
  const entry = [...text.matchAll(ENTRY)].find(([, address]) => address === source);
  return entry && contentOf(entry[0]);
}

function contentOf(entry: string) {
  return {
    version: /^\s*version\s*=\s*"(.*)"/m.exec(entry)?.[1],
    hashes: [...entry.matchAll(/"(h1:[^"]+|zh:[^"]+)"/g)].map(([, hash]) => hash as string),
  };
}

function entryOf({ source, version, constraints, hashes }: LockedProvider): string {
  const lines = hashes.map((hash) => `    "${hash}",\n`).join('');
  return `provider "${source}" {
  version     = "${version}"
  constraints = "${constraints}"
${lines && `  hashes = [\n${lines}  ]\n`}}
`;
}

function splice(text: string, start: number, length: number, inserted: string): string {
  return text.slice(0, start) + inserted + text.slice(start + length);
}
