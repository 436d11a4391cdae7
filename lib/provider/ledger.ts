/** What one walk of Terraform is known to do to an auth method. */
export type Role =
  /** No plan, update or deletion named it so far. */
  | 'unknown'
  /** A resource has it and leaves its name alone. */
  | 'kept'
  /** A resource has it and will rename it. */
  | 'to be renamed'
  /** It is being renamed or deleted now. */
  | 'leaving'
  | 'deleted'
  /** Its deletion failed. */
  | 'not deleted'
  /** This walk created, adopted or recovered it for a resource. */
  | 'given';

/** Why the plans of two resources cannot both come true. */
export type PlanConflict =
  | { readonly kind: 'same name' }
  /** @property names each auth method takes the name of the next one, the last one that of the first */
  | { readonly kind: 'swap'; readonly names: readonly string[] }
  /** One resource adopts what another one manages. */
  | { readonly kind: 'adopts managed' }
  /** Two resources of the state are the same auth method. */
  | { readonly kind: 'same id' }
  /** Two resources are the same auth method, and the code no longer declares one of them. */
  | { readonly kind: 'deletes managed' };

interface Rename {
  readonly from: string;
  /** `null`: not known until apply. */
  readonly to: string | null;
}

/**
 * Knows what the running walk does to which auth method and name, so that no two resources of one apply act
 * on the same object. Terraform configures a provider once for each walk, and each configuration has its own
 * ledger. Ids are compared in lower case, names in the form that Terraform stores (Unicode NFC).
 */
export class Ledger {
  private readonly planned = new Map<string, Rename>();
  private readonly owners = new Map<string, string | symbol>();
  private readonly plannedDeletions = new Set<string>();
  private readonly adoptions = new Set<string>();
  private readonly leaving = new Set<string>();
  private readonly deletions = new Map<string, 'deleted' | 'not deleted'>();
  private readonly createdIds = new Set<string>();
  private readonly given = new Map<string, Promise<boolean>>();
  private readonly freedNames = new Set<string>();
  private readonly listeners = new Set<() => void>();

  /** A plan of a resource whose auth method exists. @param to `null`: not known until apply */
  planUpdate(id: string, from: string, to: string | null): PlanConflict | undefined {
    const key = id.toLowerCase();
    if (this.planned.has(key)) return { kind: 'same id' };
    if (this.plannedDeletions.has(key)) return { kind: 'deletes managed' };
    this.planned.set(key, { from: nfc(from), to: to === null ? null : nfc(to) });
    if (to !== null && !this.own(to, key)) return { kind: 'same name' };
    if (this.adoptions.has(key)) return { kind: 'adopts managed' };
    const names = this.swapThrough(key);
    return names ? { kind: 'swap', names } : undefined;
  }

  /** A plan of a resource whose auth method is to be created. @param replaced the id that it replaces */
  planCreation(name: string, replaced: string | undefined): PlanConflict | undefined {
    const key = replaced?.toLowerCase();
    // The replaced auth method gives its name up, so it takes part in no swap.
    if (key !== undefined) this.planned.delete(key);
    return this.own(name, key ?? Symbol(name)) ? undefined : { kind: 'same name' };
  }

  /** A plan to delete an auth method because its resource is no longer declared. */
  planDeletion(id: string): PlanConflict | undefined {
    this.plannedDeletions.add(id.toLowerCase());
    return this.planned.has(id.toLowerCase()) ? { kind: 'deletes managed' } : undefined;
  }

  planAdoption(id: string): PlanConflict | undefined {
    this.adoptions.add(id.toLowerCase());
    return this.planned.has(id.toLowerCase()) ? { kind: 'adopts managed' } : undefined;
  }

  roleOf(id: string): Role {
    const key = id.toLowerCase();
    if (this.createdIds.has(key) || this.given.has(key)) return 'given';
    if (this.leaving.has(key)) return 'leaving';
    const deletion = this.deletions.get(key);
    if (deletion) return deletion;
    const rename = this.planned.get(key);
    if (!rename) return 'unknown';
    return rename.from === rename.to ? 'kept' : 'to be renamed';
  }

  /** Whether this walk freed the name by a deletion or a rename. */
  hasFreed(name: string): boolean {
    return this.freedNames.has(nfc(name));
  }

  /** This walk created the auth method. */
  created(id: string): void {
    this.createdIds.add(id.toLowerCase());
    this.notify();
  }

  /**
   * Gives an auth method that exists to a resource. From now on no other resource can take it, and its
   * deletion waits.
   *
   * @param take makes it the resource's own; `false`: it did not, and the auth method is nobody's again
   */
  async give(id: string, take: () => Promise<boolean>): Promise<void> {
    const key = id.toLowerCase();
    const taken = take();
    this.given.set(key, taken);
    if (!(await taken.catch(() => false))) this.given.delete(key);
    this.notify();
  }

  /** Whether this walk gave an auth method that existed before to a resource, once that is certain. */
  async wasGiven(id: string): Promise<boolean> {
    return (await this.given.get(id.toLowerCase())?.catch(() => false)) ?? false;
  }

  /** Deletes an auth method. */
  delete<Result>(id: string, name: string, work: () => Promise<Result>): Promise<Result> {
    this.deletions.set(id.toLowerCase(), 'not deleted');
    return this.whileLeaving(id, work, () => {
      this.deletions.set(id.toLowerCase(), 'deleted');
      this.freedNames.add(nfc(name));
    });
  }

  /** Renames an auth method. */
  rename<Result>(id: string, from: string, work: () => Promise<Result>): Promise<Result> {
    return this.whileLeaving(id, work, () => this.freedNames.add(nfc(from)));
  }

  /** Calls the listener at each event until the returned function is called. */
  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  private async whileLeaving<Result>(
    id: string,
    work: () => Promise<Result>,
    onSuccess: () => void,
  ): Promise<Result> {
    const key = id.toLowerCase();
    this.leaving.add(key);
    this.notify();
    try {
      const result = await work();
      onSuccess();
      return result;
    } finally {
      this.leaving.delete(key);
      this.notify();
    }
  }

  private own(name: string, owner: string | symbol): boolean {
    const known = this.owners.get(nfc(name));
    if (known === undefined) this.owners.set(nfc(name), owner);
    return known === undefined || known === owner;
  }

  private swapThrough(id: string): readonly string[] | undefined {
    const names: string[] = [];
    let rename = this.planned.get(id);
    while (rename && rename.to !== null && rename.to !== rename.from && !names.includes(rename.from)) {
      names.push(rename.from);
      const wanted = rename.to;
      if (wanted === names[0]) return names;
      rename = [...this.planned.values()].find((other) => other.from === wanted);
    }
    return undefined;
  }

  private notify(): void {
    for (const listener of [...this.listeners]) listener();
  }
}

function nfc(name: string): string {
  return name.normalize('NFC');
}
