/** What one walk of Terraform does to an auth method, as far as it is known. */
export type Fate =
  /** No resource of this walk plans or changes it. */
  | 'unknown'
  /** A resource has it and leaves its name alone. */
  | 'kept'
  /** A resource has it and will rename it. */
  | 'to be renamed'
  /** It is being renamed or deleted now. */
  | 'leaving'
  /** It was renamed or deleted. */
  | 'gone'
  /** Its change or its deletion failed. Terraform does not start one again in the same apply. */
  | 'failed';

/** Why the plans of two resources cannot both come true. */
export type PlanConflict =
  | { readonly kind: 'same id' }
  | { readonly kind: 'same name' }
  /** @property names each auth method takes the name of the next one, the last one that of the first */
  | { readonly kind: 'swap'; readonly names: readonly string[] };

interface Rename {
  readonly from: string;
  /** `null`: not known until apply. */
  readonly to: string | null;
}

/**
 * Knows what a walk does to which auth method and name, so that no two resources act on the same one.
 * Terraform configures a provider once for each walk. Terraform names no addresses: a resource is the random
 * text in its private data, so that a repeated request is no second resource. Ids are compared in lower case,
 * names in the form that Terraform stores (Unicode NFC).
 */
export class Walk {
  private readonly owners = new Map<string, string>();
  private readonly fates = new Map<string, Fate>();
  private readonly renames = new Map<string, Rename>();
  private readonly createdNames = new Set<string>();
  private readonly deletedNames = new Set<string>();
  private readonly freedNames = new Set<string>();
  private readonly listeners = new Set<() => void>();

  /** @returns false if another resource has the auth method */
  claim(id: string, resource: string): boolean {
    return this.own(`id ${id.toLowerCase()}`, resource);
  }

  /** The auth method does not exist any more. */
  release(id: string): void {
    this.owners.delete(`id ${id.toLowerCase()}`);
  }

  isClaimed(id: string): boolean {
    return this.owners.has(`id ${id.toLowerCase()}`);
  }

  /** A plan of a resource whose auth method exists. */
  planUpdate(resource: string, id: string, from: string, to: string | null): PlanConflict | undefined {
    if (!this.claim(id, resource)) return { kind: 'same id' };
    const rename = { from: nfc(from), to: to === null ? null : nfc(to) };
    this.renames.set(id.toLowerCase(), rename);
    this.fates.set(id.toLowerCase(), rename.from === rename.to ? 'kept' : 'to be renamed');
    if (to !== null && !this.own(nameKey(to), resource)) return { kind: 'same name' };
    const names = this.swapThrough(rename);
    return names ? { kind: 'swap', names } : undefined;
  }

  /**
   * A plan of a resource whose auth method is to be created. It has no private data yet, so what it declares
   * distinguishes it: from Terraform 1.13 on, `terraform test` plans, and plans again to apply, in one walk.
   *
   * @param declared a text of its attributes
   * @param replaced the id that it replaces
   */
  planCreation(
    resource: string,
    name: string,
    declared: string,
    replaced: string | undefined,
  ): PlanConflict | undefined {
    // The replaced auth method gives its name up, so it takes part in no swap.
    if (replaced !== undefined) this.renames.delete(replaced.toLowerCase());
    else this.createdNames.add(nfc(name));
    const owner = replaced === undefined ? declared : resource;
    return this.own(nameKey(name), owner) ? undefined : { kind: 'same name' };
  }

  /** A plan to delete an auth method because its resource is no longer declared. */
  planDeletion(resource: string, id: string, name: string): PlanConflict | undefined {
    this.deletedNames.add(nfc(name));
    return this.claim(id, resource) ? undefined : { kind: 'same id' };
  }

  /** Whether the plan deletes a resource of this name, and creates another one. */
  isRecreated(name: string): boolean {
    return this.createdNames.has(nfc(name)) && this.deletedNames.has(nfc(name));
  }

  fateOf(id = ''): Fate {
    return this.fates.get(id.toLowerCase()) ?? 'unknown';
  }

  /** Whether this walk freed the name by a deletion or a rename. */
  hasFreed(name: string): boolean {
    return this.freedNames.has(nfc(name));
  }

  /** This walk gave the auth method to the resource that it was created for. */
  created(id: string, name: string, resource: string): void {
    this.claim(id, resource);
    this.owners.set(nameKey(name), resource);
    this.createdNames.delete(nfc(name));
    this.setFate(id, 'kept');
  }

  /** Renames or deletes an auth method. Its name is free afterwards. */
  async free<Result>(id: string, name: string, work: () => Promise<Result>): Promise<Result> {
    this.setFate(id, 'leaving');
    try {
      const result = await work();
      this.freedNames.add(nfc(name));
      this.owners.delete(nameKey(name));
      this.deletedNames.delete(nfc(name));
      this.setFate(id, 'gone');
      return result;
    } catch (error) {
      this.setFate(id, 'failed');
      throw error;
    }
  }

  /** Calls the listener at each event until the returned function is called. */
  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  private own(key: string, resource: string): boolean {
    const owner = this.owners.get(key) ?? resource;
    this.owners.set(key, owner);
    return owner === resource;
  }

  /** Something happens in an apply. A plan is no such event: it ends nobody's wait. */
  private setFate(id: string, fate: Fate): void {
    this.fates.set(id.toLowerCase(), fate);
    for (const listener of [...this.listeners]) listener();
  }

  private swapThrough(first: Rename): readonly string[] | undefined {
    const names: string[] = [];
    let rename: Rename | undefined = first;
    while (rename && rename.to !== null && rename.to !== rename.from && !names.includes(rename.from)) {
      names.push(rename.from);
      const wanted: string = rename.to;
      if (wanted === names[0]) return names;
      rename = [...this.renames.values()].find((other) => other.from === wanted);
    }
    return undefined;
  }
}

function nameKey(name: string): string {
  return `name ${nfc(name)}`;
}

function nfc(name: string): string {
  return name.normalize('NFC');
}
