import type { AttributeType, ObjectValue } from './value';

/**
 * The interface of a Terraform provider, in terms of values and diagnostics. `serve` does the handshake, gRPC
 * and the encoding. A method that throws a `RequestError` answers with its diagnostic alone.
 */

export interface AttributeSchema {
  readonly type: AttributeType;
  /** Markdown. */
  readonly description?: string;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  /** The value appears in the configuration only, and is `null` everywhere else. Needs Terraform 1.11. */
  readonly writeOnly?: boolean;
}

export interface Schema {
  /** Markdown. */
  readonly description?: string;
  readonly attributes: { readonly [name: string]: AttributeSchema };
}

export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  /** One line. */
  readonly summary: string;
  readonly detail?: string;
  /** The name of the attribute it is about. */
  readonly attribute?: string;
}

/** Passed with every call. */
export interface Call {
  /** Aborted when Terraform cancels the call or asks the provider to stop. */
  readonly signal: AbortSignal;
}

/** Bytes a resource keeps in the state, invisible in plans. An answer without them erases them. */
export type PrivateData = Uint8Array;

export interface ResourceState {
  readonly state: ObjectValue | null;
  readonly private: PrivateData;
}

/** An object of a different resource type, which a `moved` block brings to this one. */
export interface MovedObject {
  /**
   * The address of its provider, such as `registry.terraform.io/hashicorp/null`. OpenTofu sends only the last
   * part.
   */
  readonly provider: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly state: { readonly [name: string]: unknown };
  readonly private: PrivateData;
}

export type Answer<Result> = Result & { readonly diagnostics: readonly Diagnostic[] };

export interface IdentityAttribute {
  readonly type: AttributeType;
  /** Plain text: Terraform's protocol has no Markdown for identities. */
  readonly description: string;
  /** Whether an import must give it. If not, it may. */
  readonly requiredForImport: boolean;
}

/** What distinguishes an object from all others of its type, since Terraform 1.12. */
export interface ResourceIdentity {
  readonly attributes: { readonly [name: string]: IdentityAttribute };
  /**
   * The identity of an object.
   *
   * @param before the identity that is stored. Terraform refuses a different one for the same object.
   * @returns null while it is not known
   */
  of(state: ObjectValue, before: ObjectValue | null): ObjectValue | null;
  /** As `importById`. Attributes that the import does not give are null. */
  import(identity: ObjectValue, call: Call): Promise<Answer<ResourceState>>;
}

/** One object that a list found. */
export interface FoundObject {
  readonly displayName: string;
  readonly state: ObjectValue;
}

/** Finds the objects that exist, for `terraform query` (Terraform 1.14). */
export interface ResourceList {
  /** The content of the `config` block. */
  readonly schema: Schema;
  validate(config: ObjectValue): readonly Diagnostic[];
  /** Yields what it finds, and what goes wrong. */
  find(config: ObjectValue, call: Call): AsyncGenerator<FoundObject | Diagnostic, void>;
  /** The configuration of a found object: the values that belong in code, and null for the others. */
  toConfig(state: ObjectValue): ObjectValue;
}

/** Something to do that changes no resource (Terraform 1.14). */
export interface Action {
  readonly schema: Schema;
  validate(config: ObjectValue): readonly Diagnostic[];
  /** Yields messages of its progress, and what goes wrong. */
  invoke(config: ObjectValue, call: Call): AsyncGenerator<string | Diagnostic, void>;
}

export interface Resource {
  readonly schema: Schema;
  readonly identity?: ResourceIdentity;
  /** Needs an identity. */
  readonly list?: ResourceList;
  /** Runs before the provider is configured. Values may be unknown. */
  validate(config: ObjectValue): readonly Diagnostic[];
  /** `state: null` means that the object no longer exists. */
  read(
    request: {
      state: ObjectValue;
      private: PrivateData;
      /** The stored identity; none for a Terraform before 1.12, and for an object that has none yet. */
      identity?: ObjectValue | null;
    },
    call: Call,
  ): Promise<Answer<ResourceState>>;
  /** Checks a deletion, which Terraform plans by itself: of an object that the code no longer declares. */
  planDeletion?(request: {
    prior: ObjectValue;
    private: PrivateData;
    identity?: ObjectValue | null;
  }): readonly Diagnostic[];
  /** Plans a creation (`prior` is null) or an update. */
  plan(
    request: {
      prior: ObjectValue | null;
      /** The configuration, with the prior value for each computed attribute it omits. */
      proposed: ObjectValue;
      config: ObjectValue;
      private: PrivateData;
      /**
       * The private data of the plan that is being applied: Terraform plans again during apply. Absent in
       * other plans, and before Terraform 1.16.
       */
      plannedPrivate?: PrivateData;
    },
    call: Call,
  ): Promise<
    Answer<{
      planned: ObjectValue;
      private: PrivateData;
      /** Attributes whose change replaces the object. */
      requiresReplace?: readonly string[];
    }>
  >;
  /** With an error, Terraform stores a non-null state as tainted, and nothing for `null`. */
  create(
    request: { planned: ObjectValue; config: ObjectValue; private: PrivateData },
    call: Call,
  ): Promise<Answer<ResourceState>>;
  /** With an error, Terraform stores the returned state. */
  update(
    request: { prior: ObjectValue; planned: ObjectValue; config: ObjectValue; private: PrivateData },
    call: Call,
  ): Promise<Answer<ResourceState>>;
  delete(request: { prior: ObjectValue; private: PrivateData }, call: Call): Promise<readonly Diagnostic[]>;
  /** The state may be partial: Terraform reads it next. `state: null` needs an error. */
  importById?(id: string, call: Call): Promise<Answer<ResourceState>>;
  /**
   * Converts an object of a different resource type. Runs before the provider is configured. Terraform reads
   * the returned state next. `state: null` needs an error.
   */
  move?(source: MovedObject): Answer<ResourceState>;
}

export interface DataSource {
  readonly schema: Schema;
  validate(config: ObjectValue): readonly Diagnostic[];
  read(config: ObjectValue, call: Call): Promise<Answer<{ state: ObjectValue | null }>>;
}

export interface Provider {
  readonly schema: Schema;
  readonly resources: { readonly [type: string]: Resource };
  readonly dataSources: { readonly [type: string]: DataSource };
  readonly actions?: { readonly [type: string]: Action };
  /** Values may be unknown. */
  validateConfig(config: ObjectValue): readonly Diagnostic[];
  /** Runs once for each of Terraform's walks. Values may be unknown during a plan. */
  configure(config: ObjectValue, call: Call): Promise<readonly Diagnostic[]>;
  /**
   * Diagnostics that belong to no single call, such as a warning about a slow server. Called once for each
   * answer that can carry diagnostics, just before it is sent. Each diagnostic should be returned once.
   */
  notices?(): readonly Diagnostic[];
}
